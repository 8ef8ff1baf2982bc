"""The stories that are being read, asked for behind an answer while data change: one question for all of them.

So a reader's request finds a mark and asks nobody. Readers' requests are the clock: where nobody reads, nobody asks.
"""

from __future__ import annotations

import logging
import threading
from functools import cache
from typing import Final

from django.db import DatabaseError

from stories.web.page_store import Found, PageStore
from stories.web.stamps import asked

log = logging.getLogger(__name__)
DUE_S: Final = 3.0  # a mark as old as this is asked for again behind the answer; it holds for two seconds more
ALONG_S: Final = 1.0  # and with it every mark that is older than this: a few large questions, not many small ones
READ_S: Final = 30.0  # a story that nobody asked for in so long isn't watched
MOST_STORIES: Final = 100  # in one question


class Watch:
    """Which stories the readers of this process ask for. Its own threads may use it at once."""

    def __init__(self, kept: PageStore) -> None:
        self._kept = kept
        self._read_at: dict[int, float] = {}
        self._asking = threading.Lock()

    def saw(self, story_id: int, found: Found, now: float) -> bool:
        """Note that the story's kept page was answered; True where its mark ended or soon will: `look` is due."""
        if not story_id:
            return False
        self._read_at[story_id] = now
        if len(self._read_at) > 2 * MOST_STORIES:
            self._read(now)
        if not found.busy():
            return False
        return found.mark is None or now - found.mark.asked_at >= DUE_S

    def look(self, now: float) -> None:
        """Ask for the stories whose marks end soon. One thread does; a database that is away is for readers to find."""
        if not self._asking.acquire(blocking=False):
            return
        try:
            read = self._read(now)
            marks = self._kept.marks(read)
            if due := [each for each in read if each not in marks or now - marks[each].asked_at >= ALONG_S]:
                asked(due)
        except DatabaseError as error:
            log.warning("stories that are being read were not asked for: %s", error)
        finally:
            self._asking.release()

    def _read(self, now: float) -> list[int]:
        """The stories read lately, those that were read last first; the others are forgotten."""
        latest = sorted(self._read_at.copy().items(), key=lambda each: -each[1])[:MOST_STORIES]
        self._read_at = {each: at for each, at in latest if now - at < READ_S}
        return list(self._read_at)


@cache
def watch(kept: PageStore) -> Watch:
    """The process's one watch over the store."""
    return Watch(kept)
