"""When two stories are proposed as one."""

import pytest

from stories.clustering.features import Constraints
from stories.clustering.merging import proposals
from stories.clustering.window import Window
from tests.clustering.articles import EVENTS, article, model


def split_dam(hours_apart: float = 1.0) -> Window:
    """The dam's four articles in two stories, among the other events."""
    window = Window(model())
    for number, title in enumerate(EVENTS["dam"]):
        window.add(article(number, title, hours=0 if number < 2 else hours_apart), "one" if number < 2 else "two")
    for event in ("levy", "ferry", "final"):
        for title in EVENTS[event]:
            window.add(article(title, title, hours=1), event)
    return window


def test_one_event_told_as_two_stories_is_proposed_and_nothing_else() -> None:
    (found,) = proposals(split_dam())
    assert {found.kept, found.gone} == {"one", "two"}
    assert found.similarity >= model().merge_similarity
    assert 0.5 < found.confidence <= 1
    assert {"Velden", "Ansel"} & set(found.shared)


def test_shared_names_are_told_as_the_articles_write_them() -> None:
    window = split_dam()
    for number, title in ((7, "Velden dam cracks, says Ines Tarrant"), (8, "Ines Tarrant visits cracked Velden dam")):
        window.add(article(number, title, hours=0, names=("Ines Tarrant",)), "one" if number == 7 else "two")
    (found,) = proposals(window)
    assert "Ines Tarrant" in found.shared
    assert not {"ines", "Ines", "tarrant", "Tarrant"} & set(found.shared)


def test_proposing_changes_nothing() -> None:
    window = split_dam()
    before = window.stories()
    assert proposals(window) == proposals(window)
    assert window.stories() == before


def test_stories_more_than_a_day_apart_are_not_proposed() -> None:
    assert proposals(split_dam(hours_apart=25)) == []


def test_only_touched_stories_are_looked_at() -> None:
    assert proposals(split_dam(), touched={"levy"}) == []
    assert len(proposals(split_dam(), touched={"two"})) == 1


def test_a_pair_that_a_person_set_apart_keeps_its_stories_apart() -> None:
    apart = Constraints(cannot=frozenset({frozenset({0, 3})}))
    assert proposals(split_dam(), constraints=apart) == []


@pytest.mark.parametrize(("locked", "kept"), [({0}, "one"), ({3}, "two"), (set(), "one")])
def test_a_story_with_a_persons_placement_is_the_one_that_stays(locked: set[int], kept: str) -> None:
    (found,) = proposals(split_dam(), locked=locked)
    assert found.kept == kept


def test_two_stories_with_persons_placements_are_left_alone() -> None:
    assert proposals(split_dam(), locked={0, 3}) == []
