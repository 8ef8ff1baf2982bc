"""A mark for each story that is being read: what its rows were when somebody last asked, for every process of the site.

The rows are asked, not those who write them: no writer can forget to say what it changed, and none that is killed
between its commit and its word leaves an old page behind. docs/decisions/0009-page-cache.md
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple, Self

# A mark ends so long after its question *began*, by the store's one clock: however long the asker was held up.
RECENT_S: Final = 5

# KEYS: the question, then the marks. ARGV: who asked, then what to write.
NOTE: Final = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
local left = redis.call('PTTL', KEYS[1])
for i = 2, #KEYS do
    local before = redis.call('GET', KEYS[i])
    local ended, running = string.match(before or '', '^(%d+) (%d+) ')
    local ended_now, running_now = string.match(ARGV[i], '^(%d+) (%d+) ')
    local later = tonumber(ended_now) - tonumber(ended or 0)
    if not before or later > 0 or (later == 0 and tonumber(running_now) <= tonumber(running)) then
        redis.call('SET', KEYS[i], ARGV[i], 'PX', left)
    end
end
redis.call('DEL', KEYS[1])
return 1
"""


class Seen(NamedTuple):
    """Which of two looks at the database was the later one: the one that saw more transactions ended.

    ended: the number after the last that had ended; running: how many before it had not. While the first is the same
    the second only falls, so the order is that of PostgreSQL's own snapshots, whenever a question began or arrived.
    """

    ended: int
    running: int


@dataclass(frozen=True, slots=True)
class Look:
    """What a question found: stamps by story."""

    seen: Seen
    stamps: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Question:
    """One that has begun: its place in the store, there as long as the answer may be noted, and who asks."""

    key: str
    asker: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A story's stamp; asked_at: when the question began, in seconds since the epoch by the asker's clock."""

    seen: Seen
    asked_at: float
    stamp: str

    def recent(self, now: float) -> bool:
        """True as long as it may stand for the rows. The asker's clock may differ: then the store's end holds alone."""
        return 0 <= now - self.asked_at < RECENT_S

    def packed(self) -> str:
        """As one value."""
        return f"{self.seen.ended} {self.seen.running} {self.asked_at} {self.stamp}"

    @classmethod
    def unpacked(cls, value: bytes) -> Self:
        """The mark that was packed."""
        ended, running, asked_at, stamp = value.decode().split(" ", 3)
        return cls(Seen(int(ended), int(running)), float(asked_at), stamp)


def mark_key(story_id: int) -> str:
    """Where the story's mark is kept."""
    return f"page-mark:{story_id}"


def question_key(what: int | str) -> str:
    """Where a question is while it is asked; what: the story that one reader's request alone asks for, or who asks."""
    return f"page-asking:{what}"
