"""Whether a sentence says of somebody that they are not the one asked for: that answers no question. Pure."""

import re
from typing import Final

REACH: Final = 40  # characters before the name, of its own clause
_NOT: Final = r"(?:not(?! only)|never|neither|cannot|\w+n['’]t|nicht|nie|ne|pas|jamais|no|nunca)"
_DENIES: Final = r"den(?:y|ies|ied|ying)"
_IS_NOT: Final = re.compile(rf"\s(?:[\w’']+\s)?(?:{_NOT}|{_DENIES})\b", re.IGNORECASE)  # Ada Brandt has never
_NOT_THIS: Final = re.compile(rf"\b(?:{_NOT}|than|nor)\s$", re.IGNORECASE)  # not Ada Brandt
_NOT_BY: Final = re.compile(rf"\b{_NOT}\b[^,;:—–]*\sby\s$", re.IGNORECASE)  # was not killed by Ada Brandt


def denies(sentence: str, start: int, end: int) -> bool:
    """Whether it does of the name at start to end."""
    before = sentence[max(0, start - REACH) : start]
    return bool(_IS_NOT.match(sentence, end) or _NOT_THIS.search(before) or _NOT_BY.search(before))
