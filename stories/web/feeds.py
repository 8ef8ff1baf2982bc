"""Where the Atom feed of a page is."""


def feed_of(page: str) -> str:
    """The address of a page's feed: beside it, with the page's query."""
    path, mark, query = page.partition("?")
    return f"{path}feed.atom{mark}{query}"
