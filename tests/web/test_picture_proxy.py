"""The address of a picture: signed and guarded (S-12), and only our own raster picture comes out of it (X-10)."""

import io
from typing import Any

import pytest
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from stories.models import Article
from stories.net.answers import Fetched, FetchError
from stories.web.picture import WIDTHS, is_signed, signature
from stories.web.picture_proxy import DEADLINE_S, MAX_BYTES, NOTHING, picture
from tests import make
from tests.net.origin import World, plain, says
from tests.web.pictures import asked, painted, pictured

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]


def refused(answer: Any, world: World) -> None:
    assert answer.status_code == 403
    assert (world.looked_up, world.connects) == ([], [])


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
