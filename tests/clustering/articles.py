"""Articles as values about fictional places, with vectors that are near where the words are near."""

import hashlib
from datetime import UTC, datetime, timedelta
from functools import cache

import numpy as np

from stories.clustering.features import ArticleFeatures, features_of
from stories.clustering.model import FEATURES, ClusterModel
from stories.clustering.terms import wording

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
DIMENSIONS = 32

EVENTS = {
    "dam": (
        "Cracks found in Velden dam near Port Ansel",
        "Port Ansel engineers lower reservoir after cracks in Velden dam",
        "Velden dam cracks: reservoir at Port Ansel lowered by three metres",
        "Cracked Velden dam forces Port Ansel to lower its reservoir",
    ),
    "levy": (
        "Marrowby council approves levy on empty shops",
        "Empty shops levy approved by Marrowby councillors",
        "Marrowby shop owners angry at council's levy on empty shops",
    ),
    "ferry": (
        "Skellan ferry strike ends after pay deal",
        "Pay deal ends strike on Skellan ferries",
        "Skellan ferry crews accept pay deal, strike over",
    ),
    "final": ("Oduya saves two penalties as Rovers win final", "Rovers win final after Oduya saves penalties"),
}
KOREAN = {
    "댐": ("벨덴 댐에서 균열 발견", "벨덴 댐 균열로 저수지 수위 낮춰"),
    "선거": ("하람시 시장 선거 결과 발표", "하람시 시장 선거에서 민서연 당선"),
}


def vector(text: str) -> np.ndarray:
    """A unit vector: the sum of a fixed random direction per term."""
    total = np.zeros(DIMENSIONS)
    for term in wording(text, "", "").headline:
        total += _direction(term)
    length = np.linalg.norm(total)
    return (total / length if length else total).astype(np.float32)


@cache
def _direction(term: str) -> np.ndarray:
    seed = int.from_bytes(hashlib.sha256(term.encode()).digest()[:4], "big")
    return np.random.default_rng(seed).normal(size=DIMENSIONS)


def article(
    article_id: int | str,
    title: str,
    text: str = "",
    *,
    language: str = "en",
    hours: float | None = None,
    names: tuple[str, ...] = (),
    fingerprint: np.ndarray | None = None,
) -> ArticleFeatures:
    """An article; hours after START, not dated without."""
    return features_of(
        article_id,
        outlet=f"outlet-{article_id}.example",
        language=language,
        published=None if hours is None else START + timedelta(hours=hours),
        title=title,
        text=text,
        vector=vector(title),
        entities=names,
        fingerprint=fingerprint,
    )


def newsroom() -> list[tuple[str, ArticleFeatures]]:
    """All articles of EVENTS and KOREAN with the event each is about, event by event, not dated."""
    titled = [(event, title, "en") for event, titles in EVENTS.items() for title in titles]
    titled += [(event, title, "ko") for event, titles in KOREAN.items() for title in titles]
    return [
        (event, article(number, title, language=language)) for number, (event, title, language) in enumerate(titled)
    ]


def model(**changes: float) -> ClusterModel:
    """A model with round weights that tests can reckon with."""
    weights = dict.fromkeys(FEATURES, 0.0) | {
        "headline_mean": 3.0,
        "text_mean": 5.0,
        "names_mean": 1.0,
        "meaning_mean": 3.0,
        "size": 0.3,
        "single": 1.0,
        "days": -1.0,
    }
    return ClusterModel(**{"version": "test-1", "weights": weights, "base": -5.0, "threshold": 0.0} | changes)  # type: ignore[arg-type]
