"""A stranger's picture drawn anew, or refused; by values."""

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from stories.net.pictures import MAX_CROP_SHARE, MAX_SCANS, PictureError, crop, drawn, format_of, size_of

WIDTHS = (640, 1280)


def painted(size: tuple[int, int] = (1600, 900), form: str = "JPEG", mode: str = "RGB", **options: object) -> bytes:
    """A picture with a gradient, so that it is no single colour."""
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(out, form, **options)
    return out.getvalue()


def again(body: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(body))
    picture.load()
    return picture


def sizes(body: bytes) -> dict[int, tuple[int, int]]:
    return {width: again(copy).size for width, copy in drawn(body, WIDTHS).items()}


def png_claiming(wide: int, high: int) -> bytes:
    """A few bytes of PNG whose head says that it is so large."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP"])
def test_the_four_kinds_are_told_by_their_first_bytes_and_drawn_as_webp(form: str) -> None:
    body = painted(form=form)
    assert format_of(body) == form
    assert sizes(body) == {640: (640, 360), 1280: (1280, 720)}
    assert {again(copy).format for copy in drawn(body, WIDTHS).values()} == {"WEBP"}


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA", "1", "CMYK", "I;16"])
def test_every_way_of_holding_colours_becomes_plain_colours(mode: str) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    body = painted(form=form, mode=mode) if mode != "I;16" else _sixteen_bits()
    assert {again(copy).mode for copy in drawn(body, WIDTHS).values()} == {"RGB"}


def _sixteen_bits() -> bytes:
    out = io.BytesIO()
    Image.new("I;16", (800, 450), 40_000).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<!doctype html><script>alert(1)</script>",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"%PDF-1.7",
        b"BM" + bytes(100),
        b"II*\x00" + bytes(100),
        b"RIFF\x00\x00\x00\x00WAVE",
        b"\x00\x00\x00\x20ftypavif",
    ],
)
def test_anything_but_the_four_raster_kinds_is_refused_unread(body: bytes) -> None:
    assert format_of(body) == ""
    with pytest.raises(PictureError, match="not a JPEG"):
        drawn(body, WIDTHS)


@pytest.mark.parametrize(
    "body",
    [
        b"GIF89a=1;alert(1)//",
        b"GIF89a/*" + b"\x01" * 2000 + b"*/=1;alert(1)",
        b"\xff\xd8\xff\xe0<script>alert(1)</script>",
        b"RIFF\x10\x00\x00\x00WEBPVP8 <script>alert(1)</script>",
        painted()[:5000],
        painted(form="PNG")[:600],
    ],
)
def test_a_script_that_begins_like_a_picture_and_a_cut_picture_are_broken_pictures(body: bytes) -> None:
    with pytest.raises(PictureError):
        drawn(body, WIDTHS)


def test_what_hangs_behind_or_inside_a_picture_does_not_come_along() -> None:
    exif = Image.Exif()
    exif[0x010E] = "<script>alert('exif')</script>"
    exif[0x8825] = {1: "N"}
    body = painted(exif=exif, comment=b"<script>alert('comment')</script>") + b"<script>alert('behind')</script>"
    assert body.count(b"<script>") == 3
    for copy in drawn(body, WIDTHS).values():
        assert b"script" not in copy
        assert not again(copy).getexif()
        assert not {"exif", "icc_profile", "xmp", "comment"} & set(again(copy).info)


def test_a_picture_that_lies_on_its_side_is_set_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert again(drawn(painted((900, 1600), exif=exif), (640,))[640]).size == (640, 360)


def test_thirty_thousand_by_thirty_thousand_is_refused_before_decoding() -> None:
    with pytest.raises(PictureError, match="too many pixels"):
        drawn(png_claiming(30_000, 30_000), WIDTHS)


@pytest.mark.parametrize("size", [(12_001, 200), (5_001, 5_001)])
def test_the_cap_is_on_pixels_and_on_each_side(size: tuple[int, int]) -> None:
    with pytest.raises(PictureError, match="too many pixels"):
        drawn(png_claiming(*size), WIDTHS)


@pytest.mark.parametrize("size", [(1, 1), (1600, 99), (64, 64)])
def test_a_tracking_pixel_or_an_icon_is_no_lead_picture(size: tuple[int, int]) -> None:
    with pytest.raises(PictureError, match="too small"):
        drawn(painted(size, "PNG"), WIDTHS)


def test_a_jpeg_of_endless_scans_is_refused() -> None:
    with pytest.raises(PictureError, match="scans"):
        drawn(painted() + b"\xff\xda\x00\x08" * (MAX_SCANS + 1), WIDTHS)


def test_only_the_first_frame_of_a_moving_picture_is_drawn() -> None:
    frames = [Image.new("RGB", (800, 450), colour) for colour in ("red", "blue", "green")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=40)
    copy = again(drawn(out.getvalue(), (640,))[640])
    assert getattr(copy, "n_frames", 1) == 1
    red, green, blue = copy.getpixel((10, 10))
    assert red > 200 > 60 > max(green, blue)


def test_a_clear_picture_gets_white_behind_it() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (800, 450), (0, 0, 0, 0)).save(out, "PNG")
    assert again(drawn(out.getvalue(), (640,))[640]).getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("size", "wanted"),
    [
        ((1600, 900), (1280, 720)),
        ((1200, 800), (1200, 675)),  # 3:2 is cropped to 16:9
        ((1024, 768), (1024, 576)),  # 4:3 too
        ((1200, 630), (1120, 630)),  # what is made for social pages
        ((900, 1350), (480, 720)),  # a portrait stands whole
        ((3000, 600), (1280, 256)),  # a panorama lies whole
        ((800, 800), (720, 720)),  # a square stands whole
        ((320, 180), (320, 180)),  # never larger than it is
    ],
)
def test_a_picture_fills_the_frame_or_is_shown_whole(size: tuple[int, int], wanted: tuple[int, int]) -> None:
    assert again(drawn(painted(size, "PNG"), (1280,))[1280]).size == wanted


@given(st.integers(100, 700), st.integers(100, 700))
@settings(max_examples=20, deadline=None)
def test_a_copys_first_bytes_tell_its_size(wide: int, high: int) -> None:
    copy = drawn(painted((wide, high), "PNG"), (640,))[640]
    assert size_of(copy[:30]) == again(copy).size


@given(st.binary(max_size=40))
def test_other_bytes_tell_no_size(head: bytes) -> None:
    assert size_of(head) is None


@given(st.integers(100, 12_000), st.integers(100, 12_000))
def test_a_crop_lies_within_the_picture_and_loses_about_a_quarter_at_most(wide: int, high: int) -> None:
    left, top, right, bottom = crop(wide, high)
    assert 0 <= left < right <= wide
    assert 0 <= top < bottom <= high
    assert (right - left) * (bottom - top) >= (1 - MAX_CROP_SHARE) * wide * high


SAMPLES = [painted((320, 180), form) for form in ("JPEG", "PNG", "GIF", "WEBP")]


@given(
    st.sampled_from(SAMPLES), st.lists(st.tuples(st.integers(0, 10**6), st.binary(min_size=1, max_size=8)), max_size=6)
)
@settings(max_examples=150, deadline=None)
def test_a_damaged_picture_is_drawn_or_refused_and_nothing_else(body: bytes, damage: list[tuple[int, bytes]]) -> None:
    spoilt = bytearray(body)
    for place, with_what in damage:
        at = place % len(spoilt)
        spoilt[at : at + len(with_what)] = with_what
    try:
        copies = drawn(bytes(spoilt), (640,))
    except PictureError:
        return
    assert again(copies[640]).format == "WEBP"
