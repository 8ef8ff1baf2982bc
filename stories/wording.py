"""Numbers, lists, days and small counts as every page and mail writes them, in the language that is active."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

# Unicode's English of the whole world: 10 Mar 2026, no comma before the last "and".
_ENGLISH = "en_001"


def language() -> str:
    """The language of the page, 'en' where none is active."""
    return get_language() or "en"


def number(n: int) -> str:
    """'1,200'."""
    return _number(n, language())


def decimal(value: float) -> str:
    """'1.5', '1' for 1.0: at most one digit after the point."""
    return format_decimal(Decimal(f"{value:.1f}"), format="#,##0.#", locale=locale(language()))


def language_name(code: str) -> str:
    """'Korean' for 'ko'; the code of what Unicode has no name for, '' for ''."""
    return str(locale(language()).languages.get(code, code))


def percent(share: float, *, digits: int = 0, exactly: bool = False) -> str:
    """'38%' for a share of 0.38; digits: at most so many after the point, or exactly so many."""
    return _percent(share, digits, exactly, language())


def listed(words: Sequence[str], *, either: bool = False) -> str:
    """'A', 'A and B', 'A, B and C'; either: 'A, B or C'; '' for none."""
    return format_list(words, style="or" if either else "standard", locale=locale(language())) if words else ""


def day(at: date) -> str:
    """'10 Mar 2026' for a date or a time in UTC."""
    return _day(_date(at), "yMMMd", language())


def day_of_year(at: date) -> str:
    """'10 Mar'."""
    return _day(_date(at), "MMMd", language())


def long_day(at: date, *, weekday: bool = False) -> str:
    """'10 March 2026', or with the day of the week before it."""
    return format_date(_date(at), "full" if weekday else "long", locale=locale(language()))


def day_and_time(at: datetime) -> str:
    """'10 Mar 14:05', in UTC without saying so."""
    at = at.astimezone(UTC)
    return _("%(day)s %(time)s") % {"day": day_of_year(at), "time": f"{at:%H:%M}"}


def closed_percents(words: str) -> str:
    """'9.1%' for '9.1 %': explanations come from several rooms, and a page writes percents in one way."""
    return words.replace(" %", "%")


def outlets(n: int) -> str:
    """'1 outlet', '1,200 outlets'."""
    return ngettext("%(n)s outlet", "%(n)s outlets", n) % {"n": number(n)}


def articles(n: int) -> str:
    """'1 article', '1,200 articles'."""
    return ngettext("%(n)s article", "%(n)s articles", n) % {"n": number(n)}


def stories(n: int) -> str:
    """'1 story', '1,200 stories'."""
    return ngettext("%(n)s story", "%(n)s stories", n) % {"n": number(n)}


def political_stories(n: int) -> str:
    """'1 political story', '1,200 political stories'."""
    return ngettext("%(n)s political story", "%(n)s political stories", n) % {"n": number(n)}


def independent_texts(n: int) -> str:
    """'1 independent text', '1,200 independent texts'."""
    return ngettext("%(n)s independent text", "%(n)s independent texts", n) % {"n": number(n)}


@lru_cache(maxsize=50)
def locale(code: str) -> Locale:
    """Unicode's data for a language, those of English where it has none."""
    try:
        return Locale.parse(_ENGLISH if code == "en" else code.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale.parse(_ENGLISH)


def _date(at: date) -> date:
    return at.astimezone(UTC).date() if isinstance(at, datetime) else at


@lru_cache(maxsize=4_000)
def _number(n: int, code: str) -> str:
    return format_decimal(n, locale=locale(code))


@lru_cache(maxsize=2_000)
def _percent(share: float, digits: int, exactly: bool, code: str) -> str:
    # Rounded as Python rounds, so that a page shows the figures of the sum.
    rounded = Decimal(f"{100 * share:.{digits}f}") / 100
    pattern = locale(code).percent_formats[None].pattern
    if exactly and digits:
        pattern = pattern.replace("0", f"0.{'0' * digits}", 1)
    return format_percent(rounded, pattern, decimal_quantization=exactly, locale=locale(code))


@lru_cache(maxsize=2_000)
def _day(at: date, skeleton: str, code: str) -> str:
    return format_skeleton(skeleton, at, locale=locale(code))
