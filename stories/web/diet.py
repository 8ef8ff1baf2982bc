"""My news diet: the mix of what a reader read beside the site's, off until they switch it on."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from stories.catalogue.table import guarded
from stories.readers.diet import FEWEST, Aspect, Dish, Line, Week, lines, mix, weeks
from stories.readers.steps.diet import DietRows, diet_rows, erase, note, switch, titles
from stories.scales import Factuality, OwnerKind, Side
from stories.web.countries import country
from stories.web.readers import account_of, own_page
from stories.web.vocabulary import factuality_label, owner_label, side_label, side_letter
from stories.web.wording import day, number, percent

PERIODS: Final = (7, 30, 90, 365)  # days
PERIOD: Final = 30
MOST_LINES: Final = 12
EVERYTHING: Final = 20_000  # days
_HEADINGS: Final[Mapping[Aspect, Promise]] = {
    Aspect.SIDES: gettext_lazy("By side"),
    Aspect.FACTUALITY: gettext_lazy("By factuality"),
    Aspect.OWNERSHIP: gettext_lazy("By owner"),
    Aspect.COUNTRIES: gettext_lazy("By country"),
}


@dataclass(frozen=True, slots=True)
class MixLine:
    """One row: its label, both percents as numbers and in words; side: a side's name for its colour, or ''."""

    label: str
    own: float
    site: float
    own_words: str
    site_words: str
    side: str
    letter: str


@dataclass(frozen=True, slots=True)
class MixTable:
    """A mix and the site's beside it."""

    heading: str
    lines: tuple[MixLine, ...]


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A week in words, and its sides as parts of a bar; () where there was too little."""

    words: str
    readings: str
    parts: tuple[tuple[str, float, float], ...]
    description: str


@dataclass(frozen=True, slots=True)
class DietPage:
    """The page's one argument. enough: whether the mixes are shown; counted: of how much they are, in words."""

    on: bool
    since: str
    readings: int
    enough: bool
    counted: str
    tables: tuple[MixTable, ...]
    weeks: tuple[WeekLine, ...]
    periods: tuple[tuple[int, str, bool], ...]


@require_safe
@own_page
def diet(request: HttpRequest) -> HttpResponse:
    """The mixes of the last ?days=."""
    days, today = _days(request), datetime.now(UTC).date()
    rows = diet_rows(account_of(request) or 0, today, days=days)
    return render(request, "web/me_diet.html", {"page": _page(rows, days, today), "fewest": FEWEST})


@require_POST
@own_page
def switched(request: HttpRequest) -> HttpResponse:
    """Switch it on or off."""
    switch(account_of(request) or 0, datetime.now(UTC), on=request.POST.get("on") == "1")
    return redirect("me-diet")


@require_POST
@own_page
def erased(request: HttpRequest) -> HttpResponse:
    """Forget everything that was read."""
    erase(account_of(request) or 0)
    return redirect("me-diet")


