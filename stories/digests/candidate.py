"""A story that a digest may hold, with the one article of each outlet that may be quoted as its headline. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from stories.scales import RATED_SIDES, Side


@dataclass(frozen=True, slots=True)
class Report:
    """One outlet's article in a story."""

    article: int
    title: str
    language: str
    outlet: str
    slug: str
    side: Side


@dataclass(frozen=True, slots=True)
class Candidate:
    """A counted story. reports: one per outlet, the outlet's own news first, then by time.

    outlet: whose headline it is, '' for an editor's, with its slug; score: by the front page's formula; place: by it
    among the stories of its time, 1 the highest, 0 where it isn't known; entities: (key, name) of what it is about.
    """

    story: int
    title: str
    language: str
    outlet: str
    slug: str
    section: str
    left: int
    center: int
    right: int
    unrated: int
    independent_texts: int
    blindspot: str
    score: float
    place: int = 0
    entities: tuple[tuple[str, str], ...] = ()
    reports: tuple[Report, ...] = ()

    @property
    def counted(self) -> int:
        """Left + center + right + unrated; an outlet without a rating is never center."""
        return self.left + self.center + self.right + self.unrated

    @property
    def sides(self) -> tuple[Side, ...]:
        """The rated sides that cover it."""
        return tuple(side for side in RATED_SIDES if self.of(side))

    @property
    def origin_side(self) -> Side | None:
        """Where the outlet stands whose headline it is; None for an editor's headline."""
        return next((report.side for report in self.reports if report.slug == self.slug), None)

    def of(self, side: Side) -> int:
        """How many outlets of the side cover it."""
        return int(getattr(self, side.value))

    def without(self, hidden: Collection[str]) -> Candidate | None:
        """The story with no word of these outlets, by slug: another outlet's headline; None where none is left.

        The counts stay: they say who covers it, hidden or not.
        """
        reports = tuple(report for report in self.reports if report.slug not in hidden)
        if not reports:
            return None
        if self.slug not in hidden:
            return replace(self, reports=reports)
        first = reports[0]
        return replace(
            self, title=first.title, language=first.language, outlet=first.outlet, slug=first.slug, reports=reports
        )

    def headlines(self) -> tuple[Report, ...]:
        """One headline from each rated side but the origin's, left to right; no wording twice if it can be helped."""
        told, found = {self.title.casefold()}, []
        for side in RATED_SIDES:
            of_side = [report for report in self.reports if report.side is side]
            if side is self.origin_side or not of_side:
                continue
            chosen = next((report for report in of_side if report.title.casefold() not in told), of_side[0])
            told.add(chosen.title.casefold())
            found.append(chosen)
        return tuple(found)
