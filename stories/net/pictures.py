"""A stranger's picture drawn anew: bytes in, our own WebP bytes out. Pure; nothing of the original file survives.

What a file is, is told by its first bytes, never by its name or type. Its size is read and bounded before a single
pixel is decoded. Metadata, colour profiles, further frames and whatever hangs behind the picture are left out.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence

from PIL import Image, ImageOps

# At 24 MP, what cameras make, an RGBA bitmap takes 100 MB; docs/decisions/0010-pictures.md
MAX_PIXELS = 25_000_000
MAX_SIDE = 12_000
MIN_SIDE = 100  # below: an icon or a tracking pixel, nothing to lead a page with
MAX_SCANS = 30  # a progressive JPEG has about ten; each costs a pass over the whole picture
FRAME = (16, 9)  # the place that pages keep
MAX_CROP_SHARE = 0.26  # a 4:3 picture fills the frame; taller and wider ones are shown whole
FROM_TOP_SHARE = 0.4  # of what is cropped in height: faces are in the upper half
QUALITY = 78
GROUND = "#ffffff"  # behind transparent pictures, which are mostly drawn for white pages

# What a hostile file makes Pillow raise (its readers are not uniform); anything else is a fault of ours.
_UNREADABLE = (
    *(OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, AttributeError),
    *(OverflowError, ZeroDivisionError, MemoryError, struct.error),
)


class PictureError(ValueError):
    """Bytes that are no picture we draw; the words say why."""


def format_of(body: bytes) -> str:
    """JPEG, PNG, GIF or WEBP by the first bytes; '' for anything else, SVG and HTML among it."""
    if body.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if body.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if body.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    return "WEBP" if body.startswith(b"RIFF") and body[8:12] == b"WEBP" else ""


def drawn(body: bytes, widths: Sequence[int]) -> dict[int, bytes]:
    """The picture as WebP for each width, never larger than it is; raises PictureError.

    A picture near 16:9 is cropped to it, another is made to fit into that frame whole.
    """
    kind = format_of(body)
    if not kind:
        raise PictureError("not a JPEG, PNG, GIF or WebP picture")
    if kind == "JPEG" and body.count(b"\xff\xda") > MAX_SCANS:
        raise PictureError("a JPEG of too many scans")
    try:
        picture = _flat(_opened(body, kind, max(widths)))
        return {width: _sized(picture, width) for width in widths}
    except PictureError:
        raise
    except Image.DecompressionBombError as error:  # Pillow's own cap, far above ours, speaks first
        raise PictureError("a picture of too many pixels") from error
    except _UNREADABLE as error:
        raise PictureError("a broken picture") from error


def _opened(body: bytes, kind: str, width: int) -> Image.Image:
    """The first frame, decoded; its size is refused before that."""
    picture = Image.open(io.BytesIO(body), formats=[kind])
    wide, high = picture.size
    if wide * high > MAX_PIXELS or max(wide, high) > MAX_SIDE:
        raise PictureError("a picture of too many pixels")
    if min(wide, high) < MIN_SIDE:
        raise PictureError("a picture too small to show")
    if kind == "JPEG":  # decodes at a half, a quarter or an eighth where that is enough
        picture.draft("RGB", (width * 2, width * 2))
    picture.load()
    return ImageOps.exif_transpose(picture)


def _flat(picture: Image.Image) -> Image.Image:
    """Plain red, green and blue: no transparency, no palette, no metadata."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        ground = Image.new("RGBA", clear.size, GROUND)
        return _cropped(Image.alpha_composite(ground, clear).convert("RGB"))
    return _cropped(picture.convert("RGB"))


def _cropped(picture: Image.Image) -> Image.Image:
    wide, high = picture.size
    left, top, right, bottom = crop(wide, high)
    return picture.crop((left, top, right, bottom))


def crop(wide: int, high: int) -> tuple[int, int, int, int]:
    """The box (left, top, right, bottom) that is shown: 16:9 where that loses about a quarter at most, else all."""
    across, down = FRAME
    keep_wide, keep_high = min(wide, high * across // down), min(high, wide * down // across)
    if 1 - keep_wide * keep_high / (wide * high) > MAX_CROP_SHARE:
        return 0, 0, wide, high
    left, top = (wide - keep_wide) // 2, int((high - keep_high) * FROM_TOP_SHARE)
    return left, top, left + keep_wide, top + keep_high


def size_of(head: bytes) -> tuple[int, int] | None:
    """Width and height of a picture drawn here, from its first 30 bytes; None for anything else.

    Source: RFC 9649, 2.5, and RFC 6386, 9.1: a simple lossy WebP.
    """
    if len(head) < 30 or head[12:16] != b"VP8 " or head[23:26] != b"\x9d\x01\x2a":
        return None
    wide, high = struct.unpack("<HH", head[26:30])
    return wide & 0x3FFF, high & 0x3FFF


def _sized(picture: Image.Image, width: int) -> bytes:
    copy = picture.copy()
    copy.thumbnail((width, width * FRAME[1] // FRAME[0]), Image.Resampling.LANCZOS)
    copy.info.clear()
    out = io.BytesIO()
    copy.save(out, "WEBP", quality=QUALITY, method=4)
    return out.getvalue()
