"""Rows about fictional places, for tests of what becomes of stories: annotated articles in stories, or waiting."""

import hashlib
from typing import Any

import numpy as np

from stories.clustering.steps.place import place_due
from stories.clustering.terms import wording
from stories.models import Annotation, Article, Membership, Stage, Story
from tests import make
from tests.make import NOW

DAM = (
    "Cracks found in Velden dam near Port Ansel",
    "Port Ansel engineers lower reservoir after cracks in Velden dam",
    "Velden dam cracks: reservoir at Port Ansel lowered by three metres",
    "Cracked Velden dam forces Port Ansel to lower its reservoir",
)
LEVY = (
    "Marrowby council approves levy on empty shops",
    "Empty shops levy approved by Marrowby councillors",
    "Marrowby shop owners angry at council's levy on empty shops",
)
TEXTS = {
    DAM: "Engineers in Port Ansel found cracks in the Velden dam and had the reservoir lowered by three metres.",
    LEVY: "The council of Marrowby approved a levy on empty shops after a debate led by councillor Ines Tarrant.",
}


def vector(text: str) -> list[float]:
    """A unit vector of the database's width: a fixed random direction per term, added up."""
    total = np.zeros(384)
    for term in wording(text, "", "").headline:
        seed = int.from_bytes(hashlib.sha256(term.encode()).digest()[:4], "big")
        total += np.random.default_rng(seed).normal(size=384)
    length = np.linalg.norm(total)
    return list((total / length if length else total).astype(float))


def article(
    title: str, text: str = "", *, waits: bool = False, origin: tuple[str, str] = ("own", ""), **fields: Any
) -> Article:
    """An annotated article; waits: for a story."""
    stage = Stage.CLUSTER if waits else Stage.PLACED
    row = make.article(fields.pop("of", None), title, text=text, stage=stage, **fields)
    Annotation.objects.create(
        article=row,
        language=row.language,
        vector=vector(title),
        origin_kind=origin[0],
        origin_name=origin[1],
        version="test",
    )
    return row


def event(titles: tuple[str, ...], **fields: Any) -> list[Article]:
    """An article for each of the headlines of DAM or LEVY."""
    known = next((text for event, text in TEXTS.items() if set(titles) <= set(event)), "")
    return [article(title, f"{title}. {known}", **fields) for title in titles]


def torn(**fields: Any) -> tuple[Story, Story]:
    """The dam's articles in two stories, the larger first, beside one story on the levy."""
    rows = event(DAM, **fields)
    make.story(*event(LEVY, **fields))
    return make.story(*rows[:3]), make.story(rows[3])


def mixed(**fields: Any) -> Story:
    """One story that holds the dam and the levy."""
    return make.story(*event(DAM, **fields), *event(LEVY, **fields))


def drain() -> None:
    """Place everything that is due at NOW."""
    while place_due(NOW):
        pass


def home(row: Article) -> int:
    """The story that the article is in."""
    return Membership.objects.get(article=row).story_id
