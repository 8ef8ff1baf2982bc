"""Bodies out of their transfer form, within a cap: a bomb is left off where it passes the cap, not after. Pure."""

from __future__ import annotations

import zlib
from typing import Protocol

from stories.net.answers import FetchError

ACCEPT_ENCODING = "gzip, deflate"
MAX_CODINGS = 2
MAX_GZIP_MEMBERS = 64
_GZIP_BITS, _ZLIB_BITS, _RAW_BITS = 31, 15, -15


class Decoder(Protocol):
    """Takes the body in pieces and gives it back decoded; never more than its cap in all."""

    def feed(self, piece: bytes) -> bytes:
        """The decoded bytes of this piece; raises FetchError too_large or bad_response."""


class Plain:
    """A body without a coding."""

    def __init__(self, max_bytes: int) -> None:
        self.left = max_bytes

    def feed(self, piece: bytes) -> bytes:
        """The piece itself while the cap lasts."""
        self.left -= len(piece)
        if self.left < 0:
            raise FetchError("too_large")
        return piece


class Inflated:
    """A gzip (also of several members) or deflate (zlib or raw) body."""

    def __init__(self, max_bytes: int, bits: int) -> None:
        self.left = max_bytes
        self.bits = bits
        self.members = 0
        self.engine = zlib.decompressobj(bits)
        self.started = False

    def feed(self, piece: bytes) -> bytes:
        """The inflated bytes; asks zlib for one byte over the cap at most, so a bomb never unfolds."""
        out = bytearray()
        while piece:
            out += self._inflate(piece)
            if len(out) > self.left:
                raise FetchError("too_large")
            piece = self._next_member() if self.engine.eof else b""
        self.left -= len(out)
        return bytes(out)

    def _inflate(self, piece: bytes) -> bytes:
        try:
            return self.engine.decompress(piece, self.left + 1)
        except zlib.error as error:
            if self.bits != _ZLIB_BITS or self.started:
                raise FetchError("bad_response", "The answer's compression is broken.") from error
        finally:
            self.started = True
        # "deflate" should be zlib's form; some servers send it raw, which shows at the first byte
        self.bits, self.engine = _RAW_BITS, zlib.decompressobj(_RAW_BITS)
        return self._inflate(piece)

    def _next_member(self) -> bytes:
        rest = self.engine.unused_data
        self.members += 1
        if self.bits != _GZIP_BITS or self.members >= MAX_GZIP_MEMBERS or not rest.startswith(b"\x1f\x8b"):
            return b""
        self.engine = zlib.decompressobj(self.bits)
        return rest


class Chain:
    """Two codings, the last applied first."""

    def __init__(self, outer: Decoder, inner: Decoder) -> None:
        self.outer, self.inner = outer, inner

    def feed(self, piece: bytes) -> bytes:
        """The piece through both."""
        return self.inner.feed(self.outer.feed(piece))


def decoder(content_encoding: str, max_bytes: int) -> Decoder:
    """What undoes a Content-Encoding header within the cap; raises FetchError for unknown or more than two codings."""
    names = [name for part in content_encoding.split(",") if (name := part.strip().lower()) not in ("", "identity")]
    if len(names) > MAX_CODINGS or any(name not in ("gzip", "x-gzip", "deflate") for name in names):
        raise FetchError("bad_response", "The answer is compressed in a way that was not asked for.")
    engines = [Inflated(max_bytes, _ZLIB_BITS if name == "deflate" else _GZIP_BITS) for name in names]
    if not engines:
        return Plain(max_bytes)
    return engines[0] if len(engines) == 1 else Chain(engines[1], engines[0])
