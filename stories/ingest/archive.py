"""Lines of an archive (JSON, one article each) -> articles as the pipeline takes them. Pure.

Labels that an archive carries for measuring (its own story and lean) are never read: they would be answers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from stories.ingest.canonical import canonical
from stories.scales import DatePrecision, DateSource, Genre
from stories.text.folding import clean

MAX_LINE_CHARS: Final = 2_000_000
MAX_TEXT_CHARS: Final = 200_000
MAX_LIST: Final = 50


@dataclass(frozen=True, slots=True)
class Earlier:
    """A headline the article had before, and when it was changed to the present one."""

    title: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class ArchivedArticle:
    """An article of an archive; published_at is never after `now`. outlet: as the archive names it, a domain or ''."""

    archive_id: str
    address: str
    canonical_address: str
    outlet: str
    outlet_name: str
    country: str
    language: str
    title: str
    summary: str
    text: str
    published_at: datetime
    precision: DatePrecision
    source: DateSource
    published_raw: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    section_hint: str = ""
    json_ld_type: str = ""
    byline_source: str = ""
    image_address: str = ""
    image_caption: str = ""
    image_credit: str = ""
    rights: str = ""
    earlier: Earlier | None = None


def read_line(line: str, now: datetime, shift: timedelta = timedelta(0)) -> ArchivedArticle:
    """The article on a line; raises ValueError with words for an editor.

    shift moves every date, for an archive that is to look recent. Without `published` the time of `observed` is
    taken, with the precision 'seen'; without both, now.
    """
    row = _row(line)
    address = _text(row, "url", 2000)
    key = canonical(address)
    title = _text(row, "title", 1000)
    if not key or len(key) > 2000:
        raise ValueError(f"its url '{address[:80]}' is no web address" if address else "it has no url")
    if not title:
        raise ValueError("it has no title")
    published_at, precision, source, raw = _date(row, now, shift)
    return ArchivedArticle(
        archive_id=_text(row, "id", 200),
        address=address,
        canonical_address=key,
        outlet=_text(row, "outlet", 300),
        outlet_name=_text(row, "outlet_name", 200),
        country=_text(row, "country", 2),
        language=_text(row, "lang", 8),
        title=title,
        summary=_text(row, "summary", 5000, keep_lines=True),
        text=_text(row, "text", MAX_TEXT_CHARS, keep_lines=True),
        published_at=published_at,
        precision=precision,
        source=source,
        published_raw=raw,
        authors=_list(row, "authors"),
        tags=_list(row, "tags"),
        categories=_list(row, "categories") or _list(row, "section"),
        section_hint=_text(row, "section", 200),
        json_ld_type=_text(row, "json_ld_type", 60) or _type_of_genre(_text(row, "genre", 20)),
        byline_source=_text(row, "byline_source", 300) or _text(row, "source", 300),
        image_address=_picture(row),
        image_caption=_text(row, "image_caption", 2000),
        image_credit=_text(row, "image_credit", 500),
        rights=_text(row, "rights", 500),
        earlier=_earlier(row, published_at, shift, now),
    )


def latest(line: str) -> datetime | None:
    """The latest date on a line, None for a line that has none or can't be read."""
    try:
        row = _row(line)
        moments = [_moment(row.get(name)) for name in ("published", "retitled_at", "observed")]
    except ValueError:
        return None
    return max((moment for moment in moments if moment), default=None)


def _row(line: str) -> Mapping[str, Any]:
    if len(line) > MAX_LINE_CHARS:
        raise ValueError(f"the line is longer than {MAX_LINE_CHARS:,} characters")
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError("the line is not JSON") from error
    if not isinstance(row, dict):
        raise ValueError("the line is JSON, but no object with names and values")
    return row


def _text(row: Mapping[str, Any], name: str, most: int, *, keep_lines: bool = False) -> str:
    value = row.get(name)
    if isinstance(value, int | float):
        value = str(value)
    return clean(value, max_length=most, keep_lines=keep_lines) if isinstance(value, str) else ""


def _list(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = row.get(name)
    items = value if isinstance(value, list) else [value]
    words = (clean(item, max_length=200) for item in items if isinstance(item, str))
    return tuple(dict.fromkeys(word for word in words if word))[:MAX_LIST]


def _picture(row: Mapping[str, Any]) -> str:
    address = _text(row, "image", 2001)
    return address if address.startswith(("http://", "https://")) and len(address) <= 2000 else ""


def _type_of_genre(genre: str) -> str:
    """What an archive's word 'opinion' is on a page: its JSON-LD type, which the reading of genres trusts most."""
    return "OpinionNewsArticle" if Genre.of(genre) is Genre.OPINION else ""


def _date(row: Mapping[str, Any], now: datetime, shift: timedelta) -> tuple[datetime, DatePrecision, DateSource, str]:
    raw = _text(row, "published", 200)
    if published := _moment(row.get("published")):
        return min(published + shift, now), _precision(raw), DateSource.FEED, raw
    observed = _moment(row.get("observed"))
    return min(observed + shift, now) if observed else now, DatePrecision.SEEN, DateSource.SEEN, raw


def _moment(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC) if 1990 <= moment.year <= 2200 else None
    except (ValueError, OverflowError):
        return None


def _precision(raw: str) -> DatePrecision:
    """Of an ISO date: 2026-03-10 is a day, 2026-03-10T09:30 a minute."""
    if ":" not in raw:
        return DatePrecision.DAY
    clock = raw.replace("Z", "").partition("T")[2] or raw.partition(" ")[2]
    return DatePrecision.SECOND if clock[:8].count(":") == 2 else DatePrecision.MINUTE


def _earlier(row: Mapping[str, Any], published: datetime, shift: timedelta, now: datetime) -> Earlier | None:
    title = _text(row, "previous_title", 1000)
    if not title or title == _text(row, "title", 1000):
        return None
    changed = _moment(row.get("retitled_at"))
    return Earlier(title, max(published, min(changed + shift, now) if changed else published))
