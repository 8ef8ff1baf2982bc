"""A fragment has its own address, and the page that it belongs to contains it byte for byte."""

import pytest
from django.test import Client

from stories.scales import Lean
from tests.web.reading import body, page
from tests.web.rows import story_of, story_of_size

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "query", ["", "?side=left", "?side=center", "?side=right", "?side=unrated", "?side=not-counted"]
)
def test_the_story_page_contains_the_source_list_of_each_side(query: str) -> None:
    story = story_of_size(12)
    assert body(f"/stories/{story.pk}/sources/{query}") in body(f"/stories/{story.pk}/{query}")


@pytest.mark.parametrize("query", ["", "?page=2", "?page=3", "?side=left&page=2"])
def test_the_story_page_contains_each_page_of_the_sources(query: str) -> None:
    story = story_of_size(60)
    assert body(f"/stories/{story.pk}/sources/more/{query}") in body(f"/stories/{story.pk}/{query}")


def test_the_story_page_contains_its_updated_time() -> None:
    story = story_of(Lean.LEFT)
    assert body(f"/stories/{story.pk}/updated/") in body(f"/stories/{story.pk}/")


def test_the_articles_page_contains_its_reasons() -> None:
    story = story_of(Lean.LEFT)
    article = story.memberships.get().pk
    assert body(f"/stories/{story.pk}/why/{article}/") in body(f"/stories/{story.pk}/articles/{article}/")


@pytest.mark.parametrize("number", [1, 2])
def test_the_front_page_contains_each_page_of_more_stories(number: int) -> None:
    for i in range(40):
        story_of(Lean.LEFT, title=f"Council meeting {i}")
    assert body(f"/more/?page={number}") in body(f"/?page={number}")


def test_every_htmx_link_is_a_link_that_works_without_it() -> None:
    story = story_of_size(45)
    addresses = ["/", f"/stories/{story.pk}/"]
    for address in addresses:
        links = [link for link in page(address).cssselect("[hx-get]") if link.get("hx-trigger") is None]
        assert links or address == "/"
        for link in links:
            assert link.tag in ("a", "form")
            for target in (link.get("href") or link.get("action"), link.get("hx-get")):
                assert Client().get(target.partition("#")[0]).status_code == 200, target


@pytest.mark.parametrize(
    "query", ["?side=elsewhere", "?page=0", "?page=-1", "?page=x", "?page=99999999", "?page=٣", "?side=%00"]
)
def test_a_query_that_makes_no_sense_is_answered_with_the_first_page(query: str) -> None:
    story = story_of(Lean.LEFT)
    assert body(f"/stories/{story.pk}/{query}") == body(f"/stories/{story.pk}/")


def test_no_fragment_holds_a_token_or_a_script() -> None:
    story = story_of_size(45)
    article = story.memberships.first().pk
    for path in ("sources/", "sources/more/", "updated/", f"why/{article}/"):
        text = body(f"/stories/{story.pk}/{path}")
        assert "csrf" not in text
        assert "<script" not in text
        assert "<html" not in text
