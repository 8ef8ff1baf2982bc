"""Feeds: valid Atom with a headline, a link, a time and counts, on every page that has one, and nothing more."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from lxml import etree

from stories.models import Article, Story
from stories.scales import Lean
from tests import make
from tests.web.reading import page
from tests.web.rows import article, counted, story_of

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
NASTY = 'Ferry <script>alert(1)</script> & "pier" \x0b]]> &lt;b&gt;'
LANGUAGE = {"accept-language": "en"}


def feed(address: str) -> etree._Element:
    answer = Client().get(address, headers=LANGUAGE)
    assert answer.status_code == 200, address
    assert answer["Content-Type"].startswith("application/atom+xml")
    return etree.fromstring(answer.content)


def texts(element: etree._Element, path: str) -> list[str]:
    return [each.text or "" for each in element.findall("/".join(f"{ATOM}{name}" for name in path.split("/")))]


def addresses(story: Story) -> list[str]:
    slug = story.title_article.outlet.slug if story.title_article else ""
    return [
        *("/feed.atom", "/sections/politics/feed.atom", "/search/feed.atom?q=ferry"),
        *(f"/stories/{story.pk}/feed.atom", f"/outlets/{slug}/feed.atom"),
    ]


def test_every_feed_is_valid_atom() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT, "", title="Ferry council votes", section="politics")
    for address in addresses(story):
        root = feed(address)
        assert root.tag == f"{ATOM}feed"
        assert len(texts(root, "id")) == len(texts(root, "title")) == len(texts(root, "updated")) == 1
        entries = root.findall(f"{ATOM}entry")
        assert entries, address
        ids = texts(root, "entry/id")
        assert len(set(ids)) == len(ids)
        assert all(value.startswith(("http://", "https://")) for value in ids)
        for entry in entries:
            assert len(texts(entry, "title")) == len(texts(entry, "summary")) == 1
            assert datetime.fromisoformat(texts(entry, "updated")[0]).tzinfo
            assert entry.find(f"{ATOM}link") is not None
        own = [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
        assert own == [f"http://testserver{address}"]


def test_an_entry_of_a_story_has_its_counts_and_no_text_of_an_article() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT, "", title="Ferry council votes")
    root = feed("/feed.atom")
    assert texts(root, "entry/title") == ["Ferry council votes"]
    assert texts(root, "entry/summary")[0].startswith("3 outlets · ")
    assert "Left 1" in texts(root, "entry/summary")[0]
    assert texts(root, "entry/id") == [f"http://testserver/stories/{story.pk}/"]
    text = Article.objects.filter(membership__story=story)[0].text
    assert not any(text[:40] in Client().get(address).content.decode() for address in addresses(story)[:1])


def test_a_storys_feed_lists_its_articles_the_latest_first() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    listed = Article.objects.filter(membership__story=story).order_by("-published_at", "-pk")
    root = feed(f"/stories/{story.pk}/feed.atom")
    assert texts(root, "entry/id") == [row.canonical_address for row in listed]
    assert texts(root, "entry/author/name") == [row.outlet.name for row in listed]


def test_hostile_headlines_stay_text() -> None:
    outlet = make.outlet("<b>Lantern</b> & co", lean=Lean.LEFT)
    row = article(outlet, NASTY)
    Article.objects.filter(pk=row.pk).update(canonical_address="javascript:alert(1)")
    story = counted(make.story(row, section="politics"))
    for address in addresses(story)[:2] + addresses(story)[3:]:
        root = feed(address)
        assert texts(root, "entry/title") == [NASTY.replace("\x0b", "")]
        assert not [entry for entry in texts(root, "entry/summary") if "<b>" in entry]
        assert "javascript:" not in "".join(texts(root, "entry/id"))


def test_a_feed_that_has_not_changed_is_not_sent_again() -> None:
    story = story_of(Lean.LEFT, title="Ferry council votes", section="politics")
    for address in addresses(story):
        first = Client().get(address)
        again = Client().get(address, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b""), address


def test_pages_name_their_feed_in_the_head_and_on_the_page() -> None:
    story = story_of(Lean.LEFT, title="Ferry council votes", section="politics")
    for address in addresses(story):
        tree = page(address.replace("feed.atom", ""))
        assert [link.get("href") for link in tree.cssselect("head link[rel=alternate]")] == [address]
        assert [a.get("href") for a in tree.cssselect('main a[type="application/atom+xml"]')] == [address]


def test_a_merged_storys_feed_leads_to_where_it_went() -> None:
    old, new = story_of(Lean.LEFT), story_of(Lean.RIGHT)
    Story.objects.filter(pk=old.pk).update(state="merged", merged_into=new)
    answer = Client().get(f"/stories/{old.pk}/feed.atom")
    assert (answer.status_code, answer["Location"]) == (301, f"/stories/{new.pk}/feed.atom")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        *(("/stories/999999/feed.atom", 404), ("/outlets/nobody/feed.atom", 404), ("/topics/nobody/feed.atom", 404)),
        ("/sections/other/feed.atom", 404),
    ],
)
def test_what_is_not_there_has_no_feed(address: str, status: int) -> None:
    assert Client().get(address).status_code == status
