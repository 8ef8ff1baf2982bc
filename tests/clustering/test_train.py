"""manage.py train_clustering: from labelled files and editors' decisions to new weights."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from stories.clustering import model as learned
from stories.clustering.training import Decision, agreed, decided, followed, goal
from stories.management.commands.train_clustering import Command
from stories.management.evaluations import decisions as said
from stories.management.evaluations.labelled_articles import Labelled
from stories.models import Constraint
from tests import make
from tests.clustering.articles import EVENTS, START, article, model, vector
from tests.clustering.test_evaluate import rows, written

# Cracks in a dam and the inquiry into them, told in much the same words: one event or two, as an editor sees it.
NEAR = ("Cracks found in Velden dam near Port Ansel", "Velden dam at Port Ansel: inquiry into cracks begins")
FAR = ("Rovers win final", "Thousands greet the champions in Marrowby")


def vectors(articles: Sequence[Labelled], _label: str) -> np.ndarray:
    return np.array([vector(one.row["title"]) for one in articles])


class Trainer(Command):
    """The command with vectors that need no sentence model."""

    vectors = staticmethod(vectors)


def train(*paths: Path, **options: Any) -> str:
    told = io.StringIO()
    call_command(Trainer(stdout=told), *map(str, paths), **({"rounds": 25, "orders": 1} | options))
    return told.getvalue()


def decision(titles: tuple[str, str], kind: str) -> dict[str, Any]:
    one, other = ({"id": title, "title": title, "text": "", "lang": "en", "url": ""} for title in titles)
    return {"kind": kind, "one": one, "other": other}


def export(folder: Path, *found: dict[str, Any]) -> Path:
    said.write(found, folder / "decisions.jsonl")
    return folder / "decisions.jsonl"


def score_of(titles: tuple[str, str], weights: learned.ClusterModel) -> float:
    """How sure the weights are that the two are together, 0..1."""
    pair = Decision(article("one", titles[0]), article("other", titles[1]), together=True)
    return followed(weights, decided(weights, [pair]))


def learnt(folder: Path) -> learned.ClusterModel:
    return learned.parsed((folder / learned.WEIGHTS_FILE).read_text(), common_words())


def common_words() -> str:
    return (Path(learned.__file__).parent / learned.COMMON_WORDS_FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize(("titles", "kind", "way"), [(NEAR, "cannot", -1), (FAR, "must", 1)])
def test_what_an_editor_says_moves_the_weights_its_way(
    tmp_path: Path, titles: tuple[str, str], kind: str, way: int
) -> None:
    labelled = written(tmp_path, rows(dated=False))
    told = train(labelled, decisions=export(tmp_path, decision(titles, kind)), out=tmp_path / "new")
    assert "1 decisions to learn from" in told
    before, after = (score_of(titles, weights) for weights in (learned.default(), learnt(tmp_path / "new")))
    assert (after - before) * way > 0.02


def test_decisions_cost_the_labelled_files_a_point_at_most(tmp_path: Path) -> None:
    """Forty decisions that tear every event apart: followed as far as quality allows, and no further."""
    apart = [decision((titles[0], title), "cannot") for titles in EVENTS.values() for title in titles[1:]] * 4
    told = train(written(tmp_path, rows(dated=False)), decisions=export(tmp_path, *apart), out=tmp_path / "new")
    reached = [float(line.split("B3 F1 ")[1].split(",")[0]) for line in told.splitlines() if "B3 F1" in line]
    assert min(reached) >= reached[0] - 0.01


def test_a_model_that_loses_more_than_a_point_is_no_choice() -> None:
    pairs = decided(model(), [Decision(article(1, NEAR[0]), article(2, NEAR[1]), together=True)])
    score = goal(lambda tried: 0.90 if tried is start else 0.88, pairs, start := model())
    assert score(start) > 0.9
    assert score(model(base=-1.0)) == float("-inf")


def test_pairs_in_two_languages_are_left_out_and_words_of_editors_counted() -> None:
    pairs = [
        Decision(article(1, NEAR[0]), article(2, NEAR[1]), together=True),
        Decision(article(1, NEAR[0]), article(3, FAR[0]), together=False),
        Decision(article(1, NEAR[0]), article(4, "벨덴 댐에서 균열 발견", language="ko"), together=True),
    ]
    found = decided(model(), pairs)
    assert (len(found), found.left_out) == (2, 1)
    assert agreed(model(), found) == 2
    assert 0.5 < followed(model(), found) < 1.0


def test_the_search_tells_how_far_it_is_and_leaves_the_shipped_weights_alone(tmp_path: Path) -> None:
    shipped = (Path(learned.__file__).parent / learned.WEIGHTS_FILE).read_bytes()
    told = train(written(tmp_path, rows(dated=False)), rounds=40, out=tmp_path / "new")
    assert told.startswith("now: set.jsonl.gz B3 F1 ")
    assert "round 20 of 40" in told or "better" in told
    assert (Path(learned.__file__).parent / learned.WEIGHTS_FILE).read_bytes() == shipped


@pytest.mark.django_db
def test_the_desk_s_decisions_are_learned_from_and_kept_as_an_export(tmp_path: Path) -> None:
    one, other, third = (make.article(title=title, language="en") for title in (*NEAR, FAR[0]))
    Constraint.objects.create(kind="cannot", article=one, other=other)
    Constraint.objects.create(kind="must", article=one, other=third, lifted_at=START)
    kept = tmp_path / "kept.jsonl"
    told = train(written(tmp_path, rows(dated=False)), desk=True, keep_decisions=kept, rounds=1, out=tmp_path / "new")
    assert "1 decisions to learn from" in told
    (row,) = said.of_file(kept)
    assert (row["kind"], row["one"]["title"], row["other"]["title"]) == ("cannot", *NEAR)
    assert [found.together for found in said.decisions([row], vectors)] == [False]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "line 1: a decision is"),
        ('{"kind": "maybe", "one": {"id": 1, "title": "a"}, "other": {"id": 2, "title": "b"}}', "must"),
        ('{"kind": "must", "one": {"id": 1}, "other": {"id": 2, "title": "b"}}', "line 1: a decision is"),
        ('{"kind": "must", "one": {"id": 1, "title": "a"}, "other": {"id": 1, "title": "a"}}', "not two articles"),
        (
            '{"kind": "must", "one": {"id": 1, "title": "a", "published": "soon"}, "other": {"id": 2, "title": "b"}}',
            "article 1",
        ),
    ],
)
def test_a_decision_that_can_t_be_read_is_named(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "bad.jsonl").write_text(text)
    with pytest.raises(CommandError, match=words):
        train(written(tmp_path, rows(dated=False)), decisions=tmp_path / "bad.jsonl", out=tmp_path / "new")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"rounds": 0}, "--rounds is at least 1"),
        ({"orders": 0}, "--orders is at least 1"),
        ({"decisions": Path("none.jsonl")}, "isn't there"),
        ({"keep_decisions": Path("kept.jsonl")}, "goes with --desk"),
    ],
)
def test_what_is_asked_for_is_checked_first(tmp_path: Path, options: dict[str, Any], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        train(written(tmp_path, rows(dated=False)), **options)
    with pytest.raises(CommandError, match="isn't there"):
        train(tmp_path / "none.jsonl.gz")


def test_a_file_in_which_nothing_belongs_together_is_no_use(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nothing can be learned"):
        train(written(tmp_path, rows(dated=False, unlabelled=12)), out=tmp_path / "new")
