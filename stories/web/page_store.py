"""Where rendered pages are kept between requests: Redis or Valkey, which may be lost, full or down at any time."""

from __future__ import annotations

import json
import logging
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Self

import redis
from django.conf import settings
from django.core.cache import cache as shared
from redis.backoff import NoBackoff
from redis.retry import Retry

from stories.web.marks import NOTE, RECENT_S, Look, Mark, Question, mark_key, question_key

log = logging.getLogger(__name__)

FRESH_S: Final = 60  # "3 min ago" on a page is wrong by no more than this
SURELY_FRESH_S: Final = 5  # in a busy hour the data change every second; a page isn't made anew more often than this
KEPT_S: Final = 600  # how long a page may still be shown while somebody makes it anew
RENDER_S: Final = 10  # after this a render that was begun counts as lost
ANSWER_S: Final = 0.5  # a store that takes longer is as good as none
DOWN_S: Final = 5  # and isn't asked again for so long
LARGEST_BYTES: Final = 1_000_000  # compressed
# New pages per window of KEPT_S: endless addresses can't fill the store, which the queues share.
MOST_NEW_PAGES: Final = 1_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A page as it was answered. version: of the data it was made from; changed_at: when its bytes were first so.

    packed_body: as gzip, a sixth of the page, which nearly every reader takes so; stamp: of the rows that it was made
    from, '' where it has none (`stamps`).
    """

    version: str
    made_at: float
    changed_at: int
    etag: str
    headers: tuple[tuple[str, str], ...]
    packed_body: bytes
    stamp: str = ""

    def young(self, now: float) -> bool:
        """True as long as it may be shown although the data changed, while it is made anew behind it."""
        return 0 <= now - self.made_at < FRESH_S

    def packed(self) -> bytes:
        """As one value: a line of JSON, then the body."""
        head = [self.version, self.made_at, self.changed_at, self.etag, self.headers, self.stamp]
        return json.dumps(head, separators=(",", ":")).encode() + b"\n" + self.packed_body

    @classmethod
    def unpacked(cls, value: bytes) -> Self:
        """The entry that was packed."""
        head, _, body = value.partition(b"\n")
        version, made_at, changed_at, etag, headers, stamp = json.loads(head)[:6]
        return cls(version, made_at, changed_at, etag, tuple((name, text) for name, text in headers), body, stamp)


@dataclass(frozen=True, slots=True)
class Found:
    """A page as it is kept, if it is, and what is known of the data now: their version, and the mark of its story."""

    entry: Entry | None
    version: str
    mark: Mark | None = None

    def fresh(self, now: float) -> Entry | None:
        """The page as long as nobody needs to make it anew, or to ask for its story; now: seconds since the epoch."""
        entry = self.entry
        if entry and (0 <= now - entry.made_at < SURELY_FRESH_S or (entry.young(now) and self._holds(entry, now))):
            return entry
        return None

    def unsure(self, now: float) -> bool:
        """True for a young page of a story where no mark says whether it is as it was."""
        entry = self.entry
        return bool(entry and entry.stamp and entry.young(now)) and not (self.mark and self.mark.recent(now))

    def busy(self) -> bool:
        """True for a page of a story while data change: it stays as its mark says."""
        return self.entry is not None and bool(self.entry.stamp) and self.entry.version != self.version

    def _holds(self, entry: Entry, now: float) -> bool:
        if entry.stamp and self.mark and self.mark.recent(now):
            return self.mark.stamp == entry.stamp
        return self.version == entry.version


class PageStore:
    """Entries by key. While the store doesn't answer, nothing is found and everybody may render."""

    def __init__(self, address: str) -> None:
        self._redis = redis.Redis.from_url(
            address,
            socket_timeout=ANSWER_S,
            socket_connect_timeout=ANSWER_S,
            retry=Retry(NoBackoff(), 0),
            max_connections=512,
        )
        self._down_until = 0.0
        self._version = shared.make_key(settings.DATA_VERSION_KEY)  # tasks write it through Django's cache
        self._note = self._redis.register_script(NOTE)

    def read(self, key: str, story_id: int = 0) -> Found:
        """The page, if it is kept, with the data's version and the mark of its story."""
        names = [f"page-gz:{key}", self._version, *([mark_key(story_id)] if story_id else ())]
        page, version, *mark = self._ask(lambda: self._redis.mget(names), [None, None])
        return Found(
            Entry.unpacked(page) if page else None,
            (version or b"").decode(),
            Mark.unpacked(mark[0]) if mark and mark[0] else None,
        )

    def marks(self, story_ids: Iterable[int]) -> dict[int, Mark]:
        """The marks that there are."""
        wanted = list(story_ids)
        values = self._ask(lambda: self._redis.mget([mark_key(each) for each in wanted]) if wanted else [], [])
        return {each: Mark.unpacked(value) for each, value in zip(wanted, values, strict=False) if value}

    def begin_asking(self, alone_for: int = 0) -> Question | None:
        """A question that begins now; None while the store doesn't answer.

        alone_for: a story; None also where somebody else is asking for it alone.
        """
        asker = secrets.token_hex(8)
        question = Question(question_key(alone_for or asker), asker)
        begun = self._ask(lambda: self._redis.set(question.key, asker, nx=True, px=RECENT_S * 1000), False)
        return question if begun else None

    def note(self, question: Question, asked_at: float, look: Look) -> None:
        """What was found, as marks; none where it took too long, nor in place of a later look's."""
        keys = [question.key, *map(mark_key, look.stamps)]
        args = [question.asker, *(Mark(look.seen, asked_at, stamp).packed() for stamp in look.stamps.values())]
        self._ask(lambda: self._note(keys=keys, args=args), None)

    def claim(self, key: str) -> bool:
        """True for the one who is to render the page now."""
        return bool(self._ask(lambda: self._redis.set(f"page-render:{key}", 1, nx=True, ex=RENDER_S), True))

    def claimed(self, key: str) -> bool:
        """True while somebody renders the page."""
        return bool(self._ask(lambda: self._redis.exists(f"page-render:{key}"), False))

    def release(self, key: str) -> None:
        """The end of a claim."""
        self._ask(lambda: self._redis.delete(f"page-render:{key}"), None)

    def keep(self, key: str, entry: Entry, *, new: bool) -> None:
        """Keep the entry; new: there was none, which counts against what may be added in a while."""
        if len(entry.packed_body) <= LARGEST_BYTES and (not new or self._room(entry.made_at)):
            self._ask(lambda: self._redis.set(f"page-gz:{key}", entry.packed(), ex=KEPT_S), None)

    def forget(self) -> None:
        """Forget every page."""
        for name in self._redis.scan_iter("page*", count=1000):
            self._redis.delete(name)

    def _room(self, now: float) -> bool:
        window = f"pages-new:{int(now) // KEPT_S}"

        def count() -> Any:
            added = self._redis.incr(window)
            if added == 1:
                self._redis.expire(window, 2 * KEPT_S)
            return added

        return int(self._ask(count, MOST_NEW_PAGES + 1)) <= MOST_NEW_PAGES

    def _ask(self, question: Callable[[], Any], otherwise: Any) -> Any:
        if time.monotonic() < self._down_until:
            return otherwise
        try:
            return question()
        except (redis.RedisError, OSError) as error:
            self._down_until = time.monotonic() + DOWN_S
            log.warning("pages are made anew each time, the store doesn't answer: %s", error)
            return otherwise


@cache
def store(address: str) -> PageStore:
    """The store at the address, with one pool of connections per process."""
    return PageStore(address)
