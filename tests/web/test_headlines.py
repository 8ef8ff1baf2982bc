"""Headlines side by side with their words marked, and headlines that changed, by what a reader sees."""

from datetime import timedelta

import pytest

from stories.models import ArticleVersion, Story
from stories.scales import Lean
from tests import make
from tests.web.reading import all_words, one, page, words
from tests.web.rows import article, counted

pytestmark = pytest.mark.django_db
FERRY = (
    (Lean.LEFT, "Ferry bosses squeeze dockers over pay"),
    (Lean.FAR_LEFT, "Dockers stand up to squeeze at the ferry"),
    (Lean.CENTER, "Ferry strike enters third day"),
    (Lean.RIGHT, "Strike strands ferry passengers"),
)


def ferry_story() -> Story:
    return counted(make.story(*(article(make.outlet(lean=lean), title) for lean, title in FERRY)))


def test_shared_and_one_sided_words_are_marked_and_named() -> None:
    tree = page(ferry_story().get_absolute_url())
    left, center, right = tree.cssselect(".columns__side")
    assert sorted(all_words(left, ".word--one-sided")) == ["Dockers", "dockers", "squeeze", "squeeze"]
    assert not center.cssselect(".word--one-sided")
    assert all_words(right, ".word--shared") == ["ferry"]
    assert all_words(tree, ".word-legend > div") == [
        "Dotted line: in most of the 4 different headlines ferry",
        "Framed: in two or more on the left, in none elsewhere dockers, squeeze",
    ]


def test_headlines_with_nothing_in_common_have_no_legend() -> None:
    rows = [article(make.outlet(lean=lean), title) for lean, title in ((Lean.LEFT, "Pier"), (Lean.RIGHT, "Lighthouse"))]
    tree = page(counted(make.story(*rows)).get_absolute_url())
    assert not tree.cssselect(".word-legend, .word")
    assert all_words(tree, ".columns__title") == ["Pier", "Lighthouse"]


def test_a_headline_that_changed_is_listed_with_every_wording() -> None:
    row = article(make.outlet("The Lantern"), "Forty hurt at the pier")
    untouched = article(make.outlet("Gull"), "Pier closed")
    for i, (title, text_hash) in enumerate([("Dozens hurt", "a"), ("Dozens hurt", "b"), (row.title, "c")]):
        seen = make.NOW - timedelta(hours=3 - i)
        ArticleVersion.objects.create(article=row, title=title, text_hash=text_hash, seen_at=seen)
    ArticleVersion.objects.create(article=untouched, title=untouched.title)
    tree = page(counted(make.story(row, untouched)).get_absolute_url())
    assert words(one(tree, ".change .columns__outlet")) == "The Lantern"
    assert all_words(tree, ".change__wording") == [
        "From 10 Mar 2026, 09:00 UTC Dozens hurt",
        "Now, since 10 Mar 2026, 11:00 UTC Forty hurt at the pier",
    ]
    assert words(one(tree, ".report__earlier")) == "Headline before: Dozens hurt"


def test_a_story_whose_headlines_stand_has_no_list_of_changes() -> None:
    assert not page(ferry_story().get_absolute_url()).cssselect(".changes")
