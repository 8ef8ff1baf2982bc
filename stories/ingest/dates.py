"""Dates as feeds and pages write them, into moments with a precision; and which of them orders an article. Pure.

Known forms are read by patterns, strictest first; the rest by dateparser with strict settings. A date without a zone
is the outlet's local time (fold=0 on the night the clocks go back, so the same text gives the same moment).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import dateparser

from stories.ingest import relative
from stories.scales import DatePrecision, DateSource

MAX_CHARS = 120
FAR_AHEAD = timedelta(hours=24)  # beyond, the date says nothing
FIRST_YEAR = 1990  # before the web: 1970 and 0001 are empty fields

_ZONES_H = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "IST": 5.5, "CET": 1, "MEZ": 1, "MET": 1,
    "CEST": 2, "MESZ": 2, "MEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "GST": 4, "PKT": 5, "SGT": 8, "HKT": 8, "AWST": 8,
    "JST": 9, "KST": 9, "ACST": 9.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "NST": -3.5, "NDT": -2.5,
    "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "ET": -5, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
    "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10, "BRT": -3, "ART": -3, "SAST": 2, "WIB": 7, "PHT": 8,
}  # fmt: skip
_NAMED_ZONES = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier enero ene janeiro gennaio januari janv",
            "feb february februar février fevrier fév febrero fevereiro febbraio februari",
            "mar march märz maerz mär mars marzo março maart mrt",
            "apr april avril avr abril abr aprile",
            "may mai mayo maio maggio mei",
            "jun june juni juin junio junho giugno",
            "jul july juli juillet juil julio julho luglio",
            "aug august août aout agosto augustus ago",
            "sep sept september septembre septiembre setembro settembre",
            "oct october oktober okt octobre octubre outubro ottobre",
            "nov november novembre noviembre novembro",
            "dec december dezember dez décembre decembre déc diciembre dezembro dicembre",
        ),
        start=1,
    )
    for name in names.split()
}
_CLOCK = r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d{1,9})?)?\s*(?P<half>[ap]\.?m\.?)?"
_HALF_CLOCK = r"(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))?(?P<second>)?\s*(?P<half>[ap]\.?m\.?)"
_ZONE_NAME = r"Z|(?:(?:GMT|UTC)\s*)?[+-]\d{1,2}:?(?:\d{2})?|[A-Za-z]{1,5}T|UTC|UT|MEZ|MESZ|WIB|Uhr"
_ZONE = rf"\s*(?P<zone>{_ZONE_NAME})?(?:\s*\([^)]{{0,40}}\))?"
_TAIL = rf"(?:[\s,T–|/-]+(?:(?:at|um|à|a las|às)\s+)?(?:{_CLOCK}){_ZONE})?"
_HALF_TAIL = rf"(?:[\s,–|-]+(?:at\s+)?{_HALF_CLOCK}){_ZONE}"
_MONTH = r"(?P<name>[^\W\d_]{3,10})\.?"
_DATE_FORMS = (
    r"(?P<year>\d{4})[-/.]\s?(?P<month>\d{1,2})[-/.]\s?(?P<day>\d{1,2})\.?",
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?[\s-]*(?:de\s+|of\s+)?{_MONTH}[\s,-]*(?:de\s+|del\s+)?(?P<year>\d{{4}}|\d{{2}}(?=\s))",
    rf"{_MONTH}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s,]+(?P<year>\d{{4}})",
    r"(?P<year>\d{4})\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]",
    r"(?P<first>\d{1,2})[/.-](?P<then>\d{1,2})[/.-](?P<year>\d{4})",
)
_CJK_TAIL = (
    r"(?:[\s(（]*[月火水木金土日월화수목금토일]?[)）]*\s*(?P<half>오전|오후|午前|午後|上午|下午)?\s*"
    r"(?P<hour>\d{1,2})\s*(?:[時时시:])\s*(?:(?P<minute>\d{1,2})\s*[分분]?)?(?:[:\s]*(?P<second>\d{1,2})[秒초]?)?(?P<zone>)?)?"
)
_COMPACT_TAIL = rf"T(?P<hour>\d{{2}})(?P<minute>\d{{2}})(?P<second>\d{{2}})?(?P<half>)?{_ZONE}"
_TAILS = (_TAIL, _HALF_TAIL, _CJK_TAIL, _COMPACT_TAIL)
_FORMS = tuple(re.compile(rf"{form}{tail}", re.IGNORECASE) for form in _DATE_FORMS for tail in _TAILS)
_WEEKDAY = re.compile(
    r"^(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|zo|ma|wo|vr|za|mie|jue|sab|dom)"
    r"[^\W\d_]{0,8}(?:\.?,\s*|\.?\s+)(?=\d|[^\W\d_]{3,10}\.?\s+\d)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:(?:first\s+)?(?:posted|published|updated|last\s+(?:updated|modified)|modified|date|created|publié|mis à jour"
    r"|veröffentlicht|aktualisiert|stand|publicado|actualizado|입력|수정|등록|기사입력|更新|公開|配信)"
    r"(?:\s+(?:on|at|le|am|el|em))?|le|am|on)\s*[:|.]?\s+",
    re.IGNORECASE,
)
_SHOWN = (
    (re.compile(r"\d:\d{2}:\d{2}"), DatePrecision.SECOND),
    (re.compile(r"\d[:.h時시时]\s?\d{2}(?!\d)"), DatePrecision.MINUTE),
    (re.compile(r"\d\s?(?:[ap]\.?m\b|[h時시时])", re.IGNORECASE), DatePrecision.HOUR),
)
_LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "nl", "ko", "ja", "zh", "sv", "da", "nb", "pl", "tr", "ru"]


@dataclass(frozen=True)
class ParsedDate:
    """A moment in UTC, how exact the text was, where it was read; zone_guessed when the text named no zone."""

    moment: datetime
    precision: DatePrecision
    source: DateSource
    raw: str = ""
    zone_guessed: bool = False


def zone_of(name: str) -> tzinfo:
    """The zone of that name ('Asia/Seoul'), UTC for an empty or unknown one."""
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def parse_date(
    text: str, zone: str, base: datetime, source: DateSource = DateSource.FEED, *, known_forms_only: bool = False
) -> ParsedDate | None:
    """The moment a text names, or None when it isn't surely one.

    zone: the outlet's, for a text without its own. base: when the text was fetched, for '12 hours ago', whose source
    is then RELATIVE. Numbers like 02/06/2025 are day first, except in a zone of America/. known_forms_only: without
    dateparser, which takes milliseconds to say no.
    """
    raw = text.strip()
    clean = _cleaned(raw)
    if not clean or len(clean) > MAX_CHARS:
        return None
    local = zone_of(zone)
    try:
        ago = relative.moment(clean, base, local)
        if ago:
            return ParsedDate(ago[0].astimezone(UTC), ago[1], DateSource.RELATIVE, raw[:200])
        found = _epoch(clean) or _by_form(clean, local, month_first=zone.startswith("America/"))
        found = found or (None if known_forms_only else _by_dateparser(clean, local, base))
        if found is None or found[0].year < 1:
            return None
        moment, precision, guessed = found
        return ParsedDate(moment.astimezone(UTC), precision, source, raw[:200], guessed)
    except (ValueError, OverflowError):
        return None


_Found = tuple[datetime, DatePrecision, bool]


def _cleaned(text: str) -> str:
    """One line of plain spaces, without labels, weekday, and stray stops and commas."""
    line = re.sub(r"[\s\u00a0\u202f\u200b-\u200f\ufeff]+", " ", text[: MAX_CHARS * 2]).strip(" ,;|·•")
    line = _LABEL.sub("", line)
    return _WEEKDAY.sub("", line).strip(" ,;|·•")


def _epoch(text: str) -> _Found | None:
    """Unix seconds or milliseconds of this era (2001 to 2286)."""
    if not re.fullmatch(r"\d{10}(\d{3})?(\.\d{1,6})?", text, re.ASCII):
        return None
    seconds = float(text)
    return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC), DatePrecision.SECOND, False


def _by_form(text: str, local: tzinfo, *, month_first: bool) -> _Found | None:
    for form in _FORMS:
        found = form.fullmatch(text)
        if found:
            day = _day(found.groupdict(), month_first=month_first)
            return _at(day, found.groupdict(), local) if day else None
    return None


def _day(parts: dict[str, str | None], *, month_first: bool) -> datetime | None:
    """The calendar day that a form names, without a zone yet; None for an unknown month's name."""
    year = int(parts["year"] or 0)
    if len(parts["year"] or "") == 2:
        year += 2000 if year < 70 else 1900
    if parts.get("name"):
        month = _MONTHS.get((parts["name"] or "").lower(), 0)
        return datetime(year, month, int(parts["day"] or 0)) if month else None  # noqa: DTZ001  its zone comes next
    if parts.get("first"):
        one, two = int(parts["first"] or 0), int(parts["then"] or 0)
        month, day = (one, two) if (month_first and one <= 12) or two > 12 else (two, one)
        return datetime(year, month, day)  # noqa: DTZ001
    return datetime(year, int(parts["month"] or 0), int(parts["day"] or 0))  # noqa: DTZ001


