"""A reader at a real browser opens the sum behind a bar, and travels through a story's past; also without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from stories.models import Story
from stories.scales import Lean
from tests import make
from tests.browser.pages import SIDEWAYS
from tests.web.rows import article, counted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LEANS = (Lean.LEFT, Lean.LEFT, Lean.CENTER, Lean.RIGHT, "", Lean.LEAN_LEFT)


@pytest.fixture
def story() -> Story:
    """Six outlets, one every two hours; only seen at NOW, as an archive is."""
    began = make.NOW - timedelta(hours=12)
    rows = [
        article(make.outlet(lean=lean), published_at=began + timedelta(hours=2 * i), first_seen_at=make.NOW)
        for i, lean in enumerate(LEANS)
    ]
    return counted(make.story(*rows, section="politics"))


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page of a browser with JavaScript off."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_the_sum_opens_under_the_bar_and_closes_again(page: Page, live_server: Any, story: Story) -> None:
    page.goto(f"{live_server}/stories/{story.pk}/")
    link = page.locator(".sum-open a")
    link.click()
    expect(page.locator(".sum .sum__total")).to_contain_text("Left 3 + center 1 + right 1 + unrated 1 = 6 outlets")
    expect(link).to_have_attribute("aria-expanded", "true")
    link.click()
    expect(page.locator(".sum")).to_have_count(0)
    assert page.url.endswith(f"/stories/{story.pk}/")


def test_the_verdicts_sum_opens_in_its_place(page: Page, live_server: Any, story: Story) -> None:
    page.goto(f"{live_server}/stories/{story.pk}/")
    page.get_by_role("link", name="The sum behind it").click()
    expect(page.locator(".verdict .sum__verdict")).to_contain_text("z = 1.2816")


def test_without_scripts_the_sum_is_a_page(plain: Page, live_server: Any, story: Story) -> None:
    plain.goto(f"{live_server}/stories/{story.pk}/")
    plain.get_by_role("link", name="Show the sum").click()
    expect(plain.locator("h1")).to_have_text("The sum behind the numbers")
    plain.get_by_role("link", name="All of this as JSON").click()
    expect(plain.locator("body")).to_contain_text('"configuration"')


def test_a_reader_travels_from_the_beginning_to_now_without_scripts(
    plain: Page, live_server: Any, story: Story
) -> None:
    plain.goto(f"{live_server}/stories/{story.pk}/")
    plain.get_by_role("link", name="How the story began").click()
    expect(plain.locator(".past-reports__row")).to_have_count(1)
    plain.locator(".past-picture__span").nth(4).click()
    expect(plain.locator(".past-reports__row")).to_have_count(3)
    plain.locator(".past-banner__steps [rel=next]").click()
    expect(plain.locator(".past-reports__row")).to_have_count(4)
    plain.get_by_role("link", name="As it is now").click()
    expect(plain.locator(".source")).to_have_count(6)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_past_nor_in_an_open_sum(
    browser: Browser, live_server: Any, story: Story, theme: Any
) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 800}, color_scheme=theme, reduced_motion="reduce", bypass_csp=True
    )
    page = context.new_page()
    found = []
    for path, opens in ((f"/stories/{story.pk}/at/", ""), (f"/stories/{story.pk}/", ".sum-open a")):
        page.goto(f"{live_server}{path}")
        if opens:
            page.locator(opens).click()
            expect(page.locator(".sum")).to_be_visible()
        result = Axe().run(page)
        found += [f"{path} {result.generate_report()}"] if result.violations_count else []
        assert page.evaluate(SIDEWAYS) == 0
    context.close()
    assert not found
