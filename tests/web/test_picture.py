"""A story's lead picture: which one, how it is shown, and how its copies are kept."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from stories.net.answers import Fetched
from stories.web import picture_store
from stories.web.picture import WIDTHS, PictureRow, chosen
from stories.web.picture_proxy import brought
from tests import make
from tests.net.origin import World, plain, says
from tests.web.pictures import CAPTION, CREDIT, SOURCE, asked, href, painted, pictured, story_with
from tests.web.reading import one, page, words
from tests.web.rows import article

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]


def test_a_story_shows_its_picture_with_caption_and_credit_in_a_kept_place() -> None:
    row = pictured()
    figure = one(page(story_with(row).get_absolute_url()), "figure.picture")
    image = one(figure, "img")
    assert image.get("src") == href(row)
    assert image.get("srcset") == f"{href(row, 640)} 640w, {href(row, 1280)} 1280w"
    assert (image.get("width"), image.get("height"), image.get("loading")) == ("1280", "720", "lazy")
    assert words(one(figure, ".picture__caption")) == CAPTION  # said once: not in the text equivalent as well
    assert image.get("alt") == "Picture with The Lantern's article"
    assert words(one(figure, ".picture__credit")) == f"Picture: {CREDIT}, from The Lantern"


def test_no_page_names_an_outlets_picture_address() -> None:
    story = story_with(pictured())
    for place in ("/", story.get_absolute_url()):
        assert b"pictures.example" not in Client().get(place).content


@pytest.mark.parametrize(
    ("size", "kept"),
    [((1600, 900), ("1280", "720")), ((900, 1400), ("1280", "720")), ((3000, 600), ("1280", "256"))],
)
def test_a_panorama_that_is_here_gets_a_place_of_its_own_shape(
    world: World, size: tuple[int, int], kept: tuple[str, str]
) -> None:
    world.origin.routes["/pier.jpg"] = says(plain(painted(size)))
    row = pictured()
    story = story_with(row)
    assert one(page(story.get_absolute_url()), "figure.picture img").get("height") == "720"
    asked(world, row)
    image = one(page(story.get_absolute_url()), "figure.picture img")
    assert (image.get("width"), image.get("height")) == kept
    assert ("picture__image--panorama" in image.get("class")) == (kept[1] != "720")


def test_the_front_pages_first_story_shows_its_picture() -> None:
    row = pictured()
    story_with(row)
    assert one(page("/"), ".lead-story img").get("src") == href(row)


def test_the_headlines_picture_comes_first_and_is_credited_to_its_outlet_where_it_names_nobody() -> None:
    named = pictured(make.outlet("The Lantern"), image_credit="", image_caption="")
    earlier = pictured(make.outlet("Pier News"), published_at=make.NOW - timedelta(hours=3))
    figure = one(page(story_with(named, earlier).get_absolute_url()), "figure.picture")
    assert words(figure) == "Picture from The Lantern"
    assert one(figure, "img").get("alt") == "Picture with The Lantern's article"


def test_else_it_is_the_earliest_credited_one_of_independent_news() -> None:
    ago = [make.NOW - timedelta(hours=hours) for hours in range(7)]
    republisher = make.outlet(kind="republisher")
    rows = [
        article(make.outlet(), published_at=ago[0]),
        pictured(republisher, published_at=ago[6]),
        pictured(origin=("wire", "Harbour Wire"), of=make.outlet("Copying Post"), published_at=ago[5]),
        pictured(make.outlet("Opinions"), genre="opinion", published_at=ago[4]),
        pictured(make.outlet("Nobody's"), image_credit=" ", published_at=ago[3]),
        pictured(make.outlet("The Second"), published_at=ago[2]),
        pictured(make.outlet("The Third"), published_at=ago[1]),
    ]
    figure = one(page(story_with(*rows).get_absolute_url()), "figure.picture")
    assert words(one(figure, ".picture__credit")).endswith("from The Second")


@pytest.mark.parametrize(
    "fields",
    [
        {"image_address": ""},
        {"removed_at": make.NOW},
        {"origin": ("wire", "Harbour Wire")},
        {"origin": ("republished", "The Lantern")},
    ],
)
def test_a_headline_with_a_copied_text_or_without_a_picture_lends_none(fields: dict[str, Any]) -> None:
    story = story_with(pictured(**fields), article(make.outlet()))
    assert not page(story.get_absolute_url()).cssselect("figure.picture")


def test_a_republishers_picture_is_never_shown() -> None:
    story = story_with(pictured(make.outlet(kind="republisher")))
    assert not page(story.get_absolute_url()).cssselect("figure.picture")


def test_without_the_setting_pages_show_no_picture_and_none_is_served(settings: Any, world: World) -> None:
    row = pictured()
    settings.PICTURES = False
    assert not page(story_with(row).get_absolute_url()).cssselect("img")
    assert asked(world, row).status_code == 403
    assert world.looked_up == []


def test_a_hostile_caption_is_text() -> None:
    row = pictured(image_caption='"><script>alert(1)</script>', image_credit="<img src=x onerror=alert(1)>")
    tree = page(story_with(row).get_absolute_url())
    assert words(one(tree, ".picture__caption")) == '"><script>alert(1)</script>'
    assert not tree.cssselect("figure script, figure [onerror]")


def test_a_very_long_caption_is_cut_at_a_word() -> None:
    figure = one(page(story_with(pictured(image_caption="pier " * 400)).get_absolute_url()), "figure.picture")
    assert words(one(figure, ".picture__caption")) == "pier " * 48 + "…"


rows_of_pictures = st.lists(
    st.builds(
        PictureRow, st.integers(1, 9), st.sampled_from(["", SOURCE]), st.just(""), st.sampled_from(["", " ", "A"])
    ),
    unique_by=lambda row: row.article_id,
)


@given(rows_of_pictures, st.permutations(range(1, 10)), st.integers(1, 9))
def test_a_chosen_picture_has_an_address_and_a_credit_or_is_the_headlines(
    rows: list[PictureRow], order: list[int], title: int
) -> None:
    found = chosen(order, rows, title)
    fit = [row for row in rows if row.address and (row.credit.strip() or row.article_id == title)]
    assert (found is None) == (not fit)
    assert found is None or found == min(fit, key=lambda row: order.index(row.article_id))


def test_one_fetch_serves_both_widths_and_everyone_after(world: World) -> None:
    row = pictured()
    for width in (*WIDTHS, *WIDTHS):
        assert asked(world, row, width).status_code == 200
    assert len(world.origin.heads) == 1


def test_a_reader_who_has_the_copy_gets_304_with_the_same_sandbox(world: World) -> None:
    row = pictured()
    first = asked(world, row)
    again = asked(world, row, **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert asked(world, row, **{"if-none-match": '"another"'}).status_code == 200


def test_a_failure_is_remembered_for_an_hour_and_the_page_leaves_the_picture_out(world: World) -> None:
    row = pictured()
    world.origin.routes["/pier.jpg"] = says(plain(b"no", status="404 Not Found"))
    assert [asked(world, row).status_code for _ in range(3)] == [404, 404, 404]
    assert len(world.origin.heads) == 1
    assert not page(story_with(row).get_absolute_url()).cssselect("figure.picture")
    assert not picture_store.failed_lately(SOURCE, make.NOW + timedelta(hours=2))


def test_two_readers_at_once_cause_one_fetch() -> None:
    fetched: list[str] = []

    def slow(url: str, *, policy: Any, now: Any) -> Fetched:
        fetched.append(url)
        time.sleep(0.3)
        return Fetched(200, url, body=painted())

    with ThreadPoolExecutor(2) as pool:
        copies = list(pool.map(lambda width: brought(SOURCE, width, make.NOW, slow), WIDTHS))
    assert all(copies)
    assert fetched == [SOURCE]


def test_a_third_reader_does_not_wait_while_two_do() -> None:
    begun, done = threading.Semaphore(0), threading.Event()

    def held(url: str, *, policy: Any, now: Any) -> Fetched:
        begun.release()
        done.wait(5)
        return Fetched(200, url, body=painted())

    with ThreadPoolExecutor(2) as pool:
        waiting = [pool.submit(brought, f"{SOURCE}?{number}", 640, make.NOW, held) for number in range(2)]
        assert all(begun.acquire(timeout=5) for _ in waiting)
        assert brought(f"{SOURCE}?3", 640, make.NOW, held) is None
        done.set()
        assert all(each.result(timeout=5) for each in waiting)
    assert not picture_store.failed_lately(f"{SOURCE}?3", make.NOW)


def test_the_folder_stays_under_its_cap_and_the_longest_unseen_goes_first(settings: Any) -> None:
    settings.PICTURES_CAP_MB = 1
    addresses = [f"http://pictures.example/{number}.jpg" for number in range(6)]
    for number, each in enumerate(addresses[:4]):
        picture_store.keep(each, {640: b"x" * 240_000}, make.NOW + timedelta(minutes=number))
    later = make.NOW + timedelta(hours=3)
    assert picture_store.kept(addresses[0], 640, later)  # seen again: no longer the oldest
    picture_store.keep(addresses[4], {640: b"x" * 240_000}, later)
    left = [number for number, each in enumerate(addresses) if picture_store.kept(each, 640, later)]
    assert left == [0, 3, 4]
