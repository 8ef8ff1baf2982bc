"""A newsroom of any size made of invented words, for measuring: the same rows for the same numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from typing import Final

from django.db import transaction

from stories.coverage.step import recount, refresh_standings
from stories.management.benches.words import Words
from stories.models import Annotation, Article, Domain, Membership, Outlet, Owner, Rating, RatingScheme, Story
from stories.scales import Lean, OwnerKind, Section

OUTLETS: Final = 400
UNRATED_EVERY: Final = 5  # each fifth outlet
DAYS: Final = 14
LARGE, SMALL = 1_000, 10  # stories of just these sizes, for the story page's comparison
STEEPNESS: Final = 0.8  # the n-th largest story has n ** -0.8 of the largest's articles
DIMENSIONS: Final = 384
RELATED: Final = 6  # stories that are near one another
NOISE: Final = 0.5  # a cosine of about 0.8 between them
ROWS_AT_ONCE: Final = 2_000
COUNTED_AT_ONCE: Final = 500
LEANS: Final = tuple(Lean)

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is to be."""

    articles: int
    stories: int


def sizes(size: Size) -> list[int]:
    """Articles per story: one large and one small one where there is room, few large and many small beside them."""
    named = [n for n in (LARGE, SMALL) if size.stories > 2 and size.articles >= 2 * n + size.stories]
    stories = size.stories - len(named)
    rest = size.articles - sum(named) - stories  # one for each
    weights = [(i + 1) ** -STEEPNESS for i in range(stories)]
    found = [1 + int(rest * weight / sum(weights)) for weight in weights]
    found[0] += size.articles - sum(named) - sum(found)
    return [*named, *found]


def seed(size: Size, now: datetime, tell: Tell) -> None:
    """Write outlets with ratings, articles, stories and their counts."""
    words = Words(size.articles)
    with transaction.atomic():
        outlets = _outlets(words, now)
        tell(f"{len(outlets)} outlets")
        stories = _stories(words, sizes(size), now)
        tell(f"{len(stories)} stories")
        _articles(words, stories, outlets)
        tell(f"{size.articles} articles")
    refresh_standings([outlet.pk for outlet in outlets], now)
    for some in _chunks([story.pk for story in stories], COUNTED_AT_ONCE):
        recount(some, now)
    tell("counted")


def _outlets(words: Words, now: datetime) -> list[Outlet]:
    first = Outlet.objects.count()
    kinds = list(OwnerKind)
    owners = Owner.objects.bulk_create(
        [Owner(name=f"{words.name()} {first + i}", kind=kinds[i % len(kinds)]) for i in range(OUTLETS // 10)]
    )
    outlets = Outlet.objects.bulk_create(
        [
            Outlet(
                name=f"The {words.name()} {first + i}",
                slug=f"bench-{first + i}",
                country=("US", "GB", "KR", "DE")[i % 4],
                language="en",
                owner=owners[i % len(owners)],
            )
            for i in range(OUTLETS)
        ]
    )
    Domain.objects.bulk_create([Domain(name=f"{outlet.slug}.example", outlet=outlet) for outlet in outlets])
    _rate(outlets, now)
    return outlets


def _rate(outlets: Sequence[Outlet], now: datetime) -> None:
    lean, factuality = (RatingScheme.objects.get(slug=slug) for slug in ("lean", "factuality"))
    facts = [str(bucket["key"]) for bucket in factuality.buckets]
    since = now - timedelta(days=DAYS)
    rated = [(i, outlet) for i, outlet in enumerate(outlets) if i % UNRATED_EVERY]
    Rating.objects.bulk_create(
        Rating(outlet=outlet, scheme=scheme, rater="Bench", raw_value=bucket, bucket=bucket, valid_from=since)
        for i, outlet in rated
        for scheme, bucket in ((lean, LEANS[i % len(LEANS)].value), (factuality, facts[i % len(facts)]))
    )


def _stories(words: Words, counts: Sequence[int], now: datetime) -> list[Story]:
    sections = list(Section)
    return Story.objects.bulk_create(
        [
            Story(
                title=words.some(6, 14).capitalize(),
                language="en",
                section=sections[i % len(sections)],
                vector_sum=_vector(words, i % (len(counts) // RELATED + 1)),
                vector_count=count,
                article_count=count,
                last_at=now - timedelta(minutes=words.random.randint(1, DAYS * 24 * 60 - 120)),
            )
            for i, count in enumerate(counts)
        ],
        batch_size=ROWS_AT_ONCE,
    )


def _vector(words: Words, group: int) -> list[float]:
    """A vector near those of its group."""
    common = Random(group)
    return [common.gauss(0, 1) + NOISE * words.random.gauss(0, 1) for _ in range(DIMENSIONS)]


def _articles(words: Words, stories: Sequence[Story], outlets: Sequence[Outlet]) -> None:
    """Articles with their annotations and places, in rounds of rows."""
    first = Article.objects.count()
    places = ((story, i) for story in stories for i in range(story.article_count))
    while some := list(islice(places, ROWS_AT_ONCE)):
        rows = [
            _article(words, story, i, outlets[(story.pk * 7 + i) % len(outlets)], first + n)
            for n, (story, i) in enumerate(some)
        ]
        first += len(rows)
        Article.objects.bulk_create(rows)
        Annotation.objects.bulk_create(
            Annotation(article=row, entities=[[words.name(), 2], [words.name(), 1]], version="bench") for row in rows
        )
        Membership.objects.bulk_create(
            Membership(
                article=row,
                story=story,
                score=1.0,
                threshold=0.0,
                method="score",
                model_version="bench",
                evidence=[{"name": "made", "value": 1.0, "contribution": 1.0, "words": "made for measuring"}],
            )
            for row, (story, _) in zip(rows, some, strict=True)
        )
        _name(rows, some)


def _article(words: Words, story: Story, i: int, outlet: Outlet, number: int) -> Article:
    """The i-th article of a story; its first is the latest, its last two hours earlier."""
    if story.last_at is None:
        raise ValueError("A story that is filled has its latest time.")
    at = story.last_at - timedelta(hours=2) * (i / max(story.article_count - 1, 1))
    address = f"https://{outlet.slug}.example/{number}"
    return Article(
        outlet=outlet,
        canonical_address=address,
        address=address,
        title=words.some(6, 14).capitalize(),
        summary=words.sentence(),
        text=words.text(12),
        text_source="page",
        language="en",
        published_at=at,
        published_precision="minute",
        published_source="feed",
        first_seen_at=at,
        section=story.section,
        stage="placed",
    )


def _name(rows: Sequence[Article], places: Sequence[tuple[Story, int]]) -> None:
    """Each story has its headline and its span from its articles."""
    named = []
    for row, (story, i) in zip(rows, places, strict=True):
        story.first_at = row.published_at
        if i == 0:
            story.title, story.title_article = row.title, row
        if i == story.article_count - 1:
            named.append(story)
    fields = ["title", "title_article", "first_at", "changed_at"]
    for story in named:
        story.changed_at = story.last_at or story.changed_at
    Story.objects.bulk_update(named, fields, batch_size=500)


def _chunks(values: Sequence[int], most: int) -> Iterator[Sequence[int]]:
    return (values[start : start + most] for start in range(0, len(values), most))
