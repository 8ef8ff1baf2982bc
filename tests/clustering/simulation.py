"""Writers, an auditor, people and deaths on rows in memory, one step of one of them at a time, as a seed says.

The logic is the real one: windows that follow revisions, languages in lanes, and the order of locks. Rows, the
transaction and advisory locks are modelled: a commit is one step, who dies loses locks, window and what it had begun.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from random import Random

from stories.clustering.features import ArticleFeatures
from stories.clustering.following import FollowingWindow
from stories.clustering.lanes import WHOLE, Lane, Lock, lanes
from tests.clustering.articles import EVENTS, KOREAN, article

STEPS = 400  # far more than any run takes: a run that hangs fails
LANES = (lanes(["*"]), lanes(["ko", "*"]))


@cache
def told(language: str, event: str, number: int) -> ArticleFeatures:
    """An article about an event, with the headline that all have."""
    return article(number, (EVENTS if language == "en" else KOREAN)[event][0], language=language)


@dataclass
class Row:
    """An article's row."""

    event: str
    language: str
    waits: bool = True

    def features(self, number: int) -> ArticleFeatures:
        return told(self.language, self.event, number)


@dataclass
class Rows:
    """What PostgreSQL holds: articles, who is in which story, revisions, stories merged away, and locks."""

    articles: dict[int, Row] = field(default_factory=dict)
    member: dict[int, int] = field(default_factory=dict)
    revision: dict[int, int] = field(default_factory=dict)
    merged: dict[int, int] = field(default_factory=dict)
    next_story: int = 1
    alone: dict[tuple[int, ...], object] = field(default_factory=dict)
    shared: Counter[tuple[int, ...]] = field(default_factory=Counter)

    def language_of(self, story: int) -> str:
        """That of most of its articles, as `summing` has it."""
        found = Counter(self.articles[number].language for number, other in self.member.items() if other == story)
        return min(found, key=lambda code: (-found[code], code), default="")

    def open_in(self, lane: Lane) -> dict[int, int]:
        """The revisions of the lane's stories that articles may join."""
        living = set(self.member.values())
        return {
            story: revision
            for story, revision in self.revision.items()
            if story in living and lane.takes(self.language_of(story))
        }

    def take(self, lock: Lock, who: object) -> bool:
        """pg_try_advisory_lock."""
        if lock.key in self.alone or (self.shared[lock.key] and not lock.shared):
            return False
        if lock.shared:
            self.shared[lock.key] += 1
        else:
            self.alone[lock.key] = who
        return True

    def give_back(self, lock: Lock) -> None:
        """pg_advisory_unlock, or the end of the connection."""
        if lock.shared:
            self.shared[lock.key] -= 1
        else:
            del self.alone[lock.key]


@dataclass
class Worker:
    """A process: it dies and is there again, with an empty window and no lock."""

    rows: Rows
    lane: Lane
    random: Random
    held: FollowingWindow = field(default_factory=FollowingWindow)
    locks: list[Lock] = field(default_factory=list)

    def die(self) -> None:
        for lock in self.locks:
            self.rows.give_back(lock)
        self.locks, self.held = [], FollowingWindow()

    def locked(self) -> Iterator[None]:
        """Steps until the lane's locks are held, or one was not to be had: then `locks` is short of it."""
        for lock in self.lane.locks:
            if not self.rows.take(lock, self):
                return
            self.locks.append(lock)
            yield

    @property
    def writes(self) -> bool:
        """Whether it holds all that a writer of its lane must hold."""
        return len(self.locks) == len(self.lane.locks)

    def follow(self) -> None:
        """What `follow_rows` does."""
        missing = set(self.held.follow(self.rows.open_in(self.lane)))
        members = [(number, story) for number, story in self.rows.member.items() if story in missing]
        self.held.take((self.rows.articles[number].features(number), story) for number, story in members)

    def unlock(self) -> None:
        """The end of a job."""
        while self.locks:
            self.rows.give_back(self.locks.pop())

    def place(self) -> Iterator[None]:
        """A job that places some of what waits, as `place_due` does."""
        yield from self.locked()
        if self.writes:
            due = {n: row for n, row in self.rows.articles.items() if row.waits and self.lane.takes(row.language)}
            claimed = {number: replace(due[number]) for number in list(due)[: self.random.randint(1, 3)]}
            yield
            self.follow()
            decided: dict[int, int] = {}
            for number, row in claimed.items():
                yield
                decided[number] = self._decided(number, row.features(number))
            yield
            self._commit(decided)
            yield
        self.unlock()

    def _decided(self, number: int, known: ArticleFeatures) -> int:
        window = self.held.window
        if number in self.rows.member:  # edited: it stays
            if number in window:
                window.add(known, window.remove(number))
            return self.rows.member[number]
        new, self.rows.next_story = self.rows.next_story, self.rows.next_story + 1
        window.place(known, new)
        return int(window.story_of(number))

    def _commit(self, decided: dict[int, int]) -> None:
        # An article that a writer of its new language has placed meanwhile: the constraint undoes the transaction.
        if any(self.rows.member.get(number, story) != story for number, story in decided.items()):
            self.held.forget()
            return
        for number, story in decided.items():
            self.rows.member[number] = story
            self.rows.articles[number].waits = False
        changed = set(decided.values())
        for story in changed:
            self.rows.revision[story] = self.rows.revision.get(story, 0) + 1
        self.held.wrote({story: self.rows.revision[story] for story in changed})

    def audit(self) -> Iterator[None]:
        """A job that merges two stories of one language, as `audit` does: rows change, the window follows them."""
        yield from self.locked()
        if self.writes:
            self.follow()
            yield
            stories = sorted(self.rows.open_in(self.lane))
            pair = self.random.sample(stories, 2) if len(stories) > 1 else []
            yield
            if pair and self.rows.language_of(pair[0]) == self.rows.language_of(pair[1]):
                self._merge(*pair)
            yield
        self.unlock()

    def _merge(self, kept: int, gone: int) -> None:
        rows = self.rows
        rows.member.update({number: kept for number, story in rows.member.items() if story == gone})
        rows.merged.update({story: kept for story, into in rows.merged.items() if into == gone} | {gone: kept})
        for story in (kept, gone):
            rows.revision[story] += 1


