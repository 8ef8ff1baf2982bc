"""Builders of rows for every test: sensible defaults, anything overridden by keyword. All about fictional outlets."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import Any

from django.contrib.auth import get_user_model

from stories.models import Article, Domain, Feed, Membership, Outlet, Rating, RatingScheme, Story
from stories.scales import Lean

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
_numbers = count(1)


def scheme(slug: str = "lean") -> RatingScheme:
    """The scheme of that name; lean and factuality are seeded by a migration."""
    return RatingScheme.objects.get(slug=slug)


def outlet(name: str = "", *, domain: str = "", lean: Lean | str = "", **fields: Any) -> Outlet:
    """An outlet with one domain; with `lean` it is also rated by 'Test rater'."""
    n = next(_numbers)
    name = name or f"Harbour Post {n}"
    slug = fields.pop("slug", f"outlet-{n}")
    row = Outlet.objects.create(name=name, slug=slug, **{"country": "US", "language": "en"} | fields)
    Domain.objects.create(name=domain or f"outlet-{n}.example", outlet=row)
    if lean:
        rating(row, str(lean))
    return row


def feed(of: Outlet | None = None, **fields: Any) -> Feed:
    """A feed that has been due since NOW."""
    of = of or outlet()
    defaults = {"address": f"https://{of.slug}.example/feed-{next(_numbers)}.xml", "next_visit_at": NOW}
    return Feed.objects.create(outlet=of, **defaults | fields)


def article(of: Outlet | None = None, title: str = "", **fields: Any) -> Article:
    """An article published and seen at NOW, at its last stage unless another is given; due at once."""
    of = of or outlet()
    n = next(_numbers)
    address = fields.pop("address", f"https://{of.slug}.example/news/{n}")
    defaults = {
        "title": title or f"Ferry council votes on pier {n}",
        "canonical_address": address,
        "address": address,
        "text": f"The ferry council of Port Ansel voted on pier {n} on Tuesday. Work is to begin in May.",
        "text_source": "page",
        "language": "en",
        "published_at": NOW,
        "published_precision": "minute",
        "published_source": "feed",
        "first_seen_at": max(NOW, fields.get("published_at", NOW)),
        "due_at": NOW,
        "stage": "placed",
    }
    return Article.objects.create(outlet=of, **defaults | fields)


def story(*articles: Article, **fields: Any) -> Story:
    """A story of these articles, named after the first, its counters right."""
    times = [row.published_at for row in articles]
    defaults: dict[str, Any] = {
        "title": articles[0].title if articles else "Ferry council votes",
        "title_article": articles[0] if articles else None,
        "article_count": len(articles),
        "first_at": min(times, default=NOW),
        "last_at": max(times, default=NOW),
        "changed_at": max(times, default=NOW),
        "language": "en",
    }
    row = Story.objects.create(**defaults | fields)
    for each in articles:
        member(row, each)
    return row


def member(of: Story, each: Article, **fields: Any) -> Membership:
    """The article's place in the story; doesn't touch the story's counters."""
    defaults = {"method": "score", "score": 1.0, "threshold": -2.5, "model_version": "test"}
    return Membership.objects.create(story=of, article=each, **defaults | fields)


def rating(of: Outlet, bucket: str, *, rater: str = "Test rater", on: str = "lean", **fields: Any) -> Rating:
    """A rating in force since NOW; the raw value is the bucket's name."""
    defaults = {"raw_value": bucket, "bucket": bucket, "valid_from": NOW}
    return Rating.objects.create(outlet=of, scheme=scheme(on), rater=rater, **defaults | fields)


def user(name: str = "", *, staff: bool = False, **fields: Any) -> Any:
    """A person with an account and no password; staff=True may do everything in the admin."""
    name = name or f"reader-{next(_numbers)}"
    defaults = {"email": f"{name}@readers.example", "is_staff": staff, "is_superuser": staff}
    return get_user_model().objects.create_user(name, **defaults | fields)
