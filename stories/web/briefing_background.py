"""How we got here as the page shows it: a timeline of dated quotations and of the stories before this one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final

from babel.dates import format_skeleton

from stories.web.cited import Citations, Made, Quotation, Stored
from stories.web.earlier import EarlierLine
from stories.web.wording import day, language, locale

EARLIER_MOST: Final = 4


@dataclass(frozen=True, slots=True)
class Event:
    """One point of the timeline: its date in words and for the machine, and a quotation or an earlier story."""

    when: str
    iso: str
    quotation: Quotation | None = None
    story: EarlierLine | None = None


@dataclass(frozen=True, slots=True)
class Background:
    """The timeline, the earliest first."""

    events: tuple[Event, ...]
    made: Made


def background(stored: Stored, citations: Citations) -> Background | None:
    """The block's dated sentences; None when nothing that they cite is here any more."""
    events = []
    for row in stored.content.get("events", ()):
        cited = citations.of(row["citations"])
        if cited:
            when, iso = _when(date.fromisoformat(row["day"]), row["precision"])
            events.append(Event(when, iso, Quotation(row["text"], cited[0].language, cited, "")))
    return Background(tuple(events), stored.made) if events else None


def with_stories(found: object, earlier: Iterable[EarlierLine]) -> Background | None:
    """The timeline with the stories that this one continues, each at its last day."""
    if not isinstance(found, Background):
        return None
    stories = [line for line in earlier if line.ended][:EARLIER_MOST]
    events = [Event(day(line.ended), line.ended.date().isoformat(), story=line) for line in stories if line.ended]
    return Background(tuple(sorted((*found.events, *events), key=lambda event: event.iso)), found.made)


def _when(at: date, precision: str) -> tuple[str, str]:
    """A date as exactly as it is known: '12 Mar 2029', 'March 2029', '2029'."""
    if precision == "year":
        return format_skeleton("y", at, locale=locale(language())), f"{at:%Y}"
    if precision == "month":
        return format_skeleton("yMMMM", at, locale=locale(language())), f"{at:%Y-%m}"
    return day(datetime.combine(at, time(), UTC)), at.isoformat()
