"""Countries by their names, in the language of the page."""

from dataclasses import dataclass
from functools import lru_cache

from stories.web.wording import language, locale


@dataclass(frozen=True, slots=True)
class Country:
    """A country as a page names it; code: ISO 3166, two letters, for the title beside the name."""

    code: str
    name: str


def country(code: str) -> Country | None:
    """The country of a code, None for ''; a code that is nobody's is its own name."""
    return Country(code, _name(code.upper(), language())) if code else None


@lru_cache(maxsize=2_000)
def _name(code: str, tongue: str) -> str:
    return str(locale(tongue).territories.get(code, code))
