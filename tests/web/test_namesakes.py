"""Two outlets of one name are told apart wherever they stand in one list."""

import pytest

from tests import make
from tests.web.reading import all_words, page, words
from tests.web.rows import article, counted

pytestmark = pytest.mark.django_db


def test_outlets_of_one_name_are_told_apart_by_their_domains_in_every_list() -> None:
    twins = [make.outlet("The Herald", domain=f"herald.{place}.example") for place in ("ansel", "velden")]
    only = make.outlet("The Gull", domain="gull.example")
    story = counted(make.story(*(article(outlet) for outlet in (*twins, only))))
    for address in (f"/stories/{story.pk}/", "/outlets/"):
        told = " ".join(all_words(page(address), ".source__fact"))
        assert "herald.ansel.example" in told
        assert "herald.velden.example" in told
        assert "gull.example" not in told
    options = {words(option) for option in page("/compare/").cssselect("option")}
    assert options == {"The Gull", "The Herald · herald.ansel.example", "The Herald · herald.velden.example"}


def test_an_outlet_alone_of_its_name_in_a_story_is_named_without_its_domain() -> None:
    here, _elsewhere = (make.outlet("The Herald", domain=f"herald.{place}.example") for place in ("ansel", "velden"))
    story = counted(make.story(article(here), article(make.outlet("The Gull"))))
    assert "herald.ansel.example" not in " ".join(all_words(page(f"/stories/{story.pk}/"), ".source"))
