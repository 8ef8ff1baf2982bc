"""Waiting for what a page fetches when it is drawn."""

from typing import Any

from playwright.sync_api import Page, Response


def with_htmx(page: Page) -> Page:
    """The page, come to when htmx is there: that is loaded when a page is drawn, and a test clicks sooner."""
    go = page.goto

    def goto(address: str, **options: Any) -> Response | None:
        answer = go(address, **options)
        page.wait_for_function("() => window.htmx || !document.querySelector('script[data-then]')")
        return answer

    page.goto = goto  # type: ignore[method-assign, assignment]
    return page
