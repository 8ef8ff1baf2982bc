"""What the time machine shows of a story at one hour."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.utils.translation import gettext as _

from stories.coverage.members import Member
from stories.coverage.past import there_by
from stories.scales import Genre, OutletKind
from stories.web.bar import Bar
from stories.web.links import outbound
from stories.web.moments import Moment, exactly, moment
from stories.web.past_changes import Change, headline_at
from stories.web.past_picture import Scrubber, scrubber
from stories.web.past_rows import Past
from stories.web.past_scheme import Row, counted_at
from stories.web.schemes import Axis
from stories.web.story_page import LONG_HEADLINE, VERY_LONG_HEADLINE, Headline

SHOWN_ARTICLES: Final = 60
SHOWN_CHANGES: Final = 24  # on each side of the hour


@dataclass(frozen=True, slots=True)
class Report:
    """One article that was there, with the headline that it bore; reworded: it bears another one today."""

    title: str
    href: str
    language: str
    outlet: str
    outlet_href: str
    side: str
    letter: str
    at: Moment
    reworded: bool


@dataclass(frozen=True, slots=True)
class Stop:
    """A change as a link; current: it is the one that is shown."""

    href: str
    iso: str
    absolute: str
    words: str
    current: bool


@dataclass(frozen=True, slots=True)
class PastPage:
    """The page's one argument. earlier and later: how many changes the list leaves out before and after."""

    story_id: int
    at: str
    iso: str
    how: str
    headline: Headline
    bar: Bar
    rows: tuple[Row, ...]
    blindspot: str
    previous: Stop | None
    following: Stop | None
    picture: Scrubber | None
    reports: tuple[Report, ...]
    more_reports: int
    stops: tuple[Stop, ...]
    earlier: int
    later: int


def address(story_id: int, hour: datetime) -> str:
    """Where the story at an hour is shown."""
    return f"/stories/{story_id}/at/{hour.astimezone(UTC):%Y-%m-%dT%H}/"


def past_page(past: Past, hour: datetime, stops: Sequence[Change], axis: Axis, now: datetime) -> PastPage:
    """The story at a whole hour that is neither before its first change nor in the future.

    axis: the scheme that the past was read on.
    """
    kept = past.snapshot(hour)
    there = past.members_at(hour)
    counted = counted_at(past, kept, there, axis)
    place = max(i for i, change in enumerate(stops) if change.hour <= hour)
    listed = [_stop(past.story.pk, change, current=i == place) for i, change in enumerate(stops)]
    start, end = max(place - SHOWN_CHANGES, 0), place + SHOWN_CHANGES + 1
    before = place if stops[place].hour < hour else place - 1
    return PastPage(
        story_id=past.story.pk,
        at=exactly(hour),
        iso=hour.isoformat(timespec="minutes"),
        how=counted.how,
        headline=_headline(past, hour),
        bar=counted.bar,
        rows=counted.rows,
        blindspot=counted.blindspot,
        previous=listed[before] if before >= 0 else None,
        following=listed[place + 1] if place + 1 < len(listed) else None,
        picture=scrubber(past.members, hour, lambda at: address(past.story.pk, at), now),
        reports=tuple(_report(past, member, hour, axis, now) for member in _latest(there)[:SHOWN_ARTICLES]),
        more_reports=max(len(there) - SHOWN_ARTICLES, 0),
        stops=tuple(listed[start:end]),
        earlier=start,
        later=max(len(listed) - end, 0),
    )


def _stop(story_id: int, change: Change, *, current: bool) -> Stop:
    iso = change.hour.isoformat(timespec="minutes")
    return Stop(address(story_id, change.hour), iso, exactly(change.hour), change.words, current)


def _headline(past: Past, hour: datetime) -> Headline:
    title, article = headline_at(past, hour)
    member = next((member for member in past.members if member.article_id == article), None)
    face = past.faces[article] if article else None
    size = "very-long" if len(title) > VERY_LONG_HEADLINE else "long" if len(title) > LONG_HEADLINE else "short"
    return Headline(
        text=title or _("A story without a headline"),
        language=face.language if face else past.story.language,
        size=size,
        outlet=member.outlet if member else "",
        outlet_href=f"/outlets/{face.slug}/" if face else "",
        href=outbound(face.address) if face else "",
        edited=False,
    )


def _latest(members: Sequence[Member]) -> list[Member]:
    return sorted(members, key=lambda member: (there_by(member), member.article_id), reverse=True)


def _report(past: Past, member: Member, hour: datetime, axis: Axis, now: datetime) -> Report:
    face = past.faces[member.article_id]
    title = past.title_at(member.article_id, hour)
    group = axis.group(member.bucket or "", member.side)
    in_share = member.genre is Genre.NEWS and member.kind is not OutletKind.REPUBLISHER
    return Report(
        title=title,
        href=outbound(face.address),
        language=face.language,
        outlet=member.outlet,
        outlet_href=f"/outlets/{face.slug}/",
        side=group.css if in_share else "",
        letter=group.letter if in_share else "",
        at=moment(member.published, now, member.precision),
        reworded=title != face.title,
    )
