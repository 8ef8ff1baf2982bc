"""Groups of articles put together: the score is that of any two stories, however they came about."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stories.clustering.grams import gram
from stories.clustering.groups import Groups
from stories.clustering.scoring import matches
from stories.clustering.shard import OpenStory, Shard
from stories.clustering.window import Window
from tests.clustering.articles import EVENTS, article, model

TITLES = [title for titles in EVENTS.values() for title in titles][:9]
HOURS = st.one_of(st.none(), st.floats(0, 400))


def shard_of(hours: list[float | None], in_common: float = 0.0) -> Shard:
    window = Window(model(), in_common=in_common)
    language = "de" if in_common else "en"  # of English nothing is taken off
    for number, hour in enumerate(hours):
        window.add(article(number, TITLES[number], TITLES[number - 1], hours=hour, language=language), number)
    (found,) = window.shards()
    return found


def whole(shard: Shard, rows: list[int]) -> OpenStory:
    story = OpenStory("", rows)
    story.span(shard.days[rows].tolist())
    return story


def score(shard: Shard, one: list[int], other: list[int]) -> float:
    (found,) = matches(shard, whole(shard, one), [whole(shard, other)])
    return found.score


def gathered(shard: Shard, apart: frozenset[tuple[int, int]]) -> list[list[int]]:
    """What `Groups` does, without anything kept: all pairs of groups scored anew for each two that are joined."""
    parts = {number: [number] for number in range(len(shard.articles))}
    while True:
        best = max(
            (score(shard, parts[one], parts[other]), -one, -other)
            for one, other in product(parts, parts)
            if one < other and not any((a, b) in apart or (b, a) in apart for a in parts[one] for b in parts[other])
            if whole(shard, parts[one]).gap_to(whole(shard, parts[other])) <= shard.model.window_days
        )
        if best[0] <= shard.model.threshold:
            return list(parts.values())
        parts[-best[1]] += parts.pop(-best[2])


@pytest.mark.parametrize("in_common", [0.0, 0.2])
@settings(deadline=None, max_examples=15)  # the plain way takes its time
@given(hours=st.lists(HOURS, min_size=len(TITLES), max_size=len(TITLES)), apart=st.booleans())
def test_groups_are_those_of_scoring_every_two_anew(in_common: float, hours: list[float | None], apart: bool) -> None:
    shard = shard_of(hours, in_common)
    pairs = frozenset({(0, 1), (4, 6)} if apart else ())
    groups = Groups(shard, [[row] for row in range(len(TITLES))], pairs)
    groups.gather(shard.model.threshold)
    assert groups.parts() == gathered(shard, pairs)


def test_two_that_must_be_together_are_before_any_score() -> None:
    shard = shard_of([None] * len(TITLES))
    groups = Groups(shard, [[row] for row in range(len(TITLES))])
    groups.join(0, len(TITLES) - 1)
    groups.join(len(TITLES) - 1, 0)
    groups.gather(1000.0)
    assert sorted(map(len, groups.parts())) == [1] * (len(TITLES) - 2) + [2]


@given(
    st.lists(st.lists(st.integers(1, 9), unique=True, max_size=5), min_size=1, max_size=80),
    st.integers(1, 9),
    st.integers(0, 9),
)
def test_likeness_of_groups_is_that_of_their_terms_added_up(articles: list[list[int]], many: int, few: int) -> None:
    many = min(many, len(articles))
    bounds = np.linspace(0, len(articles), many + 1).astype(int).tolist()
    group = np.repeat(np.arange(many), [end - start for start, end in pairwise(bounds)])
    ids, weights = np.zeros((len(articles), 5), np.int32), np.zeros((len(articles), 5), np.float32)
    table = np.zeros((many, 10))
    for line, terms in enumerate(articles):
        ids[line, : len(terms)] = terms
        weights[line, : len(terms)] = [1.0 / (line + term) for term in terms]
        table[group[line], terms] += weights[line, : len(terms)]
    assert gram(group, ids, weights, many, few) == pytest.approx(table @ table.T, abs=1e-5)
