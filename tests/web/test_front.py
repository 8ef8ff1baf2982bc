"""The front page by what a reader sees."""

from datetime import timedelta

import pytest

from stories.models import Coverage
from stories.scales import Lean
from tests import make
from tests.web.reading import all_words, one, page, words
from tests.web.rows import article, counted, story_of

pytestmark = pytest.mark.django_db


def test_an_empty_newsroom_says_how_to_begin() -> None:
    text = words(one(page("/"), ".empty"))
    assert "import_feeds" in text
    assert "load_demo" in text


def test_the_most_covered_story_leads_with_its_bar_and_its_opening() -> None:
    story_of(Lean.LEFT, title="A small thing")
    story_of(Lean.LEFT, Lean.CENTER, Lean.RIGHT, Lean.LEFT, Lean.RIGHT, title="The big thing")
    tree = page("/")
    assert words(one(tree, ".lead-story__title")) == "The big thing"
    assert all_words(tree, ".lead-story .bar text") == ["L 40%", "C 20%", "R 40%"]
    assert words(one(tree, ".lead-story .lead__text"))
    assert "5 outlets · 5 independent texts" in words(one(tree, ".lead-story > .card__counts"))


def test_where_the_first_report_came_without_a_text_the_next_one_is_quoted_and_said_to_be_so() -> None:
    bare = article(make.outlet("Quay Times"), text="", summary="", published_at=make.NOW - timedelta(hours=3))
    told = article(make.outlet("Harbour Post"), text="The pier closes in May.", published_at=make.NOW)
    counted(make.story(bare, told))
    lead = one(page("/"), ".lead-story .lead")
    assert words(one(lead, ".lead__text")) == "The pier closes in May."
    assert "first report whose text we have, by Harbour Post" in words(lead)


def test_the_masthead_has_the_date_and_counts_the_last_days() -> None:
    story_of(Lean.LEFT, Lean.RIGHT)
    at = make.NOW - timedelta(days=20)
    counted(make.story(article(make.outlet(), published_at=at, first_seen_at=at)))
    assert (
        words(one(page("/"), ".masthead__ear")) == "Tuesday, 10 March 2026 2 outlets · 2 articles · 1 story in 3 days"
    )


def test_a_story_stands_in_its_section_when_it_is_not_at_the_top() -> None:
    story_of(Lean.LEFT, title="Island cup", section="sport", last_at=make.NOW - timedelta(days=1))
    for i in range(20):
        story_of(Lean.LEFT, Lean.RIGHT, title=f"Vote {i}", section="politics")
    section = one(page("/"), "#section-sport")
    assert all_words(section, ".line__title") == ["Island cup"]


def test_a_story_stands_on_the_front_page_once() -> None:
    for i in range(60):
        story_of(Lean.LEFT, Lean.LEFT, Lean.LEFT, title=f"Vote {i}", section="politics")
        story_of(Lean.LEFT, title=f"Match {i}", section="sport")
    Coverage.objects.update(blindspot_side="right")
    tree = page("/")
    for block in (".latest", ".blindspots", "#section-sport", "#section-politics", "#more"):
        assert tree.cssselect(f"{block} a[href^='/stories/']"), block
    titles = all_words(tree, "main h2 a[href^='/stories/'], main h3 a[href^='/stories/']")
    assert len(titles) == len(set(titles)) > 40


def test_blindspots_stand_under_the_side_that_hardly_covers_them() -> None:
    at = make.NOW - timedelta(days=2)
    story = story_of(Lean.LEFT, Lean.LEFT, Lean.LEFT, title="Dockers win back pay", last_at=at)
    for _ in range(20):
        story_of(*[Lean.LEFT, Lean.RIGHT] * 3)
    Coverage.objects.filter(story=story).update(blindspot_side="right")
    left, right = page("/").cssselect(".blindspots__side")
    assert "No story meets the rule" in words(left)
    assert "Dockers win back pay" in words(right)
    assert "Blindspot of the right" in words(right)


def test_without_any_blindspot_there_is_no_empty_block_of_them() -> None:
    story_of(Lean.LEFT, Lean.RIGHT, section="politics")
    assert not page("/").cssselect(".blindspots")


def test_blindspots_that_stand_above_are_named_there_and_not_called_none() -> None:
    story = story_of(Lean.LEFT, Lean.LEFT, Lean.LEFT, title="Dockers win back pay")
    Coverage.objects.filter(story=story).update(blindspot_side="right")
    tree = page("/")
    assert "Blindspot of the right" in words(one(tree, ".lead-story"))
    assert "stand above already" in words(tree.cssselect(".blindspots__side")[1])


def test_a_blindspot_in_a_narrow_list_is_marked_as_one() -> None:
    for _ in range(12):
        story_of(*[Lean.LEFT, Lean.RIGHT] * 3)
    story = story_of(Lean.LEFT, title="Dockers win back pay")
    Coverage.objects.filter(story=story).update(blindspot_side="right")
    assert "Blindspot of the right" in words(one(page("/"), ".latest .line"))


def test_a_card_of_few_rated_outlets_shows_counts_and_no_percent() -> None:
    for leans in [(Lean.LEFT,), (Lean.LEFT, Lean.RIGHT), (Lean.LEFT, Lean.LEFT, Lean.RIGHT)]:
        story_of(*leans, title=f"{len(leans)} outlets")
    cards = page("/").cssselect(".card")
    assert cards
    assert all("%" not in words(card.cssselect(".small-bar__numbers")[0]) for card in cards)


def test_a_merged_story_is_not_listed() -> None:
    old, new = story_of(Lean.LEFT, title="Old one"), story_of(Lean.LEFT, title="New one")
    type(old).objects.filter(pk=old.pk).update(state="merged", merged_into=new)
    assert "Old one" not in words(one(page("/"), "main"))


def test_more_stories_follow_without_a_gap_or_a_double() -> None:
    for i in range(40):
        story_of(Lean.LEFT, title=f"Council meeting {i:02}")
    tree = page("/")
    titles = all_words(tree, ".lead-story__title") + all_words(
        tree, ".front__lead .card__title, section:not(#more) > .cards .card__title, .line__title"
    )
    following = "/"
    while following:
        tree = page(following.partition("#")[0])
        titles += all_words(tree, "#more .card__title")
        following = next((link.get("href") for link in tree.cssselect("#more .more a")), "")
    assert sorted(titles) == [f"Council meeting {i:02}" for i in range(40)]


def test_every_section_with_stories_is_in_the_navigation_politics_too() -> None:
    story_of(Lean.LEFT, Lean.RIGHT, section="politics")
    assert "Politics" in words(one(page("/"), ".front-nav"))
