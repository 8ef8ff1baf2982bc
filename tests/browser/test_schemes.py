"""A reader chooses another rating scheme at a real browser: recoloured at once, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from stories.models import Story
from tests.browser.pages import SIDEWAYS
from tests.web.test_schemes import ruled_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIRM = "[...document.querySelectorAll('.bar--large .side-step-6 rect')].map(each => getComputedStyle(each).fill)[0]"


@pytest.fixture
def story() -> Story:
    return ruled_story(title="Ferry council votes", section="politics")


@pytest.fixture
def bare(browser: Browser) -> Iterator[Page]:
    """A phone without JavaScript."""
    context = browser.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_javascript_a_story_is_recoloured_and_its_links_keep_the_scheme(
    bare: Page, live_server: Any, story: Story
) -> None:
    bare.goto(f"{live_server}/stories/{story.pk}/")
    bare.get_by_role("navigation", name="Rating scheme").get_by_role("link", name="Harbour rules").click()
    expect(bare.locator(".schemes__note")).to_contain_text("Shown by Harbour rules.")
    expect(bare.locator(".bias__heading")).to_have_text("Most of the 5 rated outlets: Firm hand, 4")
    bare.locator(".tabs a", has_text="Firm hand").click()
    expect(bare.locator(".source")).to_have_count(4)
    bare.get_by_role("link", name="Front page").first.click()
    expect(bare.locator(".schemes [aria-current]")).to_have_text("Harbour rules")
    bare.get_by_role("link", name="Political lean").click()
    expect(bare.locator(".schemes__note")).to_have_count(0)


def test_the_steps_have_colours_of_their_own_in_both_themes(page: Page, live_server: Any, story: Story) -> None:
    colours = set()
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        page.goto(f"{live_server}/stories/{story.pk}/?scheme=harbour")
        colours.add(page.evaluate(FIRM))
    assert len(colours) == 2
    assert not colours & {"rgb(31, 95, 168)", "rgb(178, 59, 34)", "rgb(0, 0, 0)"}


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser: Browser, live_server: Any, story: Story, theme: Any, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce", bypass_csp=True
    )
    page = context.new_page()
    for path in (f"/stories/{story.pk}/?scheme=harbour", "/?scheme=harbour", "/search/?q=ferry&scheme=harbour"):
        page.goto(f"{live_server}{path}")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        assert not page.evaluate(SIDEWAYS), path
    context.close()


def test_the_button_copies_the_plain_address(browser: Browser, live_server: Any, story: Story) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.add_init_script("Object.defineProperty(navigator, 'share', { value: undefined })")
    page.goto(f"{live_server}/stories/{story.pk}/?scheme=harbour")
    button = page.get_by_role("button", name="Share")
    expect(button).to_be_visible()
    button.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("() => navigator.clipboard.readText()") == f"{live_server}/stories/{story.pk}/"
    context.close()