def _at(day: datetime, parts: dict[str, str | None], local: tzinfo) -> _Found:
    zone = _zone(parts.get("zone") or "")
    if not parts.get("hour"):
        return day.replace(tzinfo=local), DatePrecision.DAY, True
    hour = _hour(int(parts["hour"] or 0), parts.get("half") or "")
    minute, second = int(parts.get("minute") or 0), int(parts.get("second") or 0)
    extra = timedelta(days=1) if hour == 24 and minute == second == 0 else timedelta()
    moment = (day + extra).replace(hour=hour % 24 if extra else hour, minute=minute, second=min(second, 59))
    precision = DatePrecision.SECOND if parts.get("second") else DatePrecision.MINUTE
    precision = precision if parts.get("minute") else DatePrecision.HOUR
    return moment.replace(tzinfo=zone or local), precision, zone is None


def _hour(hour: int, half: str) -> int:
    mark = half.lower().replace(".", "")
    if mark in ("pm", "오후", "午後", "下午") and hour < 12:
        return hour + 12
    return 0 if mark in ("am", "오전", "午前", "上午") and hour == 12 else hour


def _zone(text: str) -> tzinfo | None:
    """The zone a suffix names, None for none or one we don't know ('Uhr')."""
    name = text.upper().strip()
    if name in _NAMED_ZONES:
        return ZoneInfo(_NAMED_ZONES[name])
    if name in _ZONES_H:
        return timezone(timedelta(hours=_ZONES_H[name]))
    offset = re.fullmatch(r"(?:(?:GMT|UTC)\s*)?([+-])(\d{1,2}):?(\d{2})?", name)
    if not offset:
        return None
    size = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
    return timezone(-size if offset[1] == "-" else size) if size < timedelta(hours=24) else None


