"""New coverage arrives while a reader has the story open: it is announced, moves nothing, and is shown when asked."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from stories.models import Story
from tests.web.arriving import joins, settled
from tests.web.rows import story_of_size

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MINUTE_MS = 61_000
SHIFTS = """() => {
  window.shifts = [];
  new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((entry) => entry.value)))
    .observe({ type: "layout-shift", buffered: true });
}"""


@pytest.fixture
def story() -> Story:
    return settled(story_of_size(12))


@pytest.fixture
def opened(page: Page, live_server: Any, story: Story) -> Page:
    """The story's page with a clock that the test winds on, so that its own minute passes at once."""
    page.clock.install()
    page.goto(f"{live_server}/stories/{story.pk}/")
    page.evaluate("() => { window.same = true }")
    return page


def asks(page: Page) -> None:
    """A minute passes, and the page has had its answer."""
    with page.expect_response(lambda answer: "/updated/?since=" in answer.url):
        page.clock.run_for(MINUTE_MS)


def bound(page: Page) -> None:
    """The notice's link is htmx's: until then it is a plain link, which loads the page anew."""
    page.wait_for_function("() => document.querySelector('#arrivals a')['htmx-internal-data']")


def test_new_articles_are_announced_and_shown_without_a_reload(opened: Page, story: Story) -> None:
    notice = opened.locator("#arrivals")
    asks(opened)
    expect(notice).to_have_text("")
    new = [joins(story, minutes=minutes) for minutes in (1, 2)]
    asks(opened)
    expect(notice).to_have_text("2 new articles: show them")
    expect(opened.locator(".facts__total dd")).to_have_text("12")
    bound(opened)
    notice.get_by_role("link").click()
    expect(notice).to_have_text("")
    expect(opened.locator(".facts__total dd")).to_have_text("14")
    expect(opened.locator(".tabs [aria-current]")).to_contain_text("14")
    for article in new:
        expect(opened.locator("#sources")).to_contain_text(article.title)
    assert opened.evaluate("() => window.same")
    joins(story, minutes=3)
    asks(opened)
    expect(notice).to_have_text("1 new article: show it")


@pytest.mark.parametrize("read", ["h1", "#sources"])
def test_a_notice_moves_nothing_that_is_being_read(opened: Page, story: Story, read: str) -> None:
    opened.evaluate(SHIFTS)
    places = "() => ['h1', '.story__bar', '#sources'].map(at => document.querySelector(at).getBoundingClientRect().top)"
    opened.locator(read).evaluate("(element) => element.scrollIntoView()")
    before = opened.evaluate(places)
    joins(story, minutes=1)
    asks(opened)
    expect(opened.locator("#arrivals a")).to_have_count(1)
    assert opened.evaluate(places) == before
    assert opened.evaluate("() => window.shifts") == []


def test_the_keyboard_stays_where_the_notice_stood(opened: Page, story: Story) -> None:
    joins(story, minutes=1)
    asks(opened)
    link = opened.locator("#arrivals a")
    link.focus()
    kept = link.element_handle()
    asks(opened)
    assert kept is not None
    assert kept.evaluate("(element) => element.isConnected")  # the same words aren't said twice
    expect(link).to_be_focused()
    joins(story, minutes=2)
    asks(opened)
    expect(link).to_have_text("2 new articles: show them")
    expect(link).to_be_focused()
    bound(opened)
    scrolled = opened.evaluate("() => window.scrollY")
    opened.keyboard.press("Enter")
    expect(opened.locator("#updated")).to_be_focused()
    assert opened.evaluate("() => window.scrollY") == scrolled


def test_what_is_new_is_shown_in_the_reader_s_own_filter(opened: Page, story: Story) -> None:
    opened.locator(".tabs a", has_text="Right").click()
    expect(opened.locator(".tabs [aria-current]")).to_contain_text("Right")
    new = joins(story, minutes=1)
    asks(opened)
    expect(opened.locator("#arrivals a")).to_have_count(1)
    bound(opened)
    opened.locator("#arrivals a").click()
    expect(opened.locator("#sources")).to_contain_text(new.title)
    expect(opened.locator(".tabs [aria-current]")).to_contain_text("Right")


def test_without_javascript_a_reload_shows_what_is_new(browser: Browser, live_server: Any, story: Story) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{live_server}/stories/{story.pk}/")
    new = joins(story, minutes=1)
    plain.reload()
    expect(plain.locator("#sources")).to_contain_text(new.title)
    expect(plain.locator("#arrivals")).to_have_text("")
    context.close()


def test_an_open_page_of_a_merged_story_says_where_it_went_and_leads_there(opened: Page, story: Story) -> None:
    into = settled(story_of_size(3))
    Story.objects.filter(pk=story.pk).update(state="merged", merged_into=into)
    asks(opened)
    notice = opened.locator("#arrivals")
    expect(notice).to_have_text("This story is now part of another one: go there")
    notice.get_by_role("link").click()
    opened.wait_for_url(f"**/stories/{into.pk}/")
    expect(opened.locator(".facts__total dd")).to_have_text("3")
