"""What feeds send stays text: no script, no link that isn't one, no broken layout."""

import pytest
from django.test import Client
from lxml import html

from stories.models import Article, Feed, Story
from tests import make
from tests.web.addresses import every_address, is_markup
from tests.web.reading import body, one, page, words
from tests.web.rows import article, counted

pytestmark = pytest.mark.django_db

NASTY = '<script>alert(1)</script><img src=x onerror="alert(2)">&lt;b&gt; {{ 7|add:7 }} " \' hx-get="/x"'


@pytest.fixture
def story() -> Story:
    outlet = make.outlet(f"Nasty {NASTY}"[:200], note=NASTY)
    row = article(outlet, NASTY, text=f"{NASTY} said. Second.", summary=NASTY, address="javascript:alert(3)")
    Feed.objects.create(outlet=outlet, address="javascript:alert(4)", error_words=NASTY, state="failing")
    return counted(make.story(row))


def addresses(story: Story) -> list[str]:
    return every_address(story, NASTY[:60])


def test_markup_in_titles_names_and_texts_is_shown_as_text(story: Story) -> None:
    for address in addresses(story):
        text = body(address)
        if not is_markup(address):
            continue
        assert "<script>alert" not in text, address
        assert "<img" not in text, address
    assert words(one(page(f"/stories/{story.pk}/"), "h1")) == " ".join(NASTY.split())


def test_an_address_that_is_a_script_is_linked_nowhere(story: Story) -> None:
    for address in addresses(story):
        text = body(address).strip()
        if not is_markup(address) or not text:
            continue
        tree = html.fromstring(text)
        for attribute in ("href", "src", "action", "hx-get", "formaction"):
            for element in tree.cssselect(f"[{attribute}]"):
                assert "script:" not in element.get(attribute), address
        assert not tree.cssselect("[onerror], [onclick], [onload], [style]")


def test_links_outward_carry_no_endorsement_and_no_way_back() -> None:
    tree = page(counted(make.story(article(make.outlet()))).get_absolute_url())
    outward = [link for link in tree.cssselect("a[href]") if link.get("href").startswith("http")]
    assert outward
    assert {link.get("rel") for link in outward} == {"noopener noreferrer nofollow ugc"}


def test_a_title_with_direction_marks_is_kept_apart_from_what_is_around_it() -> None:
    row = article(make.outlet(), "Ferry \u202e pier \u2067 closed")
    tree = page(counted(make.story(row)).get_absolute_url())
    assert one(tree, "h1").get("dir") == "auto"
    assert all(title.get("dir") == "auto" for title in tree.cssselect(".report__title"))


def test_a_thousand_characters_of_headline_are_set_small() -> None:
    row = article(make.outlet(), "x" * 1000)
    tree = page(counted(make.story(row)).get_absolute_url())
    assert "headline--very-long" in one(tree, "h1").get("class")


def test_an_error_page_echoes_nothing_of_the_request() -> None:
    response = Client().get("/<script>alert(5)</script>", {"q": NASTY}, headers={"referer": "https://evil.example/x"})
    assert response.status_code == 404
    for piece in ("alert", "evil.example", "script>alert"):
        assert piece not in response.content.decode()


def test_an_article_without_a_usable_address_is_shown_without_a_link(story: Story) -> None:
    title = one(page(f"/stories/{story.pk}/"), ".report__title")
    assert not title.cssselect("a")
    assert Article.objects.get().canonical_address.startswith("javascript:")
