"""A story's lead picture: which one, how it is shown, and the signed and guarded address of our copy."""

import io
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from stories.models import Article, Story
from stories.net.answers import Fetched, FetchError
from stories.net.fetch import fetch
from stories.web import picture_store
from stories.web.picture import WIDTHS, PictureRow, address, chosen, is_signed, signature
from stories.web.picture_proxy import DEADLINE_S, MAX_BYTES, NOTHING, brought, picture
from tests import make
from tests.net.origin import World, origin_running, plain, says
from tests.web.reading import one, page, words
from tests.web.rows import article, counted

pytestmark = pytest.mark.django_db

SOURCE = "http://pictures.example/pier.jpg"
CAPTION = "The ferry pier of Port Ansel on Tuesday."
CREDIT = "Mara Lind / Harbour Pictures"


def painted(size: tuple[int, int] = (1600, 900), form: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, form)
    return out.getvalue()


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    settings.PAGE_CACHE = False


@pytest.fixture
def world() -> Iterator[World]:
    with origin_running() as origin:
        origin.routes["/pier.jpg"] = says(plain(painted(), "Content-Type: image/jpeg"))
        yield World(origin)


def pictured(of: Any = None, **fields: Any) -> Article:
    shown = {"image_address": SOURCE, "image_caption": CAPTION, "image_credit": CREDIT}
    return article(of or make.outlet("The Lantern"), **shown | fields)


def story_with(*rows: Article) -> Story:
    return counted(make.story(*rows))


def href(row: Article, width: int = 1280) -> str:
    return address(PictureRow(row.pk, row.image_address, "", ""), width)


def asked(world: World, row: Article, width: int = 1280, *, s: str | None = None, **headers: str) -> Any:
    """The answer of the picture's address in this world; `s` instead of the right signature."""
    query = {"s": signature(row.pk, width, row.image_address) if s is None else s}
    request = RequestFactory().get(f"/pictures/{row.pk}/{width}/", query, headers=headers)
    return picture(request, row.pk, width, fetch=partial(fetch, doors=world.doors))


def refused(answer: Any, world: World) -> None:
    assert answer.status_code == 403
    assert (world.looked_up, world.connects) == ([], [])


# --- which picture, and how it is shown ---


def test_a_story_shows_its_picture_with_caption_and_credit_in_a_kept_place() -> None:
    row = pictured()
    figure = one(page(story_with(row).get_absolute_url()), "figure.picture")
    image = one(figure, "img")
    assert image.get("src") == href(row)
    assert image.get("srcset") == f"{href(row, 640)} 640w, {href(row, 1280)} 1280w"
    assert (image.get("width"), image.get("height"), image.get("loading")) == ("1280", "720", "lazy")
    assert image.get("alt") == words(one(figure, ".picture__caption")) == CAPTION
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
    refused(asked(world, row), world)


def test_a_hostile_caption_is_text() -> None:
    row = pictured(image_caption='"><script>alert(1)</script>', image_credit="<img src=x onerror=alert(1)>")
    tree = page(story_with(row).get_absolute_url())
    assert one(tree, "figure.picture img").get("alt") == '"><script>alert(1)</script>'
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


# --- the signature and the guard (S-12) ---


@given(st.integers(1, 10**9), st.sampled_from(WIDTHS), st.text(min_size=1), st.text(max_size=50))
def test_a_signature_holds_for_its_own_picture_alone(number: int, width: int, source: str, other: str) -> None:
    right = signature(number, width, source)
    assert is_signed(right, number, width, source)
    assert not is_signed(right, number + 1, width, source)
    assert not is_signed(right, number, width + 1, source)
    assert not is_signed(right, number, width, source + "x")
    assert not is_signed(other, number, width, source)


@pytest.mark.parametrize("s", ["", "0" * 40, "é", "x" * 5000])
@pytest.mark.parametrize("known", ["", "*", '"abc"'])
def test_unsigned_and_wrongly_signed_are_403_before_any_look_up_and_never_304(world: World, s: str, known: str) -> None:
    row = pictured()
    assert asked(world, row).status_code == 200  # kept here already: that must not help
    world.looked_up.clear()
    world.connects.clear()
    refused(asked(world, row, s=s, **({"if-none-match": known} if known else {})), world)


def test_a_signature_replayed_for_another_picture_is_403(world: World) -> None:
    one_row, other = pictured(), pictured(image_address="http://other.example/x.jpg")
    refused(asked(world, other, s=signature(one_row.pk, 1280, one_row.image_address)), world)
    refused(asked(world, other, s=signature(other.pk, 1280, one_row.image_address)), world)
    refused(asked(world, other, s=signature(other.pk, 640, other.image_address)), world)


