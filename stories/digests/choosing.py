"""Which stories a digest holds, in which order, and why each is in it. The same input gives the same choice. Pure.

Followed stories come first, but a third of the places is for what the reader doesn't follow; where the reader asked to
see more of a side, a third is for stories that this side leads. Within each, the front page's formula decides. What
only one outlet covers has nothing to compare: it comes where it is followed, or where no outlets share a story at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from stories.digests.candidate import Candidate
from stories.digests.changes import Changed, Shown, changed, enough, record
from stories.digests.why import FOLLOWED, Reason, Why, reasons
from stories.digests.wishes import BLINDSPOT, WEEKLY, Wish
from stories.readers.hiding import word_of

SHARE_OUTSIDE: Final = 3  # one place in so many is for what isn't followed, and one for a side to see more of
OUTLETS_FROM: Final = 2
MOST_BLINDSPOTS: Final = 6  # in the report of a weekly digest


class Kind(StrEnum):
    """Whose places a story may get: what is followed, what isn't, what a wanted side leads."""

    FOLLOWED = "followed"
    OTHER = "other"
    SIDED = "sided"


@dataclass(frozen=True, slots=True)
class Pick:
    """A chosen story; why: the reasons, the strongest first; changed: since it was last shown, None for a new one."""

    story: Candidate
    why: tuple[Why, ...]
    changed: Changed | None = None

    @property
    def is_followed(self) -> bool:
        """Whether the reader follows something of it."""
        return any(why.reason in FOLLOWED for why in self.why)

    @property
    def is_of_a_wanted_side(self) -> bool:
        """Whether a side that the reader asked to see more of leads it."""
        return any(why.reason is Reason.SIDE for why in self.why)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Whose places it may get."""
        first = Kind.FOLLOWED if self.is_followed else Kind.OTHER
        return (first, Kind.SIDED) if self.is_of_a_wanted_side else (first,)

    def record(self) -> dict[str, Any]:
        """What a delivery keeps of it."""
        return record(self.story) | {"why": [why.record() for why in self.why]}


@dataclass(frozen=True, slots=True)
class Choice:
    """What a digest holds: its stories, and the blindspots as a report of their own; no story is in both."""

    stories: tuple[Pick, ...]
    blindspots: tuple[Pick, ...]

    @property
    def picks(self) -> tuple[Pick, ...]:
        """Everything, in the order of the mail."""
        return (*self.stories, *self.blindspots)


def choice(candidates: Iterable[Candidate], wish: Wish, already: Iterable[Shown] = ()) -> Choice:
    """What the reader's digest holds: stories by day, stories and blindspots by week, or blindspots alone."""
    listed, before = list(candidates), tuple(already)
    if wish.rhythm == BLINDSPOT:
        return Choice((), blindspots(listed, wish, before, wish.number))
    report = blindspots(listed, wish, before, MOST_BLINDSPOTS) if wish.rhythm == WEEKLY else ()
    reported = {pick.story.story for pick in report}
    return Choice(choose((story for story in listed if story.story not in reported), wish, before), report)


def choose(candidates: Iterable[Candidate], wish: Wish, already: Iterable[Shown] = ()) -> tuple[Pick, ...]:
    """At most `wish.number` stories, each once, what is followed first; nothing of what is hidden.

    already: stories of the last digests as they were shown; one comes again by the rule of `changes`.
    """
    listed = list(candidates)
    least = OUTLETS_FROM if any(story.counted >= OUTLETS_FROM for story in listed) else 1
    picks = list(_eligible(listed, wish, {shown.story: shown for shown in already}, least))
    others = [pick for pick in picks if not pick.is_followed]
    sided = [pick for pick in picks if pick.is_of_a_wanted_side]
    kept = wish.number // SHARE_OUTSIDE
    seats: dict[int, Pick] = {}
    _seat(seats, sided, max(kept, 1) if wish.number > 1 else 0)
    _seat(seats, others, kept - sum(not pick.is_followed for pick in seats.values()))
    _seat(seats, [pick for pick in picks if pick.is_followed], wish.number - len(seats))
    _seat(seats, others, wish.number - len(seats))
    return tuple(sorted(seats.values(), key=lambda pick: (not pick.is_followed, *_place(pick.story))))


def blindspots(candidates: Iterable[Candidate], wish: Wish, already: Iterable[Shown], most: int) -> tuple[Pick, ...]:
    """The blindspots that the reader hasn't been told of; those of a wanted side first, then by the formula."""
    told = {(shown.story, shown.blindspot) for shown in already}
    found = [story for story in candidates if story.blindspot and (story.story, story.blindspot) not in told]
    picks = list(_eligible(found, wish, {shown.story: shown for shown in already}, 1, most=len(found)))
    picks.sort(key=lambda pick: (not pick.is_of_a_wanted_side, *_place(pick.story)))
    return tuple(picks[:most])


def _seat(seats: dict[int, Pick], picks: Iterable[Pick], most: int) -> None:
    """Give up to `most` of the picks a place, as far as they have none yet."""
    free = [pick for pick in picks if pick.story.story not in seats]
    seats.update({pick.story.story: pick for pick in free[: max(most, 0)]})


def _eligible(
    candidates: Iterable[Candidate], wish: Wish, before: Mapping[int, Shown], least: int, most: int = 0
) -> Iterator[Pick]:
    """The stories that may be shown, each once, the highest first, as many of each kind as can get a place.

    least: outlets that a story has, unless it is followed; most: of a kind, `wish.number` if 0.
    """
    left = Counter(dict.fromkeys(_kinds_of(wish), most or wish.number))
    unique = {story.story: story for story in candidates}
    for story in sorted(unique.values(), key=_place):
        seen = story.without(wish.hidden_outlets) if wish.hidden_outlets else story
        pick = _pick(seen, wish, before.get(story.story)) if seen and seen.counted else None
        if pick is None or not (pick.is_followed or pick.story.counted >= least):
            continue
        # Words are asked for last: a text is dear to fold, and most stories have no place to get.
        if any(left[kind] for kind in pick.kinds) and not _names_hidden(_words(pick.story), wish):
            left.subtract(kind for kind in pick.kinds if left[kind])
            yield pick
        if not any(left.values()):
            return


def _kinds_of(wish: Wish) -> Iterator[Kind]:
    """The kinds of picks that the wish can have."""
    yield Kind.OTHER
    if wish.follows:
        yield Kind.FOLLOWED
    if wish.sides:
        yield Kind.SIDED


def _pick(story: Candidate, wish: Wish, before: Shown | None) -> Pick | None:
    if before is None:
        return Pick(story, reasons(story, wish))
    since = changed(before, story)
    if not enough(since, before, followed=story.story in wish.stories):
        return None
    if wish.hidden_outlets or _names_hidden([since.former], wish):
        since = replace(since, former="")  # it may be a hidden outlet's, or name what has been hidden since
    return Pick(story, reasons(story, wish), since)


def _names_hidden(texts: Iterable[str], wish: Wish) -> bool:
    return bool(wish.hidden_words) and any(word_of(text, wish.hidden_words) for text in texts)


def _words(story: Candidate) -> Iterable[str]:
    yield story.title
    yield from (report.title for report in story.reports)
    yield from (name for _, name in story.entities)


def _place(story: Candidate) -> tuple[float, int]:
    """Ties go to the newer story, as on the front page."""
    return -story.score, -story.story
