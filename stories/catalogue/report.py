"""What an import did, in numbers and in words: the same words on the command line and in the admin."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

SHOWN_PROBLEMS: Final = 200


class UnreadableError(ValueError):
    """The file as a whole can't be used; its words are for an editor."""


def many(count: int, one: str, more: str = "") -> str:
    """'1 feed', '2,400 feeds'; more is the plural where it isn't one with an s."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


@dataclass(frozen=True, slots=True)
class Problem:
    """A part of a file that could not be used. line is 1 for the first line of the file, 0 where there is none."""

    line: int
    what: str
    why: str

    def __str__(self) -> str:
        place = f"line {self.line}: " if self.line else ""
        return f"{place}{self.what}: {self.why}" if self.what else f"{place}{self.why}"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Counts of what is new and what was there already; edit_id is None when nothing changed.

    outlet_ids: outlets made or completed; new_row_ids: the feeds or ratings made.
    """

    name: str
    outlets_new: int = 0
    outlets_filled: int = 0
    feeds_new: int = 0
    feeds_filled: int = 0
    feeds_known: int = 0
    ratings_new: int = 0
    ratings_known: int = 0
    unknown_domains: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    edit_id: int | None = None
    outlet_ids: tuple[int, ...] = field(default=(), repr=False)
    new_outlet_ids: tuple[int, ...] = field(default=(), repr=False)
    new_row_ids: tuple[int, ...] = field(default=(), repr=False)

    @property
    def changed(self) -> bool:
        return self.edit_id is not None

    def with_problems(self, problems: tuple[Problem, ...]) -> "ImportReport":
        """The report with these problems first."""
        return replace(self, problems=problems + self.problems)

    def lines(self) -> list[str]:
        """The report as an editor reads it, the summary first."""
        found = [words for words in self._counts() if words]
        known = [
            f"{many(n, what)} already there"
            for n, what in ((self.feeds_known, "feed"), (self.ratings_known, "rating"))
            if n
        ]
        first = ", ".join(found + known) if self.changed else ", ".join(["nothing changed", *known])
        return [f"{self.name}: {first}.", *self._unknown(), *self._troubles()]

    def _counts(self) -> Iterable[str]:
        yield many(self.outlets_new, "new outlet") if self.outlets_new else ""
        yield f"{many(self.outlets_filled, 'outlet')} completed" if self.outlets_filled else ""
        yield many(self.feeds_new, "new feed") if self.feeds_new else ""
        yield f"{many(self.feeds_filled, 'feed')} completed" if self.feeds_filled else ""
        yield many(self.ratings_new, "new rating") if self.ratings_new else ""

    def _unknown(self) -> Iterable[str]:
        if self.unknown_domains:
            yield (
                f"{many(len(self.unknown_domains), 'domain')} without an outlet here, left out "
                f"(import their feeds first, or add them as outlets): {_listed(self.unknown_domains)}"
            )

    def _troubles(self) -> Iterable[str]:
        if self.problems:
            yield f"{many(len(self.problems), 'entry', 'entries')} could not be used, or not wholly:"
            yield from (f"  {problem}" for problem in self.problems[:SHOWN_PROBLEMS])
            if len(self.problems) > SHOWN_PROBLEMS:
                yield f"  … and {len(self.problems) - SHOWN_PROBLEMS:,} more"


def _listed(words: tuple[str, ...]) -> str:
    more = len(words) - SHOWN_PROBLEMS
    return ", ".join(words[:SHOWN_PROBLEMS]) + (f" … and {more:,} more" if more > 0 else "")