def _by_dateparser(text: str, local: tzinfo, base: datetime) -> _Found | None:
    """Other languages and orders; only texts that name day, month and year."""
    if not re.search(r"\d{4}", text) or not re.search(r"[^\W\d_]", text):
        return None
    settings = {
        "REQUIRE_PARTS": ["day", "month", "year"],
        "STRICT_PARSING": True,
        "RELATIVE_BASE": base.astimezone(local).replace(tzinfo=None),
        "PARSERS": ["absolute-time"],
    }
    found: datetime | None = dateparser.parse(text, languages=_LANGUAGES, settings=settings)
    if found is None:
        return None
    exact = next((precision for pattern, precision in _SHOWN if pattern.search(text)), DatePrecision.DAY)
    return found if found.tzinfo else found.replace(tzinfo=local), exact, found.tzinfo is None


def effective(published: datetime | None, fetched: datetime) -> datetime:
    """The moment that orders an article: its own date, unless that can't be; never later than it was fetched.

    A date ahead of the fetch counts as fetched now, since clocks differ; one before 1990 says nothing.
    """
    if published is None or published.year < FIRST_YEAR:
        return fetched
    return min(published, fetched)


def believable(published: datetime | None, fetched: datetime) -> bool:
    """Whether a stated date may be kept as the article's date: not before 1990 nor more than a day ahead."""
    return published is not None and published.year >= FIRST_YEAR and published - fetched <= FAR_AHEAD
