"""Around a story: what to read next, how to pass it on and follow it, and its changed headlines where they are many."""

from __future__ import annotations

from datetime import timedelta

import pytest

from stories.models import ArticleVersion, Story
from stories.scales import Lean
from tests import make
from tests.web.reading import all_words, body, one, page, words
from tests.web.rows import story_of

pytestmark = pytest.mark.django_db


def test_top_stories_of_the_section_are_to_be_read_next() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT, section="politics")
    story_of(Lean.LEFT, Lean.CENTER, Lean.RIGHT, title="Regatta begins", section="sport")
    story_of(Lean.LEFT, Lean.RIGHT, title="Council votes", section="politics")
    tree = page(f"/stories/{story.pk}/")
    titles = [words(link) for link in tree.cssselect("section[aria-labelledby=recommended-heading] .card__title")]
    assert titles == ["Council votes", "Regatta begins"]


def test_with_nothing_to_read_next_there_is_no_heading() -> None:
    assert "Read next" not in body(f"/stories/{story_of(Lean.LEFT, Lean.RIGHT).pk}/")


def test_a_story_is_passed_on_by_its_plain_address_and_by_mail_without_scripts() -> None:
    story = story_of(Lean.LEFT, title='Ferry & "pier"? 100% <b>')
    tree = page(f"/stories/{story.pk}/?sort=side&scheme=factuality")
    assert one(tree, ".share__address").get("value") == f"http://testserver/stories/{story.pk}/"
    mail = next(a.get("href") for a in tree.cssselect(".share a") if a.get("href").startswith("mailto:"))
    assert mail == (
        "mailto:?subject=Ferry%20%26%20%22pier%22%3F%20100%25%20%3Cb%3E"
        f"&body=http%3A%2F%2Ftestserver%2Fstories%2F{story.pk}%2F"
    )
    assert one(tree, ".share button").get("hidden") is not None  # shown where the browser can share or copy


def test_a_story_is_followed_by_its_feed() -> None:
    story = story_of(Lean.LEFT)
    tree = page(f"/stories/{story.pk}/")
    address = f"/stories/{story.pk}/feed.atom"
    assert one(tree, "head link[rel=alternate][type]").get("href") == address
    assert address in [a.get("href") for a in tree.cssselect(".share a")]


def reworded(story: Story, number: int) -> None:
    """So many of the story's headlines changed, a minute apart."""
    for i, member in enumerate(story.memberships.order_by("pk")[:number]):
        title = member.article.title
        for j, each in enumerate((f"Former {i}", title)):
            at = make.NOW - timedelta(minutes=100 - i - j)
            ArticleVersion.objects.create(article=member.article, title=each, seen_at=at)


def test_of_many_changed_headlines_the_latest_are_shown_and_all_are_one_link_away() -> None:
    story = story_of(*[Lean.LEFT] * 7)
    reworded(story, 7)
    tree = page(f"/stories/{story.pk}/")
    assert [text.rpartition("Former ")[2] for text in all_words(tree, ".change__wording:first-child")] == list("65432")
    more = one(tree, ".changes__more a")
    assert words(more) == "All 7 articles that changed"
    assert len(page(more.get("href")).cssselect(".change")) == 7


def test_a_few_changed_headlines_are_all_there_without_a_link() -> None:
    story = story_of(*[Lean.LEFT] * 5)
    reworded(story, 5)
    tree = page(f"/stories/{story.pk}/")
    assert len(tree.cssselect(".change")) == 5
    assert not tree.cssselect(".changes__more")


def test_a_story_without_a_changed_headline_has_no_page_of_them() -> None:
    page(f"/stories/{story_of(Lean.LEFT).pk}/changes/", status=404)
