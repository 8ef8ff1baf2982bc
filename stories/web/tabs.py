"""Filters by side: links that work by themselves, with the fragments that htmx may fetch instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise

from stories.scales import Side
from stories.web.vocabulary import side_letter

ALL: Final = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One filter: a link that works by itself, and the fragment's address for htmx; css: what follows side-."""

    key: str
    label: str
    letter: str
    css: str
    outlets: int
    href: str
    fragment: str
    current: bool


def tabs(
    page: str,
    fragment: str,
    labels: Mapping[str, str | Promise],
    counts: Mapping[str, int],
    current: str,
    *,
    kept: str = "",
) -> tuple[Tab, ...]:
    """A tab per label in order; page and fragment are addresses that take ?side=; kept: the rest of a query, or ''."""
    return tuple(
        _tab(page, fragment, key, str(label), counts.get(key, 0), kept=kept, current=key == current)
        for key, label in labels.items()
    )


def _tab(page: str, fragment: str, key: str, label: str, n: int, *, kept: str, current: bool) -> Tab:
    known = Side.of(key)
    asked = "&".join(part for part in (f"side={key}" if key else "", kept) if part)
    query = f"?{asked}" if asked else ""
    letter = side_letter(known) if known else ""
    before, _, anchor = page.partition("#")
    return Tab(key or "all", label, letter, key, n, f"{before}{query}#{anchor}", f"{fragment}{query}", current)
