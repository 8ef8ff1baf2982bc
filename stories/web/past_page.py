"""What the time machine shows of a story at one hour."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from stories.coverage.counts import counts
from stories.coverage.members import Member
from stories.coverage.past import there_by
from stories.coverage.record import COUNTED, numbers
from stories.models import Coverage
from stories.scales import Genre, OutletKind, Side
from stories.web.bar import Bar, bar
from stories.web.links import outbound
from stories.web.moments import Moment, exactly, moment
from stories.web.past_changes import Change, headline_at
from stories.web.past_picture import Scrubber, scrubber
from stories.web.past_rows import Past
from stories.web.story_page import LONG_HEADLINE, VERY_LONG_HEADLINE, Headline
from stories.web.vocabulary import blindspot_label, side_letter

SHOWN_ARTICLES: Final = 60
SHOWN_CHANGES: Final = 24  # on each side of the hour
LABELS: Final = {
    "outlets": gettext_lazy("Outlets"),
    "left": pgettext_lazy("side", "Left"),
    "center": pgettext_lazy("side", "Center"),
    "right": pgettext_lazy("side", "Right"),
    "unrated": pgettext_lazy("side", "Unrated"),
    "opinion_only": gettext_lazy("Opinion only"),
    "republishers": gettext_lazy("Republishers"),
    "articles": gettext_lazy("Articles"),
    "independent_texts": gettext_lazy("Independent texts"),
}
FROM_DATES: Final = gettext_lazy(
    "This site was not counting the story yet: bar and counts are reckoned from the articles that bear a date by then "
    "and are in the story today, with today's ratings."
)
FROM_KEPT: Final = gettext_lazy(
    "Headline, bar and counts are what this page showed then; listed are the articles that we had seen by then and "
    "that are in the story today."
)


@dataclass(frozen=True, slots=True)
class Row:
    """One count then and now."""

    label: str
    then: int
    now: int
    changed: bool


@dataclass(frozen=True, slots=True)
class Report:
    """One article that was there, with the headline that it bore; earlier: it bears another one today."""

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


def past_page(past: Past, hour: datetime, stops: Sequence[Change], now: datetime) -> PastPage:
    """The story at a whole hour that is neither before its first change nor in the future."""
    kept = past.snapshot(hour)
    there = past.members_at(hour)
    then: Mapping[str, Any] = kept.counts if kept else numbers(counts(there))
    place = max(i for i, change in enumerate(stops) if change.hour <= hour)
    listed = [_stop(past.story.pk, change, current=i == place) for i, change in enumerate(stops)]
    start, end = max(place - SHOWN_CHANGES, 0), place + SHOWN_CHANGES + 1
    before = place if stops[place].hour < hour else place - 1
    side = Side.of(str(then.get("blindspot_side", "")))
    return PastPage(
        story_id=past.story.pk,
        at=exactly(hour),
        iso=hour.isoformat(timespec="minutes"),
        how=str(FROM_KEPT if kept else FROM_DATES),
        headline=_headline(past, hour),
        bar=bar(*(int(then.get(side, 0)) for side in Side)),
        rows=_rows(then, past.coverage),
        blindspot=blindspot_label(side or ""),
        previous=listed[before] if before >= 0 else None,
        following=listed[place + 1] if place + 1 < len(listed) else None,
        picture=scrubber(past.members, hour, lambda at: address(past.story.pk, at), now),
        reports=tuple(_report(past, member, hour, now) for member in _latest(there)[:SHOWN_ARTICLES]),
        more_reports=max(len(there) - SHOWN_ARTICLES, 0),
        stops=tuple(listed[start:end]),
        earlier=start,
        later=max(len(listed) - end, 0),
    )


def _stop(story_id: int, change: Change, *, current: bool) -> Stop:
    iso = change.hour.isoformat(timespec="minutes")
    return Stop(address(story_id, change.hour), iso, exactly(change.hour), change.words, current)


def _rows(then: Mapping[str, Any], coverage: Coverage | None) -> tuple[Row, ...]:
    pairs = [(name, int(then.get(name, 0)), int(getattr(coverage, name, 0))) for name in COUNTED]
    return tuple(Row(str(LABELS[name]), before, after, before != after) for name, before, after in pairs)


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


def _report(past: Past, member: Member, hour: datetime, now: datetime) -> Report:
    face = past.faces[member.article_id]
    title = past.title_at(member.article_id, hour)
    in_share = member.genre is Genre.NEWS and member.kind is not OutletKind.REPUBLISHER
    return Report(
        title=title,
        href=outbound(face.address),
        language=face.language,
        outlet=member.outlet,
        outlet_href=f"/outlets/{face.slug}/",
        side=member.side.value if in_share else "",
        letter=side_letter(member.side) if in_share else "",
        at=moment(member.published, now, member.precision),
        reworded=title != face.title,
    )
