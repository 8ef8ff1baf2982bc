"""The about page by what a reader sees."""

import pytest

from stories.scales import Lean
from tests.web.reading import one, page, words
from tests.web.rows import story_of

pytestmark = pytest.mark.django_db


def test_the_about_page_says_what_is_read_and_links_the_source_mix() -> None:
    story_of(Lean.LEFT, Lean.RIGHT)
    tree = page("/about/")
    assert "2 outlets are read here, with 2 articles of the last 30 days in 1 story" in words(one(tree, "main"))
    assert {"/outlets/", "/method/"} <= {link.get("href") for link in tree.cssselect("main a")}


def test_every_page_leads_to_the_about_page() -> None:
    for address in ("/", "/method/", "/about/"):
        assert page(address).cssselect(".footer a[href='/about/']"), address
