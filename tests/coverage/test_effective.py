"""An outlet's effective rating from several raters' values."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.coverage.effective import Bucket, RatingValue, Scheme, Why, effective
from stories.scales import Lean, Side, lean_at

NOW = datetime(2025, 6, 2, 12, tzinfo=UTC)
_ids = count(1)
LEAN_SCHEME = Scheme("lean", tuple(Bucket(lean.value, lean.side, float(lean.score)) for lean in Lean))


def rating(rater, lean, *, days_ago=10, days=None, **values):
    start = NOW - timedelta(days=days_ago)
    until = start + timedelta(days=days) if days else None
    return RatingValue(next(_ids), rater, str(lean), start, until, **values)


def of(*ratings):
    return effective(ratings, LEAN_SCHEME, NOW)


def reasons(result):
    return [item.why for item in result.left_out]


def test_an_outlet_nobody_rated_is_unrated_and_not_center():
    result = of()
    assert (result.bucket, result.side, result.score, result.n_raters) == (None, Side.UNRATED, None, 0)


@pytest.mark.parametrize("lean", list(Lean))
def test_a_single_rating_is_taken_as_it_is(lean):
    result = of(rating("Scale House", lean))
    assert (result.bucket, result.side, result.score, result.spread) == (lean, lean.side, lean.score, 0)


def test_raters_are_averaged_and_their_spread_is_kept():
    result = of(rating("A", Lean.LEFT), rating("B", Lean.LEAN_LEFT), rating("C", Lean.CENTER))
    assert (result.bucket, result.score, result.spread, result.n_raters) == (Lean.LEAN_LEFT, -1, 2, 3)
    assert "mean of 3 raters" in result.rule


def test_halfway_goes_towards_the_center():
    assert of(rating("A", Lean.CENTER), rating("B", Lean.LEAN_RIGHT)).bucket == Lean.CENTER


def test_a_raters_later_word_replaces_the_earlier():
    result = of(rating("A", Lean.LEFT, days_ago=30), rating("A", Lean.RIGHT, days_ago=3))
    assert result.bucket == Lean.RIGHT
    assert reasons(result) == [Why.SUPERSEDED]


def test_an_editor_of_this_site_overrules_imported_raters():
    result = of(
        rating("A", Lean.FAR_LEFT, days_ago=1),
        rating("B", Lean.LEFT),
        rating("our desk", Lean.CENTER, days_ago=90, by_desk=True),
    )
    assert (result.bucket, result.n_raters) == (Lean.CENTER, 1)
    assert reasons(result) == [Why.OVERRULED, Why.OVERRULED]
    assert "editor of this site" in result.rule


def test_of_two_editors_the_later_decides():
    result = of(
        rating("Kim", Lean.LEFT, days_ago=9, by_desk=True), rating("Park", Lean.RIGHT, days_ago=8, by_desk=True)
    )
    assert result.bucket == Lean.RIGHT


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (rating("A", Lean.LEFT, days_ago=-1), Why.NOT_YET),
        (rating("A", Lean.LEFT, days_ago=5, days=5), Why.ENDED),
        (rating("A", "satire"), Why.UNKNOWN_BUCKET),
        (rating("A", Lean.LEFT, withdrawn=True), Why.WITHDRAWN),
    ],
)
def test_a_rating_that_does_not_count_is_named_with_its_reason(value, why):
    result = of(value)
    assert (result.bucket, reasons(result)) == (None, [why])


def test_an_ended_rating_gives_way_to_the_raters_earlier_one_that_is_still_in_force():
    result = of(rating("A", Lean.LEFT, days_ago=90), rating("A", Lean.RIGHT, days_ago=60, days=30))
    assert result.bucket == Lean.LEFT


TOPICS = Scheme("tone", (Bucket("calm", Side.UNRATED), Bucket("loud", Side.UNRATED), Bucket("odd", Side.UNRATED)))


@pytest.mark.parametrize(
    ("words", "bucket"), [(["calm", "loud", "calm"], "calm"), (["calm", "loud"], None), (["odd"], "odd"), ([], None)]
)
def test_a_scheme_without_scores_takes_the_majority_and_nothing_on_a_tie(words, bucket):
    ratings = [rating(f"rater {i}", word) for i, word in enumerate(words)]
    result = effective(ratings, TOPICS, NOW)
    assert (result.bucket, result.score) == (bucket, None)


def test_bands_of_a_scheme_decide_where_it_has_them():
    scheme = Scheme("wide", (Bucket("in", Side.CENTER, 0, -2, 2), Bucket("out", Side.RIGHT, 3, 2, 6)))
    at = [effective([rating("A", "in"), rating("B", "out")], scheme, NOW)]
    assert at[0].bucket == "in", "a mean of 1.5 is nearer to 3 than to 0 and lies in the inner band"


leans = st.lists(st.sampled_from(list(Lean)), min_size=1, max_size=6)


@given(leans)
def test_the_lean_scheme_agrees_with_the_shared_vocabulary(found):
    result = of(*(rating(f"rater {i}", lean) for i, lean in enumerate(found)))
    assert result.bucket == lean_at(sum(lean.score for lean in found) / len(found))


@given(leans, st.randoms(use_true_random=False))
def test_the_order_of_the_ratings_does_not_matter(found, random):
    ratings = [rating(f"rater {i % 3}", lean, days_ago=i) for i, lean in enumerate(found)]
    shuffled = random.sample(ratings, len(ratings))
    assert effective(shuffled, LEAN_SCHEME, NOW) == effective(ratings, LEAN_SCHEME, NOW)


@given(leans)
def test_every_rating_is_either_used_or_left_out(found):
    ratings = [rating(f"rater {i % 2}", lean, days_ago=i - 1, by_desk=i == 4) for i, lean in enumerate(found)]
    result = of(*ratings)
    assert sorted([*result.used, *(item.id for item in result.left_out)]) == sorted(r.id for r in ratings)
