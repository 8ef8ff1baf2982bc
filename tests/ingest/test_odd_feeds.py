"""Feeds that lie, wander or grow wild in ways that the formats allow: read for what they hold, at little cost."""

import json
import time
from contextlib import suppress

import pytest

from stories.ingest.feed import BrokenFeed
from tests.ingest.feeds import item, read, rss

CHEAP_S = 3.0  # of CPU, on a machine that does much else; without the caps each takes many times that


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            rss("<item " + " ".join(f'a{n}="{n}"' for n in range(60_000)) + ">" + item()[6:]), id="attributes"
        ),
        pytest.param(rss(item(more="<div>" * 200_000)), id="elements in elements"),
        pytest.param("<x>" * 200_000 + rss(item()), id="elements around it"),
        pytest.param(rss(item(title="&lt;b&gt;" * 100_000)), id="a headline of tags"),
        pytest.param(
            rss("".join(item(more=f"<pubDate>the {n}th of Brumaire in 2025, at noon</pubDate>") for n in range(500))),
            id="dates of another calendar",
        ),
    ],
)
def test_a_feed_that_grows_wild_in_one_place_costs_little(body: str) -> None:
    started = time.process_time()
    with suppress(BrokenFeed):
        read(body)
    assert time.process_time() - started < CHEAP_S


def test_an_element_of_many_attributes_costs_them_and_nothing_else() -> None:
    wide = "<item " + " ".join(f'a{n}="{n}"' for n in range(200)) + ">"
    (entry,) = read(rss(item("Crane hired").replace("<item>", wide))).entries
    assert entry.title == "Crane hired"


def test_an_open_tag_in_running_text_is_no_element_of_many_attributes() -> None:
    prose = "Is a <b then " + "and so on " * 80
    (entry,) = read(rss(item(more=f"<description><![CDATA[{prose}<p>The end.</p>]]></description>"))).entries
    assert entry.summary.endswith("The end.")


def test_items_that_all_lead_to_the_home_page_or_the_feed_are_known_by_their_guids() -> None:
    links = ("https://quay.example/", "https://quay.example", "#top")
    items = "".join(
        f"<item><title>Item {n}</title><link>{link}</link><guid>https://quay.example/a-{n}</guid></item>"
        for n, link in enumerate(links)
    )
    assert [entry.address for entry in read(rss(items)).entries] == [f"https://quay.example/a-{n}" for n in range(3)]


def test_items_that_lead_to_the_home_page_alone_are_no_articles() -> None:
    feed = read(rss(item("One", "https://quay.example/") + item("Two", "/") + item("Three", "/?p=3")))
    assert [entry.title for entry in feed.entries] == ["Three"]
    assert feed.dropped == 2


@pytest.mark.parametrize(
    ("title", "encoding"),
    [("Café au lait à Orléans", "cp1252"), ("Grüße aus Köln", "cp1252"), ("부두가 다시 문을 열었다 " * 4, "cp949")],
)
def test_a_feed_that_calls_itself_utf_8_and_is_not_keeps_its_letters(title: str, encoding: str) -> None:
    body = ('<?xml version="1.0" encoding="utf-8"?>' + rss(item(title))).encode(encoding)
    assert read(body, charset="utf-8").entries[0].title == title.strip()


def test_a_broken_character_in_utf_8_costs_that_character_only() -> None:
    body = rss(item("Grüße aus Köln, größer als üblich")).encode().replace("größer".encode(), "grö".encode() + b"\xff")
    assert read(body).entries[0].title.startswith("Grüße aus Köln, grö")


def json_feed(*items: object) -> str:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Quay", "items": list(items)})


def test_json_of_unexpected_types_loses_only_what_is_of_them() -> None:
    odd = {"id": {"a": 1}, "url": 5, "title": ["x"], "authors": "Ana", "tags": "news"}
    good = {
        "id": 7,
        "url": "https://quay.example/a",
        "title": "Crane hired",
        "authors": [{"name": {"first": "Ana"}}, None, {"name": "Ben Ro"}],
        "tags": [1, None, "harbour"],
        "date_published": 12345,
        "image": ["x"],
    }
    feed = read(json_feed(odd, None, 3, good))
    assert [(entry.title, entry.authors, entry.categories) for entry in feed.entries] == [
        ("Crane hired", ("Ben Ro",), ("harbour",))
    ]


def test_a_json_article_about_xml_is_read() -> None:
    text = "<p>An entity is declared by &lt;!ENTITY x 'y'&gt;, or <!ENTITY x 'y'> unescaped.</p>" + "<item>" * 600
    feed = read(json_feed({"id": "1", "url": "https://quay.example/xml", "title": "On XML", "content_html": text}))
    assert ([entry.title for entry in feed.entries], feed.dropped) == (["On XML"], 0)


@pytest.mark.parametrize("body", ['{"version":"https://jsonfeed.org/version/1","items":' + "[" * 100_000, "[]", "{}"])
def test_json_that_is_no_feed_is_a_clear_error(body: str) -> None:
    with pytest.raises(BrokenFeed, match="not a feed"):
        read(body)


def test_json_escapes_that_no_row_can_hold_are_left_out() -> None:
    body = json_feed({"id": "1", "url": "https://quay.example/a", "title": "x"}).replace('"x"', '"x\\ud800y\\u0000z"')
    assert read(body).entries[0].title == "xyz"


def test_an_address_is_read_from_where_the_feed_says_that_it_stands() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{base}"><title>Quay</title>'
        '<entry xml:base="deep/"><title>Crane hired</title><id>1</id><link href="a.html"/></entry></feed>'
    )
    assert read(atom.format(base="https://quay.example/x/")).entries[0].address == "https://quay.example/x/deep/a.html"
    for base in ("javascript:alert(1)//", "data:text/html,"):
        entries = read(atom.format(base=base)).entries
        assert all(entry.address.startswith("https://gazette.example/") for entry in entries)


def test_nothing_outside_is_opened_for_a_feed_and_none_of_it_is_in_its_words() -> None:
    hostile = (
        '<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="http://127.0.0.1/x.xsl"?>'
        '<rss version="2.0" xmlns:xi="http://www.w3.org/2001/XInclude"><channel><title>t</title><item><title>'
        '<xi:include href="file:///etc/hostname" parse="text"/>Crane hired</title><link>/a</link></item>'
        "</channel></rss>"
    )
    assert read(hostile).entries[0].title == "Crane hired"
