"""Countries and large cities as a language without capitals writes them, by Unicode's CLDR. Pure."""

from functools import cache
from typing import Final

from babel import Locale

_ALSO: Final = {"ko": (), "ja": ("zh", "zh_Hant")}  # words in Han alone may be Chinese as well


@cache
def places(language: str) -> frozenset[str]:
    """Of 'ko' or 'ja', where 'ja' holds Chinese names too; of two characters or more."""
    locales = [Locale.parse(code) for code in (language, *_ALSO[language])]
    found = {str(name) for locale in locales for code, name in locale.territories.items() if code.isalpha()}
    found |= {zone["city"] for locale in locales for zone in locale.time_zones.values() if zone.get("city")}
    return frozenset(name for name in found if len(name) > 1)
