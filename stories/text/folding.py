"""Text made comparable (`fold`) and text made safe to store and show (`clean`). Pure."""

import re
import unicodedata
from typing import Final

# Typographers' marks and what a keyboard has for them; NFKC leaves these apart.
_MARKS: Final = {
    **dict.fromkeys(map(ord, "‘’‚‛′ʼ`´＇"), "'"),
    **dict.fromkeys(map(ord, "“”„‟«»″＂〝〞"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-"),
}
_ZERO_WIDTH: Final = dict.fromkeys(
    [0x00AD, 0x034F, 0x061C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x2060, 0x2065)]
)
_BIDI: Final = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_CONTROL: Final = dict.fromkeys(code for code in [*range(0x20), *range(0x7F, 0xA0)] if not chr(code).isspace())
_FOLDED: Final = {**_CONTROL, **_ZERO_WIDTH, **_BIDI, **_MARKS}

# What must not reach a row or a page: PostgreSQL refuses NUL and lone surrogates, and an override turns a headline
# around. Joiners stay, because Persian, Indic scripts and emoji are written with them.
_UNSAFE: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff"
    "\ud800-\udfff]"
)
# What can't be broken over lines is as wide as it likes: a thousand marks upon one letter, pictures joined to one, jamo
# of one syllable. No orthography stacks more than eight marks, and no picture joins more than four.
# Marks beyond U+FFFF are left: with hundreds of ranges the search takes 10 times as long.
_MARK: Final = (
    f"[\u200c\u200d{''.join(chr(n) for n in range(0x300, 0x10000) if unicodedata.category(chr(n))[0] == 'M')}]"
)
_STACKED: Final = tuple(
    (re.compile(f"(?={one})({one}{{{most}}})(?:{one})+"), r"\1")
    for one, most in (
        ("(?:[\u2190-\u2bff\U0001f000-\U0001faff]{1,2}\ufe0f?\u200d)", 4),
        ("[\u1100-\u115f\ua960-\ua97c]", 4),
        ("[\u1160-\u11a7\ud7b0-\ud7c6]", 4),
        (_MARK, 8),
    )
)
_LINE_END: Final = re.compile(r"\r\n?|[\n\v\f\x85\u2028\u2029]")


def fold(text: str) -> str:
    """The text as it is compared: NFKC, plain quotes and dashes, no invisible characters, casefolded, single spaces.

    fold(fold(t)) == fold(t). Never for display: 'Straße' becomes 'strasse'.
    """
    if text.isascii():
        return " ".join(text.translate(_CONTROL).replace("`", "'").lower().split())
    # NFD first and NFKC last is Unicode's own order for a caseless match (The Unicode Standard, 3.13, D146).
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFD", text)).translate(_FOLDED).casefold()
    return " ".join(unicodedata.normalize("NFKC", text).casefold().translate(_FOLDED).split())


def clean(text: str, *, max_length: int | None = None, keep_lines: bool = False) -> str:
    """The text as it is stored and shown: case and marks kept, nothing in it that breaks a row or a page.

    Control characters, lone surrogates, overrides of direction, invisible spaces and what is over a few marks, joined
    pictures or jamo of one letter are dropped; white space of any kind becomes one space. keep_lines: lines stay
    apart, blank ones go. max_length counts code points, cuts at one.
    """
    text = _UNSAFE.sub("", text)
    text = text if text.isascii() else _unstacked(text)
    if keep_lines:
        lines = (" ".join(line.split()) for line in _LINE_END.split(text))
        text = "\n".join(line for line in lines if line)
    else:
        text = " ".join(text.split())
    return text if max_length is None else text[:max_length].rstrip()


def _unstacked(text: str) -> str:
    for too_many, kept in _STACKED:
        text = too_many.sub(kept, text)
    return text
