"""The compare page: two outlets over the last seven days, what both cover, what only one does, and their lag."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from stories.finding.compare import Lag, compare, lag
from stories.finding.steps.compare import coverages, week_reports
from stories.models import Outlet
from stories.web.cards import StoryCard, cards
from stories.web.hidden import without_hidden
from stories.web.namesakes import domains_of_namesakes
from stories.web.recolour import recoloured
from stories.web.schemes import read_by
from stories.web.wording import number, stories

SHOWN: Final = 12  # stories of a list
MOST_OUTLETS: Final = 1_000  # to choose from


@dataclass(frozen=True, slots=True)
class Choice:
    """An outlet that can be chosen; its name with its domain, where two have one name."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Block:
    """One list: how many stories it has, and the newest of them."""

    title: str
    words: str
    cards: tuple[StoryCard, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two outlets: its lag in words, and the stories that it alone of the two has."""

    name: str
    href: str
    lag: str


@dataclass(frozen=True, slots=True)
class ComparePage:
    """The page's one argument; sides and blocks are empty until two are chosen; problem: what is wrong."""

    choices: tuple[Choice, ...]
    chosen: tuple[str, str]
    sides: tuple[Side, ...] = ()
    blocks: tuple[Block, ...] = ()
    problem: str = ""


@require_safe
def compared(request: HttpRequest) -> HttpResponse:
    """The page of ?outlets=a,b, by the outlets' names in addresses; without them, a choice."""
    slugs = [slug for part in request.GET.getlist("outlets") for slug in part.split(",") if slug][:2]
    rows = list(Outlet.objects.order_by("name", "pk").only("pk", "slug", "name")[:MOST_OUTLETS])
    domains = domains_of_namesakes(rows)
    choices = tuple(Choice(row.slug, " · ".join(filter(None, (row.name, domains.get(row.pk))))) for row in rows)
    first, second = (*slugs, "", "")[:2]
    found = {row.slug: row for row in rows}
    if first not in found or second not in found or first == second:
        problem = _("Choose two different outlets that are here.") if second else ""
        offered = (first, second) if slugs else ("", rows[1].slug if len(rows) > 1 else "")  # two, not one twice
        return _page(request, ComparePage(choices, offered, problem=problem))
    return _page(request, _compared(choices, found[first], found[second], datetime.now(UTC)))


def lag_words(found: Lag) -> str:
    """'2 h after the first report (median of 12 stories; 3 times first)', '' without a story that others have."""
    if found.middle is None:
        return ""
    values = {"span": _span(found.middle), "stories": stories(found.stories), "n": number(found.firsts)}
    if not found.firsts:
        return _("%(span)s after the first report (median of %(stories)s)") % values
    words = ngettext(
        "%(span)s after the first report (median of %(stories)s; %(n)s time first)",
        "%(span)s after the first report (median of %(stories)s; %(n)s times first)",
        found.firsts,
    )
    return words % values


def _compared(choices: tuple[Choice, ...], one: Outlet, other: Outlet, now: datetime) -> ComparePage:
    reports = week_reports([one.pk, other.pk], now)
    found = compare(reports, one.pk, other.pk)
    only = _("Only %(outlet)s")
    lists = (
        (_("Both"), found.both),
        (only % {"outlet": one.name}, found.only_one),
        (only % {"outlet": other.name}, found.only_other),
    )
    shown = {row.story_id: row for row in coverages([pk for _title, ids in lists for pk in ids[:SHOWN]])}
    return ComparePage(
        choices,
        (one.slug, other.slug),
        tuple(Side(each.name, each.get_absolute_url(), lag_words(lag(reports, each.pk))) for each in (one, other)),
        tuple(
            Block(title, stories(len(ids)), cards([shown[pk] for pk in ids[:SHOWN] if pk in shown], now))
            for title, ids in lists
        ),
    )


def _span(middle: timedelta) -> str:
    minutes = int(middle.total_seconds() // 60)
    if minutes < 60:
        return ngettext("%(n)s min", "%(n)s min", minutes) % {"n": number(minutes)}
    hours = minutes // 60
    if hours < 48:
        return ngettext("%(n)s h", "%(n)s h", hours) % {"n": number(hours)}
    return ngettext("%(n)s day", "%(n)s days", hours // 24) % {"n": number(hours // 24)}


def _page(request: HttpRequest, page: ComparePage) -> HttpResponse:
    axis, schemes = read_by(request)
    page, hiding = without_hidden(request, recoloured(page, axis))
    return render(request, "web/compare.html", {"page": page, "schemes": schemes, "hiding": hiding})
