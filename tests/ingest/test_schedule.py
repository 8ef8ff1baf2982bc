"""When a feed is visited next."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.ingest.schedule import (
    ACTIVE,
    FAILING,
    GONE,
    Moved,
    Pace,
    Record,
    Visit,
    articles_per_day,
    moved,
    next_visit,
)

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def delay_s(before: Record, visit: Visit, chance: float = 0.5) -> float:
    return (next_visit(before, visit, NOW, chance).next_visit_at - NOW).total_seconds()


def test_a_feed_that_brings_articles_is_visited_sooner_and_one_that_does_not_later():
    assert next_visit(Record(1000), Visit(new_articles=3), NOW, 0.5).interval_s == 600
    assert next_visit(Record(1000), Visit(status=304), NOW, 0.5).interval_s == 1300


def test_the_interval_stays_within_the_installations_bounds_and_the_feeds_wish():
    interval = 900
    for _ in range(50):
        interval = next_visit(Record(interval), Visit(status=304), NOW, 0.5).interval_s
    assert interval == Pace().max_s
    for _ in range(50):
        interval = next_visit(Record(interval), Visit(new_articles=1), NOW, 0.5).interval_s
    assert interval == Pace().min_s
    assert next_visit(Record(300), Visit(new_articles=1, ttl_s=1800), NOW, 0.5).interval_s == 1800
    assert next_visit(Record(300), Visit(new_articles=1, ttl_s=86_400), NOW, 0.5).interval_s == 3600


def test_a_busy_feed_does_not_drift_away_in_a_quiet_hour():
    assert next_visit(Record(4000), Visit(status=304, per_day=24), NOW, 0.5).interval_s == 3600


def test_success_forgets_failures():
    plan = next_visit(Record(900, 7, NOW - timedelta(days=1)), Visit(), NOW, 0.5)
    assert (plan.state, plan.failures, plan.first_failure_at, plan.error_words) == (ACTIVE, 0, None, "")


def test_failures_back_off_with_full_jitter_under_a_doubling_ceiling():
    ceilings = [delay_s(Record(900, failures), Visit(status=500), 1.0) for failures in range(12)]
    assert ceilings[:4] == [1800, 3600, 7200, 14_400]
    assert max(ceilings) == 86_400
    assert [delay_s(Record(900, failures), Visit(status=500), 0.0) for failures in (0, 5)] == [900, 900]


@pytest.mark.parametrize(("asked", "waited"), [(120, 1800), (7200, 7200), (86_400, 86_400), (10**9, 86_400)])
def test_retry_after_is_kept_within_a_day(asked, waited):
    assert delay_s(Record(900), Visit(status=503, retry_after_s=asked), 1.0) == waited


def test_a_feed_taken_down_is_gone_at_once():
    plan = next_visit(Record(900), Visit(status=410), NOW, 0.5)
    assert (plan.state, plan.error_kind) == (GONE, "http_410")
    assert "taken the feed down" in plan.error_words


def test_a_missing_feed_is_asked_for_less_and_gone_after_two_weeks():
    assert delay_s(Record(900), Visit(status=404), 0.0) > delay_s(Record(900), Visit(status=500), 0.0)
    young, old = (Record(900, 9, NOW - timedelta(days=days)) for days in (13, 14))
    assert next_visit(young, Visit(status=404), NOW, 0.5).state == FAILING
    assert next_visit(old, Visit(status=404), NOW, 0.5).state == GONE
    assert next_visit(old, Visit(status=500), NOW, 0.5).state == FAILING


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 429, 451, 500, 503, 599])
def test_every_refusal_has_words_for_an_editor(status):
    plan = next_visit(Record(900), Visit(status=status), NOW, 0.5)
    assert str(status) in plan.error_words
    assert plan.failures == 1


def test_an_error_without_an_answer_keeps_its_own_words():
    plan = next_visit(Record(900), Visit(status=0, error_kind="timeout", error_words="Too slow."), NOW, 0.5)
    assert (plan.error_kind, plan.error_words, plan.state) == ("timeout", "Too slow.", FAILING)
    broken = next_visit(Record(900), Visit(status=200, error_kind="not_a_feed", error_words="A page."), NOW, 0.5)
    assert broken.state == FAILING


@given(
    st.integers(1, 10**6),
    st.integers(0, 10**6),
    st.sampled_from([0, 200, 304, 404, 410, 429, 500]),
    st.floats(0, 1),
    st.none() | st.integers(0, 10**9),
    st.none() | st.floats(0.001, 10**5),
)
def test_the_next_visit_is_after_now_and_within_about_a_day(interval, failures, status, chance, wait, per_day):
    visit = Visit(status=status, retry_after_s=wait, per_day=per_day)
    plan = next_visit(Record(interval, failures, NOW), visit, NOW, chance)
    assert timedelta() < plan.next_visit_at - NOW <= timedelta(days=1.1)
    assert plan.interval_s >= 1


def test_an_address_is_rewritten_after_five_visits_over_two_days_only():
    seen, rewrite = Moved(), False
    for hour in (0, 12, 24, 36):
        seen, rewrite = moved(seen, "https://new.example/feed", NOW + timedelta(hours=hour))
        assert not rewrite
    seen, rewrite = moved(seen, "https://new.example/feed", NOW + timedelta(hours=48))
    assert rewrite
    assert moved(seen, "https://other.example/feed", NOW) == (Moved("https://other.example/feed", 1, NOW), False)
    assert moved(seen, "", NOW) == (Moved(), False)


def test_five_quick_visits_rewrite_nothing():
    seen = Moved()
    for minute in range(20):
        seen, rewrite = moved(seen, "https://new.example/feed", NOW + timedelta(minutes=minute))
        assert not rewrite


def test_the_rate_of_a_feed_counts_what_it_shows_until_now():
    hours = [NOW - timedelta(hours=hour) for hour in range(1, 25)]
    assert articles_per_day(hours, NOW) == 24
    assert articles_per_day([*hours, NOW + timedelta(days=400)], NOW) == 24
    assert articles_per_day(hours[:2], NOW) is None
