"""A lead picture in a real browser: whatever shape comes, nothing moves, and no outlet hears of the reader."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page

from stories.models import Story
from tests import make
from tests.net.origin import Origin, origin_running, plain, says
from tests.web.rows import article, counted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOVED = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value }))
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 300);
})"""
PLACE = "image => [image.clientWidth, image.clientHeight]"


@pytest.fixture
def origin(settings: Any, tmp_path: Path) -> Iterator[Origin]:
    """An outlet's server on this machine."""
    settings.DATA_DIR = tmp_path
    settings.PAGE_CACHE = False
    with origin_running() as running:
        settings.FETCH_ALLOWED_HOSTS = [f"127.0.0.1:{running.port}"]
        yield running


def painted(size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def story_with(origin: Origin, body: bytes) -> Story:
    origin.routes["/pier.jpg"] = says(plain(body, "Content-Type: image/jpeg"))
    named = {"image_address": f"http://127.0.0.1:{origin.port}/pier.jpg", "image_credit": "Mara Lind"}
    return counted(make.story(article(make.outlet(), **named), article(make.outlet())))


@pytest.mark.parametrize("size", [(1600, 900), (700, 1400), (3000, 600), (900, 900), (300, 170)])
def test_nothing_moves_when_a_picture_comes_at_the_first_and_at_a_later_look(
    page: Page, live_server: Any, origin: Origin, size: tuple[int, int]
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    address = f"{live_server}{story_with(origin, painted(size)).get_absolute_url()}"
    for _ in range(2):
        page.goto(address, wait_until="networkidle")
        picture = page.locator(".picture__image")
        assert picture.evaluate("image => image.complete && image.naturalWidth > 1")
        assert page.evaluate(MOVED) == 0
        wide, high = picture.evaluate(PLACE)
        assert high <= wide * 9 / 16 + 1
    assert all(url.startswith(str(live_server)) for url in asked)
    assert len(origin.heads) == 1


def test_a_script_that_came_as_a_picture_does_not_run_and_its_place_stays_empty(
    page: Page, live_server: Any, origin: Origin
) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="top.ran=1"><script>top.ran=1</script></svg>'
    story = story_with(origin, svg)
    page.goto(f"{live_server}{story.get_absolute_url()}", wait_until="networkidle")
    source = page.locator(".picture__image").get_attribute("src")
    assert page.evaluate("() => window.ran") is None
    assert page.evaluate(MOVED) == 0
    assert b"svg" not in page.request.get(f"{live_server}{source}").body()
    page.goto(f"{live_server}{story.get_absolute_url()}")
    assert page.locator("figure.picture").count() == 0
