"""The orders of a story's sources, and countries by name."""

from datetime import timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from stories.models import Story
from stories.scales import Lean
from stories.web.countries import country
from stories.web.sorting import query
from tests import make
from tests.web.reading import all_words, body, one, page, words
from tests.web.rows import article, counted, story_of_size

OUTLETS = (
    ("Gull", Lean.RIGHT, "KR", ""),
    ("Heron", Lean.FAR_LEFT, "GB", "mixed"),
    ("Tern", "", "", "very_high"),
    ("Plover", Lean.LEAN_LEFT, "CA", "low"),
    ("Dunlin", Lean.CENTER, "KR", "high"),
)


def harbour_story() -> Story:
    """A story of five outlets, the first of them the latest."""
    rows = []
    for i, (name, lean, code, factuality) in enumerate(OUTLETS):
        outlet = make.outlet(name, lean=lean, country=code)
        if factuality:
            make.rating(outlet, factuality, on="factuality")
        at = make.NOW - timedelta(minutes=i + 1)
        rows.append(article(outlet, f"{name} on the pier", published_at=at, first_seen_at=at))
    return counted(make.story(*rows))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("", "Gull Heron Tern Plover Dunlin"),
        ("?sort=upside-down", "Gull Heron Tern Plover Dunlin"),
        ("?sort=side", "Heron Plover Dunlin Gull Tern"),
        ("?sort=country", "Plover Gull Dunlin Heron Tern"),
        ("?sort=factuality", "Tern Dunlin Heron Plover Gull"),
        ("?side=left&sort=country", "Plover Heron"),
        ("?side=left&sort=side", "Heron Plover"),
    ],
)
def test_sources_come_in_the_order_asked_for_and_the_unknown_last(asked: str, names: str) -> None:
    story = harbour_story()
    assert all_words(page(f"/stories/{story.pk}/{asked}"), ".source__name") == names.split()


@pytest.mark.django_db
@pytest.mark.parametrize("sort", ["side", "country", "factuality"])
def test_the_story_page_contains_the_source_list_of_each_order(sort: str) -> None:
    story = story_of_size(45)
    for asked in (f"?sort={sort}", f"?side=left&sort={sort}"):
        assert body(f"/stories/{story.pk}/sources/{asked}") in body(f"/stories/{story.pk}/{asked}")
    asked = f"?sort={sort}&page=2"
    assert body(f"/stories/{story.pk}/sources/more/{asked}") in body(f"/stories/{story.pk}/{asked}")


@pytest.mark.django_db
def test_filter_order_and_further_pages_keep_one_another() -> None:
    story = story_of_size(150)
    tree = page(f"/stories/{story.pk}/?side=left&sort=country")
    base = f"/stories/{story.pk}/"
    assert words(one(tree, ".sorts [aria-current]")) == "Country"
    assert [link.get("href") for link in tree.cssselect(".sorts a")] == [
        f"{base}?side=left#sources",
        f"{base}?side=left&sort=side#sources",
        f"{base}?side=left&sort=country#sources",
        f"{base}?side=left&sort=factuality#sources",
    ]
    assert tree.cssselect(".tabs__tab")[0].get("href") == f"{base}?sort=country#sources"
    assert one(tree, "#sources .more a").get("href") == f"{base}?side=left&sort=country&page=2#sources"


@pytest.mark.django_db
def test_a_country_stands_by_its_name_with_its_code_beside_it() -> None:
    tree = page(harbour_story().get_absolute_url())
    codes = {words(fact): fact.get("title") for fact in tree.cssselect(".source__fact[title]")}
    assert codes == {"South Korea": "KR", "United Kingdom": "GB", "Canada": "CA"}


@pytest.mark.parametrize(
    ("language", "name"), [("en", "South Korea"), ("ko", "대한민국"), ("xx-nowhere", "South Korea")]
)
def test_a_country_is_named_in_the_language_of_the_page(language: str, name: str) -> None:
    with override(language):
        found = country("KR")
    assert found is not None
    assert (found.code, found.name) == ("KR", name)


def test_a_code_that_is_no_country_is_its_own_name() -> None:
    assert country("") is None
    assert [found.name for code in ("qq", "US") if (found := country(code))] == ["QQ", "United States"]


@given(st.text(), st.text())
def test_a_query_names_only_what_is_asked(side: str, sort: str) -> None:
    found = query(side=side, sort=sort)
    assert found.startswith("?") == bool(side or sort)
    assert found.count("=") == bool(side) + bool(sort)
