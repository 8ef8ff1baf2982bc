"""What the papers say as a language model put it into words, as the story page shows it: by whose report it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from stories.scales import Side
from stories.web.cited import Citations, Made, Quotation, Stored
from stories.web.vocabulary import side_label, side_letter


@dataclass(frozen=True, slots=True)
class Voice:
    """Sentences about the same: several papers (name and side ''), one side's, or one outlet."""

    name: str
    href: str
    side: str
    letter: str
    label: str
    sentences: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The block's one argument: several papers first, then sides, then outlets."""

    voices: tuple[Voice, ...]
    made: Made


def compared(stored: Stored, citations: Citations) -> Comparison | None:
    """A block of {"sentences": [{"text", "citations", "outlet" or "side" or neither}]}; None with nothing to show."""
    grouped: dict[tuple[int, str, int], list[Quotation]] = {}
    for each in stored.content.get("sentences", ()):
        if cited := citations.all_of(each["citations"]):
            quotation = Quotation(each["text"], stored.language, cited, "")
            grouped.setdefault(_key(each), []).append(quotation)
    voices = tuple(_voice(key, found) for key, found in sorted(grouped.items(), key=lambda item: item[0][0]))
    return Comparison(voices, stored.made) if voices else None


def _key(each: Mapping[str, Any]) -> tuple[int, str, int]:
    """The order of the page, the side, the outlet's number."""
    if "side" in each:
        return 1 + list(Side).index(Side(each["side"])), each["side"], 0
    return (len(Side) + 1, "", int(each["outlet"])) if "outlet" in each else (0, "", 0)


def _voice(key: tuple[int, str, int], found: list[Quotation]) -> Voice:
    _order, side, outlet = key
    first = found[0].cited[0]
    letter, label = (str(side_letter(Side(side))), str(side_label(Side(side)))) if side else ("", "")
    name, href = (first.outlet, first.outlet_href) if outlet else ("", "")
    return Voice(name, href, side, letter, label, tuple(found))
