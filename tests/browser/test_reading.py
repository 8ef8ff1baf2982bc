"""A reader at a real browser reads a story, filters it and asks why, with and without JavaScript, large and small."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from stories.models import Story
from stories.scales import Lean
from tests import make
from tests.web.rows import article, counted, story_of, story_of_size
from tests.web.test_briefing import told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüsselanhänger" * 3


@pytest.fixture
def story() -> Story:
    return story_of_size(45)


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page of a browser with JavaScript off."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def stays(page: Page) -> None:
    """Marks the document, so that a reload shows. Until htmx is there, links load the page anew."""
    page.wait_for_function("() => window.htmx")
    page.evaluate("() => { window.same = true }")


def test_a_reader_comes_from_the_front_page_to_a_story_and_its_left(page: Page, live_server: Any, story: Story) -> None:
    page.goto(f"{live_server}/")
    page.locator(".lead-story__title a").click()
    expect(page.locator("h1")).to_have_text(story.title)
    expect(page.locator(".source")).to_have_count(20)
    stays(page)
    page.locator(".tabs a", has_text="Left").click()
    expect(page.locator(".tabs [aria-current]")).to_contain_text("Left")
    assert all("eft" in lean for lean in page.locator(".source .lean").all_text_contents())
    assert page.evaluate("() => window.same")
    assert page.url.endswith(f"/stories/{story.pk}/?side=left#sources")
    expect(page.locator(".tabs [aria-current]")).to_be_focused()


def test_the_way_back_leads_to_the_whole_list(page: Page, live_server: Any, story: Story) -> None:
    page.goto(f"{live_server}/stories/{story.pk}/")
    page.locator(".tabs a", has_text="Right").click()
    expect(page.locator(".tabs [aria-current]")).to_contain_text("Right")
    page.go_back()
    expect(page.locator(".tabs [aria-current]")).to_contain_text("All")
    expect(page.locator(".source")).to_have_count(20)


def test_more_coverage_comes_without_losing_what_is_there(page: Page, live_server: Any, story: Story) -> None:
    page.goto(f"{live_server}/stories/{story.pk}/")
    stays(page)
    page.get_by_role("link", name="More coverage").click()
    expect(page.locator(".source")).to_have_count(40)
    page.get_by_role("link", name="More coverage").click()
    expect(page.locator(".source")).to_have_count(45)
    expect(page.get_by_role("link", name="More coverage")).to_have_count(0)
    assert page.evaluate("() => window.same")


def test_why_an_article_is_here_opens_beside_it(page: Page, live_server: Any, story: Story) -> None:
    page.goto(f"{live_server}/stories/{story.pk}/")
    stays(page)
    first = page.locator(".report").first
    first.get_by_role("link", name="Why is this here?").click()
    expect(first.locator(".why")).to_be_visible()
    expect(page.locator(".why")).to_have_count(1)
    first.get_by_role("link", name="Why is this here?").click()
    expect(page.locator(".why")).to_have_count(0)
    assert page.evaluate("() => window.same")


def test_everything_works_without_javascript(plain: Page, live_server: Any, story: Story) -> None:
    plain.goto(f"{live_server}/stories/{story.pk}/")
    expect(plain.locator("[data-theme-switch]")).to_be_hidden()
    plain.locator(".tabs a", has_text="Left").click()
    assert all("eft" in lean for lean in plain.locator(".source .lean").all_text_contents())
    plain.goto(f"{live_server}/stories/{story.pk}/")
    plain.get_by_role("link", name="More coverage").click()
    expect(plain.locator(".source-list")).to_have_attribute("start", "21")
    plain.get_by_role("link", name="Why is this here?").first.click()
    expect(plain.locator(".why")).to_be_visible()
    expect(plain.locator("h1")).to_have_text("Why is this article in this story?")


def test_the_updated_time_refreshes_itself_and_rests_while_hidden(page: Page, live_server: Any, story: Story) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.install()
    page.goto(f"{live_server}/stories/{story.pk}/")
    page.clock.run_for(61_000)
    expect(page.locator("#updated")).to_be_visible()
    assert [url for url in asked if "/updated/?since=" in url]
    page.evaluate("() => Object.defineProperty(document, 'hidden', { get: () => true })")
    before = len(asked)
    page.clock.run_for(180_000)
    assert len(asked) == before


def test_the_theme_switch_holds_over_pages(page: Page, live_server: Any, story: Story) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{live_server}/stories/{story.pk}/")
    ground = "() => getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    switch = page.locator("[data-theme-switch]")
    expect(switch).to_have_text("Theme: auto")
    switch.click()
    switch.click()
    expect(switch).to_have_text("Theme: dark")
    dark = page.evaluate(ground)
    assert dark != light
    page.goto(f"{live_server}/")
    assert page.evaluate(ground) == dark
    switch.click()
    assert page.evaluate(ground) == light


def test_the_system_s_dark_theme_is_followed_without_javascript(browser: Browser, live_server: Any) -> None:
    grounds = []
    for theme in ("light", "dark"):
        context = browser.new_context(color_scheme=theme)
        page = context.new_page()
        page.goto(f"{live_server}/method/")
        grounds.append(page.evaluate("() => getComputedStyle(document.body).backgroundColor"))
        context.close()
    assert grounds[0] != grounds[1]


def test_a_printed_page_is_dark_on_white_in_every_theme(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server}/method/")
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("() => { document.documentElement.dataset.theme = 'dark' }")
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("() => getComputedStyle(document.body).color") == "rgb(27, 25, 20)"
    expect(page.locator(".masthead__nav")).to_be_hidden()


def test_on_paper_the_whole_summary_is_there(page: Page, live_server: Any) -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT, Lean.CENTER, Lean.LEFT, Lean.RIGHT)
    told(story)
    page.goto(f"{live_server}{story.get_absolute_url()}")
    last = page.locator(".summary .quotation__text").last
    expect(last).to_be_hidden()
    page.emulate_media(media="print")
    expect(last).to_be_visible()
    expect(page.locator(".quotations__rest > summary")).to_be_hidden()


def test_marked_words_and_sides_are_seen_where_the_readers_own_colours_hold(browser: Browser, live_server: Any) -> None:
    words = ["pier", "ferry", "harbour"]
    rows = [
        article(make.outlet(lean=lean), f"Council closes the old pier, says the {word} union")
        for lean, word in zip((Lean.LEFT, Lean.CENTER, Lean.RIGHT), words, strict=True)
    ]
    story = counted(make.story(*rows))
    context = browser.new_context(forced_colors="active", color_scheme="dark")
    page = context.new_page()
    page.goto(f"{live_server}{story.get_absolute_url()}")
    colour = "each => [getComputedStyle(each).color, getComputedStyle(document.body).backgroundColor]"
    word, ground = page.locator(".columns mark.word").first.evaluate(colour)
    assert word != ground
    letter = "each => getComputedStyle(each).backgroundColor"
    left, right = (page.locator(f".legend .side-{side} .letter").evaluate(letter) for side in ("left", "right"))
    assert left != right
    context.close()


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_nothing_scrolls_sideways(page: Page, live_server: Any, width: int) -> None:
    outlets = [make.outlet(f"{LONG} {i}"[:200], lean=lean) for i, lean in enumerate([Lean.LEFT, Lean.RIGHT, ""])]
    titles = [
        LONG,
        "앤셀항의회낡은여객선부두를오월말에폐쇄하기로의결" * 4,
        "المجلس يصوّت على إغلاق رصيف العبّارات القديم " * 4,
    ]
    rows = [article(outlet, title) for outlet, title in zip(outlets, titles, strict=True)]
    long = counted(make.story(*rows))
    article_page = f"/stories/{long.pk}/articles/{rows[0].pk}/"
    page.set_viewport_size({"width": width, "height": 800})
    for path in (
        "/",
        f"/stories/{long.pk}/",
        article_page,
        outlets[0].get_absolute_url(),
        "/outlets/",
        "/blindspots/",
        "/method/",
        "/nowhere/",
    ):
        page.goto(f"{live_server}{path}")
        wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, path


def test_the_keyboard_reaches_the_content_first(page: Page, live_server: Any, story: Story) -> None:
    page.goto(f"{live_server}/stories/{story.pk}/")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_headline_of_markup_runs_nothing(page: Page, live_server: Any) -> None:
    nasty = "<img src=x onerror='window.ran=1'><script>window.ran=1</script>"
    row = article(make.outlet(nasty, note=nasty), nasty, text=f"{nasty}.", address="javascript:window.ran=1")
    found = counted(make.story(row))
    for path in (
        "/",
        f"/stories/{found.pk}/",
        row.outlet.get_absolute_url(),
        f"/stories/{found.pk}/articles/{row.pk}/",
    ):
        page.goto(f"{live_server}{path}")
        assert page.evaluate("() => window.ran") is None, path
        assert page.locator("a[href^='javascript']").count() == 0, path


def test_no_page_breaks_the_content_security_policy(page: Page, live_server: Any, story: Story) -> None:
    page.add_init_script(
        "window.broken = [];"
        "document.addEventListener('securitypolicyviolation', event => broken.push(event.violatedDirective))"
    )
    outlet = story.memberships.first().article.outlet
    for path in (
        "/",
        f"/stories/{story.pk}/",
        outlet.get_absolute_url(),
        "/outlets/",
        "/blindspots/",
        "/method/",
        "/nowhere/",
    ):
        page.goto(f"{live_server}{path}")
        assert page.evaluate("() => window.broken") == [], path
    page.goto(f"{live_server}/stories/{story.pk}/")
    page.locator(".tabs a", has_text="Left").click()
    expect(page.locator(".tabs [aria-current]")).to_contain_text("Left")
    assert page.evaluate("() => window.broken") == []
