"""Hostile feeds and pages of fictional outlets, and a newsroom that has read them through the real steps.

Each payload, were it run, would set `window.ran` or open a dialog.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from typing import Any

from stories.finding.steps.names import note_names_due
from stories.ingest.steps.page import page_due, read_page
from stories.ingest.steps.visit import visit
from stories.models import Annotation, Article, Edit, Feed, Outlet, Story
from stories.net.answers import Fetched
from stories.scales import Lean
from stories.text.folding import clean
from tests import make
from tests.web.rows import counted

IMG = "<img src=x onerror=window.ran='img'>"
MARKUP = (
    "<script>window.ran='script'</script>",
    IMG,
    escape(IMG),
    escape(escape(IMG)),
    escape(escape(escape(IMG))),
    "<svg onload=window.ran=1><a xlink:href='javascript:window.ran=1'>"
    "<animate attributeName=href values='javascript:window.ran=1'/></a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=window.ran=1&gt;'>",
    f"<noscript><p title='</noscript>{IMG}'>",
    "<iframe srcdoc='<script>parent.ran=1</script>'></iframe><object data='javascript:window.ran=1'></object>"
    "<embed src='data:text/html,<script>parent.ran=1</script>'>",
    "<base href='//evil.example/'><meta http-equiv=refresh content='0;url=javascript:window.ran=1'>",
    "<form action='javascript:window.ran=1'><input autofocus onfocus=window.ran=1>"
    "<button formaction='javascript:window.ran=1'>go</button></form>",
    '"><p hx-get="/nowhere/" hx-trigger="load" hx-on::load="window.ran=1" hx-vals="js:{a:window.ran=1}">',
    '"><p data-hx-get="/nowhere/" data-hx-trigger="load" data-hx-on:load="window.ran=1">',
    "<div style='position:fixed;inset:0;background:url(//evil.example/x)' class=masthead id=csrfmiddlewaretoken></div>"
    "<style>@import url(//evil.example/x);</style>",
    f"'\"--></title></textarea></style></script>{IMG}",
    "{{ 7|add:7 }}{% now 'Y' %}${window.ran=1}",
    "</script>\u2028<script>window.ran='separator'</script>\u2029",
)
SHAPES = (
    "Ferry \u202egnp.reip\u202c \u2066\u2067 closed",  # overrides of direction
    "Fer\u200bry\u2060 pi\ufeffer\u00ad shut",  # invisible characters
    "Pier Z" + "\u0301\u0321\u0489" * 1700,  # marks upon one letter
    "W" * 1_000_000,
    "\U0001f469\u200d" * 400,  # one picture, to the rules of text
    "\u1100" * 400,  # one syllable, to the same rules
    "Donau\u00a0" * 200,
    "Pier \x00\x1b[31m\ud800 red",
)
LINKS = (
    "javascript:window.ran=1",
    "JaVaScRiPt:window.ran=1",
    "java\nscript:window.ran=1",
    "java&#10;script:window.ran=1",
    "\x01javascript:window.ran=1",
    "&#1;javascript:window.ran=1",
    " javascript:window.ran=1",
    "data:text/html,<script>window.ran=1</script>",
    "vbscript:window.ran=1",
    "javascript://quay.example/%0Awindow.ran=1",
)
HOMOGRAPH = "https://\u0430pple.example/pier"  # the first letter is Cyrillic
HOST_OF_HOMOGRAPH = "xn--pple-43d.example"
WORDS = "The council of Port Ansel has voted to close the old ferry pier in May, and the harbour master agreed. "

Door = Callable[..., Fetched]


def feed_of(items: str) -> bytes:
    """An RSS feed of these items; in UTF-8 whatever stands in them."""
    head = '<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    text = f"{head}<channel><title>{escape(IMG)}</title>{items}</channel></rss>"
    return text.encode("utf-8", "surrogatepass")


def item(number: int, words: str, link: str = "") -> str:
    """An item that says the same hostile words wherever it can."""
    told = f"<![CDATA[{words}]]>" if number % 2 else escape(words)
    link = link or f"https://quay.example/{number}"
    return (
        f"<item><title>{told}</title><link>{link}</link><guid isPermaLink='false'>{number}{told}</guid>"
        f"<description>{told} {WORDS}</description><dc:creator>{told}</dc:creator><category>{told}</category>"
        f"<pubDate>Tue, 10 Mar 2026 11:{number % 60:02}:00 GMT</pubDate>"
        f"<media:content url='https://quay.example/{number}.jpg' medium='image'><media:description>{told}"
        f"</media:description><media:credit>{told}</media:credit></media:content></item>"
    )


def page_of(words: str) -> bytes:
    """An article's page with hostile words in its text, its data, its links and its captions."""
    record = {
        "@type": "NewsArticle",
        "headline": words,
        "author": [{"@type": "Person", "name": words}],
        "keywords": [words],
        "articleSection": words,
        "image": {"url": "javascript:window.ran=1", "caption": words},
        "copyrightNotice": words,
        "mainEntityOfPage": "javascript:window.ran=1",
    }
    told, data = escape(words), json.dumps(record).replace("<", "\\u003c")
    text = f"""<!doctype html><html lang=en><head><title>{told}</title>
        <link rel=canonical href="javascript:window.ran=1"><meta property=og:image content="data:text/html,{told}">
        <meta name=author content="{told}"><script type="application/ld+json">{data}</script></head>
        <body><article><h1>{told}</h1><p>{told} {WORDS * 3}</p><p>{WORDS * 3}</p>{words}<p>{WORDS} {told}</p>
        <figure><img src="javascript:window.ran=1"><figcaption>{told}</figcaption></figure></article></body></html>"""
    return text.encode("utf-8", "replace")


