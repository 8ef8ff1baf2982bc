"""Following: a button on the pages of what can be followed, my feed with a reason beside each story."""

import pytest
from django.core.cache import cache
from django.test import Client
from lxml import html

from stories.finding.steps.names import note_names_due
from stories.models import Annotation, Follow, Story, StoryState
from stories.scales import Lean
from tests import make
from tests.web.reading import all_words, one, page_of, signed_in, words
from tests.web.rows import story_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    cache.clear()


def press(client: Client, found: html.HtmlElement, css: str = "form.follow") -> object:
    """Send the first of these forms as a browser does without JavaScript."""
    form = found.cssselect(css)[0]
    fields = {each.get("name"): each.get("value") or "" for each in form.cssselect("input")}
    return client.post(form.get("action"), fields)


def named_story() -> Story:
    story = story_of(Lean.LEFT, Lean.RIGHT, title="Ferry council votes", section="politics")
    Annotation.objects.filter(article__membership__story=story).update(entities=[["Port Ansel", 2]])
    note_names_due(make.NOW)
    return story


def pages_of(story: Story) -> list[str]:
    outlet = story.memberships.order_by("pk")[0].article.outlet
    return [f"/stories/{story.pk}/", "/sections/politics/", "/topics/port_ansel/", outlet.get_absolute_url()]


def test_an_anonymous_reader_finds_a_link_to_sign_in_on_each_page_and_gets_no_cookie() -> None:
    for address in pages_of(named_story()):
        response = Client().get(address)
        link = html.fromstring(response.content.decode()).cssselect(".own-tools a")[0]
        assert link.get("href").startswith("/account/login/code/?next=")
        assert not response.cookies
        assert b"csrfmiddlewaretoken" not in response.content


def test_a_story_of_what_is_followed_stands_in_the_feed_with_each_reason() -> None:
    story, reader = named_story(), signed_in()
    other = story_of(Lean.CENTER, title="Nothing of that", section="sports")
    for address in pages_of(story):
        response = press(reader, page_of(reader, address))
        assert response.headers["Location"] == address
        assert "Following" in words(page_of(reader, address).cssselect("form.follow button")[0])
    feed = page_of(reader, "/me/")
    assert all_words(feed, ".card__title") == [story.title]
    outlet = story.memberships.order_by("pk")[0].article.outlet.name
    assert all_words(feed, ".why-here li") == [
        "You follow this story",
        "It names Port Ansel",
        f"{outlet} reports it",
    ]
    assert other.title not in words(feed)


def test_following_twice_is_following_once_and_stopping_stops() -> None:
    story, reader = named_story(), signed_in()
    for _ in range(2):
        reader.post("/me/follow/", {"kind": "section", "key": "politics", "on": "1"})
    assert Follow.objects.count() == 1
    assert [story.title] == all_words(page_of(reader, "/me/"), ".card__title")
    press(reader, page_of(reader, "/me/follows/"))
    assert not Follow.objects.exists()
    assert "You follow nothing yet" in words(page_of(reader, "/me/"))


def test_htmx_gets_the_button_that_the_page_would_have() -> None:
    story, reader = named_story(), signed_in()
    values = {"kind": "story", "key": str(story.pk), "on": "1"}
    answer = html.fromstring(reader.post("/me/follow/", values, headers={"HX-Request": "true"}).content.decode())
    shown = page_of(reader, f"/stories/{story.pk}/").cssselect("form.follow")[0]
    for form in (answer, shown):
        one(form, "input[name=csrfmiddlewaretoken]").drop_tree()
    assert html.tostring(answer).split() == html.tostring(shown).split()


def test_a_followed_story_that_was_merged_away_is_followed_where_it_went() -> None:
    old, new, reader = story_of(Lean.LEFT, title="Old"), story_of(Lean.RIGHT, title="New"), signed_in()
    reader.post("/me/follow/", {"kind": "story", "key": str(old.pk), "on": "1"})
    Story.objects.filter(pk=old.pk).update(state=StoryState.MERGED, merged_into=new, article_count=0)
    assert all_words(page_of(reader, "/me/"), ".card__title") == ["New"]
    assert all_words(page_of(reader, "/me/follows/"), ".rows a") == ["New"]
    page = page_of(reader, f"/stories/{new.pk}/")
    assert "Following" in words(page.cssselect("form.follow button")[0])
    press(reader, page)
    assert not Follow.objects.exists()


@pytest.mark.parametrize(
    ("kind", "key"),
    [("section", "nowhere"), ("section", "other\0"), ("entity", "nobody"), ("outlet", "none"), ("story", "0"),
     ("story", "x"), ("story", "9" * 30), ("person", "1"), ("", "")],
)  # fmt: skip
def test_what_is_not_there_cannot_be_followed(kind: str, key: str) -> None:
    assert signed_in().post("/me/follow/", {"kind": kind, "key": key, "on": "1"}).status_code == 404
    assert not Follow.objects.exists()


def test_a_saved_story_is_in_the_list_until_it_is_removed() -> None:
    story, reader = named_story(), signed_in()
    press(reader, page_of(reader, f"/stories/{story.pk}/"), 'form[action^="/me/save/"]')
    listed = page_of(reader, "/me/saved/")
    assert all_words(listed, ".card__title") == [story.title]
    assert press(reader, listed, 'form[action^="/me/save/"]').headers["Location"] == "/me/saved/"
    assert "Nothing is saved" in words(page_of(reader, "/me/saved/"))


def test_one_reader_sees_nothing_of_another() -> None:
    story, ada, bo = named_story(), signed_in(), signed_in()
    ada.post("/me/follow/", {"kind": "story", "key": str(story.pk), "on": "1"})
    ada.post(f"/me/save/{story.pk}/", {"on": "1"})
    bo.post("/me/follow/", {"kind": "story", "key": str(story.pk), "on": ""})
    bo.post(f"/me/save/{story.pk}/", {"on": ""})
    for address in ("/me/", "/me/follows/", "/me/saved/"):
        assert story.title in words(page_of(ada, address))
        assert story.title not in words(page_of(bo, address))


def test_what_a_reader_follows_is_recommended_on_a_story() -> None:
    story, reader = named_story(), signed_in()
    other = story_of(Lean.CENTER, title="Budget passes", section="politics")
    reader.post("/me/follow/", {"kind": "section", "key": "politics", "on": "1"})
    page = page_of(reader, f"/stories/{story.pk}/")
    assert "From what you follow" in all_words(page, "h2")
    section = one(page, "section[aria-labelledby=next-heading]")
    assert all_words(section, ".card__title") == [other.title]
