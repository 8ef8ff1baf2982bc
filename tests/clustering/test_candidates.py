"""The quick search must find the story that an exact one would choose."""

import random
from dataclasses import replace

import numpy as np
import pytest

from stories.clustering import candidates as search
from stories.clustering.candidates import candidates
from stories.clustering.scoring import rank
from stories.clustering.window import Window
from tests.clustering.articles import article, model, vector

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


@pytest.mark.parametrize("way", ["meaning", "terms"])
def test_the_nearest_in_one_way_is_named_however_many_are_nearer_in_both(way: str) -> None:
    window = Window(model(), exact_rows=0)
    probe, meant = article("probe", "Velden dam Marrowby levy"), vector("Velden dam Marrowby levy")
    across = np.ones_like(meant) - (np.ones_like(meant) @ meant) * meant
    apart = (across / np.linalg.norm(across)).astype(np.float32)
    leaning = (0.8 * meant + 0.6 * apart).astype(np.float32)
    alone = article("alone", "Harrow school" if way == "meaning" else "Velden dam Marrowby levy")
    window.add(replace(alone, vector=meant if way == "meaning" else apart), "alone")
    for number in range(3 * search.MOST_STORIES):
        told = article(number, f"Velden dam Marrowby {number}", f"crowd {number}")
        window.add(replace(told, vector=leaning), f"crowd {number}")
    (shard,) = window.shards()
    assert "alone" in candidates(shard, shard.prepare(probe))


def test_an_empty_window_has_no_candidates() -> None:
    window = Window(model())
    assert window.assign(article(1, "Velden dam closes")).candidates == 0
