"""Counting as rows: coverage, snapshots, verdicts and the check against the database's own recount."""

from datetime import timedelta

import pytest

from stories.coverage.config import CoverageConfig
from stories.coverage.step import base_rates, breaches, recount, recount_due, refresh_standings
from stories.models import Annotation, Coverage, CoverageSnapshot, Story, StoryState
from stories.scales import Genre, Lean, OutletKind, Section
from tests import make

pytestmark = pytest.mark.django_db
NOW = make.NOW


def rated(lean, **fields):
    outlet = make.outlet(lean=lean, **fields)
    refresh_standings([outlet.pk], NOW)
    return outlet


def story_of(*outlets, **fields):
    return make.story(*(make.article(outlet) for outlet in outlets), **fields)


def coverage(story):
    return Coverage.objects.get(story=story, scheme__slug="lean")


@pytest.fixture
def sides():
    return {
        "left": [rated(Lean.LEFT) for _ in range(6)],
        "center": [rated(Lean.CENTER) for _ in range(6)],
        "right": [rated(Lean.RIGHT) for _ in range(6)],
    }


@pytest.fixture
def politics(sides):
    """Thirty political stories with one outlet of each side."""
    return [
        story_of(sides["left"][i % 6], sides["center"][i % 6], sides["right"][i % 6], section=Section.POLITICS)
        for i in range(30)
    ]


def test_a_story_is_counted_with_its_shares_and_inputs():
    left, right, unrated = rated(Lean.FAR_LEFT), rated(Lean.LEAN_RIGHT), make.outlet()
    story = story_of(left, left, right, unrated)
    recount([story.pk], NOW)
    row = coverage(story)
    assert (row.left, row.center, row.right, row.unrated, row.outlets, row.articles) == (1, 0, 1, 1, 3, 4)
    assert row.buckets == {"far_left": 1, "lean_right": 1}
    assert (row.shares["left"], row.shares["display"], row.shares["leader"]) == (50, "counts", None)
    assert row.configuration_hash == CoverageConfig().hash
    seats = {seat["outlet"]: seat for seat in row.inputs["seats"]}
    assert len(seats[left.pk]["articles"]) == 2
    assert seats[left.pk]["ratings"]["used"] == [left.ratings.get().pk]


def test_the_stored_inputs_come_to_the_stored_numbers(sides):
    opinion = make.article(rated(Lean.LEFT), genre=Genre.OPINION)
    story = story_of(*sides["left"], *sides["right"][:2], make.outlet(), rated(Lean.LEFT, kind=OutletKind.REPUBLISHER))
    make.member(story, opinion)
    recount([story.pk], NOW)
    row = coverage(story)
    seats = row.inputs["seats"]
    counted = [seat["side"] for seat in seats if seat["kind"] == "counted"]
    assert {side: counted.count(side) for side in ("left", "center", "right", "unrated")} == {
        side: getattr(row, side) for side in ("left", "center", "right", "unrated")
    }
    assert sum(seat["kind"] == "opinion_only" for seat in seats) == row.opinion_only == 1
    assert sum(seat["kind"] == "republisher" for seat in seats) == row.republishers == 1
    assert sum(len(seat["articles"]) for seat in seats) == row.articles
    copied = sum(len(copy["articles"]) - 1 for copy in row.inputs["copies"])
    assert row.articles - copied == row.independent_texts
    assert sum(sum(numbers) for _, *numbers in row.inputs["hours"]) == row.articles


def test_opinion_and_republishers_are_apart():
    story = make.story(
        make.article(rated(Lean.LEFT), genre=Genre.OPINION),
        make.article(rated(Lean.RIGHT, kind=OutletKind.REPUBLISHER)),
        make.article(rated(Lean.RIGHT)),
    )
    recount([story.pk], NOW)
    row = coverage(story)
    assert (row.outlets, row.right, row.opinion_only, row.republishers) == (1, 1, 1, 1)


def test_an_article_taken_down_is_in_no_count_and_is_named():
    story = story_of(rated(Lean.LEFT), rated(Lean.RIGHT))
    gone = story.memberships.first().article
    type(gone).objects.filter(pk=gone.pk).update(removed_at=NOW)
    recount([story.pk], NOW)
    assert (coverage(story).outlets, coverage(story).inputs["removed"]) == (1, [gone.pk])


def test_wire_copies_are_one_text():
    story = story_of(*(rated(Lean.LEFT) for _ in range(3)))
    for membership in story.memberships.all():
        Annotation.objects.create(
            article=membership.article, origin_kind="wire", origin_name="Meridian Wire", version="test"
        )
    recount([story.pk], NOW)
    assert (coverage(story).outlets, coverage(story).independent_texts) == (3, 1)
    assert coverage(story).inputs["copies"][0]["origin"] == "Meridian Wire"


def test_the_due_are_counted_once_and_again_after_a_change():
    story = story_of(rated(Lean.LEFT))
    assert (recount_due(NOW), recount_due(NOW)) == (1, 0)
    make.member(story, make.article(rated(Lean.RIGHT)))
    Story.objects.filter(pk=story.pk).update(revision=2)
    assert (recount_due(NOW), recount_due(NOW)) == (1, 0)
    assert (coverage(story).right, coverage(story).revision) == (1, 2)


