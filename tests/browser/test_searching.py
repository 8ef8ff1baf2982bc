"""A reader at a real browser searches, with and without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from stories.scales import Lean
from tests import make
from tests.web.rows import article, counted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def searched(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server}/")
    page.get_by_role("searchbox").first.fill('side:left "velden dam"')
    page.get_by_role("searchbox").first.press("Enter")
    expect(page.locator("main")).to_contain_text("Cracks in Velden dam")
    expect(page.locator("main")).not_to_contain_text("Marrowby levies empty shops")


@pytest.mark.parametrize("scripted", [True, False])
def test_a_reader_finds_a_story_by_its_words_and_a_side(browser: Browser, live_server: Any, scripted: bool) -> None:
    for title in ("Cracks in Velden dam", "Marrowby levies empty shops"):
        counted(make.story(article(make.outlet(lean=Lean.LEFT), title)))
    context = browser.new_context(java_script_enabled=scripted)
    searched(context.new_page(), live_server)
    context.close()
