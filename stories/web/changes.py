"""Headlines and texts that their outlets changed: every wording, the first one first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from stories.web.links import outbound
from stories.web.moments import Moment, moment
from stories.web.story_rows import ArticleRow, History, TextEdit, Wording

MANY_WORDS: Final = 200  # more is a text written anew


@dataclass(frozen=True, slots=True)
class Worded:
    """One wording and when it was first seen; the last one is how the headline reads now."""

    title: str
    at: Moment
    now: bool


@dataclass(frozen=True, slots=True)
class Edited:
    """A change of the text, with the correction that came with it, or ''; many: of words, as far as that says much."""

    at: Moment
    words: int
    many: bool
    notice: str


@dataclass(frozen=True, slots=True)
class Change:
    """An article whose headline changed, or its text: the wordings are then the one, and edits say when."""

    outlet: str
    outlet_href: str
    href: str
    language: str
    wordings: tuple[Worded, ...]
    edits: tuple[Edited, ...]

    @property
    def latest(self) -> str:
        """When the last change was seen, to be compared."""
        moments = [wording.at for wording in self.wordings[1:]] + [edit.at for edit in self.edits]
        return max(moment.iso for moment in moments or [self.wordings[-1].at])


def changes(rows: Sequence[ArticleRow], known: Mapping[int, History], now: datetime) -> tuple[Change, ...]:
    """The articles with more than one headline or text, in the order of rows; known: by article."""
    return tuple(_change(row, known[row.id], now) for row in rows if row.id in known)


def edited(edits: Sequence[TextEdit], now: datetime) -> tuple[Edited, ...]:
    """The changes of a text as a page shows them, the oldest first."""
    return tuple(Edited(moment(each.seen, now), each.words, each.words > MANY_WORDS, each.notice) for each in edits)


def _change(row: ArticleRow, known: History, now: datetime) -> Change:
    """A wording that came back stands where it was seen first, so the one of now is put last."""
    current = next((wording for wording in known.wordings if wording.title == row.title), None)
    former = [wording for wording in known.wordings if wording.title != row.title]
    listed = [*former, Wording(row.title, current.seen if current else row.published)]
    return Change(
        outlet=row.outlet,
        outlet_href=f"/outlets/{row.slug}/",
        href=outbound(row.address),
        language=row.language,
        wordings=tuple(Worded(each.title, moment(each.seen, now), each is listed[-1]) for each in listed),
        edits=edited(known.edits, now),
    )
