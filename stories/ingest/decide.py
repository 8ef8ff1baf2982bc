"""What a feed's entry means to the articles we hold: a new one, one seen again, or one whose headline changed. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from stories.ingest.canonical import canonical
from stories.ingest.feed import FeedEntry
from stories.text.folding import fold

REUSED_AFTER = timedelta(days=30)  # a guid that comes back later than this may be reused for something else
SAME_AT = 0.5  # similarity of two wordings of one article; the mean change of a headline keeps 0.7 of its words


class Kind(StrEnum):
    """What to do with an entry."""

    NEW = "new"
    SEEN = "seen"
    VERSION = "version"


@dataclass(frozen=True)
class Known:
    """An article we hold, as this feed last worded it (else as it reads now), and when it was last seen in a feed."""

    article_id: int
    title: str
    summary: str
    last_seen_at: datetime


@dataclass(frozen=True)
class Decision:
    """What an entry means; article_id is None for a new one; reason for the log."""

    kind: Kind
    article_id: int | None
    reason: str


def decide(entry: FeedEntry, by_address: Known | None, by_guid: Known | None, now: datetime) -> Decision:
    """The meaning of an entry whose canonical address or guid (in the same feed) may be known.

    The address decides where it is known. Else the guid does, unless it was last seen over 30 days ago with other
    words: then it was given to a new article. Pass by_guid None for guids that `unsure_guids` names.
    """
    if by_address is not None:
        return _again(entry, by_address, "known address")
    if by_guid is None:
        return Decision(Kind.NEW, None, "neither address nor guid is known")
    if now - by_guid.last_seen_at > REUSED_AFTER and _likeness(entry, by_guid) < SAME_AT:
        return Decision(Kind.NEW, None, "its guid was used for another article before")
    return _again(entry, by_guid, "known guid at a new address")


def _again(entry: FeedEntry, known: Known, reason: str) -> Decision:
    if fold(entry.title) == fold(known.title):
        return Decision(Kind.SEEN, known.article_id, reason)
    return Decision(Kind.VERSION, known.article_id, f"{reason}, headline changed")


def _likeness(entry: FeedEntry, known: Known) -> float:
    return likeness(f"{entry.title} {entry.summary}", f"{known.title} {known.summary}")


def likeness(one: str, other: str) -> float:
    """The share of words that two texts have in common (Jaccard), 0..1."""
    ours, theirs = set(fold(one).split()), set(fold(other).split())
    return len(ours & theirs) / max(len(ours | theirs), 1)


def unsure_guids(entries: Sequence[FeedEntry]) -> frozenset[str]:
    """Guids that a feed gives to several addresses at once, and '': they identify nothing."""
    addresses: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        addresses[entry.guid].add(canonical(entry.address))
    return frozenset({"", *(guid for guid, of in addresses.items() if len(of) > 1)})


def distinct(entries: Sequence[FeedEntry]) -> tuple[FeedEntry, ...]:
    """The entries, one for each canonical address, the first of each; those without one left out."""
    first: dict[str, FeedEntry] = {}
    for entry in entries:
        if key := canonical(entry.address):
            first.setdefault(key, entry)
    return tuple(first.values())
