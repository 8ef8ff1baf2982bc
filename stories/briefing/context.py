"""What the makers of blocks are told of the story beside its sources. A plain value."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Context:
    """The story itself. language: ISO 639-1 of most of its articles, '' where unknown; now: when the block is made."""

    story: int
    title: str
    language: str
    now: datetime