def test_other_thresholds_make_every_story_due():
    story_of(rated(Lean.LEFT))
    recount_due(NOW)
    other = CoverageConfig(percent_from=6)
    assert (recount_due(NOW, config=other), recount_due(NOW, config=other)) == (1, 0)
    assert Coverage.objects.get().configuration_hash == other.hash


def test_a_merged_story_loses_its_counts():
    story, into = story_of(rated(Lean.LEFT)), story_of(rated(Lean.LEFT))
    recount([story.pk, into.pk], NOW)
    Story.objects.filter(pk=story.pk).update(state=StoryState.MERGED, merged_into=into)
    recount([story.pk], NOW)
    assert list(Coverage.objects.values_list("story", flat=True)) == [into.pk]


def test_a_snapshot_is_kept_only_when_counts_or_headline_change():
    story = story_of(rated(Lean.LEFT))
    for hour in range(3):
        recount([story.pk], NOW + timedelta(hours=hour))
    assert CoverageSnapshot.objects.count() == 1
    make.member(story, make.article(rated(Lean.RIGHT)))
    recount([story.pk], NOW + timedelta(hours=3))
    Story.objects.filter(pk=story.pk).update(title="Ferry council votes twice")
    recount([story.pk], NOW + timedelta(hours=4))
    kept = [(row.counts["left"], row.counts["right"], row.title) for row in CoverageSnapshot.objects.order_by("at")]
    assert kept == [(1, 0, story.title), (1, 1, story.title), (1, 1, "Ferry council votes twice")]


def test_counting_takes_the_same_queries_for_many_stories(django_assert_max_num_queries, sides):
    stories = [story_of(*sides["left"]) for _ in range(12)]
    with django_assert_max_num_queries(16):
        assert recount([story.pk for story in stories], NOW) == 12


def test_the_base_rate_is_the_share_of_rated_seats_in_political_stories(sides):
    story_of(*sides["left"], sides["right"][0], make.outlet(), section=Section.POLITICS)
    story_of(*sides["right"], section=Section.SPORT)
    story_of(sides["right"][1], section=Section.POLITICS, last_at=NOW - timedelta(days=31))
    recount_due(NOW)
    rate = base_rates(make.scheme(), NOW)
    assert (rate.stories, rate.left, rate.center, rate.right) == (1, 6, 0, 1)


def test_a_political_story_of_one_side_is_a_blindspot_of_the_other(politics, sides):
    story = story_of(*sides["left"], *sides["center"][:3], section=Section.POLITICS)
    while recount_due(NOW):
        pass
    assert (coverage(story).blindspot_side, coverage(story).blindspot["verdict"]) == ("right", "blindspot")
    assert [row["holds"] for row in coverage(story).blindspot["conditions"]] == [True] * 7


def test_a_verdict_is_given_once_there_are_enough_stories_to_hold_it_against(sides):
    story = story_of(*sides["left"], *sides["center"][:3], section=Section.POLITICS)
    recount([story.pk], NOW)
    assert coverage(story).blindspot["verdict"] == "unknown"
    for i in range(30):
        story_of(sides["left"][i % 6], sides["right"][i % 6], section=Section.POLITICS)
    while recount_due(NOW):
        pass
    assert coverage(story).blindspot_side == "right"
    assert CoverageSnapshot.objects.filter(story=story).latest("at").counts["blindspot_side"] == "right"


def test_an_archives_stories_are_measured_against_their_own_month(politics, sides):
    then = NOW - timedelta(days=400)
    old = story_of(*sides["left"], *sides["center"][:3], section=Section.POLITICS, last_at=then)
    while recount_due(NOW):
        pass
    assert coverage(old).blindspot["base"]["stories"] == 1
    for _ in range(30):
        story_of(sides["left"][0], sides["right"][0], section=Section.POLITICS, last_at=then - timedelta(days=5))
    while recount_due(NOW):
        pass
    assert coverage(old).blindspot["base"]["stories"] == 31


def test_what_was_counted_rightly_is_no_breach(politics, sides):
    story_of(*sides["left"], make.outlet(), rated(Lean.LEFT, kind=OutletKind.REPUBLISHER))
    while recount_due(NOW):
        pass
    assert breaches() == []


def test_a_count_that_differs_from_the_rows_is_a_breach_in_words(sides):
    story = story_of(*sides["left"])
    recount_due(NOW)
    Coverage.objects.update(left=4, unrated=2)
    assert breaches() == [f"story {story.pk}: left is 4, counted 6, unrated is 2, counted 0"]


def test_a_story_that_waits_to_be_counted_is_no_breach(sides):
    story = story_of(*sides["left"])
    recount_due(NOW)
    Coverage.objects.update(left=4, unrated=2)
    Story.objects.filter(pk=story.pk).update(revision=7)
    assert breaches() == []
