"""A story's summary: about five sentences as its outlets wrote them, at most half of them from one outlet. Pure."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import Any, Final

from stories.briefing.antecedents import means_nobody_named
from stories.briefing.centrality import Candidate, Ranked, ranked, texts_of
from stories.briefing.context import Context
from stories.briefing.introduced import full_names, gives, needs
from stories.briefing.novelty import (
    EVENT_TIMES,
    EVENT_TOLD_SHARE,
    LANGUAGE,
    TOLD_SHARE,
    Event,
    event_of,
    told_share,
)
from stories.briefing.reading import Said, Source, quoted

SENTENCES: Final = 5
PER_OUTLET: Final = SENTENCES // 2
FEWEST_TEXTS: Final = 2
FEWEST: Final = 2  # sentences
RELEVANT_SHARE: Final = 0.4  # of the most relevant sentence's: less is beside the story

Names = dict[str, frozenset[str]]


def summary(sources: Sequence[Source], context: Context) -> dict[str, Any] | None:
    """The summary as it is stored; None for fewer than two independent texts with something to quote."""
    found = summarised(texts_of(sources, context.language))
    return {"sentences": [as_stored(said) for said in found]} if found else None


def summarised(texts: Sequence[Source]) -> tuple[Said, ...]:
    """The sentences in the order of reading; none where they would be one outlet's. texts: one per independent text."""
    return tuple(quoted(one.source, one.sentence) for one in chosen(texts))


def chosen(texts: Sequence[Source]) -> tuple[Candidate, ...]:
    """The candidates that make the summary, in the order of reading."""
    if len(texts) < FEWEST_TEXTS:
        return ()
    story, names = ranked(texts), full_names(texts)
    return tuple(story.candidates[place] for place in summary_places(story, names, event_of(texts)))


def summary_places(story: Ranked, names: Names, event: Event) -> list[int]:
    """The places of the summary's candidates, in the order of reading."""
    found = select(story, names, event=event, allowed=stands_alone)
    return _in_order(story, _shared_out(story, found), names)


def stands_alone(candidate: Candidate) -> bool:
    """False where 'him' or 'it' means somebody or something of a sentence before. English alone."""
    if candidate.source.language != "en":
        return True
    surnames = {name.split()[-1] for name, _times in candidate.source.names if " " in name}
    return not means_nobody_named(candidate.sentence.text, surnames)


def select(
    story: Ranked,
    names: Names,
    *,
    most: int = SENTENCES,
    taken: Sequence[int] = (),
    without: Collection[int] = (),
    relevant: float = RELEVANT_SHARE,
    known: frozenset[str] = frozenset(),
    allowed: Callable[[Candidate], bool] = lambda _candidate: True,
    event: Event | None = None,
) -> list[int]:
    """Places of candidates, the best first: each adds something, and names nobody by surname who isn't introduced.

    taken: places that are used already; they are not returned, and nothing like them is. without: not returned, though
    what is like them may be. relevant: the least relevance, as a share of the highest. known: surnames introduced
    before. event: what no more than two of them tell, and with it nothing of which most is told already.
    """
    found: list[int] = []
    floor = relevant * max(story.relevance, default=0.0)
    free = [
        place
        for place, one in enumerate(story.candidates)
        if story.relevance[place] >= floor and place not in taken and place not in without and allowed(one)
    ]
    while len(found) < most:
        used = Counter(story.candidates[place].source.outlet for place in found)
        able = [place for place in free if used[story.candidates[place].source.outlet] < PER_OUTLET]
        if event is not None:
            able = _telling(story, able, found, event)
        place = _best(story, able, [*taken, *found], known, names)
        if place is None:
            break
        found.append(place)
        free.remove(place)
        known |= gives(story.candidates[place].sentence.text, names)
    return found


def _telling(story: Ranked, free: Sequence[int], found: Sequence[int], event: Event) -> list[int]:
    """Those that tell something new beside the ones found; of other languages all."""
    told = [story.candidates[place].sentence.text for place in found]
    often = sum(map(event.is_told, told)) >= EVENT_TIMES
    return [place for place in free if not _tells_again(story.candidates[place], told, event if often else None)]


def _tells_again(candidate: Candidate, told: Sequence[str], event: Event | None) -> bool:
    """event: one that was told often enough."""
    if candidate.source.language != LANGUAGE:
        return False
    text = candidate.sentence.text
    share = told_share(text, told)
    return share >= TOLD_SHARE or (event is not None and share >= EVENT_TOLD_SHARE and event.is_told(text))


def _best(story: Ranked, free: Sequence[int], taken: Sequence[int], known: frozenset[str], names: Names) -> int | None:
    """The place that adds most to those taken."""
    for place in sorted(free, key=lambda place: (-story.gain(place, taken), place)):
        introduced = needs(story.candidates[place].sentence.text, names) <= known
        if introduced and not story.repeats(place, taken):
            return place
    return None


def _shared_out(story: Ranked, places: Sequence[int]) -> list[int]:
    """The places without the last of an outlet that would have more than half."""
    kept = list(places)
    while kept:
        used = Counter(story.candidates[place].source.outlet for place in kept)
        outlet, times = used.most_common(1)[0]
        if times * 2 <= len(kept):
            break
        kept.remove([place for place in kept if story.candidates[place].source.outlet == outlet][-1])
    return kept if len(kept) >= FEWEST else []


def _in_order(story: Ranked, places: Sequence[int], names: Names) -> list[int]:
    """The best first, then as the articles have them, and nobody by surname before they are introduced."""
    waiting = [*places[:1], *sorted(places[1:], key=lambda place: story.candidates[place].position)]
    found: list[int] = []
    known: frozenset[str] = frozenset()
    while waiting:
        ready = (place for place in waiting if needs(story.candidates[place].sentence.text, names) <= known)
        place = next(ready, waiting[0])
        waiting.remove(place)
        found.append(place)
        known |= gives(story.candidates[place].sentence.text, names)
    return found


def as_stored(said: Said) -> dict[str, Any]:
    """A sentence with its citations as plain JSON."""
    return {"text": said.text, "citations": [[one.article, one.start, one.end] for one in said.citations]}
