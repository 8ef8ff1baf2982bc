"""What the papers say, as a language model may write it: from what a program has found, and no claim beyond it. Pure.

The extractive comparison says which sentences papers agree on, which one has alone and which words it stresses; the
model is shown these, puts them into words, and each of its sentences is held against what was found.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, zip_longest
from typing import Any, Final

from stories.briefing.phrases import ALIKE, EVERYONE, JUDGES, OMITS, ONLY, SIDES, STRESSES
from stories.briefing.reading import Sentence, Source
from stories.briefing.shown import Shown
from stories.scales import RATED_SIDES, Genre
from stories.text.folding import fold

LEAST_OUTLETS: Final = 2
MOST_WITNESSES: Final = 3  # of one thing that are shown: of a large story, a statement is told by dozens

Place = tuple[int, int]  # article, start


def found_sentences(content: Mapping[str, Any], sources: Sequence[Source]) -> tuple[Shown, ...]:
    """The sentences of a `papers` block, marked with what was found of each.

    In turn an agreement, what one side and one outlet has alone and what one stresses, so that each is heard however
    little may be sent. Opinion is left out, as in all that a model is shown.
    """
    articles = {source.article: source for source in sources if source.genre is Genre.NEWS}
    agreed = [
        [replace(one, agreed=frozenset({number})) for one in _witnesses(_shown(said["citations"], articles))]
        for number, said in enumerate(content.get("agreed", ()), 1)
    ]
    by_side, by_outlet = (
        [
            _alone(list(_shown(said["citations"], articles)))
            for paper in content.get(kind, ())
            for said in paper["statements"]
        ]
        for kind in ("sides", "outlets")
    )
    stressing = [[one] for paper in content.get("outlets", ()) if (one := _stressing(paper, articles.values()))]
    marked: dict[Place, Shown] = {}
    for turn in zip_longest(agreed, by_side, by_outlet, stressing, fillvalue=()):
        for one in chain.from_iterable(turn):
            _mark(marked, one)
    return tuple(marked.values())


def _alone(shown: Sequence[Shown]) -> list[Shown]:
    return [replace(one, alone=frozenset(_outlets(shown))) for one in _witnesses(shown)]


def _witnesses(shown: Iterable[Shown]) -> list[Shown]:
    """Few of those who say a thing, each of a text and an outlet of its own, of several sides where there are."""
    waiting = list(shown)
    found: list[Shown] = []
    while waiting and len(found) < MOST_WITNESSES:
        sides = {one.source.side for one in found}
        one = next((each for each in waiting if each.source.side not in sides), waiting[0])
        found.append(one)
        waiting = [each for each in waiting if not _same_voice(each.source, one.source)]
    return found


def _same_voice(one: Source, other: Source) -> bool:
    return one.outlet == other.outlet or one.independent_text == other.independent_text


def _shown(citations: Iterable[Sequence[int]], articles: Mapping[int, Source]) -> Iterable[Shown]:
    for article, start, end in citations:
        source = articles.get(article)
        for sentence in source.sentences if source else ():
            if source and sentence.start < end and start < sentence.end:
                yield Shown(source, sentence)
                break


def _mark(marked: dict[Place, Shown], one: Shown) -> None:
    place = (one.source.article, one.sentence.start)
    held = marked.get(place, one)
    marked[place] = replace(
        held,
        agreed=held.agreed | one.agreed,
        alone=held.alone | one.alone,
        stressed=held.stressed or one.stressed,
    )


def _stressing(paper: Mapping[str, Any], sources: Iterable[Source]) -> Shown | None:
    """The first sentence of the paper with most of the words that it stresses."""
    terms = [str(each["term"]) for each in paper["stresses"]]
    best: tuple[int, Shown] | None = None
    for source in sources if terms else ():
        for sentence in source.sentences if source.outlet == paper["outlet"] else ():
            held = tuple(term for term in terms if _has(sentence, term))
            if held and (best is None or len(held) > best[0]):
                best = (len(held), Shown(source, sentence, stressed=held))
    return best[1] if best else None


def _has(sentence: Sentence, term: str) -> bool:
    return fold(term) in fold(sentence.text)


def overclaimed(text: str, cited: Sequence[Shown], shown: Collection[Shown]) -> str:
    """What the sentence claims of papers that was not found of them, '' where it claims no more."""
    basis = " ".join(one.sentence.text for one in cited)
    if SIDES.search(text):
        return "says on which side a paper stands: ratings never come from a model"
    for words, reason in ((JUDGES, "judges a paper"), (OMITS, "says what a paper leaves out")):
        if words.search(text) and not words.search(basis):
            return reason
    if EVERYONE.search(text) and not EVERYONE.search(basis) and _outlets(cited) != _outlets(shown):
        return "speaks for papers that it does not cite"
    if ALIKE.search(text) and not ALIKE.search(basis) and not _agree(cited):
        return "claims an agreement that was not found"
    if ONLY.search(text) and not ONLY.search(basis) and not _alone_in(cited):
        return "claims for one paper alone what was not found to be its alone"
    if STRESSES.search(text) and not STRESSES.search(basis) and not _stresses(text, cited):
        return "claims a stress that was not found"
    return ""


def _outlets(shown: Iterable[Shown]) -> set[int]:
    return {one.source.outlet for one in shown}


def _agree(cited: Sequence[Shown]) -> bool:
    """Whether each citation is part of an agreement of which another outlet's text is cited too."""
    groups: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for one in cited:
        for number in one.agreed:
            groups[number].add((one.source.outlet, one.source.independent_text))
    shared = {
        number
        for number, held in groups.items()
        if len({outlet for outlet, _ in held}) >= LEAST_OUTLETS and len({text for _, text in held}) >= LEAST_OUTLETS
    }
    return bool(cited) and all(one.agreed & shared for one in cited)


def _alone_in(cited: Sequence[Shown]) -> bool:
    """Whether all who tell it are cited: what two papers of a side have alone is not one paper's."""
    return all(one.alone and one.alone <= _outlets(cited) for one in cited)


def _stresses(text: str, cited: Sequence[Shown]) -> bool:
    told = fold(text)
    return any(fold(term) in told for one in cited for term in one.stressed)


def told_by(cited: Sequence[Shown]) -> dict[str, Any]:
    """Whose a sentence is: {"outlet": number}, {"side": value} where only papers of one side have it, else {}."""
    outlets = _outlets(cited)
    if len(outlets) == 1:
        return {"outlet": outlets.pop()}
    sides = {one.source.side for one in cited}
    if len(sides) == 1 and sides <= set(RATED_SIDES) and all(one.alone for one in cited):
        return {"side": sides.pop().value}
    return {}
