"""Headlines that their outlets changed: every wording, the first one first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from stories.web.links import outbound
from stories.web.moments import Moment, moment
from stories.web.story_rows import ArticleRow, Wording


@dataclass(frozen=True, slots=True)
class Worded:
    """One wording and when it was first seen; the last one is how the headline reads now."""

    title: str
    at: Moment
    now: bool


@dataclass(frozen=True, slots=True)
class Change:
    """An article whose headline changed."""

    outlet: str
    outlet_href: str
    href: str
    language: str
    wordings: tuple[Worded, ...]


def changes(rows: Sequence[ArticleRow], wordings: Mapping[int, Sequence[Wording]], now: datetime) -> tuple[Change, ...]:
    """The articles with more than one headline, in the order of rows; wordings: by article, the oldest first."""
    return tuple(_change(row, wordings[row.id], now) for row in rows if row.id in wordings)


def _change(row: ArticleRow, wordings: Sequence[Wording], now: datetime) -> Change:
    """A wording that came back stands where it was seen first, so the one of now is put last."""
    current = next((wording for wording in wordings if wording.title == row.title), None)
    former = [wording for wording in wordings if wording.title != row.title]
    listed = [*former, Wording(row.title, current.seen if current else row.published)]
    return Change(
        outlet=row.outlet,
        outlet_href=f"/outlets/{row.slug}/",
        href=outbound(row.address),
        language=row.language,
        wordings=tuple(Worded(each.title, moment(each.seen, now), each is listed[-1]) for each in listed),
    )
