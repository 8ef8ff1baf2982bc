"""Where articles are placed, on values: nothing lost, languages apart, people obeyed, removal exact."""

import random
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stories.clustering.features import Constraints
from stories.clustering.window import Window
from tests.clustering.articles import EVENTS, START, article, model, newsroom

DAM, OTHER_DAM, *_ = EVENTS["dam"]
LEVY = EVENTS["levy"][0]


def filled(order: list[int]) -> Window:
    window, articles = Window(model()), newsroom()
    for place in order:
        window.place(articles[place][1], f"story {place}")
    return window


def linked(one: int, other: int, kind: str) -> Constraints:
    pairs = frozenset({frozenset({one, other})})
    return Constraints(must=pairs) if kind == "must" else Constraints(cannot=pairs)


def test_articles_on_one_event_are_one_story() -> None:
    articles = newsroom()
    window = filled(list(range(len(articles))))
    groups: dict[object, set[str]] = {}
    for event, placed in articles:
        groups.setdefault(window.story_of(placed.id), set()).add(event)
    english = sorted(sorted(events) for events in groups.values() if events <= set(EVENTS))
    assert english == [["dam"], ["ferry"], ["final"], ["levy"]]
    assert all(len(events) == 1 for events in groups.values())


@given(st.permutations(range(len(newsroom()))))
@settings(deadline=None, max_examples=25)
def test_no_order_of_arrival_loses_or_doubles_an_article(order: list[int]) -> None:
    window = filled(order)
    members = [member for story in window.stories().values() for member in story]
    assert sorted(members) == list(range(len(newsroom())))
    assert len(window) == len(members)


def test_the_same_order_gives_the_same_stories_and_scores() -> None:
    order = random.Random(3).sample(range(len(newsroom())), len(newsroom()))
    runs = []
    for _ in range(2):
        window, articles = Window(model()), newsroom()
        runs.append([window.place(articles[place][1], place).score for place in order])
    assert runs[0] == runs[1]


def test_an_article_joins_only_stories_of_its_own_language() -> None:
    window = Window(model())
    window.place(article(1, DAM, language="en"), "english")
    assignment = window.place(article(2, DAM, language="de"), "german")
    assert assignment.story is None
    assert window.stories() == {"english": (1,), "german": (2,)}


def test_a_region_is_no_language_of_its_own() -> None:
    window = Window(model())
    window.place(article(1, DAM, language="en-GB"), "story")
    assert window.assign(article(2, DAM, language="EN-us")).story == "story"


@given(st.data())
@settings(deadline=None, max_examples=25)
def test_removing_is_the_exact_inverse_of_adding(data: st.DataObject) -> None:
    articles = [placed for _, placed in newsroom()]
    kept = data.draw(st.sets(st.sampled_from(range(len(articles))), min_size=1))
    extra = data.draw(st.permutations([place for place in range(len(articles)) if place not in kept]))
    plain, disturbed = Window(model()), Window(model())
    for window in (plain, disturbed):
        for place in sorted(kept):
            window.add(articles[place], f"story {place % 4}")
    for place in extra:
        disturbed.add(articles[place], f"story {place % 4}")
    for place in data.draw(st.permutations(extra)):
        disturbed.remove(articles[place].id)
    assert disturbed.stories() == plain.stories()
    for window, other in ((plain, disturbed), (disturbed, plain)):
        for mine, theirs in zip(window.shards(), other.shards(), strict=False):
            assert {name: view.state() for name, view in mine.views.items()} == {
                name: view.state() for name, view in theirs.views.items()
            }
    probe = article("probe", "Velden dam: levy on ferries approved")
    assert disturbed.assign(probe) == plain.assign(probe)


def test_a_row_that_was_freed_carries_nothing_over() -> None:
    window = Window(model())
    window.add(article(1, DAM, hours=0), "dam")
    window.remove(1)
    window.add(article(2, LEVY), "levy")
    assert window.assign(article(3, OTHER_DAM, hours=1)).story is None


def test_an_id_is_in_the_window_once() -> None:
    window = Window(model())
    window.add(article(1, DAM), "dam")
    with pytest.raises(ValueError, match="already"):
        window.add(article(1, DAM), "dam")


def test_asking_changes_nothing() -> None:
    window = filled(list(range(6)))
    before = window.stories()
    first = window.assign(article("probe", DAM))
    assert window.assign(article("probe", DAM)) == first
    assert window.stories() == before


def test_two_articles_that_a_person_set_apart_never_meet() -> None:
    window = Window(model())
    window.place(article(1, DAM), "dam")
    assert window.assign(article(2, OTHER_DAM)).story == "dam"
    assignment = window.place(article(2, OTHER_DAM), "apart", linked(1, 2, "cannot"))
    assert assignment.story is None
    assert window.story_of(2) == "apart"


def test_set_apart_holds_for_a_copy_of_the_text_too() -> None:
    window, print_ = Window(model()), np.arange(128, dtype=np.uint32)
    window.place(article(1, DAM, fingerprint=print_), "dam")
    assert window.assign(article(2, DAM, fingerprint=print_)).method == "near_duplicate"
    assert window.assign(article(2, DAM, fingerprint=print_), linked(1, 2, "cannot")).story is None


