"""A real browser on a real server: Debian's chromium, driven by PyPI's playwright.

Without chromium these tests skip and say how to get it; under CI=true that is a failure, so that a build machine
can't lose them silently.
"""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.db import connection, connections
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.waiting import with_htmx

HOW_TO_GET_IT = (
    "chromium is missing: `make test` installs it as root or with a sudo that asks nothing; "
    "by hand: apt-get install chromium fonts-noto-cjk"
)
ROWS = "_test_serialized_contents"  # what serialized_rollback brings back
ARGUMENTS = [
    "--no-sandbox",  # as root chromium refuses to start with one; it sees our own pages only
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


@pytest.fixture(scope="package")
def browser(django_db_setup: None) -> Iterator[Browser]:
    """Chromium, started once for the tests of this folder (per xdist worker).

    Playwright keeps an event loop in this thread. While it runs, Django's connections are others than before: they
    get what pytest-django noted on the first ones, and are closed again before the next folder's tests.
    """
    binary = shutil.which("chromium") or shutil.which("chromium-browser")
    if binary is None:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(HOW_TO_GET_IT)
        pytest.skip(HOW_TO_GET_IT)
    rows_of_migrations = getattr(connection, ROWS, None)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # for the loop, Django else refuses its synchronous calls
    with sync_playwright() as playwright:
        if rows_of_migrations is not None:
            setattr(connection, ROWS, rows_of_migrations)
        started = playwright.chromium.launch(executable_path=binary, args=ARGUMENTS)
        yield started
        started.close()
        connections.close_all()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page of desktop size; the test fails if the page's own scripts fail or the CSP stops something."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    opened = with_htmx(context.new_page())
    troubles: list[str] = []
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("console", lambda line: troubles.append(line.text) if "Content Security Policy" in line.text else None)
    yield opened
    context.close()
    assert not troubles


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A fresh page of phone size, dark."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, color_scheme="dark", has_touch=True, reduced_motion="reduce"
    )
    yield with_htmx(context.new_page())
    context.close()