def door(body: bytes, kind: str) -> Door:
    """A way to the network that answers with this, and has no robots.txt."""

    def fetch(url: str, **_asked: Any) -> Fetched:
        if url.endswith("/robots.txt"):
            return Fetched(status=404, url=url)
        return Fetched(status=200, url=url, body=body, content_type=kind, charset="utf-8")

    return fetch


def read_through_the_steps() -> list[Article]:
    """The articles that come of hostile feeds and pages, as ingest leaves them."""
    outlet = make.outlet(IMG, domain="quay.example", lean=Lean.LEFT, note=IMG)
    for number, words in enumerate((*MARKUP, *SHAPES)):  # a feed each: one that can't be read hides no other
        visit(make.feed(outlet), make.NOW, fetch=door(feed_of(item(number, words)), "application/rss+xml"))
    for number, link in enumerate((*LINKS, HOMOGRAPH), start=100):
        visit(make.feed(outlet), make.NOW, fetch=door(feed_of(item(number, "Pier", link)), "application/rss+xml"))
    for row in Article.objects.order_by("pk"):
        claimed = page_due(row.pk, make.NOW)
        words = MARKUP[row.pk % len(MARKUP)]
        if claimed:
            read_page(claimed, make.NOW, fetch=door(page_of(words), "text/html"))
    return list(Article.objects.order_by("pk"))


def past_the_steps() -> list[Article]:
    """Rows that no step would write, one for each kind of words, each from an outlet of its own that is named so."""
    rows = []
    for number, words in enumerate((*MARKUP, *SHAPES)):
        words = clean(words) if words in SHAPES else words  # noqa: PLW2901
        outlet = make.outlet(words[:200], lean=list(Lean)[number % len(Lean)], note=words[:2000])
        rows.append(_raw(outlet, words, LINKS[number % len(LINKS)] + str(number)))
    return rows


def _raw(outlet: Outlet, words: str, link: str) -> Article:
    Feed.objects.create(outlet=outlet, address=link, title=words[:300], error_words=words[:500], state="failing")
    row = make.article(
        outlet,
        words[:1000],
        address=link,
        text=f"{words[:5000]} {WORDS}",
        summary=words[:5000],
        authors=[words[:200]],
        tags=[words[:200]],
        image_address=link,
        image_caption=words[:1000],
        image_credit=words[:500],
        byline_source=words[:300],
        rights=words[:500],
        section_hint=words[:200],
        page_error=words[:500],
        stage_error=words[:500],
        published_raw=words[:200],
        feed_categories=[words[:200]],
    )
    make.rating(outlet, "right", rater=words[:100], evidence_address=link, licence=words[:100])
    Edit.objects.create(
        kind="rate", actor_label=words[:100], subject=words[:200], reason=words[:200], after={"x": words}
    )
    return row


def hostile_stories() -> list[Story]:
    """Two stories: of what ingest left, and of what it would never leave."""
    stories = []
    for rows in (read_through_the_steps(), past_the_steps()):
        for row in rows:
            words = row.title[:200]
            named = [[words, 3]]
            Annotation.objects.create(
                article=row, origin_kind="wire", origin_name=words, entities=named, version="test"
            )
        story = make.story(*rows, title=rows[1].title)
        evidence = [{"name": "words", "words": rows[1].title[:300], "value": 1, "contribution": 1.5}]
        story.memberships.update(evidence=evidence, model_version=IMG[:40])
        stories.append(counted(story))
    note_names_due(make.NOW)
    return stories
