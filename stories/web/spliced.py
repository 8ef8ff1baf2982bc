"""A page compressed once, into which each reader's own parts are put without compressing the rest again.

Raw deflate that ends with a full flush ends on a whole byte and is looked back at by nothing after it, so that such
pieces stand one after another in one gzip (RFC 1951, 1952). What a reader's own part holds is compressed by itself:
its length can't say whether the same words are elsewhere in the page.
"""

from __future__ import annotations

import gzip
import json
import secrets
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Self

LEVEL: Final = 6
MOST_CHANCE_BYTES: Final = 100
HEAD: Final = b"\x1f\x8b\x08\x08\x00\x00\x00\x00\x00\xff"  # gzip with a name, no time, no system
POLYNOMIAL: Final = 0xEDB88320  # of gzip's CRC-32, mirrored
ONE: Final = 1 << 31  # x to the power of 0 in the same notation


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a page that all readers share. shift: what moves a CRC past as many bytes as this has.

    name: of the place before it, '' for one without a name and for the first piece.
    """

    deflated: bytes
    size: int
    crc: int
    shift: int
    name: str = ""

    @classmethod
    def of(cls, text: bytes, name: str = "") -> Self:
        """The piece compressed."""
        return cls(_deflated(text), len(text), zlib.crc32(text), _shift(len(text)), name)


def packed_pieces(pieces: Sequence[Piece]) -> bytes:
    """As one value: a line of JSON, then the pieces one after another."""
    head = [[len(piece.deflated), piece.size, piece.crc, piece.shift, piece.name] for piece in pieces]
    return json.dumps(head).encode() + b"\n" + b"".join(piece.deflated for piece in pieces)


def unpacked_pieces(value: bytes) -> list[Piece]:
    """The pieces that were packed."""
    head, _, rest = value.partition(b"\n")
    found, start = [], 0
    for length, size, crc, shift, name in json.loads(head):
        found.append(Piece(rest[start : start + length], size, crc, shift, name))
        start += length
    return found


def spliced(pieces: Sequence[Piece], own: Sequence[bytes | None]) -> bytes:
    """The page as gzip for one answer: each own part follows its piece. Its length says little of what is in it.

    own: None where the piece that follows is left out.
    """
    crc = size = 0
    parts = [HEAD, b"a" * secrets.randbelow(MOST_CHANCE_BYTES), b"\0"]
    befores = [b"", *own[: len(pieces) - 1]]
    befores += [b""] * (len(pieces) - len(befores))
    for before, piece in zip(befores, pieces, strict=True):
        if before is None:
            continue
        if before:
            parts.append(_deflated(before))
            crc, size = zlib.crc32(before, crc), size + len(before)
        parts.append(piece.deflated)
        crc, size = _times(piece.shift, crc) ^ piece.crc, size + piece.size
    parts += (b"\x03\x00", struct.pack("<II", crc, size & 0xFFFFFFFF))  # an empty last block ends the data
    return b"".join(parts)


def joined(pieces: Sequence[Piece], own: Sequence[bytes | None]) -> bytes:
    """The same page as it reads."""
    return gzip.decompress(spliced(pieces, own))


def _deflated(text: bytes) -> bytes:
    deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflate.compress(text) + deflate.flush(zlib.Z_FULL_FLUSH)


def _times(a: int, b: int) -> int:
    """a times b, as polynomials over two elements modulo the CRC's own; each number's highest bit is the power 0."""
    product = 0
    while a:
        if a & ONE:
            product ^= b
        a = a << 1 & 0xFFFFFFFF
        b = b >> 1 ^ POLYNOMIAL if b & 1 else b >> 1
    return product


def _shift(size: int) -> int:
    """x to the power of eight times the size."""
    result, i = ONE, 3
    while size:
        if size & 1:
            result = _times(_power(i), result)
        size, i = size >> 1, i + 1
    return result


@cache
def _power(i: int) -> int:
    """x to the power of 2 ** i."""
    return ONE >> 1 if i == 0 else _times(_power(i - 1), _power(i - 1))
