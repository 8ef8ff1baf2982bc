"""What the summary is measured beside: the lead, LexRank, chance, and the best that could be picked."""

import math
from collections import Counter
from collections.abc import Sequence
from random import Random

import numpy as np

from stories.briefing.reading import Source
from stories.management.evaluations.rouge import NOTHING, Grams, grams, rouge
from stories.text.tokens import content_tokens

SEEDS = 10
LEXRANK_EDGE = 0.1  # Erkan & Radev 2004
LEXRANK_DAMPING = 0.85
LEXRANK_LIKE = 0.5
ROUNDS = 50


def lead(texts: Sequence[Source], most: int) -> list[str]:
    """The first sentences of the first text."""
    return [sentence.text for sentence in texts[0].sentences[:most]]


def chance(sentences: Sequence[str], most: int) -> list[list[str]]:
    """Several draws."""
    return [Random(seed).sample(list(sentences), min(most, len(sentences))) for seed in range(SEEDS)]


def lexrank(sentences: Sequence[str], most: int) -> list[str]:
    """The sentences most like the others that are like others; none like one that is picked already."""
    counts = [Counter(content_tokens(sentence)) for sentence in sentences]
    spread = Counter(term for count in counts for term in count)
    places = {term: place for place, term in enumerate(spread)}
    rows = np.zeros((len(counts), len(places)))
    for row, counted in enumerate(counts):
        for term, times in counted.items():
            rows[row, places[term]] = times * math.log(1 + len(counts) / spread[term])
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    likeness = rows @ rows.T
    edges = (likeness > LEXRANK_EDGE).astype(float)
    edges /= np.maximum(edges.sum(axis=1, keepdims=True), 1)
    rank = np.full(len(counts), 1 / len(counts))
    for _ in range(ROUNDS):
        rank = (1 - LEXRANK_DAMPING) / len(counts) + LEXRANK_DAMPING * (edges.T @ rank)
    picked: list[int] = []
    for place in np.argsort(-rank, kind="stable").tolist():
        if len(picked) < most and all(likeness[place, other] < LEXRANK_LIKE for other in picked):
            picked.append(place)
    return [sentences[place] for place in picked]


def oracle(sentences: Sequence[str], reference: Grams, most: int) -> list[str]:
    """Picked with the reference in hand, one at a time, each raising the score most."""
    counted = [grams([sentence]) for sentence in sentences]
    whole, best, picked = NOTHING, 0.0, list[int]()
    while len(picked) < most:
        scores = [sum(rouge(reference, whole.joined(one))) for one in counted]
        place = max(range(len(scores)), key=lambda place: (place not in picked, scores[place]), default=None)
        if place is None or place in picked or scores[place] <= best:
            break
        picked.append(place)
        whole, best = whole.joined(counted[place]), scores[place]
    return [sentences[place] for place in picked]
