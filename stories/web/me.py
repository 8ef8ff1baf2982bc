"""My feed: the newest and most covered stories of what a reader follows, each with why it is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stories.models import Entity, Outlet
from stories.readers.following import Kind, Thing
from stories.readers.steps.feed import Picked, my_feed
from stories.readers.steps.following import following
from stories.scales import Section
from stories.web.cards import StoryCard, card
from stories.web.follow import href_of
from stories.web.hidden import HidingNote, hiding_note
from stories.web.paging import page_number
from stories.web.readers import account_of, own_page
from stories.web.section_links import SectionLink, links_among
from stories.web.vocabulary import section_label

PAGE_SIZE: Final = 24
MOST_REASONS: Final = 3


@dataclass(frozen=True, slots=True)
class Why:
    """One reason in words, with the page of what is followed."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class FeedStory:
    """A story of the feed; why: never empty."""

    card: StoryCard
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class MyPage:
    """The page's one argument. follows: whether anything is followed; next_href: '' at the end."""

    stories: tuple[FeedStory, ...]
    follows: bool
    next_href: str
    first: bool
    hiding: HidingNote
    sections: tuple[SectionLink, ...]


@require_safe
@own_page
def me(request: HttpRequest) -> HttpResponse:
    """The feed; ?page=2 and further go on."""
    now, number, account = datetime.now(UTC), page_number(request), account_of(request) or 0
    wanted = following(account)
    note = hiding_note(request, now, among=wanted)
    offset = (number - 1) * PAGE_SIZE
    found = my_feed(wanted, now, limit=PAGE_SIZE + 1, offset=offset, without=note.without)
    page = MyPage(
        stories=feed_stories(found[:PAGE_SIZE], now),
        follows=bool(wanted),
        next_href=f"?page={number + 1}" if len(found) > PAGE_SIZE else "",
        first=number == 1,
        hiding=note,
        sections=() if wanted else links_among([section.value for section in Section]),
    )
    return render(request, "web/me.html", {"page": page})


def feed_stories(found: Iterable[Picked], now: datetime) -> tuple[FeedStory, ...]:
    """The stories with their reasons in words. Two queries at most, for the names."""
    found = tuple(found)
    names = _names(thing for each in found for thing in each.pick.why[:MOST_REASONS])
    return tuple(feed_story(each, names, now) for each in found)


def feed_story(each: Picked, names: Mapping[Thing, str], now: datetime) -> FeedStory:
    """The same of one; names: of what is followed."""
    return FeedStory(card(each.coverage, now), tuple(_why(thing, names) for thing in each.pick.why[:MOST_REASONS]))


def _why(thing: Thing, names: Mapping[Thing, str]) -> Why:
    name = {"name": names.get(thing, thing.key)}
    match thing.kind:
        case Kind.STORY:
            words = _("You follow this story")
        case Kind.ENTITY:
            words = _("It names %(name)s") % name
        case Kind.OUTLET:
            words = _("%(name)s reports it") % name
        case Kind.SECTION:
            words = _("It is in %(name)s") % {"name": section_label(thing.key)}
    return Why(words, "" if thing.kind is Kind.STORY else href_of(thing))


def _names(things: Iterable[Thing]) -> dict[Thing, str]:
    wanted = set(things)
    keys = [thing.key for thing in wanted if thing.kind is Kind.ENTITY]
    slugs = [thing.key for thing in wanted if thing.kind is Kind.OUTLET]
    entities = Entity.objects.filter(key__in=keys).values_list("key", "name") if keys else ()
    outlets = Outlet.objects.filter(slug__in=slugs).values_list("slug", "name") if slugs else ()
    found = {Thing(Kind.ENTITY, key): name for key, name in entities}
    return found | {Thing(Kind.OUTLET, slug): name for slug, name in outlets}
