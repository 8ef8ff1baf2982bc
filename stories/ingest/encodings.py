"""Bytes of a feed or page as text, whatever their label says. Pure."""

from __future__ import annotations

import codecs
import re

import charset_normalizer

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
# What browsers mean by these labels (WHATWG): the supersets that sites really send
_MEANT = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
    "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "big5": "big5hkscs",
}  # fmt: skip
SAMPLE_BYTES = 60_000
GUESSABLE_BYTES = 40  # beyond ASCII; of fewer every guess is chance
BROKEN_SHARE = 4  # UTF-8 with fewer broken characters than a fourth of its bytes beyond ASCII is still UTF-8


def as_text(body: bytes, charset: str = "") -> str:
    """The body decoded, without NULs and lone surrogates; never raises.

    A byte order mark wins; then valid UTF-8, since no other encoding looks like it by chance; then the first of the
    HTTP label, the document's own label and a guess that decodes.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return _tidy(body.decode(name, "replace"))
    wide = _wide(body)
    if wide:
        return _tidy(body.decode(wide, "replace"))
    try:
        return _tidy(body.decode("utf-8"))
    except UnicodeDecodeError:
        return _tidy(_labelled(body, charset))


def _labelled(body: bytes, charset: str) -> str:
    declared = _DECLARED.search(body[:2048])
    labels = [label for label in (charset, declared[1].decode("ascii") if declared else "") if _known(label)]
    for label in labels:
        text = _decoded(body, label)
        if text is not None:
            return text
    beyond_ascii = len(body) - len(body.decode("ascii", "ignore"))
    guess = charset_normalizer.from_bytes(body[:SAMPLE_BYTES]).best() if beyond_ascii >= GUESSABLE_BYTES else None
    best = guess.encoding if guess else "cp1252"  # as browsers read what says nothing true of itself
    return body.decode(_MEANT.get(best.lower(), best), "replace")


def _wide(body: bytes) -> str:
    """UTF-16 without a mark, by where the zero bytes of its first tag are."""
    head = body[:4]
    return {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}.get(head[:2], "") if head.count(0) == 2 else ""


def _known(label: str) -> bool:
    try:
        return bool(label) and codecs.lookup(label)._is_text_encoding
    except (LookupError, ValueError):
        return False


def _decoded(body: bytes, label: str) -> str | None:
    name = _MEANT.get(label.lower(), label)
    if name.lower().startswith("utf-16"):
        return None
    try:
        return body.decode(name)
    except (UnicodeDecodeError, ValueError):
        # a body cut inside a character, or one bad byte in a long text, is still that encoding
        text = body.decode(name, "replace")
        bad = text.count("\ufffd")
        if codecs.lookup(name).name == "utf-8":  # of Latin letters labelled so, each is broken
            return text if bad * BROKEN_SHARE < len(body) - len(body.decode("ascii", "ignore")) else None
        return text if bad * 1000 < len(text) else None


def _tidy(text: str) -> str:
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
