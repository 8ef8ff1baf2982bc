"""A score in words: what each feature found, so that a reader can judge it."""

import math

from stories.clustering.assignment import FeatureContribution, Scored
from stories.clustering.features import ArticleFeatures
from stories.clustering.model import SIMILARITIES
from stories.clustering.shard import Prepared, Shard

MOST_WORDS = 4
HOURS_SHOWN_BELOW_DAYS = 2.0
SOME_COUNT = "of the story's articles count: those of about the same time, ten at least"  # of a large one
_OF = {"headline": "headlines", "text": "wording", "names": "names", "meaning": "meaning"}


def explain(shard: Shard, prepared: Prepared, scored: Scored) -> tuple[FeatureContribution, ...]:
    """The contributions that add up to the score, the base first; features that add nothing are left out."""
    model = shard.model
    parts = [FeatureContribution("base", 1.0, model.base, "where every article starts before it is compared")]
    for name, value in scored.values.items():
        contribution = model.weights[name] * value
        if abs(contribution) > 1e-9:
            shared = _shared(shard, prepared, scored, name) if name in SIMILARITIES else ()
            words = _words(shard, prepared, scored, name, shared)
            parts.append(FeatureContribution(name, value, contribution, words, shared))
    return tuple(parts)


def explain_union(shard: Shard, sizes: tuple[int, int], scored: Scored) -> tuple[FeatureContribution, ...]:
    """The contributions that add up to the score of two stories, or parts of such, that were compared as wholes.

    sizes: articles of the two.
    """
    model = shard.model
    parts = [FeatureContribution("base", 1.0, model.base, "where two stories start before they are compared")]
    for name, value in scored.values.items():
        contribution = model.weights[name] * value
        if abs(contribution) > 1e-9:
            parts.append(FeatureContribution(name, value, contribution, _union_words(name, value, sorted(sizes))))
    return tuple(parts)


def _union_words(name: str, value: float, sizes: list[int]) -> str:
    if name in SIMILARITIES:
        return f"{_OF[name.partition('_')[0]]} of the two stories {round(100 * max(value, 0.0))} % alike on average"
    plain = {
        "size": _union_size(round(math.exp(value)) if name == "size" else 0, sizes[1]),
        "smaller": f"the smaller story has {sizes[0]} articles",
        "single": "each story has one article",
        "brief": "of both little more than headlines is known",
    }
    return plain.get(name) or f"{_span(value)} between the two stories"


def _union_size(counts: int, size: int) -> str:
    if counts >= size:
        return f"the larger story has {size} articles"
    return f"{counts} {SOME_COUNT}"


def _words(shard: Shard, prepared: Prepared, scored: Scored, name: str, shared: tuple[str, ...]) -> str:
    if name in SIMILARITIES:
        return _likeness(prepared, scored, name, shared)
    if name == "size":
        size, counts = len(shard.stories[scored.story].rows), round(math.exp(scored.values[name]))
        return f"the story has {size} articles" if counts >= size else f"{counts} {SOME_COUNT}"
    if name == "single":
        return "the story has one article so far"
    if name == "brief":
        return "of both little more than headlines is known"
    return f"{_span(scored.values['days'])} from the story's nearest article in time"


def _likeness(prepared: Prepared, scored: Scored, name: str, shared: tuple[str, ...]) -> str:
    view = name.partition("_")[0]
    percent = round(100 * max(scored.values[name], 0.0))  # less than unlike texts of the language: not at all
    plain = f"{_OF[view]} {percent} % alike with the story's articles on average"
    if view == "meaning":
        return plain if prepared.article.vector is not None else f"wording {percent} % alike, in place of meaning"
    return f"{plain}; shares {listed(shared)}" if shared else plain


def _shared(shard: Shard, prepared: Prepared, scored: Scored, name: str) -> tuple[str, ...]:
    """Names or words in common with the nearest article; none is named where meaning was compared."""
    view = name.partition("_")[0]
    if view == "meaning":
        return ()
    shared = shared_names(shard, prepared.article, scored.nearest) if view == "names" else ()
    return shared or _shared_terms(shard, prepared, scored.nearest, view)


def shared_names(shard: Shard, article: ArticleFeatures, row: int) -> tuple[str, ...]:
    """Names as this article writes them that the row's article has too, at most four."""
    other = shard.articles[row]
    if other is None:
        return ()
    theirs = {name.casefold() for name in other.names}
    return tuple(dict.fromkeys(name for name in article.names if name.casefold() in theirs))[:MOST_WORDS]


def _shared_terms(shard: Shard, prepared: Prepared, row: int, view: str) -> tuple[str, ...]:
    ids = prepared.terms[list(shard.views).index(view)][0]
    spelled = prepared.article.wording.spelled
    return tuple(f"“{spelled.get(term, term)}”" for term in shard.views[view].shared_terms(row, ids, MOST_WORDS))


def listed(names: tuple[str, ...]) -> str:
    """'A', 'A and B', 'A, B and C'."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""


def _span(days: float) -> str:
    if days < HOURS_SHOWN_BELOW_DAYS:
        hours = round(24 * days)
        return f"{hours} hour{'s' if hours != 1 else ''}"
    return f"{round(days)} days"
