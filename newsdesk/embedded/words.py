"""The one error of the embedded servers."""


class StartError(Exception):
    """The servers can't run; the text tells a person what is in the way and what to do about it."""
