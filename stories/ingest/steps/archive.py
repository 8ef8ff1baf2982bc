"""Articles of an archive -> rows that wait to be annotated; each address once, however often it is imported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from stories.ingest.archive import ArchivedArticle
from stories.ingest.steps.addresses import held_at
from stories.models import Article, ArticleVersion, Stage


def store_archive(rows: Sequence[tuple[ArchivedArticle, int]], now: datetime) -> int:
    """How many of these articles, each with its outlet's id, are new; known ones are left as they are."""
    wanted = {item.canonical_address: (item, outlet_id) for item, outlet_id in reversed(rows)}
    with transaction.atomic():
        known, _ = held_at(wanted)
        new = [_article(*pair, now) for address, pair in sorted(wanted.items()) if address not in known]
        # The feeds may bring the same article at this moment: theirs stays.
        Article.objects.bulk_create(new, ignore_conflicts=True)
        made = dict(
            Article.objects.filter(canonical_address__in=[row.canonical_address for row in new]).values_list(
                "canonical_address", "pk"
            )
        )
        ArticleVersion.objects.bulk_create(
            [version for address, pk in made.items() for version in _versions(wanted[address][0], pk)],
            ignore_conflicts=True,
        )
    return len(new)


def _article(item: ArchivedArticle, outlet_id: int, now: datetime) -> Article:
    return Article(
        outlet_id=outlet_id,
        canonical_address=item.canonical_address,
        address=item.address,
        title=item.title,
        summary=item.summary,
        text=item.text,
        text_source="archive" if item.text else "",
        language=item.language,
        published_at=min(item.published_at, now),
        published_precision=item.precision,
        published_source=item.source,
        published_raw=item.published_raw,
        first_seen_at=now,
        authors=list(item.authors),
        image_address=item.image_address,
        image_caption=item.image_caption,
        image_credit=item.image_credit,
        tags=list(item.tags),
        rights=item.rights,
        byline_source=item.byline_source,
        feed_categories=list(item.categories),
        json_ld_type=item.json_ld_type,
        section_hint=item.section_hint,
        archive_id=item.archive_id,
        stage=Stage.ANNOTATE,
        due_at=now,
    )


def _versions(item: ArchivedArticle, article_id: int) -> Sequence[ArticleVersion]:
    """The earlier headline and the present one, for an article that changed it."""
    if item.earlier is None:
        return ()
    return (
        ArticleVersion(article_id=article_id, title=item.earlier.title, seen_at=item.published_at),
        ArticleVersion(article_id=article_id, title=item.title, seen_at=item.earlier.changed_at),
    )
