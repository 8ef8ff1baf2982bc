"""Bytes of an uploaded or fetched file as text, whatever encoding they are in, and what kind of file they are not."""

import codecs
import re
from typing import Final

from charset_normalizer import from_bytes

from stories.catalogue.report import UnreadableError

MAX_BYTES: Final = 50_000_000
_SAMPLE_BYTES: Final = 200_000  # enough for the guess, which is slow on whole files
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\f\r\x1a\x1b"))  # text has none; ESC shifts in ISO-2022
_BINARY_SHARE: Final = 50  # not UTF-8 and over one in fifty bytes such a control: binary
_BROKEN_SHARE: Final = 10  # UTF-8 if under one in ten of the bytes beyond ASCII is broken
_GUESSABLE_BYTES: Final = 40  # with fewer letters beyond ASCII a guess is worth less than the commonest encoding
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_MAGIC: Final = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an Excel workbook: save it as CSV first"),
    (b"\x1f\x8b", "compressed with gzip: unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file: save it as CSV first"),
    (b"SQLite format 3", "a database"),
)
_DECLARED: Final = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']", re.ASCII)


def text_of(source: bytes) -> str:
    """The file as text. Raises UnreadableError for an empty, too large or binary one.

    Tried in order: byte order mark, UTF-8, the encoding an XML declaration names, a guess by the bytes, Windows-1252.
    """
    if not source.strip():
        raise UnreadableError("The file is empty.")
    if len(source) > MAX_BYTES:
        raise UnreadableError(f"The file is larger than {MAX_BYTES // 1_000_000} MB.")
    for magic, words in _MAGIC:
        if source.startswith(magic):
            raise UnreadableError(f"The file is {words}.")
    for mark, encoding in _BOMS:
        if source.startswith(mark):
            return source.decode(encoding, "replace")
    if source[:_SAMPLE_BYTES].count(0) * 100 > len(source[:_SAMPLE_BYTES]):
        raise UnreadableError("The file is binary, not text.")
    return _guessed(source)


def _guessed(source: bytes) -> str:
    declared = _DECLARED.match(source[:400])
    for encoding in ["utf-8", *([declared.group(1).decode()] if declared else [])]:
        try:
            return source.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    sample = source[:_SAMPLE_BYTES]
    if (len(sample) - len(sample.translate(None, _CONTROLS))) * _BINARY_SHARE > len(sample):
        raise UnreadableError("The file is binary, not text.")
    as_utf8 = source.decode("utf-8", "replace")
    # A few broken bytes in UTF-8 leave it UTF-8: any other reading would spoil every accent.
    beyond_ascii = len(source) - len(source.decode("ascii", "ignore"))
    if as_utf8.count("\ufffd") * _BROKEN_SHARE < beyond_ascii:
        return as_utf8
    best = from_bytes(source[:_SAMPLE_BYTES]).best() if beyond_ascii >= _GUESSABLE_BYTES else None
    return source.decode(best.encoding if best else "cp1252", "replace")