def test_a_width_that_no_page_names_is_403_though_rightly_signed(world: World) -> None:
    refused(asked(world, pictured(), 5000), world)


def test_a_changed_or_removed_picture_ends_its_old_address(world: World) -> None:
    row = pictured()
    old = signature(row.pk, 1280, row.image_address)
    assert asked(world, row, s=old).status_code == 200
    world.looked_up.clear()
    world.connects.clear()
    Article.objects.filter(pk=row.pk).update(removed_at=make.NOW)
    refused(asked(world, row, s=old), world)
    Article.objects.filter(pk=row.pk).update(removed_at=None, image_address="http://pictures.example/new.jpg")
    refused(asked(world, row, s=old), world)


@pytest.mark.parametrize(
    "source",
    [
        "http://127.0.0.1/x.jpg",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/x.jpg",
        "http://2130706433/x.jpg",
        "http://localhost/x.jpg",
        "http://db.internal/x.jpg",
        "http://pictures.example:22/x.jpg",
        "file:///etc/passwd",
        "ftp://pictures.example/x.jpg",
        "data:image/png;base64,AAAA",
        "http://user@pictures.example/x.jpg",
    ],
)
def test_a_signed_address_inside_or_of_a_wrong_form_is_403_before_any_look_up(world: World, source: str) -> None:
    row = pictured(image_address=source)
    refused(asked(world, row), world)
    refused(asked(world, row, **{"if-none-match": "*"}), world)


def test_a_name_or_a_redirect_that_leads_inside_is_403_and_never_dialled(world: World) -> None:
    world.names["rebound.example"] = [["10.0.0.8"]]
    row = pictured(image_address="http://rebound.example/x.jpg")
    assert asked(world, row).status_code == 403
    assert world.connects == []
    world.origin.routes["/to"] = says(plain(b"", "Location: http://169.254.169.254/", status="302 Found"))
    away = pictured(image_address="http://pictures.example/to")
    assert asked(world, away).status_code == 403
    assert len(world.connects) == 1


# --- what is served (X-10) ---


@pytest.mark.parametrize("width", WIDTHS)
def test_a_picture_is_served_as_our_own_webp_in_a_sandbox(world: World, width: int) -> None:
    answer = asked(world, pictured(), width)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert Image.open(io.BytesIO(answer.content)).size == (width, width * 9 // 16)
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "public, max-age=86400"


def test_the_sandbox_survives_the_sites_own_headers() -> None:
    for answer in (Client().get("/pictures/1/640/"), Client().get("/pictures/1/640/?s=no")):
        assert answer.status_code == 403
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert not answer.cookies


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/html", b"<!doctype html><script>alert(1)</script>"),
        ("image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("image/gif", b"GIF89a=1;alert(1)//"),
        ("image/jpeg", b""),
        ("", b"alert(1)"),
    ],
)
def test_what_is_no_picture_is_an_empty_place_and_never_its_own_bytes(world: World, kind: str, body: bytes) -> None:
    world.origin.routes["/pier.jpg"] = says(plain(body, *([f"Content-Type: {kind}"] if kind else [])))
    answer = asked(world, pictured())
    assert (answer.status_code, answer["Content-Type"], answer.content) == (404, "image/gif", NOTHING)
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("kind", ["", "Content-Type: text/html", "Content-Type: image/svg+xml"])
def test_a_picture_is_one_by_its_bytes_whatever_it_is_called(world: World, kind: str) -> None:
    polyglot = painted(form="GIF") + b"/*<script>alert(1)</script>*/"
    world.origin.routes["/pier.jpg"] = says(plain(polyglot, *([kind] if kind else [])))
    answer = asked(world, pictured())
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert b"script" not in answer.content


def test_two_gigabytes_are_not_read(world: World) -> None:
    world.origin.routes["/pier.jpg"] = says(plain(painted(), "Content-Type: image/jpeg", length=2 * 10**9))
    assert asked(world, pictured()).status_code == 404


def test_a_fetch_is_asked_for_with_its_bounds() -> None:
    bounds = []

    def fake(url: str, *, policy: Any, now: Any) -> Fetched:
        bounds.append((policy.total_deadline_s, policy.max_bytes))
        raise FetchError("timeout")

    row = pictured()
    request = RequestFactory().get("/x", {"s": signature(row.pk, 640, row.image_address)})
    assert picture(request, row.pk, 640, fetch=fake).status_code == 404
    assert bounds == [(DEADLINE_S, MAX_BYTES)]
    assert (DEADLINE_S, MAX_BYTES) == (4.0, 10_000_000)


# --- kept copies ---


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
