"""Whatever the machine does after people have decided, what they decided holds."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from random import Random

from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TransactionTestCase

from stories.clustering.policy import Policy
from stories.clustering.steps.audit import audit
from stories.clustering.steps.decided import carry_out_decided
from stories.clustering.steps.heed import heed
from stories.clustering.steps.place import place_due
from stories.clustering.steps.writer import held
from stories.editing.decision import RefusedError
from stories.editing.steps.proposals import accept, refuse, take_back
from stories.management.invariants import breaches
from stories.models import Annotation, Article, Constraint, Membership, Move, Proposal, Stage, Story, StoryState
from tests import make
from tests.clustering.rows import DAM, LEVY, TEXTS, article, event, vector
from tests.make import NOW

EAGER = Policy(merge_at=0.0, merge_ask_at=0.0, split_at=0.0, split_ask_at=0.0)
WARY = Policy(regroups=False, merge_at=1.1, split_at=1.1, merge_ask_at=0.0, split_ask_at=0.0)
ACTS = st.sampled_from(["arrive", "edit", "audit", "eager", "wary", "heed", "rebuild", "carry out", "outdate"])
WORDS = st.sampled_from(["must", "cannot", "lock", "accept", "refuse", "take back"])


class Newsroom:
    """Articles on two events, at first in three wrong stories, that come, change, and are judged by all."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.minutes = count(1)
        self.locked: dict[int, int] = {}
        rows = [*event(DAM), *event(LEVY)]
        self.random.shuffle(rows)
        for part in (rows[:3], rows[3:5], rows[5:]):
            make.story(*part)
        told = [{"name": "base", "value": 1.0, "contribution": -2.0, "words": "begins here"}]
        Membership.objects.update(evidence=told)

    @property
    def now(self) -> object:
        return NOW + timedelta(minutes=next(self.minutes))

    def some(self, rows: list[Article]) -> Article:
        return self.random.choice(rows)

    def machine(self, act: str) -> None:
        acts: dict[str, Callable[[], object]] = {
            "arrive": self.arrive,
            "edit": self.edit,
            "audit": lambda: audit(self.now, everything=True),
            "eager": lambda: audit(self.now, everything=True, policy=EAGER),
            "wary": lambda: audit(self.now, everything=True, policy=WARY),
            "heed": lambda: heed(self.now),
            "rebuild": held.forget,
            "carry out": lambda: carry_out_decided(self.now),
            "outdate": lambda: Story.objects.update(revision=F("revision") + 1),
        }
        acts[act]()

    def arrive(self) -> None:
        titles = self.random.choice([DAM, LEVY])
        article(self.random.choice(titles), TEXTS[titles], waits=True)
        place_due(self.now)

    def edit(self) -> None:
        row, titles = self.some(list(Article.objects.order_by("pk"))), self.random.choice([DAM, LEVY])
        title = self.random.choice(titles)
        Article.objects.filter(pk=row.pk).update(title=title, text=TEXTS[titles], stage=Stage.CLUSTER, attempts=0)
        Annotation.objects.filter(article=row).update(vector=vector(title))
        place_due(self.now)

    def person(self, word: str) -> None:
        """A word that doesn't contradict an earlier one; people may be told so, the machine can't choose."""
        if word in ("must", "cannot"):
            self.say(word)
        elif word == "lock":
            row = self.random.choice(list(Membership.objects.order_by("pk")))
            Membership.objects.filter(pk=row.pk).update(locked=True)
        else:
            act = {"accept": accept, "refuse": refuse, "take back": take_back}[word]
            rows = list(Proposal.objects.order_by("pk"))
            try:
                act(self.random.choice(rows), "ana", self.now) if rows else None
            except RefusedError:
                return
            carry_out_decided(self.now)
        self.locked = dict(Membership.objects.filter(locked=True).values_list("article_id", "story_id"))

    def say(self, word: str) -> None:
        one, other = sorted(self.random.sample(list(Article.objects.values_list("pk", flat=True)), 2))
        # Words about articles that nobody has spoken of yet can't contradict each other.
        spoken = Constraint.objects.filter(article_id__in=(one, other)) | Constraint.objects.filter(
            other_id__in=(one, other)
        )
        locked = Membership.objects.filter(article__in=(one, other), locked=True)
        if not spoken.exists() and not locked.exists():
            Constraint.objects.create(kind=word, article_id=one, other_id=other, created_at=NOW)
            heed(self.now)


def torn(kind: str) -> list[tuple[int, int]]:
    rows = Constraint.objects.filter(kind=kind, lifted_at__isnull=True, edit__isnull=True)
    homes = dict(Membership.objects.values_list("article_id", "story_id"))
    return [
        (row.article_id, row.other_id)
        for row in rows
        if (homes[row.article_id] == homes[row.other_id]) is (kind == "cannot")
    ]


class PeopleFirst(TransactionTestCase):
    """Random decisions, then random acts of the machine."""

    serialized_rollback = True  # as every test with real commits: the rows that migrations make are there again

    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(st.integers(0, 10**6), st.lists(WORDS, min_size=2, max_size=6), st.lists(ACTS, min_size=4, max_size=9))
    def test_what_people_decided_holds_whatever_the_machine_does(
        self, seed: int, words: list[str], acts: list[str]
    ) -> None:
        held.forget()
        newsroom = Newsroom(seed)
        newsroom.machine("wary")
        for word in words:
            newsroom.person(word)
        for act in acts:
            newsroom.machine(act)
            assert not torn("cannot")
            assert not torn("must")
            homes = dict(Membership.objects.values_list("article_id", "story_id"))
            assert all(homes[article_id] == story for article_id, story in newsroom.locked.items())
        self.whole()

    def whole(self) -> None:
        """No article is lost, doubled or in a story that is gone, and every place says why."""
        assert Membership.objects.count() == Article.objects.count()
        assert not Membership.objects.filter(story__state=StoryState.MERGED).exists()
        assert not Story.objects.filter(merged_into__state=StoryState.MERGED).exists()
        assert Move.objects.filter(before={}).count() == 0
        found = {breach.invariant for breach in breaches(NOW + timedelta(hours=4))}
        late = {"a decision is followed", "a changed story is counted", "an annotated article is annotated"}
        assert not found - late, found
