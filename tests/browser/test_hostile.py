"""Hostile words, names, links and requests in a real browser: nothing of them runs, leads astray or breaks a page."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from django.conf import settings
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from stories.models import Article, Story
from tests import make
from tests.browser.hostile import (
    HOMOGRAPH,
    HOST_OF_HOMOGRAPH,
    IMG,
    MARKUP,
    SHAPES,
    hostile_stories,
    past_the_steps,
    read_through_the_steps,
)
from tests.browser.pages import SIDEWAYS, all_of, fragments_of, fragments_of_site
from tests.browser.waiting import with_htmx
from tests.web.rows import counted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WATCH = """
window.broken = []
document.addEventListener('securitypolicyviolation', event => broken.push(event.violatedDirective))
for (const name of ['alert', 'confirm', 'prompt', 'open']) window[name] = () => { window.ran = name }
"""
# What only a payload would bring: our own pages have no such element, attribute or link.
STRANGE = """() => {
    const foreign = ['iframe', 'object', 'embed', 'base', 'math', 'animate', 'mglyph']
    const links = ['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'poster', 'background']
    const asks = ['hx-get', 'hx-post', 'hx-push-url', 'hx-replace-url']
    const leads = value => {
        if (value.startsWith('mailto:?subject=')) return true  // our own, to nobody in particular
        const url = new URL(value, location.href)
        return ['http:', 'https:'].includes(url.protocol) && url.host !== 'evil.example'
    }
    const bad = ({ name, value }) => {
        if (/^(on|data-hx|hx-on|hx-vals|hx-headers|srcdoc|http-equiv)/.test(name)) return true
        if (asks.includes(name)) return !/^(true|false|[/](?![/]))/.test(value) || value === '/nowhere/'
        return links.includes(name) && !leads(value)
    }
    return [...document.querySelectorAll('*')].filter(element =>
        foreign.includes(element.localName) || element.id === 'csrfmiddlewaretoken' ||
        (element.localName === 'script' && element.type !== 'application/json' &&
            !element.src.startsWith(location.origin)) ||
        [...element.attributes].some(bad)
    ).map(element => element.outerHTML.slice(0, 200))
}"""


class Watched:
    """A browser's page that notes whatever a payload would do, and says so."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.context, self.origin = context, origin
        self.troubles: list[str] = []
        context.add_init_script(WATCH)
        self.page: Page = with_htmx(context.new_page())
        self.page.on("dialog", lambda dialog: (self.troubles.append(dialog.message), dialog.dismiss()))
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", lambda line: self._hear(line.text))
        self.page.on("request", lambda request: self._ask(request.url))
        self.page.on("popup", lambda popup: self.troubles.append(f"window {popup.url}"))

    def open(self, path: str) -> None:
        """The page at a path; fails if a payload did anything there, or left an element or a link of its own."""
        self.page.goto(f"{self.origin}{path}")
        self.check(path)

    def check(self, path: str) -> None:
        """Fails if anything but our own page has been at work since it was opened."""
        found = self.page.evaluate(
            "async () => { await new Promise(requestAnimationFrame); return [window.ran, broken] }"
        )
        assert found == [None, []], path
        assert self.page.evaluate(STRANGE) == [], path
        assert self.page.url.split("#")[0].startswith(self.origin), path
        assert not self.troubles, (path, self.troubles)

    def _hear(self, text: str) -> None:
        if "Content Security Policy" in text or "ran" in text.split():
            self.troubles.append(text)

    def _ask(self, url: str) -> None:
        if not url.startswith((self.origin, "data:", "about:")):
            self.troubles.append(f"asked for {url}")


@pytest.fixture
def watched(browser: Browser, live_server: Any) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 360, "height": 800}, reduced_motion="reduce")
    yield Watched(context, str(live_server))
    context.close()


@pytest.fixture
def stories() -> list[Story]:
    return hostile_stories()


def test_no_reading_page_runs_leads_astray_or_breaks(watched: Watched, stories: list[Story]) -> None:
    for path in all_of(stories, *MARKUP[:4], "pier", 'outlet:"<img src=x>"', SHAPES[0], "W" * 200):
        watched.open(path)
        assert watched.page.evaluate(SIDEWAYS) <= 0, path


def test_no_fragment_does_alone_or_swapped_into_its_page(watched: Watched, stories: list[Story]) -> None:
    for story in stories:
        for path in fragments_of(story):
            watched.open(path)
        watched.open(story.get_absolute_url())
        page = watched.page
        page.get_by_role("link", name="Why is this here?").first.click()
        expect(page.locator(".why")).to_be_visible()
        page.locator(".tabs a", has_text="Left").click()
        expect(page.locator(".tabs [aria-current]")).to_contain_text("Left")
        watched.check(story.get_absolute_url())
    for path in fragments_of_site():
        watched.open(path)


