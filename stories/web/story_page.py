"""What the story page shows, put together from rows; templates only show or hide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from stories.coverage.members import Member
from stories.coverage.timeline import first_report
from stories.finding.steps.related import RelatedStory
from stories.finding.sure_names import is_sure
from stories.models import Coverage, Story, StoryState
from stories.web.arrivals import state
from stories.web.bar import Bar, bar
from stories.web.beside import Beside
from stories.web.briefing import briefing
from stories.web.briefing_background import with_stories
from stories.web.briefing_names import NameCard, name_cards
from stories.web.cards import StoryCard, card, cards
from stories.web.changes import Change
from stories.web.columns import Columns, columns
from stories.web.earlier import EarlierLine, earlier
from stories.web.group_bar import axis_bar
from stories.web.lead import Lead
from stories.web.links import outbound
from stories.web.moments import Moment, moment
from stories.web.picture import StoryPicture
from stories.web.schemes import Axis
from stories.web.section_links import section_href
from stories.web.sources import Listing, Panel
from stories.web.splits import Split, splits
from stories.web.story_rows import ArticleRow
from stories.web.timeline import Timeline, timeline
from stories.web.verdicts import BlindspotNote, blindspot_note
from stories.web.vocabulary import section_label
from stories.web.wording import listed

LONG_HEADLINE: Final = 90  # characters; from here on a smaller size keeps it to a few lines
VERY_LONG_HEADLINE: Final = 180
MOST_CHANGES: Final = 5  # headlines that changed; the others have a page


@dataclass(frozen=True, slots=True)
class Headline:
    """A story's headline, its size, and whose it is."""

    text: str
    language: str
    size: str
    outlet: str
    outlet_href: str
    href: str
    edited: bool


@dataclass(frozen=True, slots=True)
class Updated:
    """When a story last changed, and its latest article; poll is '' for a story that can't change any more.

    new: articles that came since the reader's page was made; story: the address that shows them; moved: the address
    of the story that this one was merged into while the page was open, or ''.
    """

    at: Moment
    latest: Moment
    poll: str
    new: int
    story: str
    moved: str


@dataclass(frozen=True, slots=True)
class First:
    """Who reported first, or whom we saw first, and when."""

    words: str
    outlet: str
    href: str
    at: Moment


@dataclass(frozen=True, slots=True)
class RelatedLine:
    """Another story, and why it is shown here."""

    card: StoryCard
    words: str


@dataclass(frozen=True, slots=True)
class StoryPage:
    """The page's one argument; changed: how many headlines did, of which `changes` are the latest."""

    id: int
    section: str
    section_href: str
    headline: Headline
    updated: Updated
    lead: Lead | None
    briefing: Mapping[str, object]
    picture: StoryPicture | None
    bar: Bar | None
    coverage: Coverage | None
    first: First | None
    splits: tuple[Split, ...]
    timeline: Timeline | None
    blindspot: BlindspotNote | None
    panel: Panel
    columns: Columns | None
    changes: tuple[Change, ...]
    names: tuple[NameCard, ...]
    earlier: tuple[EarlierLine, ...]
    related: tuple[RelatedLine, ...]
    recommended: tuple[StoryCard, ...]
    changed: int


def story_page(
    story: Story,
    around: Beside,
    rows: Sequence[ArticleRow],
    *,
    lead: Lead | None,
    picture: StoryPicture | None,
    panel: Panel,
    changes: Sequence[Change] = (),
    now: datetime,
    axis: Axis,
    listing: Listing,
) -> StoryPage:
    """The page of a story at `now`; around: its coverage and the stories below it.

    axis: the scheme that the rows were read on; listing: them as they are counted and listed.
    """
    coverage = around.coverage
    counted = bar(coverage.left, coverage.center, coverage.right, coverage.unrated) if coverage else None
    blocks = briefing(story.__dict__.get("told"), rows, now)
    links = earlier(story.__dict__.get("linked"), story.pk)
    return StoryPage(
        id=story.pk,
        section=section_label(story.section),
        section_href=section_href(story.section),
        headline=headline(story),
        updated=updated(story, now),
        lead=lead,
        briefing=blocks | {"background": with_stories(blocks.get("background"), links)},
        picture=picture,
        bar=counted if axis.house else axis_bar(axis, listing.counts),
        coverage=coverage,
        first=_first(rows, listing.counted, now),
        splits=splits(coverage.distributions) if coverage else (),
        timeline=timeline(rows, axis, listing.counted),
        blindspot=blindspot_note(coverage.blindspot) if coverage else None,
        panel=panel,
        columns=columns(story.pk, rows, axis),
        changes=_latest_changes(changes),
        names=name_cards(story.__dict__.get("topics"), blocks.get("names"), story.language),
        earlier=links,
        related=tuple(RelatedLine(card(item.coverage, now), _related(item)) for item in around.related),
        recommended=cards(around.recommended, now),
        changed=len(changes),
    )


def _latest_changes(changes: Sequence[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda change: change.latest, reverse=True)[:MOST_CHANGES])


def _related(found: RelatedStory) -> str:
    names = listed([name for name in found.told if is_sure(name)])
    if found.same_storyline:
        return _("same storyline; also names %(names)s") % {"names": names} if names else _("same storyline")
    return _("also names %(names)s") % {"names": names} if names else _("close in wording")


def headline(story: Story) -> Headline:
    """The headline with its origin: an outlet's, or an editor's of this site."""
    article = None if story.title_edited else story.title_article
    title = story.title or (article.title if article else "") or _("A story without a headline")
    size = "very-long" if len(title) > VERY_LONG_HEADLINE else "long" if len(title) > LONG_HEADLINE else "short"
    return Headline(
        text=title,
        language=story.language,
        size=size,
        outlet=article.outlet.name if article else "",
        outlet_href=article.outlet.get_absolute_url() if article else "",
        href=outbound(article.canonical_address) if article else "",
        edited=story.title_edited,
    )


def updated(story: Story, now: datetime, since: datetime | None = None, new: int = 0) -> Updated:
    """When an article last came or went; an open story's time refreshes itself.

    since: the state of the reader's page, the present one if None; new: articles that came after it.
    """
    base = f"/stories/{story.pk}/"
    poll = f"{base}updated/?since={state(since or story.changed_at)}" if story.state == StoryState.OPEN else ""
    latest = moment(story.last_at or story.created_at, now)
    moved = f"/stories/{story.merged_into_id}/" if story.state == StoryState.MERGED else ""
    return Updated(moment(story.changed_at, now), latest, poll, new, base, moved)


def _first(rows: Sequence[ArticleRow], counted: Sequence[Member], now: datetime) -> First | None:
    found = first_report(counted)
    if found is None:
        return None
    row = next(row for row in rows if row.id == found.article_id)
    words = _("First to report") if found.certain else _("First we saw")
    return First(words, row.outlet, f"/outlets/{row.slug}/", moment(found.at, now))
