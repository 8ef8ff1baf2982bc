"""bench briefing: all blocks of a story's briefing from stored notes, by the number of its articles.

The time of this process from the claim to the written rows, with what it loads; that of PostgreSQL is not in it.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from statistics import median
from typing import Final

import numpy as np
from django.utils import timezone

from stories.annotate.model import DIMENSIONS
from stories.annotate.steps.sentences import VERSION
from stories.briefing.blocks import BLOCKS
from stories.briefing.steps.brief import brief, claim_due, wanted
from stories.management.benches.paired import PAIRS, NothingToMeasureError, Row, row
from stories.management.benches.scratch import scratch_database
from stories.management.benches.words import Words
from stories.models import Annotation, Article, Briefing, BriefingState, Membership, Outlet, SentenceNotes, Story
from stories.text.sentences import sentence_spans

SIZES: Final = ((10, 1.0), (300, 10.0))  # articles, and the most CPU-seconds
SENTENCES: Final = 25  # of an article: 300 to 400 words
TIMES: Final = 5


def run(pairs: int = PAIRS) -> list[Row]:
    """All figures, on a database of their own. pairs: at most so often each story is briefed."""
    with scratch_database():
        return [found for articles, most_s in SIZES for found in _rows(articles, most_s, min(pairs, TIMES))]


def _rows(articles: int, most_s: float, times: int) -> Iterator[Row]:
    now = timezone.now()
    story = _story(articles, now)
    spent = [_briefed_s(story, now) for _ in range(times)]
    yield row(f"briefing of a story of {articles} articles", round(median(spent), 3), "CPU-s", most_s)
    for made in Briefing.objects.filter(story=story).order_by("-seconds"):
        yield row(f"  {made.block}", made.seconds, "CPU-s")
    yield row(f"  blocks of {len(BLOCKS)}", Briefing.objects.filter(story=story).count(), "blocks")


def _briefed_s(story: Story, now: datetime) -> float:
    BriefingState.objects.filter(story=story).delete()
    Story.objects.filter(pk=story.pk).update(briefed_revision=0)
    begun = time.process_time()
    claim = claim_due(now)
    if claim is None or claim.story != story.pk or not wanted(claim, now):
        raise NothingToMeasureError("the story is not due")
    brief(claim, now)
    return time.process_time() - begun


def _story(size: int, now: datetime) -> Story:
    """A story whose articles share words, names, figures and what is said, each in sentences of its own."""
    told = _Telling(size)
    outlets = Outlet.objects.bulk_create(
        Outlet(name=f"{told.words.name()} {n}", slug=f"bench-{size}-{n}", language="en") for n in range(size)
    )
    articles = Article.objects.bulk_create(
        Article(
            outlet=outlet,
            title=told.words.some(5, 9).capitalize(),
            text=told.text(),
            canonical_address=f"https://{outlet.slug}.example/1",
            address=f"https://{outlet.slug}.example/1",
            language="en",
            stage="placed",
            published_at=now - timedelta(minutes=3 * n),
            first_seen_at=now,
        )
        for n, outlet in enumerate(outlets)
    )
    Annotation.objects.bulk_create(
        Annotation(article=article, language="en", entities=[[name, 3] for name in told.names[:8]], version="bench")
        for article in articles
    )
    SentenceNotes.objects.bulk_create(told.notes(article) for article in articles)
    story = Story.objects.create(
        title=articles[0].title, article_count=size, first_at=now, last_at=now, changed_at=now, language="en"
    )
    Membership.objects.bulk_create(Membership(story=story, article=article, method="new") for article in articles)
    return story


class _Telling:
    """Sentences about one invented event."""

    def __init__(self, seed: int) -> None:
        self.words = Words(seed, words=600)
        self.random = Random(seed)
        self.vectors = np.random.default_rng(seed)
        self.event = self.vectors.normal(size=DIMENSIONS)
        self.names = [f"{self.words.some(1, 1).title()} {self.words.some(1, 1).title()}" for _ in range(20)]

    def text(self) -> str:
        return "\n".join(self._sentence() for _ in range(SENTENCES))

    def _sentence(self) -> str:
        kind, name = self.random.random(), self.random.choice(self.names)
        some = self.words.some(8, 18)
        if kind < 0.2:
            return f"“{some.capitalize()},” {name} said on Tuesday."
        if kind < 0.4:
            return f"The {some} rose to {self.random.randint(1, 90)} percent in {self.random.randint(1990, 2025)}."
        return f"{name} and the {some}."

    def notes(self, article: Article) -> SentenceNotes:
        """The sentences with vectors around that of the event."""
        spans = sentence_spans(article.text)
        rows = self.vectors.normal(size=(len(spans), DIMENSIONS)) + self.event
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return SentenceNotes(
            article=article,
            text_hash=hashlib.sha256(article.text.encode()).hexdigest(),
            spans=[list(span) for span in spans],
            vectors=rows.astype(np.float16).tobytes(),
            version=VERSION,
        )
