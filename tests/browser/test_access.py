"""The pages for readers with a keyboard, a screen reader or a magnifier, and for those who want less motion."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from stories.finding.steps.names import note_names_due
from stories.models import Annotation, Story
from stories.scales import Lean
from tests import make
from tests.browser.pages import SIDEWAYS, all_of, of_story
from tests.web.rows import article, counted, story_of, story_of_size

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEARCHES = ("ferry", "no such thing anywhere", "outlet:", "side:nowhere")
MOVES = """() => [...document.querySelectorAll('*')].filter(element => {
    const style = getComputedStyle(element)
    const long = times => times.split(',').some(time => parseFloat(time) > 0.001)
    return long(style.transitionDuration) || long(style.animationDuration) || style.scrollBehavior === 'smooth'
}).map(element => element.outerHTML.slice(0, 120))"""
REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter(element => element.checkVisibility() && !element.disabled && element.tabIndex >= 0).length"""
FOCUSED = """() => {
    const element = document.activeElement
    if (!element || element === document.body || element.dataset.visited) return null
    element.dataset.visited = 'yes'
    const style = getComputedStyle(element), box = element.getBoundingClientRect()
    const ringed = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
    const seen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
    return { name: element.outerHTML.slice(0, 120), ringed, seen }
}"""


@pytest.fixture
def stories() -> list[Story]:
    """Stories of one, five and seventeen outlets, one of them on the politics page."""
    five = (Lean.LEFT, Lean.CENTER, Lean.RIGHT, "", Lean.LEAN_LEFT)
    found = [story_of(Lean.LEFT), story_of(*five, section="politics"), story_of_size(17, per_outlet=2)]
    Annotation.objects.update(entities=[["Port Ansel", 1], ["Gull Head", 1]])
    note_names_due(make.NOW)
    return found


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("light", 360), ("dark", 1280), ("dark", 360)], ids=str)
def test_axe_finds_nothing(browser: Browser, live_server: Any, stories: list[Story], theme: Any, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=theme,
        reduced_motion="reduce",
        bypass_csp=True,  # axe comes into the page as a script of ours does not
    )
    page, found = context.new_page(), []
    pages = all_of(stories, *SEARCHES) if (theme, width) in {("light", 1280), ("dark", 360)} else of_story(stories[1])
    for path in pages:
        page.goto(f"{live_server}{path}")
        result = Axe().run(page)
        found += [f"{path} {result.generate_report()}"] if result.violations_count else []
    context.close()
    assert not found, "\n".join(found)


def test_axe_finds_nothing_where_parts_are_opened(browser: Browser, live_server: Any, stories: list[Story]) -> None:
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{live_server}{stories[1].get_absolute_url()}")
    page.get_by_role("link", name="Why is this here?").first.click()
    expect(page.locator(".why")).to_be_visible()
    page.evaluate("() => document.querySelectorAll('details').forEach(each => { each.open = true })")
    opened = Axe().run(page)
    page.evaluate("() => document.querySelector('main').append(document.createElement('button'))")
    broken = Axe().run(page)  # so that finding nothing says something
    context.close()
    assert not opened.violations_count, opened.generate_report()
    assert "button-name" in broken.generate_snapshot()


def test_the_keyboard_reaches_everything_once_with_a_ring_around_it_and_gets_out_again(
    page: Page, live_server: Any, stories: list[Story]
) -> None:
    for path in [*of_story(stories[1]), "/", "/search/?q=ferry", "/outlets/", "/blindspots/", "/nowhere/"]:
        page.goto(f"{live_server}{path}")
        there = page.evaluate(REACHABLE)
        seen = _tabbed(page, there + 5)
        assert "skip" in seen[0]["name"], path
        assert not [each["name"] for each in seen if not each["ringed"] or not each["seen"]], path
        assert len(seen) == there > 5, path


def _tabbed(page: Page, at_most: int) -> list[dict[str, Any]]:
    """What Tab comes by, in order, until it leaves the page or comes round to where it was."""
    seen = []
    for _ in range(at_most):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            break
        seen.append(focused)
    return seen


@pytest.mark.parametrize("percent", [200, 400])
def test_a_page_enlarged_does_not_scroll_sideways(
    browser: Browser, live_server: Any, stories: list[Story], percent: int
) -> None:
    size = {"width": 1280 * 100 // percent, "height": 1024 * 100 // percent}
    context = browser.new_context(viewport=size, device_scale_factor=percent / 100)  # type: ignore[arg-type]
    page = context.new_page()
    for path in all_of(stories, *SEARCHES):
        page.goto(f"{live_server}{path}")
        assert page.evaluate(SIDEWAYS) <= 0, path
    context.close()


def test_nothing_moves_for_a_reader_who_asks_for_less_motion(
    page: Page, live_server: Any, stories: list[Story]
) -> None:
    for path in all_of(stories, "ferry"):
        page.goto(f"{live_server}{path}")
        assert page.evaluate(MOVES) == [], path
        assert page.evaluate("() => document.getAnimations().length") == 0, path


def test_a_page_without_javascript_has_the_same_landmarks(live_server: Any, stories: list[Story]) -> None:
    for path in all_of(stories, "ferry"):
        text = Client().get(path, follow=True).content.decode()
        assert text.count("<main ") == text.count("<h1") == 1, path
        assert '<html lang="' in text, path


def test_a_headline_says_its_language_to_a_screen_reader(page: Page, live_server: Any) -> None:
    row = article(make.outlet(), "앤셀항 의회, 낡은 부두 폐쇄", language="ko")
    story = counted(make.story(row, language="ko"))
    page.goto(f"{live_server}{story.get_absolute_url()}")
    expect(page.locator("h1")).to_have_attribute("lang", "ko")
