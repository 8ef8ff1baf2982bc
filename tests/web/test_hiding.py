"""Hidden words and outlets: left out of this reader's lists, counted there, and shown when asked."""

import pytest
from django.test import Client

from stories.models import Coverage, Entity, Mention, Story
from stories.scales import Lean
from tests.web.reading import all_words, page_of, signed_in, words
from tests.web.rows import story_of

pytestmark = pytest.mark.django_db


def two_stories() -> tuple[Story, Story]:
    return (
        story_of(Lean.LEFT, Lean.RIGHT, title="Tennis star wins again", section="politics"),
        story_of(Lean.LEFT, Lean.RIGHT, title="Ferry council votes", section="politics"),
    )


@pytest.mark.parametrize("address", ["/", "/sections/politics/", "/me/"])
def test_a_hidden_word_leaves_its_stories_out_and_the_page_says_so(address: str) -> None:
    hidden, shown = two_stories()
    reader = signed_in()
    reader.post("/me/follow/", {"kind": "section", "key": "politics", "on": "1"})
    reader.post("/me/hidden/", {"words": "TENNIS, golf"})
    page = page_of(reader, address)
    assert hidden.title not in words(page)
    assert shown.title in words(page)
    assert all_words(page, ".hidden-note p") == ["1 story of the last 7 days is hidden by your words and outlets."]
    form = page.cssselect(".hidden-note")[0]
    answer = reader.post(
        "/me/hidden/show/", {each.get("name"): each.get("value") or "" for each in form.cssselect("input")}
    )
    assert answer.headers["Location"] == address
    again = page_of(reader, address)
    assert hidden.title in words(again)
    assert "1 story of the last 7 days is shown that you hide." in words(again)


def test_others_see_what_one_reader_hides() -> None:
    hidden, _ = two_stories()
    reader = signed_in()
    reader.post("/me/hidden/", {"words": "tennis"})
    for client in (Client(), signed_in()):
        assert hidden.title in words(page_of(client, "/"))


def test_headlines_of_a_hidden_outlet_are_left_out() -> None:
    hidden, shown = two_stories()
    reader = signed_in()
    reader.post("/me/hidden/", {"words": "", "outlet": [hidden.title_article.outlet.slug]})
    assert hidden.title not in words(page_of(reader, "/"))
    assert shown.title in words(page_of(reader, "/"))


def test_what_is_typed_comes_back_as_it_is_kept() -> None:
    reader = signed_in()
    reader.post("/me/hidden/", {"words": "Tennis\n tennis ,,GOLF\r\n" + "x" * 200})
    assert page_of(reader, "/me/hidden/").cssselect("textarea")[0].text.split() == ["tennis", "golf"]


def test_the_way_back_is_a_page_of_this_site() -> None:
    for evil in (
        "//evil.example",
        "https://evil.example/",
        "\\\\evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
    ):
        assert signed_in().post("/me/hidden/show/", {"on": "1", "back": evil}).headers["Location"] == "/"


def test_what_a_reader_hides_is_not_offered_below_a_story() -> None:
    read = story_of(Lean.LEFT, Lean.RIGHT, section="politics", title="Bridge opens")
    hidden, shown = two_stories()
    reader = signed_in()
    address = f"/stories/{read.pk}/"
    assert hidden.title in words(page_of(reader, address))
    reader.post("/me/hidden/", {"words": "tennis"})
    page = page_of(reader, address)
    assert (hidden.title in words(page), shown.title in words(page)) == (False, True)
    assert all_words(page, ".hidden-note p") == ["1 story of this page is hidden by your words and outlets."]
    assert hidden.title in words(page_of(Client(), address))
    reader.post("/me/hidden/", {"words": "tennis, ferry"})
    assert "Read next" not in words(page_of(reader, address))
    reader.post("/me/hidden/show/", {"on": "1", "back": address})
    again = page_of(reader, address)
    assert hidden.title in words(again)
    assert "2 stories of this page are shown that you hide." in words(again)


def test_what_a_reader_follows_and_hides_is_not_offered_either() -> None:
    read = story_of(Lean.LEFT, section="politics", title="Bridge opens")
    hidden, shown = two_stories()
    Story.objects.filter(pk__in=[hidden.pk, shown.pk]).update(state="closed")  # so that nobody else is led to them
    reader = signed_in()
    reader.post("/me/follow/", {"kind": "section", "key": "politics", "on": "1"})
    reader.post("/me/hidden/", {"words": "tennis"})
    page = words(page_of(reader, f"/stories/{read.pk}/"))
    assert "From what you follow" in page
    assert shown.title in page
    assert hidden.title not in page


def test_every_list_of_stories_leaves_out_what_a_reader_hides() -> None:
    hidden, shown = two_stories()
    slugs = [row.article.outlet.slug for row in hidden.memberships.order_by("pk")]
    name = Entity.objects.create(key="ada hall", name="Ada Hall")
    for story in (hidden, shown):
        for member in story.memberships.all():
            Mention.objects.create(entity=name, article=member.article)
    Coverage.objects.update(blindspot_side="left")
    reader = signed_in()
    reader.post("/me/hidden/", {"words": "tennis"})
    for address in (
        "/topics/ada_hall/",
        f"/outlets/{slugs[0]}/",
        "/blindspots/",
        f"/compare/?outlets={slugs[0]},{slugs[1]}",
    ):
        assert hidden.title in words(page_of(Client(), address)), address
        page = page_of(reader, address)
        assert hidden.title not in words(page), address
        assert all_words(page, ".hidden-note p") == ["1 story of this page is hidden by your words and outlets."]
    assert shown.title in words(page_of(reader, "/topics/ada_hall/"))
