"""The quick search must find the story that an exact one would choose."""

import random

import numpy as np

from stories.clustering import candidates as search
from stories.clustering.candidates import candidates
from stories.clustering.scoring import rank
from stories.clustering.window import Window
from tests.clustering.articles import article, model

PLACES = ("Velden", "Marrowby", "Skellan", "Brell", "Ansel", "Harrow", "Tarn", "Oduya", "Lisk", "Corrin")
THINGS = ("dam", "levy", "ferry", "hospital", "bridge", "school", "harbour", "election", "festival", "quarry")
VERBS = ("closes", "opens", "delayed", "approved", "flooded", "sold", "praised", "cancelled")


def headlines(count: int) -> list[tuple[str, str]]:
    """(event, headline) pairs: 100 events of a place and a thing, each told in many ways."""
    chance = random.Random(11)
    told = []
    for _ in range(count):
        place, thing, verbs = chance.choice(PLACES), chance.choice(THINGS), chance.sample(VERBS, 2)
        told.append((f"{place} {thing}", f"{place} {thing} {verbs[0]} as mayor {verbs[1]} it"))
    return told


def test_the_best_story_is_nearly_always_among_the_candidates() -> None:
    window = Window(model())
    told = headlines(900)
    for number, (event, title) in enumerate(told[:800]):
        window.add(article(number, title), event)
    (shard,) = window.shards()
    found = []
    for number, (_, title) in enumerate(told[800:], 800):
        prepared = shard.prepare(article(number, title))
        best = rank(shard, prepared, list(shard.stories)).best[0].story
        found.append(best in candidates(shard, prepared))
    assert len(shard.stories) > search.MOST_STORIES
    assert np.mean(found) >= 0.99


def test_no_story_is_named_twice_and_few_are_named() -> None:
    window = Window(model())
    for number, (event, title) in enumerate(headlines(600)):
        window.add(article(number, title), event)
    (shard,) = window.shards()
    named = candidates(shard, shard.prepare(article("probe", "Velden dam closes")))
    assert len(named) == len(set(named)) <= search.MOST_STORIES


def test_an_empty_window_has_no_candidates() -> None:
    window = Window(model())
    assert window.assign(article(1, "Velden dam closes")).candidates == 0