def people(rows: Rows, random: Random, *, calm: bool) -> Iterator[None]:
    """What happens without the writers' lock: articles come, are edited, are read as another language, are counted."""
    for number in range(8):
        rows.articles[number] = _about(random, random.choice(("en", "en", "ko")))
        yield
        if not calm and random.random() < 0.4:
            edited = random.choice(sorted(rows.articles))
            rows.articles[edited] = _about(random, random.choice((rows.articles[edited].language, "en", "ko")))
            yield
        if rows.revision and random.random() < 0.3:
            rows.revision[random.choice(sorted(rows.revision))] += 1  # a decision outdates a story's counts
            yield


def _about(random: Random, language: str) -> Row:
    return Row(random.choice(sorted(EVENTS if language == "en" else KOREAN)), language)


def run(seed: int, *, calm: bool = False) -> None:
    """One interleaving; AssertionError where an invariant breaks. calm: no edits and no merges of unlike stories."""
    random, rows = Random(seed), Rows()
    shared_out = random.choice(LANES)
    writers = [Worker(rows, lane, random) for lane in shared_out * 2]
    auditor = Worker(rows, WHOLE, random)
    jobs: dict[int, Iterator[None]] = {}
    outside: Iterator[None] | None = people(rows, random, calm=calm)
    for _ in range(STEPS):
        if outside and random.random() < 0.25 and next(outside, True):
            outside = None
        who = random.randrange(len(writers) + (not calm))
        worker = (*writers, auditor)[who]
        if random.random() < 0.02:
            worker.die()
            jobs.pop(who, None)
        elif who in jobs or outside or waiting(rows):
            job = jobs.setdefault(who, worker.audit() if worker is auditor else worker.place())
            if next(job, True):
                jobs.pop(who)
        elif not jobs:
            break
        check(rows, [*writers, auditor])
    assert not waiting(rows), "an article still waits"
    check_windows(rows, [*writers, auditor])
    if calm:
        events = Counter((rows.articles[n].language, rows.articles[n].event) for n in rows.articles)
        assert len(set(rows.member.values())) == len(events), "an event has two stories, or two events one"


def waiting(rows: Rows) -> bool:
    """Whether an article waits for a story."""
    return any(row.waits for row in rows.articles.values())


def check(rows: Rows, workers: list[Worker]) -> None:
    """What must hold at any moment."""
    assert all(row.waits or number in rows.member for number, row in rows.articles.items()), "an article is lost"
    assert rows.merged.keys().isdisjoint(rows.member.values()), "an article is in a merged story"
    assert rows.merged.keys().isdisjoint(rows.merged.values()), "a merged story leads to a merged one"
    lanes_now = [worker.lane for worker in workers if worker.writes]
    assert len(set(lanes_now)) == len(lanes_now), "two writers in a lane"
    assert WHOLE not in lanes_now or len(lanes_now) == 1, "one writes everything, and another a lane"


def check_windows(rows: Rows, workers: list[Worker]) -> None:
    """A window that has followed the rows holds what they say."""
    for worker in workers:
        worker.follow()
        here = worker.rows.open_in(worker.lane)
        expected = {story: {n for n, other in rows.member.items() if other == story} for story in here}
        assert {story: set(articles) for story, articles in worker.held.window.stories().items()} == expected