@require_safe
@own_page
def diet_json(request: HttpRequest) -> HttpResponse:
    """Every reading, and the mixes of all of them."""
    today = datetime.now(UTC).date()
    rows = diet_rows(account_of(request) or 0, today, days=EVERYTHING)
    named = titles(each.story for each in rows.read)
    record = {
        "since": rows.since.isoformat() if rows.since else None,
        "readings": [
            {"day": each.day.isoformat(), "story": each.story, "headline": named.get(each.story, ("", ""))[0]}
            | {"section": named.get(each.story, ("", ""))[1], "outlets": _outlets(rows.dishes.get(each.story))}
            for each in rows.read
        ],
        "shares": {aspect.value: mix(_read_dishes(rows), aspect) for aspect in Aspect},
    }
    answer = JsonResponse(record, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = 'attachment; filename="news-diet.json"'
    return answer


@require_safe
@own_page
def diet_csv(request: HttpRequest) -> HttpResponse:
    """Every reading as a row, no cell of which a spreadsheet takes for a formula."""
    rows = diet_rows(account_of(request) or 0, datetime.now(UTC).date(), days=EVERYTHING)
    named = titles(each.story for each in rows.read)
    sides = [side.value for side in Side]
    table = (
        [each.day, each.story, *named.get(each.story, ("", "")), *(_sides(rows.dishes.get(each.story), sides))]
        for each in rows.read
    )
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")  # the mark is for Excel
    answer["Content-Disposition"] = 'attachment; filename="news-diet.csv"'
    writer = csv.writer(answer)
    writer.writerow(["day", "story", "headline", "section", *sides])
    writer.writerows([guarded(str(cell)) for cell in row] for row in table)
    return answer


def note_reading(request: HttpRequest, account: int, story_id: int) -> None:
    """A story's page was opened by its reader: not by a browser that fetches ahead."""
    ahead = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    if request.method == "GET" and not ahead:
        note(account, story_id, datetime.now(UTC).date())


def _page(rows: DietRows, days: int, today: date) -> DietPage:
    n, enough = len(rows.read), len(rows.read) >= FEWEST
    own = _read_dishes(rows)
    return DietPage(
        on=rows.since is not None,
        since=day(rows.since) if rows.since else "",
        readings=n,
        enough=enough,
        counted=_counted(n, len(rows.site)),
        tables=tuple(_table(aspect, own, rows.site) for aspect in Aspect) if enough else (),
        weeks=_weeks(rows, today) if enough else (),
        periods=tuple((each, _days_words(each), each == days) for each in PERIODS),
    )


def _table(aspect: Aspect, own: list[Dish], site: Iterable[Dish]) -> MixTable:
    found = lines(mix(own, aspect), mix(site, aspect))
    order = _order(aspect)
    if order:
        found = tuple(sorted(found, key=lambda line: order.index(line.key) if line.key in order else len(order)))
    return MixTable(str(_HEADINGS[aspect]), tuple(_line(aspect, line) for line in found[:MOST_LINES]))


def _line(aspect: Aspect, line: Line) -> MixLine:
    side = Side(line.key) if aspect is Aspect.SIDES else None
    return MixLine(
        label=_label(aspect, line.key),
        own=round(100 * line.own, 1),
        site=round(100 * line.site, 1),
        own_words=percent(line.own),
        site_words=percent(line.site),
        side=side.value if side else "",
        letter=side_letter(side) if side else "",
    )


def _label(aspect: Aspect, key: str) -> str:
    if key == "unknown":
        return _("Unknown")
    match aspect:
        case Aspect.SIDES:
            return side_label(Side(key))
        case Aspect.FACTUALITY:
            return factuality_label(key)
        case Aspect.OWNERSHIP:
            return owner_label(key)
        case Aspect.COUNTRIES:
            found = country(key)
            return found.name if found else key


def _order(aspect: Aspect) -> list[str]:
    orders = {Aspect.SIDES: Side, Aspect.FACTUALITY: Factuality, Aspect.OWNERSHIP: OwnerKind}
    return [each.value for each in orders[aspect]] if aspect in orders else []


def _weeks(rows: DietRows, today: date) -> tuple[WeekLine, ...]:
    """The weeks in which anything was read."""
    found = weeks(((each.day, each.story) for each in rows.read), rows.dishes, today)
    return tuple(_week(each) for each in found if each.readings)


def _week(week: Week) -> WeekLine:
    parts, x = [], 0.0
    for side in Side:
        width = round(100 * week.shares.get(side.value, 0.0), 2)
        if width:
            parts.append((side.value, round(x, 2), width))
        x += width
    said = [f"{side_label(side)} {percent(week.shares[side.value])}" for side in Side if side.value in week.shares]
    return WeekLine(
        words=_("Week of %(day)s") % {"day": day(week.monday)},
        readings=_readings(week.readings),
        parts=tuple(parts),
        description=", ".join(said),
    )


def _read_dishes(rows: DietRows) -> list[Dish]:
    return [rows.dishes[each.story] for each in rows.read if each.story in rows.dishes]


def _outlets(dish: Dish | None) -> dict[str, Mapping[str, int]]:
    return {aspect.value: counts for aspect, counts in dish.counts.items()} if dish else {}


def _sides(dish: Dish | None, sides: Iterable[str]) -> list[int | str]:
    return [dish.counts[Aspect.SIDES].get(side, 0) if dish else "" for side in sides]


def _days(request: HttpRequest) -> int:
    asked = request.GET.get("days", "")
    return int(asked) if asked in {str(each) for each in PERIODS} else PERIOD


def _days_words(days: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": number(days)}


def _readings(n: int) -> str:
    return ngettext("%(n)s story read", "%(n)s stories read", n) % {"n": number(n)}


def _counted(own: int, site: int) -> str:
    beside = ngettext("beside %(n)s story here", "beside %(n)s stories here", site) % {"n": number(site)}
    return f"{_readings(own)}, {beside}"
