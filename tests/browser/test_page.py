"""The browser itself, on the real server: later tests rest on this."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_page_of_the_site_is_shown(page: Page, live_server: object) -> None:
    answer = page.goto(f"{live_server}/")
    assert answer is not None
    assert answer.status == 200
    assert page.locator("main").count() == 1
