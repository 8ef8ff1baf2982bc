"""Where rendered pages are kept between requests: Redis or Valkey, which may be lost, full or down at any time."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Self

import redis
from django.conf import settings
from django.core.cache import cache as shared
from redis.backoff import NoBackoff
from redis.retry import Retry

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
    from, '' where it has none (`stamps`); checked_at: when they were last found unchanged, 0 if never.
    """

    version: str
    made_at: float
    changed_at: int
    etag: str
    headers: tuple[tuple[str, str], ...]
    packed_body: bytes
    stamp: str = ""
    checked_at: float = 0

    def fresh(self, now: float, version: str) -> bool:
        """True as long as nobody needs to make it anew; now: seconds since the epoch."""
        if version != self.version and now - self.checked_at >= SURELY_FRESH_S:
            return 0 <= now - self.made_at < SURELY_FRESH_S
        return self.young(now)

    def young(self, now: float) -> bool:
        """True as long as it may be shown although the data changed, while it is made anew behind it."""
        return 0 <= now - self.made_at < FRESH_S

    def packed(self) -> bytes:
        """As one value: a line of JSON, then the body."""
        head = [self.version, self.made_at, self.changed_at, self.etag, self.headers, self.stamp, self.checked_at]
        return json.dumps(head, separators=(",", ":")).encode() + b"\n" + self.packed_body

    @classmethod
    def unpacked(cls, value: bytes) -> Self:
        """The entry that was packed."""
        head, _, body = value.partition(b"\n")
        version, made_at, changed_at, etag, headers, *checked = json.loads(head)
        return cls(version, made_at, changed_at, etag, tuple((name, text) for name, text in headers), body, *checked)


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

    def read(self, key: str) -> tuple[Entry | None, str]:
        """The entry, if there is one, and the data's version."""
        found = self._ask(lambda: self._redis.mget(f"page-gz:{key}", self._version), [None, None])
        version = (found[1] or b"").decode()
        return (Entry.unpacked(found[0]) if found[0] else None), version

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