def test_an_article_goes_where_a_person_put_its_partner() -> None:
    window = Window(model())
    window.place(article(1, DAM), "dam")
    window.place(article(2, LEVY), "levy")
    assignment = window.assign(article(3, OTHER_DAM), linked(2, 3, "must"))
    assert (assignment.story, assignment.method) == ("levy", "person")


def test_a_link_to_an_article_outside_the_window_says_nothing() -> None:
    window = Window(model())
    window.place(article(1, DAM), "dam")
    assert window.assign(article(2, OTHER_DAM), linked(99, 2, "must")).story == "dam"


def test_each_day_since_the_last_article_costs_the_score_what_the_model_says() -> None:
    window = Window(model())
    window.place(article(1, DAM, hours=0), "dam")
    scores = [window.assign(article(2, OTHER_DAM, hours=hours)).score or 0.0 for hours in (0, 24, 48)]
    assert [scores[0] - scores[1], scores[1] - scores[2]] == pytest.approx([1.0, 1.0])


def test_an_article_without_a_date_pays_no_time() -> None:
    window = Window(model())
    window.place(article(1, DAM, hours=0), "dam")
    assert window.assign(article(2, OTHER_DAM)).score == window.assign(article(2, OTHER_DAM, hours=0)).score


@pytest.mark.parametrize("hours", [7 * 24 + 1, -7 * 24 - 1])
def test_a_story_takes_nothing_more_than_seven_days_from_its_articles(hours: float) -> None:
    window = Window(model())
    window.place(article(1, DAM, hours=0), "dam")
    assignment = window.assign(article(2, DAM, hours=hours))
    assert (assignment.story, assignment.candidates) == (None, 0)


def test_a_late_article_joins_the_story_of_its_own_days() -> None:
    window = Window(model())
    window.place(article(1, DAM, hours=0), "dam")
    window.place(article(2, OTHER_DAM, hours=48), "dam")
    assert window.assign(article(3, EVENTS["dam"][2], hours=24)).story == "dam"


def test_a_story_leaves_the_window_seven_days_after_its_last_article() -> None:
    window = Window(model())
    window.place(article(1, DAM, hours=0), "dam")
    window.place(article(2, LEVY, hours=100), "levy")
    window.place(article(3, EVENTS["ferry"][0]), "ferry")
    assert window.close(START + timedelta(days=7, hours=1)) == ["dam"]
    assert window.stories() == {"levy": (2,), "ferry": (3,)}


def test_a_text_under_another_headline_is_no_copy() -> None:
    boilerplate = np.arange(128, dtype=np.uint32)
    window = Window(model())
    window.place(article(1, DAM, fingerprint=boilerplate), "dam")
    assert window.assign(article(2, LEVY, fingerprint=boilerplate)).story is None


def test_a_copy_joins_its_original_whatever_the_score() -> None:
    text = np.arange(128, dtype=np.uint32)
    window = Window(model(threshold=50.0))
    window.place(article(1, DAM, fingerprint=text), "dam")
    assignment = window.assign(article(2, OTHER_DAM, fingerprint=text))
    assert (assignment.story, assignment.method, assignment.nearest) == ("dam", "near_duplicate", 1)


def test_a_merge_moves_every_article_and_can_be_taken_apart_again() -> None:
    window = Window(model())
    for number, title in enumerate(EVENTS["dam"]):
        window.add(article(number, title), "one" if number < 2 else "two")
    window.merge("two", "one")
    assert window.stories() == {"one": (0, 1, 2, 3)}
    alone = Window(model())
    alone.add(article(0, EVENTS["dam"][0]), "one")
    for number in (1, 2, 3):
        window.remove(number)
    state = [view.state() for shard in window.shards() for view in shard.views.values()]
    assert state == [view.state() for shard in alone.shards() for view in shard.views.values()]


def test_merging_an_unknown_story_is_an_error() -> None:
    with pytest.raises(KeyError):
        Window(model()).merge("one", "two")


def test_an_article_without_words_or_vector_begins_a_story_and_harms_none() -> None:
    window = filled(list(range(8)))
    empty = article("empty", "")
    assert window.place(empty, "alone").story is None
    assert window.assign(article("probe", DAM)).story is not None


def test_the_next_best_story_is_told_with_its_score() -> None:
    window = Window(model())
    window.place(article(1, DAM), "dam")
    window.place(article(2, LEVY), "levy")
    joined, new = window.assign(article(3, OTHER_DAM)), window.assign(article(4, EVENTS["final"][0]))
    assert joined.runner_up is not None
    assert joined.runner_up[0] == "levy"
    assert new.story is None
    assert new.runner_up is not None
    assert new.runner_up[1] == new.score < new.threshold


def test_wording_stands_in_for_meaning_where_there_is_no_vector() -> None:
    window = Window(model())
    window.place(replace(article(1, DAM, language="ko"), vector=None), "dam")
    assignment = window.assign(replace(article(2, OTHER_DAM, language="ko"), vector=None))
    values = {part.name: part for part in assignment.evidence}
    assert values["meaning_mean"].value == pytest.approx(values["text_mean"].value)
    assert "in place of meaning" in values["meaning_mean"].words
