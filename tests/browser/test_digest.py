"""A digest in a real browser, as mail programs show it: narrow and wide, light and dark, with hostile headlines."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from stories.digests.rendering import headline
from tests.browser.pages import SIDEWAYS
from tests.digests.test_rendering import BLIND, HOSTILE, digest, item, page

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
LONG = headline("Pier" * 80)
OF_PAGES = {rule: {"enabled": False} for rule in ("region", "landmark-one-main")}  # a mail stands within its program


def mail() -> str:
    return page(digest(item(1), item(2, title=headline(HOSTILE), **BLIND), item(3, title=LONG, changed="")))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 700])
def test_a_digest_is_readable_fits_and_fetches_nothing(browser: Browser, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    shown = context.new_page()
    asked: list[str] = []
    alerts: list[str] = []
    shown.on("request", lambda request: asked.append(request.url))
    shown.on("dialog", lambda dialog: alerts.append(dialog.message))
    shown.set_content(mail())
    assert not shown.evaluate(SIDEWAYS)
    found = Axe().run(shown, options={"rules": OF_PAGES})
    assert not found.violations_count, found.generate_report()
    assert not asked
    assert not alerts
    context.close()


def test_the_ground_of_a_digest_follows_the_readers_theme(browser: Browser) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        shown = context.new_page()
        shown.set_content(mail())
        grounds.append(shown.evaluate("getComputedStyle(document.body).backgroundColor"))
        context.close()
    assert grounds == ["rgb(251, 250, 246)", "rgb(20, 19, 15)"]
