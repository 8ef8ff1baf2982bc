"""Where an article's first sentence begins behind its dateline: 'BRELL, May 4 (Wire) - The council'. Pure."""

import re
from typing import Final

FURTHEST: Final = 400  # characters into an article: a headline or the line of a picture may stand before it
LONGEST: Final = 80
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_NAME: Final = r"[A-Z][^\W\d_]+(?:[.’'-][^\W\d_]+)*\.?"
_PLACE: Final = rf"{_NAME}(?:[ /]{_NAME}){{0,3}}"
_DATELINE: Final = re.compile(
    rf"(?:(?P<place>{_PLACE})(?P<region>, (?!{_MONTH}){_PLACE})?)?"
    rf"(?P<date>,? ?(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?)?"
    r"(?P<credit>,? ?[(\[][^()\[\]\n]{2,40}[)\]])?"
    r"(?P<end> ?[-–—]{1,2} | ?[–—]|: | )(?=[“\"‘']?[A-Z0-9])"
)
_DASH: Final = re.compile(r"\s[-–—]{1,2}\s|[–—]")
_QUOTES: Final = ("“", '"', "‘", "'")


def behind_dateline(text: str, start: int, end: int) -> int:
    """Where the sentence text[start:end] begins without a line of place, day or agency; start where it has none."""
    if start > FURTHEST:
        return start
    sentence = text[start:end]
    found = _DATELINE.match(sentence)
    if not found or not 2 < found.end() <= LONGEST or not _is_sure(found, sentence[found.end() :]):
        return start
    return start + found.end()


def _is_sure(found: re.Match[str], rest: str) -> bool:
    """Whether it is no name with an aside behind it ('Ada Brandt – Mayor since May – said') and no speaker's."""
    place, mark = found["place"] or "", found["end"].strip()
    if not mark:
        return bool(found["credit"] and (found["date"] or place.isupper()))
    if found["credit"] or found["date"]:
        return bool(found["credit"] or place)
    if not place or (rest.startswith(_QUOTES) and mark == ":"):
        return False
    return mark == ":" or place.isupper() or not _DASH.search(rest)
