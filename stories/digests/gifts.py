"""What a gift may be: bounds, and which words go with it. Pure."""

import re
from typing import Final

LONGEST_MESSAGE: Final = 500
MOST_TAKERS: Final = 50  # a class, a club; whoever wants more tells them the address of the site
MOST_DAYS: Final = 90
GIFTS_A_DAY: Final = 5  # of one account
# An address of the web or of mail, with or without its scheme: the page of a gift leads nowhere but to the digest.
LINK: Final = re.compile(r"://|\bwww\.|@|\b[\w-]+\.[a-z]{2,}\b", re.IGNORECASE)


def plain_message(text: str) -> str:
    """The words on single lines without control characters, at most five hundred."""
    lines = ("".join(sign if sign.isprintable() else " " for sign in line) for line in text.splitlines())
    return "\n".join(line.strip() for line in lines).strip()[:LONGEST_MESSAGE]


def names_a_link(text: str) -> bool:
    """Whether the words lead elsewhere, or might in the eyes of a mail program or a reader."""
    return LINK.search(text) is not None
