"""Subscribe, confirm, get a digest, change and stop it: walked in a real browser, the mail over a real SMTP server."""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect

from stories.digests.steps.compose import Composer
from stories.digests.steps.notices import send_notices
from stories.digests.steps.plan import plan_due
from stories.digests.steps.send import Sending
from stories.digests.steps.tokens import confirm_token, settings_token, stop_token
from stories.models import Article, Delivery, Story, Subscription
from stories.scales import Lean
from tests.browser.pages import SIDEWAYS
from tests.browser.waiting import with_htmx
from tests.digests.post import run, smtp, states
from tests.digests.sink import Sink
from tests.web.rows import story_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ADDRESS = "ines.tarrant@quay.example"
# A mail has no landmarks: a mail program shows it inside its own.
OF_PAGES = {rule: {"enabled": False} for rule in ("landmark-one-main", "region")}
TITLE = "Harbour council votes on the pier"


@pytest.fixture(autouse=True)
def nobody_counted() -> None:
    cache.clear()


@pytest.fixture
def site(live_server: Any, settings: Any) -> str:
    settings.NEWSDESK_BASE_URL = str(live_server)
    return str(live_server)


def story_of_today() -> Story:
    """A story of the last hour, whenever this runs."""
    story = story_of(Lean.LEFT, Lean.CENTER, Lean.RIGHT, title=TITLE, section="politics")
    at = datetime.now(UTC) - timedelta(hours=1)
    Article.objects.update(published_at=at, first_seen_at=at)
    Story.objects.update(first_at=at, last_at=at, changed_at=at, created_at=at)
    return story


def text_of(sink: Sink, nth: int = -1) -> str:
    """The plain text of a mail that the server took."""
    (part,) = [part for part in sink.taken[nth].message.walk() if part.get_content_type() == "text/plain"]
    body = part.get_payload(decode=True)
    assert isinstance(body, bytes)
    return body.decode()


def link(text: str, what: str) -> str:
    found = re.search(rf"http://\S+/subscriptions/{what}\S*", text)
    assert found, text
    return found[0]


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_a_reader_asks_confirms_reads_and_stops(
    browser: Browser, site: str, javascript: bool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    story_of_today()
    context = browser.new_context(java_script_enabled=javascript, locale="en-GB", timezone_id="Asia/Seoul")
    page = with_htmx(context.new_page()) if javascript else context.new_page()
    with Sink() as sink, smtp(sink) as door:
        _ask(page, site, javascript)
        assert not context.cookies() or {cookie["name"] for cookie in context.cookies()} == {"csrftoken"}
        send_notices(datetime.now(UTC), door)
        assert sink.recipients() == [ADDRESS]
        page.goto(link(text_of(sink), "confirm/"))
        assert not Subscription.objects.live().exists()
        page.get_by_role("button", name="Yes, send it to me").click()
        expect(page.get_by_role("heading", name="Your digest is on")).to_be_visible()
        row = Subscription.objects.live().get()
        assert row.zone == ("Asia/Seoul" if javascript else "UTC")
        assert row.choices == {"sections": ["politics"]}
        page.get_by_role("link", name="See the next one, change or stop it").click()
        page.get_by_role("link", name="The next digest as it would be sent now").click()
        expect(page.get_by_text(TITLE).first).to_be_visible()
        _send_digest(row, door)
        assert sink.recipients() == [ADDRESS] * 2
        assert TITLE in text_of(sink)
        page.goto(sink.taken[-1].message["List-Unsubscribe"].partition("<http")[2].partition(">")[0].join(["http", ""]))
        page.get_by_role("button", name="Stop this digest").click()
        expect(page.get_by_role("heading", name="Stopped")).to_be_visible()
        assert not Subscription.objects.live().exists()
    context.close()
    assert not [record for record in caplog.records if "tarrant" in record.getMessage().lower()]


def _ask(page: Page, site: str, javascript: bool) -> None:
    page.goto(f"{site}/sections/politics/")
    page.get_by_role("link", name="Get it by mail").click()
    if javascript:
        assert page.url == f"{site}/sections/politics/"
    page.get_by_label("Your mail address").fill("nobody")
    page.get_by_role("button", name="Send me the link to confirm").click()
    expect(page.get_by_text("This is no mail address")).to_be_visible()
    page.get_by_label("Your mail address").fill(ADDRESS)
    page.get_by_role("button", name="Send me the link to confirm").click()
    expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()


def _send_digest(row: Subscription, door: Any) -> None:
    """Planned and sent at its next hour; nothing a second time."""
    now = datetime.now(UTC)
    Subscription.objects.filter(pk=row.pk).update(
        zone="UTC", hour=now.hour, confirmed_at=now - timedelta(days=2), created_at=now - timedelta(days=2)
    )
    for _ in range(2):
        plan_due(now)
        run(Sending(lambda: now, door, Composer(now).compose))
    assert states() == {"sent": 1}, Delivery.objects.values()


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 360)], ids=str)
@pytest.mark.parametrize("language", ["en-GB", "ko-KR"])
def test_every_page_of_a_digest_is_accessible_and_narrow(
    browser: Browser, site: str, theme: Any, width: int, language: str
) -> None:
    story = story_of_today()
    row = Subscription.objects.create(address=ADDRESS, confirmed_at=datetime.now(UTC), choices={"stories": [story.pk]})
    asked = Subscription.objects.create(address=ADDRESS, rhythm="weekly")
    ended = Subscription.objects.create(address=ADDRESS, rhythm="weekly", ended_at=datetime.now(UTC))
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=theme,
        locale=language,
        reduced_motion="reduce",
        bypass_csp=True,  # axe comes into the page as a script of ours does not
    )
    page, found = with_htmx(context.new_page()), []
    for path in (
        *("/subscribe/", "/subscribe/?for=/sections/politics/", "/privacy/", "/gifts/nothing/", "/subscriptions/x/"),
        *(f"/subscriptions/{settings_token(each)}/" for each in (row, asked, ended)),
        *(f"/subscriptions/{stop_token(each)}/stop/" for each in (row, ended)),
        *(f"/subscriptions/confirm/{confirm_token(each)}/" for each in (row, asked, ended)),
        f"/subscriptions/{settings_token(row)}/preview/",
    ):
        page.goto(f"{site}{path}")
        result = Axe().run(page, options={"rules": OF_PAGES if path.endswith("/preview/") else {}})
        found += [f"{path} {result.generate_report()}"] if result.violations_count else []
        found += [f"{path} scrolls sideways"] if page.evaluate(SIDEWAYS) > 0 else []
    page.goto(f"{site}/about/")
    page.locator(".footer a[hx-get]").click()
    expect(page.locator(".footer form.ask")).to_be_visible()
    result = Axe().run(page)
    found += [f"footer {result.generate_report()}"] if result.violations_count else []
    context.close()
    assert not found, "\n".join(found)
