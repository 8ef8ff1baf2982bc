"""A reader at a real browser asks a story by the keyboard, with and without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from stories.scales import Lean
from tests import make
from tests.web.rows import article, counted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scripted", [True, False])
def test_a_reader_asks_a_story_and_gets_the_sentence_in_place(
    browser: Browser, live_server: Any, settings: Any, scripted: bool
) -> None:
    settings.ASK_BY_MEANING = False
    rows = [article(make.outlet(lean=Lean.LEFT), f"Velden dam cracks, part {n}") for n in (1, 2)]
    type(rows[0]).objects.filter(pk=rows[0].pk).update(text="The Velden dam will cost $8.9 million to repair.")
    story = make.story(*rows)
    counted(story)
    context = browser.new_context(java_script_enabled=scripted, bypass_csp=scripted)
    page = context.new_page()
    page.goto(f"{live_server}/stories/{story.pk}/", wait_until="networkidle")
    field = page.get_by_label("Your question")
    field.fill("How much will the dam cost?")
    field.press("Enter")
    expect(page.locator("#ask-answer blockquote")).to_contain_text("$8.9 million")
    assert ("?q=" in page.url) is not scripted  # in place, or on a page of its own
    if scripted:
        violations = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"]}).response["violations"]
        assert not violations, violations
    context.close()
