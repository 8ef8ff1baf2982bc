"""A story in a list: headline, bar, counts and when it last grew."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from stories.models import Coverage
from stories.scales import Side
from stories.web.bar import Bar, bar
from stories.web.moments import Moment, moment
from stories.web.section_links import section_href
from stories.web.vocabulary import blindspot_label, section_label
from stories.web.wording import independent_texts, outlets


@dataclass(frozen=True, slots=True)
class StoryCard:
    """One story in a list. outlet: whose headline it is, '' for an editor's; blindspot: the badge's words, or ''."""

    id: int
    href: str
    title: str
    language: str
    section: str
    section_href: str
    outlet: str
    bar: Bar
    counts: str
    latest: Moment
    blindspot: str
    blind_side: str
    title_article_id: int | None


def card(coverage: Coverage, now: datetime) -> StoryCard:
    """The card of a counted story; reads story and title_article__outlet, which the query should have joined."""
    story = coverage.story
    article = None if story.title_edited else story.title_article
    side = Side.of(coverage.blindspot_side)
    return StoryCard(
        id=story.pk,
        href=story.get_absolute_url(),
        title=story.title or (article.title if article else "") or _("A story without a headline"),
        language=story.language,
        section=section_label(story.section),
        section_href=section_href(story.section),
        outlet=article.outlet.name if article else "",
        bar=bar(coverage.left, coverage.center, coverage.right, coverage.unrated),
        counts=f"{outlets(coverage.outlets)} · {independent_texts(coverage.independent_texts)}",
        latest=moment(story.last_at or story.created_at, now),
        blindspot=blindspot_label(side) if side else "",
        blind_side=side or "",
        title_article_id=story.title_article_id,
    )


def cards(coverages: Iterable[Coverage], now: datetime) -> tuple[StoryCard, ...]:
    """Cards in the order given."""
    return tuple(card(coverage, now) for coverage in coverages)
