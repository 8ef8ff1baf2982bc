"""Whether a story has changed enough for its briefing to be made anew. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

CHANGED_SHARE: Final = 0.2  # of the independent texts
FEW_TEXTS: Final = 5  # under it, one more or less is enough
TAKEN_UP_AFTER: Final = timedelta(hours=12)  # any change, however small


class Reason(StrEnum):
    """Why a briefing is made anew."""

    NEVER = "never made"
    VERSION = "made by another version"
    TEXTS = "other independent texts"
    CITED = "a cited article was edited, taken down or moved away"
    AGED = "changed, and made long ago"


@dataclass(frozen=True, slots=True)
class Made:
    """What a briefing was made from. articles: id -> what of the article matters, as a digest; at: when."""

    articles: Mapping[int, str]
    texts: int
    cited: frozenset[int]
    version: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Current:
    """The story as it is now: the same of its articles, and how many independent texts they are."""

    articles: Mapping[int, str]
    texts: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """reason: why it is to be made anew now, None if it is not; look_at: when to ask again though nothing changes."""

    reason: Reason | None
    look_at: datetime | None = None


def verdict(made: Made | None, current: Current, version: str, now: datetime) -> Verdict:
    """Whether the briefing is to be made now, later, or stays as it is."""
    if made is None:
        return Verdict(Reason.NEVER)
    if made.version != version:
        return Verdict(Reason.VERSION)
    if _other_texts(made.texts, current.texts):
        return Verdict(Reason.TEXTS)
    if any(made.articles.get(article) != current.articles.get(article) for article in made.cited):
        return Verdict(Reason.CITED)
    if made.articles == current.articles:
        return Verdict(None)
    if made.at <= now - TAKEN_UP_AFTER:
        return Verdict(Reason.AGED)
    return Verdict(None, made.at + TAKEN_UP_AFTER)


def _other_texts(before: int, after: int) -> bool:
    if min(before, after) < FEW_TEXTS:
        return before != after
    return abs(after - before) >= CHANGED_SHARE * before
