"""The language and the theme are changed in a real browser, with and without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from stories.scales import Lean
from tests.browser.pages import SIDEWAYS, all_of
from tests.web.rows import story_of, story_of_size

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def address(live_server: object) -> str:
    story = story_of(Lean.LEFT, Lean.RIGHT, title="Harbour council votes on the pier")
    return f"{live_server}/stories/{story.pk}/?side=left"


def lang(page: Page) -> str:
    return str(page.evaluate("document.documentElement.lang"))


def ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_a_reader_switches_the_language_and_stays_where_they_were(
    browser: Browser, live_server: object, javascript: bool
) -> None:
    context = browser.new_context(java_script_enabled=javascript, locale="en-GB")
    page = context.new_page()
    here = address(live_server)
    page.goto(here)
    page.get_by_role("link", name="한국어").click()
    assert page.url == here
    assert page.get_by_role("heading", name="출처").is_visible()
    assert page.locator("html").get_attribute("lang") == "ko"
    title = page.get_by_role("heading", level=1)
    assert (title.inner_text(), title.get_attribute("lang")) == ("Harbour council votes on the pier", "en")
    page.get_by_role("link", name="매체", exact=True).first.click()
    assert page.locator("html").get_attribute("lang") == "ko"
    page.get_by_role("link", name="English").click()
    assert page.get_by_role("heading", name="Every outlet").is_visible()
    context.close()


def test_a_first_visit_is_in_the_browsers_language(browser: Browser, live_server: object) -> None:
    context = browser.new_context(locale="ko-KR")
    page = context.new_page()
    page.goto(address(live_server))
    assert lang(page) == "ko"
    context.close()


def test_the_theme_is_switched_in_the_language_of_the_page_and_stays(page: Page, live_server: object) -> None:
    page.goto(f"{address(live_server)}&lang=ko")
    light = ground(page)
    button = page.locator("[data-theme-switch]")
    assert button.inner_text() == "화면: 자동"
    button.click()
    assert button.inner_text() == "화면: 밝게"
    button.click()
    assert button.inner_text() == "화면: 어둡게"
    dark = ground(page)
    assert dark != light
    page.get_by_role("link", name="English").click()
    assert (ground(page), button.inner_text()) == (dark, "Theme: dark")


def test_without_scripts_the_theme_is_the_systems_and_no_dead_button_is_shown(
    browser: Browser, live_server: object
) -> None:
    here = address(live_server)
    grounds = set()
    for scheme in ("light", "dark"):
        context = browser.new_context(java_script_enabled=False, color_scheme=scheme)
        page = context.new_page()
        page.goto(here)
        grounds.add(page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor"))
        assert not page.locator("[data-theme-switch]").is_visible()
        context.close()
    assert len(grounds) == 2


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 360)], ids=str)
def test_the_pages_in_korean_are_as_accessible_and_as_narrow(
    browser: Browser, live_server: object, theme: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=theme,
        locale="ko-KR",
        reduced_motion="reduce",
        bypass_csp=True,  # axe comes into the page as a script of ours does not
    )
    page, found = context.new_page(), []
    for path in all_of([story_of_size(17, per_outlet=2)], "ferry", "side:nowhere"):
        page.goto(f"{live_server}{path}")
        assert lang(page) == "ko"
        found += [(path, each["id"]) for each in Axe().run(page).response["violations"]]
        found += [(path, "sideways")] if page.evaluate(SIDEWAYS) else []
    context.close()
    assert not found
