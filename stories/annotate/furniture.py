"""What tells nothing of an event: lines that an outlet has on every page, labels of headlines, code. Pure.

A page's lines are counted as hashes, apart from texts and before anything is left out, so that leaving a line out does
not make it rare again. Texts stay as they are stored: the rule can change and be undone.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from stories.text.folding import fold
from stories.text.sentences import sentences

PAGES: Final = 20  # of an outlet that are compared, its latest
LEAST_PAGES: Final = 5
LEAST_WITH_LINE: Final = 4  # three pages may be three versions of one report
REPEATED_SHARE: Final = 0.5
MOST_PIECES: Final = 400  # of a text that are counted: a page of more is no article
LEAST_LEFT: Final = 0.4  # of a text that must stay: a daily table is not all furniture
HASH_BYTES: Final = 8

# "[Breaking]", "【Weather】", "(2nd lead)" and a date: where a piece stands in the paper, not what happened. In round
# brackets with Latin letters there may be a name, such as an exchange's for a company.
_LABEL: Final = re.compile(
    r"^(?:\s*(?:\[[^\]]{1,30}\]|【[^】]{1,30}】|〈[^〉]{1,30}〉))+"
    r"|(?:\s*(?:\[[^\]]{1,30}\]|【[^】]{1,30}】|[(（][^()（）A-Za-z]{1,20}[)）]))+\s*$"
)
_DATE: Final = re.compile(r"(?:\d{4}[년年]\s*)?\d{1,2}[월月]\s?\d{1,2}[일日](?:자)?")
_FIGURES: Final = re.compile(r"\d+(?:[.,:]\d+)*")
_CODE: Final = re.compile(r"[{};]")
CODE_SHARE: Final = 0.01  # of a piece's characters that are braces and semicolons: prose has a tenth of that
CODE_MARKS: Final = 6


@dataclass(frozen=True, slots=True)
class Trimmed:
    """A text without its outlet's furniture, and what was left out, in order."""

    text: str
    left_out: tuple[str, ...] = ()


def pieces(text: str) -> list[str]:
    """The text's lines; of a text that is all in one line its sentences."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return (sentences(lines[0]) if len(lines) == 1 else lines)[:MOST_PIECES]


def told_headline(title: str) -> str:
    """The headline without a label in brackets at either end and without a date; '' where it is nothing else.

    Columns (weather, prices, a word of the day) have little more than their label in common, day after day.
    """
    return _LABEL.sub("", _DATE.sub(" ", _LABEL.sub("", title))).strip()


def is_code(piece: str) -> bool:
    """Whether a line is a style sheet or a script that was taken for text."""
    marks = len(_CODE.findall(piece))
    braced = "{" in piece or "}" in piece  # a sentence that lists much has semicolons alone
    return braced and marks >= CODE_MARKS and marks >= CODE_SHARE * len(piece)


def hash_of(piece: str) -> int:
    """What a line is counted by, whatever its case and accents: a signed 64-bit number."""
    digest = hashlib.blake2b(fold(piece).encode(), digest_size=HASH_BYTES).digest()
    return int.from_bytes(digest, "big", signed=True)


def hashes(text: str) -> list[int]:
    """A hash per different line of the text, in order."""
    return list(dict.fromkeys(map(hash_of, pieces(text))))


def mark_of(place: str, piece: str) -> int:
    """What a piece in its place is counted by, whatever its case, accents and figures: a signed 64-bit number."""
    return hash_of(f"{place}\t{_FIGURES.sub('0', fold(piece)).strip(' .·…')}")


def line_mark(line: str) -> int:
    """The mark of a line of a text."""
    return mark_of("line", line)


def furniture(pages: Sequence[Collection[int]]) -> frozenset[int]:
    """Hashes that at least half of an outlet's pages have, and at least four; none of fewer than five pages."""
    if len(pages) < LEAST_PAGES:
        return frozenset()
    counts = Counter(line for page in pages for line in set(page))
    need = max(LEAST_WITH_LINE, len(pages) * REPEATED_SHARE)
    return frozenset(line for line, count in counts.items() if count >= need)


def trimmed(text: str, repeated: Collection[int], printed: Collection[int] = ()) -> Trimmed:
    """The text without code, without the pieces whose hashes are repeated, and without those whose marks are printed.

    Repeated ones stay where too little would be left; code and what a column prints every time never do.
    """
    if not repeated and not printed and "{" not in text and "}" not in text:
        return Trimmed(text)
    listed = pieces(text)
    prose = [piece for piece in listed if not is_code(piece)]
    kept = [piece for piece in prose if hash_of(piece) not in repeated]
    if sum(map(len, kept)) < LEAST_LEFT * sum(map(len, prose)):
        kept = prose
    if printed:
        kept = [piece for piece in kept if line_mark(piece) not in printed]
    if len(kept) == len(listed):
        return Trimmed(text)
    told = set(kept)
    return Trimmed("\n".join(kept), tuple(piece for piece in listed if piece not in told))


def without(text: str, left_out: Collection[str]) -> str:
    """The text as `trimmed` left it, from what it left out."""
    if not left_out:
        return text
    gone = set(left_out)
    return "\n".join(piece for piece in pieces(text) if piece not in gone)
