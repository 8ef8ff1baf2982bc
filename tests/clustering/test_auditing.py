"""Stories that an article shows to be one, and stories that turn out to be two."""

from collections.abc import Collection

import pytest

from stories.clustering.auditing import Regrouping, audit, regroup, regrouping, settle, take
from stories.clustering.features import Constraints
from stories.clustering.window import FREE, Window
from tests.clustering.articles import EVENTS, article, model, newsroom

DAM = EVENTS["dam"]


def halves() -> Window:
    """The dam's four articles in two stories, among the other events."""
    window = Window(model())
    for number, title in enumerate(DAM):
        window.add(article(number, title), "one" if number < 2 else "two")
    for event in ("levy", "ferry", "final"):
        for title in EVENTS[event]:
            window.add(article(title, title), event)
    return window


def test_stories_that_fit_are_merged_and_the_parts_of_the_score_add_up() -> None:
    window = halves()
    (union,) = settle(window, "one", ["two", "levy", "ferry"])
    assert (union.kept, union.gone) == ("one", "two")
    assert sum(part.contribution for part in union.evidence) == pytest.approx(union.score)
    assert union.score > model().threshold
    assert set(window.stories()["one"]) == {0, 1, 2, 3}
    assert "two" not in window.stories()


def test_a_cannot_link_keeps_two_stories_apart_whatever_their_score() -> None:
    window = halves()
    assert settle(window, "one", ["two"], Constraints(cannot=frozenset({frozenset({0, 3})}))) == []


@pytest.mark.parametrize(("locked", "kept"), [({0}, "one"), ({3}, "two")])
def test_the_story_that_a_person_placed_articles_in_is_the_one_that_stays(locked: set[int], kept: str) -> None:
    (union,) = settle(halves(), "one", ["two"], locked=locked)
    assert union.kept == kept


def test_two_stories_with_persons_placements_are_left_alone() -> None:
    assert settle(halves(), "one", ["two"], locked={0, 3}) == []


def test_taking_articles_one_by_one_brings_each_event_together() -> None:
    window = Window(model())
    for number, (_, placed) in enumerate(newsroom()):
        take(window, placed, number)
    events = {}
    for number, (event, _) in enumerate(newsroom()):
        events.setdefault(event, set()).add(window.story_of(number))
    assert len(events["dam"]) == len(events["levy"]) == len(events["ferry"]) == 1
    assert len({story for stories in events.values() for story in stories}) >= len(EVENTS)


def two_in_one() -> Window:
    window = halves()
    window.merge("two", "one")
    window.merge("levy", "one")
    return window


def looked_at(window: Window, constraints: Constraints = FREE, locked: Collection[int | str] = ()) -> Regrouping:
    return regrouping(window.shard_with("one"), ["one"], constraints, locked)


def test_a_story_of_two_events_falls_in_two() -> None:
    window = two_in_one()
    (found,) = looked_at(window).leaving
    assert set(found.articles) == set(EVENTS["levy"])
    assert found.to is None
    assert found.score < model().threshold


def test_looking_changes_nothing_and_carrying_it_out_moves_what_leaves() -> None:
    window = two_in_one()
    before = window.stories()
    change = looked_at(window)
    assert window.stories() == before
    regroup(window, change, iter(["levy again"]))
    assert set(window.stories()["levy again"]) == set(EVENTS["levy"])
    assert set(window.stories()["one"]) == {0, 1, 2, 3}


def test_articles_in_the_wrong_story_go_to_the_right_one() -> None:
    window = halves()
    window.merge("two", "one")
    for title in EVENTS["levy"][:1]:
        placed = window.article(title)
        window.remove(title)
        window.add(placed, "one")
    change = regrouping(window.shard_with("one"), ["one", "levy"])
    (found,) = change.leaving
    assert (found.articles, found.to) == ((EVENTS["levy"][0],), "levy")


def test_two_stories_of_one_event_are_found_without_a_new_article() -> None:
    window = halves()
    (union,) = looked_at(window).unions
    assert (union.kept, union.gone) == ("one", "two")


def test_articles_that_a_person_put_together_stay_together() -> None:
    levy = EVENTS["levy"]
    together = Constraints(must=frozenset({frozenset({0, title}) for title in levy}))
    assert all({0, *levy}.isdisjoint(found.articles) for found in looked_at(two_in_one(), together).leaving)
    assert looked_at(two_in_one(), locked={0, 1, 2, 3, *levy}).leaving == ()


def test_a_pair_set_apart_hinders_nothing_else_that_an_audit_would_do() -> None:
    free = looked_at(two_in_one())
    apart = Constraints(cannot=frozenset({frozenset({0, EVENTS["ferry"][0]})}))
    assert free.leaving
    assert looked_at(two_in_one(), apart).leaving == free.leaving


def test_stories_that_hold_a_pair_set_apart_are_not_made_one_by_an_audit() -> None:
    assert looked_at(halves()).unions
    apart = Constraints(cannot=frozenset({frozenset({0, 3})}))
    found = looked_at(halves(), apart)
    assert found.unions == ()
    assert all(3 not in leaving.articles or leaving.to != "one" for leaving in found.leaving)


def test_stories_that_hold_together_are_left_alone() -> None:
    window = halves()
    window.merge("two", "one")
    assert audit(window, {"one", "levy", "ferry"}, iter([])) == 0
