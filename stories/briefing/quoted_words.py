"""What stands in quotation marks of any kind, and whether somebody said it. Pure."""

import re
from collections.abc import Iterator
from typing import Final

from stories.text.folding import fold

SHORT_QUOTE: Final = 2  # words in quotation marks from which they must be somebody's
SHORT_RUN: Final = 4  # letters of them where words aren't set apart

# Folded: “…”, „…“, »…«, ”…” are all "…" then, and ‘…’ is '…', which no apostrophe inside a word ends.
_MARKED: Final = re.compile(
    r"\"([^\"]+)\"|(?<!\w)'(?!\d\ds)(\S(?:[^']|'(?=\w))+)'(?!\w)|[「『‹›]([^「」『』‹›]+)[」』‹›]"
)
_OPEN: Final = re.compile(r"[\"「『」』‹›]")
_UNSPACED: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def invented_quote(text: str, basis: str) -> bool:
    """Whether words in quotation marks stand in none of the basis, or a mark has no other end."""
    if _OPEN.search(unquoted(text, " ")):
        return True
    return any(_counts(quote) and _letters(quote, quote) not in _letters(basis, quote) for quote in _quotes(text))


def unquoted(text: str, by: str) -> str:
    """The text, folded, with `by` in place of what stands in quotation marks."""
    return _MARKED.sub(by, fold(text))


def _quotes(text: str) -> Iterator[str]:
    for match in _MARKED.finditer(fold(text)):
        yield next(group for group in match.groups() if group)


def _counts(quote: str) -> bool:
    if _UNSPACED.search(quote):
        return len(_letters(quote, quote)) >= SHORT_RUN
    return len(quote.split()) >= SHORT_QUOTE


def _letters(text: str, quote: str) -> str:
    """Its words between single spaces; without any where the quotation's words needn't be set apart."""
    words = re.findall(r"\w+", fold(text))
    return "".join(words) if _UNSPACED.search(quote) else f" {' '.join(words)} "
