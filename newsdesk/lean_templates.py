"""The pages' templates without their indentation: less to put together, to compress and to send, for every page.

A run of spaces with a line's end in it is one line's end, as a browser reads it: no page has text in which it would
mean more. Mails keep theirs, as some are read as text.
"""

from __future__ import annotations

import re
from typing import Final

from django.template import Origin
from django.template.loaders.filesystem import Loader as FilesystemLoader

PAGES: Final = ("web/", "base.html")
LINE_END: Final = re.compile(r"\s*\n\s*")


def lean(source: str) -> str:
    """The template with a line's end where it had some, and spaces around it."""
    return LINE_END.sub("\n", source)


class Loader(FilesystemLoader):
    """Loads templates from the folders of the settings."""

    def get_contents(self, origin: Origin) -> str:
        """The template's text as it is put together."""
        contents = super().get_contents(origin)
        return lean(contents) if str(origin.template_name).startswith(PAGES) else contents
