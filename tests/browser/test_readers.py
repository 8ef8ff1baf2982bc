"""A reader's way in a browser: in by a code from a mail, following, a feed with reasons; without JavaScript too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect

from stories.models import Story
from stories.scales import Lean
from tests.browser.pages import SIDEWAYS
from tests.web.rows import story_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ADDRESS = "ada@readers.example"
WAYS_IN = ("/account/login/", "/account/login/code/", "/account/signup/", "/account/password/reset/")
OWN = (
    *("/me/", "/me/follows/", "/me/saved/", "/me/hidden/", "/me/diet/", "/me/blindspots/", "/me/feeds/"),
    *("/me/account/", "/me/delete/", "/account/email/", "/account/password/set/", "/account/sessions/"),
)


@pytest.fixture
def story() -> Iterator[Story]:
    cache.clear()
    story_of(Lean.LEFT, title="Another of politics", section="politics")
    yield story_of(Lean.LEFT, Lean.RIGHT, title="Ferry council votes", section="politics")
    cache.clear()


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A page without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def sign_up(page: Page, base: str) -> None:
    page.goto(f"{base}/me/")
    page.get_by_role("link", name="Make an account").click()
    page.get_by_label("Email").fill(ADDRESS)
    page.get_by_role("button", name="Make an account").click()
    page.wait_for_url("**/account/confirm-email/")
    code = re.search(r"^[A-Z0-9-]{6,}$", mail.outbox[-1].body, re.MULTILINE)
    assert code
    page.locator("input[name=code]").fill(code[0])
    page.get_by_role("button", name="Confirm").click()
    page.wait_for_url("**/me/")


def follow_and_read(page: Page, base: str, story: Story, pressed: Callable[[Page], None]) -> None:
    page.goto(f"{base}/sections/politics/")
    page.get_by_role("button", name="Follow this section").click()
    pressed(page)
    page.goto(f"{base}/stories/{story.pk}/")
    page.get_by_role("button", name="Save for later").click()
    expect(page.locator("form[action^='/me/save/'] button")).to_contain_text("Saved")
    page.goto(f"{base}/me/")
    expect(page.get_by_role("link", name=story.title)).to_be_visible()
    expect(page.locator(".why-here").first).to_contain_text("It is in Politics")


def test_a_reader_signs_up_follows_and_has_a_feed(page: Page, live_server: Any, story: Story) -> None:
    sign_up(page, live_server.url)

    def stays(page: Page) -> None:
        expect(page.locator("form.follow button")).to_contain_text("Following")
        assert page.url.endswith("/sections/politics/")

    follow_and_read(page, live_server.url, story, stays)


def test_the_same_way_leads_there_without_javascript(plain_page: Page, live_server: Any, story: Story) -> None:
    sign_up(plain_page, live_server.url)
    follow_and_read(
        plain_page,
        live_server.url,
        story,
        lambda page: expect(page.locator("form.follow button")).to_contain_text("Following"),
    )


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 360)], ids=str)
def test_axe_finds_nothing_on_a_readers_pages(
    browser: Browser, live_server: Any, story: Story, theme: Any, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce", bypass_csp=True
    )
    page, found = context.new_page(), []

    def look(paths: tuple[str, ...]) -> None:
        for path in paths:
            page.goto(f"{live_server.url}{path}")
            found.extend((path, each["id"]) for each in Axe().run(page).response["violations"])
            if page.evaluate(SIDEWAYS) > 0:
                found.append((path, "scrolls sideways"))

    look(WAYS_IN)
    sign_up(page, live_server.url)
    look(OWN)
    follow_and_read(page, live_server.url, story, lambda _page: None)
    look((*OWN, f"/stories/{story.pk}/", "/sections/politics/"))
    context.close()
    assert not found
