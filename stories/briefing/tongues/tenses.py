"""Whether a sentence tells of what is still to come, in other languages than English. Pure."""

import re
from typing import Final

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TO_COME: Final = {
    "de": re.compile(
        r"\b(?:wird|werden|soll|sollen|will|wollen|dürfte|künftig|voraussichtlich|tritt|treten)\b|\bab (?:dem"
        r" |Montag|\d)|\bvon \w+ an\b"
    ),
    "fr": re.compile(
        r""
        r"\b[a-zà-ÿ]+(?:era|eront|ira|iront|dra|dront|vra|vront|ura|uront|terait)\b(?<!\bopéra)|\bd['’]ici\b|\b(?:va|vont|doit|doivent)"
        r" \w+r\b"
    ),
    "es": re.compile(
        r"\b[a-zñáéíóú]+(?:ará|erá|irá|drá|arán|erán|irán|drán)\b|\bdesde el \d+ de [a-z]+\b(?! de"
        r" (?:19|20)\d\d)|\bva a\b|\bentra en vigor"
    ),
    "ja": re.compile(r"(?:予定|見通し|見込み|方針|計画)(?!だった|でした|を|が|の)|目指す"),
    "ko": re.compile(r"예정|계획이|전망|방침|기로 했|겠다고|할 것"),
}


def to_come(text: str, language: str, year: int) -> bool:
    """Whether the sentence foretells, plans or names later years alone; False in a language that isn't listed.

    year: in which it was written.
    """
    pattern = _TO_COME.get(language)
    if not pattern:
        return False
    years = [int(found) for found in _YEAR.findall(text)]
    return bool(pattern.search(text)) or bool(years and min(years) > year)