def test_the_desk_shows_hostile_rows_as_words(watched: Watched, stories: list[Story]) -> None:
    client = Client()
    client.force_login(make.user("ana", staff=True))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    watched.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": watched.origin}])
    watched.open("/admin/")
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        watched.open(f"{reverse(f'{name}_changelist')}?q={quote(IMG)}")
        watched.open(reverse(f"{name}_changelist"))
        for row in model._default_manager.order_by("pk")[:3]:
            watched.open(reverse(f"{name}_change", args=[row.pk]))
        for row in model._default_manager.order_by("-pk")[:1]:
            watched.open(reverse(f"{name}_history", args=[row.pk]))


@pytest.mark.parametrize("payload", [MARKUP[0], MARKUP[7], MARKUP[14], MARKUP[11]])
def test_an_error_page_says_nothing_that_was_sent(watched: Watched, live_server: Any, payload: str) -> None:
    told = quote(payload, safe="")
    watched.page.set_extra_http_headers({"Referer": f"https://evil.example/{told}"})
    for path in (f"/{told}", f"/stories/{told}/?x={told}", f"/stories/1/?side={told}", f"/outlets/{told}/?q={told}"):
        watched.open(path)
        assert "window.ran" not in watched.page.content(), path
    for path in (f"/search/?q={told}", f"/search/?q={quote(payload * 200)}", f"/?section={told}&page={told}"):
        watched.open(path)


@pytest.mark.parametrize(
    ("method", "path", "host", "status"),
    [
        ("GET", "/", "x'\"><script>window.ran=1</script>", 400),
        ("POST", "/admin/login/", "", 403),
    ],
)
def test_a_refused_request_is_answered_in_our_own_words(
    watched: Watched, method: str, path: str, host: str, status: int
) -> None:
    asked = http.client.HTTPConnection(urlsplit(watched.origin).netloc)
    headers = {"Host": host or urlsplit(watched.origin).netloc, "Referer": f"https://evil.example/{MARKUP[1]}"}
    asked.request(method, f"{path}?next={quote(IMG)}", headers=headers)
    answer = asked.getresponse()
    body = answer.read().decode()
    assert answer.status == status
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "window.ran" not in body
    assert "evil.example" not in body

    def as_answered(route: Route) -> None:
        route.fulfill(status=status, headers=dict(answer.headers), body=body)

    watched.page.route("**/refused", as_answered)
    watched.open("/refused")


def test_json_is_json_whatever_the_words_are(watched: Watched, stories: list[Story]) -> None:
    for story in stories:
        path = f"/stories/{story.pk}/sum.json"
        answer = Client().get(path)
        assert answer["Content-Type"] == "application/json"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer.json()
        watched.page.goto(f"{watched.origin}{path}")
        assert watched.page.evaluate("() => [window.ran, document.querySelector('img, svg')]") == [None, None]
    assert not watched.troubles


def test_no_link_but_to_the_web_is_stored(live_server: Any) -> None:
    rows = read_through_the_steps()
    assert len(rows) > len(MARKUP)
    for row in rows:
        for address in (row.address, row.canonical_address, row.image_address):
            assert not address or address.startswith(("https://", "http://")), address
            assert address.isprintable(), address


def test_what_is_stored_holds_no_character_that_breaks_a_row_or_turns_a_line(live_server: Any) -> None:
    for row in read_through_the_steps():
        told = " ".join([row.title, row.summary, row.text, row.image_caption, *row.authors, *row.tags])
        assert not set(told) & set("\x00\x1b\u202e\u202c\u2066\u2067\u200b\ufeff\u2028\u2029"), told[:100]
        assert len(row.title) <= 1000


def test_a_host_of_look_alike_letters_is_kept_and_shown_in_ascii(watched: Watched) -> None:
    read_through_the_steps()
    row = Article.objects.get(canonical_address__contains=HOST_OF_HOMOGRAPH)
    outlet = make.outlet("Pear", domain=HOST_OF_HOMOGRAPH)
    make.rating(outlet, "left", evidence_address=HOMOGRAPH)
    counted(make.story(make.article(outlet, address=HOMOGRAPH)))
    assert row.canonical_address.isascii()
    watched.open(outlet.get_absolute_url())
    assert HOST_OF_HOMOGRAPH in watched.page.inner_text("main")
    assert "\u0430pple" not in watched.page.inner_text("main")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_headline_of_marks_or_one_word_stays_in_its_place(watched: Watched, width: int) -> None:
    rows = past_the_steps()[len(MARKUP) :]
    watched.page.set_viewport_size({"width": width, "height": 800})
    for row in rows:
        story = counted(make.story(row))
        watched.open(story.get_absolute_url())
        assert watched.page.evaluate(SIDEWAYS) <= 0
        box = watched.page.locator("h1").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
