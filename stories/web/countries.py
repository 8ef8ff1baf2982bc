"""Countries by their names, in the language of the page."""

from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Country:
    """A country as a page names it; code: ISO 3166, two letters, for the title beside the name."""

    code: str
    name: str


def country(code: str) -> Country | None:
    """The country of a code, None for ''; a code that is nobody's is its own name."""
    return Country(code, _name(code.upper(), get_language() or "en")) if code else None


@lru_cache(maxsize=2_000)
def _name(code: str, language: str) -> str:
    return str(_locale(language).territories.get(code, code))


def _locale(language: str) -> Locale:
    """Unicode's names in the language, in English where it has none."""
    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale("en")
