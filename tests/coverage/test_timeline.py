"""Who reported first, as far as dates can say, and coverage hour by hour."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from stories.coverage.timeline import first_report, per_hour
from stories.scales import DatePrecision, Genre, OutletKind
from tests.coverage.members import NOON, left, member, right


def test_the_earliest_exact_time_is_the_first_to_report():
    first = first_report([right(2, minute=5), left(1, minute=1), left(3, minute=9)])
    assert (first.outlet_id, first.at, first.words) == (1, NOON + timedelta(minutes=1), "first to report")


def test_a_day_alone_is_only_the_first_we_saw():
    first = first_report([left(1, precision=DatePrecision.DAY, published=NOON.replace(hour=0)), right(2, minute=30)])
    assert (first.outlet_id, first.words) == (1, "first we saw")


def test_a_day_that_may_reach_back_before_the_first_time_leaves_it_uncertain():
    first = first_report(
        [
            left(1, minute=1),
            right(2, precision=DatePrecision.DAY, published=NOON.replace(hour=0), seen=NOON + timedelta(hours=8)),
        ]
    )
    assert (first.outlet_id, first.certain) == (1, False)


def test_the_next_day_does_not_make_todays_first_uncertain():
    tomorrow = NOON.replace(hour=0) + timedelta(days=1)
    first = first_report([left(1), right(2, precision=DatePrecision.DAY, published=tomorrow)])
    assert first.certain


def test_an_article_of_which_only_our_first_sight_is_known_leaves_it_uncertain():
    first = first_report([left(1), right(2, minute=90, precision=DatePrecision.SEEN)])
    assert (first.outlet_id, first.words) == (1, "first we saw")


def test_an_hour_is_too_coarse_to_beat_a_minute_within_it():
    first = first_report([left(1, precision=DatePrecision.HOUR), right(2, minute=20, precision=DatePrecision.MINUTE)])
    assert not first.certain


def test_news_of_its_own_comes_before_opinion_and_copies():
    first = first_report(
        [
            left(1, genre=Genre.OPINION),
            right(2, minute=1, kind=OutletKind.REPUBLISHER),
            right(3, minute=2),
        ]
    )
    assert first.outlet_id == 3


def test_a_story_of_opinion_alone_still_names_its_first():
    assert first_report([left(1, genre=Genre.OPINION)]).outlet_id == 1


def test_nobody_reported_a_story_without_articles_first():
    assert first_report([]) is None


def test_coverage_is_counted_by_the_hour_and_side():
    hours = per_hour([left(1, minute=1), left(2, minute=59), right(3, minute=61), member(4, minute=300)])
    assert [(hour.start.hour, hour.left, hour.right, hour.unrated) for hour in hours] == [
        (12, 2, 0, 0),
        (13, 0, 1, 0),
        (17, 0, 0, 1),
    ]


def test_an_article_with_only_a_day_stands_in_the_hour_we_saw_it():
    seen = NOON + timedelta(hours=7)
    (hour,) = per_hour([left(1, precision=DatePrecision.DAY, published=NOON.replace(hour=0), seen=seen)])
    assert hour.start.hour == 19


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2000), st.sampled_from(list(DatePrecision))), max_size=20))
def test_hours_hold_every_article_once_and_the_first_is_one_of_them(found):
    members = [member(outlet, minute=minute, precision=precision) for outlet, minute, precision in found]
    assert sum(hour.left + hour.center + hour.right + hour.unrated for hour in per_hour(members)) == len(members)
    first = first_report(reversed(members))
    assert first == first_report(members)
    assert first is None or first.article_id in [m.article_id for m in members]
