"""A feed's entries against the articles we hold: new ones stored, known ones seen again, changed headlines kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from stories.ingest.canonical import canonical
from stories.ingest.dates import believable, effective
from stories.ingest.decide import Decision, Kind, Known, decide, distinct, unsure_guids
from stories.ingest.feed import FeedEntry
from stories.ingest.steps.addresses import MAX_ADDRESS_CHARS, held_at
from stories.ingest.titles import without_outlet
from stories.models import Article, ArticleVersion, Feed, Sighting, Stage
from stories.scales import DatePrecision, DateSource


@dataclass(frozen=True)
class _Held:
    """Articles that the entries may be: by canonical address, and by guid within this feed.

    roundabout: addresses that lead to an article which is held under another one.
    """

    by_address: dict[str, Known]
    by_guid: dict[str, Known]
    roundabout: frozenset[str]


def store_entries(feed: Feed, entries: Sequence[FeedEntry], language: str, now: datetime) -> list[int]:
    """The ids of the new articles. Call it in a transaction."""
    unsure = unsure_guids(entries)
    names = _names(feed)
    entries = [replace(entry, title=without_outlet(entry.title, names)) for entry in entries]
    wanted = [entry for entry in distinct(entries) if len(canonical(entry.address)) <= MAX_ADDRESS_CHARS]
    held = _held(feed, wanted, names)
    decided = [(entry, _decided(entry, held, unsure, now)) for entry in wanted]
    new = [entry for entry, decision in decided if decision.kind is Kind.NEW]
    ids = _create(feed, new, language, now)
    known = _one_entry_each(decided, held.roundabout)
    for entry, decision in known:
        if decision.kind is Kind.VERSION and decision.article_id:
            _change_headline(decision.article_id, entry, now)
    # Another feed may have brought the same article at this moment: it is seen here as well.
    there, _ = held_at([canonical(entry.address) for entry in new])
    created = [(entry, there[key].pk) for entry in new if (key := canonical(entry.address)) in there]
    _see(feed, [*created, *((entry, decision.article_id) for entry, decision in known if decision.article_id)], now)
    return list(ids.values())


def _one_entry_each(
    decided: Sequence[tuple[FeedEntry, Decision]], roundabout: frozenset[str]
) -> list[tuple[FeedEntry, Decision]]:
    """One entry for each article that is known: where a feed gives it two addresses, two wordings are no change."""
    direct_first = sorted(decided, key=lambda pair: canonical(pair[0].address) in roundabout)
    first: dict[int, tuple[FeedEntry, Decision]] = {}
    for entry, decision in direct_first:
        if decision.article_id is not None:
            first.setdefault(decision.article_id, (entry, decision))
    return [first[article_id] for article_id in sorted(first)]


def _names(feed: Feed) -> list[str]:
    """What an outlet may be called at a headline's end."""
    return [feed.outlet.name, *feed.outlet.domains.values_list("name", flat=True)]


def _held(feed: Feed, entries: Sequence[FeedEntry], names: Sequence[str]) -> _Held:
    guids = [entry.guid for entry in entries if entry.guid]
    places, roundabout = held_at([canonical(entry.address) for entry in entries])
    here = {article.pk for article in places.values()}
    sightings = Sighting.objects.filter(Q(guid__in=guids) | Q(article__in=here), feed=feed).select_related("article")
    by_guid, worded = {}, {}
    for sighting in sightings:
        article = sighting.article
        title = without_outlet(sighting.title or article.title, names)  # it may be from before names were taken off
        known = Known(article.pk, title, article.summary, sighting.last_seen_at)
        by_guid[sighting.guid] = worded[article.pk] = known
    by_address = {
        # Another feed may word the same article otherwise: only a change within this feed is a change.
        address: worded.get(article.pk) or Known(article.pk, "", article.summary, article.first_seen_at)
        for address, article in places.items()
    }
    return _Held(by_address, by_guid, roundabout)


def _decided(entry: FeedEntry, held: _Held, unsure: frozenset[str], now: datetime) -> Decision:
    by_guid = None if entry.guid in unsure else held.by_guid.get(entry.guid)
    by_address = held.by_address.get(canonical(entry.address))
    if by_address and not by_address.title:
        return Decision(Kind.SEEN, by_address.article_id, "known from elsewhere")
    return decide(entry, by_address, by_guid, now)


def _create(feed: Feed, entries: Sequence[FeedEntry], language: str, now: datetime) -> dict[str, int]:
    """Canonical address -> id of the articles that this call made; another feed may make one at the same moment."""
    if not entries:
        return {}
    waiting = Article.objects.filter(outlet=feed.outlet, stage=Stage.PAGE).count()
    gap = 0.0 if "*" in settings.FETCH_IMPOLITE_HOSTS else settings.FETCH_HOST_GAP_S
    rows = [
        _article(feed, entry, language, now, due_at=now + timedelta(seconds=min(gap * (waiting + place), 3600)))
        for place, entry in enumerate(entries)
    ]
    if settings.FETCH_ALLOWED_HOSTS:
        for row in rows:
            row.due_at = now if row.address.split("/")[2] in settings.FETCH_ALLOWED_HOSTS else row.due_at
    addresses = [row.canonical_address for row in rows]
    before = set(Article.objects.filter(canonical_address__in=addresses).values_list("pk", flat=True))
    # In one order for all feeds: two that bring the same articles at once can't wait for each other.
    Article.objects.bulk_create(sorted(rows, key=lambda row: row.canonical_address), ignore_conflicts=True)
    made = Article.objects.filter(canonical_address__in=addresses, first_seen_at=now, outlet=feed.outlet)
    ids = dict(made.exclude(pk__in=before).values_list("canonical_address", "pk"))
    ArticleVersion.objects.bulk_create(
        [
            ArticleVersion(article_id=ids[row.canonical_address], title=row.title, seen_at=now)
            for row in rows
            if row.canonical_address in ids
        ],
        ignore_conflicts=True,
    )
    return ids


def _article(feed: Feed, entry: FeedEntry, language: str, now: datetime, due_at: datetime) -> Article:
    dated = entry.published if entry.published and believable(entry.published.moment, now) else None
    return Article(
        outlet=feed.outlet,
        canonical_address=canonical(entry.address),
        address=entry.address[:2000],
        title=entry.title,
        summary=entry.summary,
        text=entry.content_text,
        text_source="feed" if entry.content_text else "",
        language=(entry.language or language or feed.outlet.language)[:8],
        published_at=effective(dated.moment if dated else None, now),
        published_precision=dated.precision if dated else DatePrecision.SEEN,
        published_source=dated.source if dated else DateSource.SEEN,
        published_raw=entry.published_raw[:200],
        modified_at=entry.modified.moment if entry.modified else None,
        first_seen_at=now,
        authors=list(entry.authors),
        image_address=entry.image_address[:2000],
        image_caption=entry.image_caption,
        image_credit=entry.image_credit[:500],
        byline_source=entry.source_name[:300],
        feed_categories=[*entry.categories, *([feed.category] if feed.category else [])],
        stage=Stage.PAGE,
        due_at=due_at,
    )


def _change_headline(article_id: int, entry: FeedEntry, now: datetime) -> None:
    """The new wording is the article's; the old one stays as a version. Its page is read again."""
    article = Article.objects.select_for_update(no_key=True).filter(pk=article_id).first()
    if article is None or article.title == entry.title:
        return
    ArticleVersion.objects.filter(article=article, title=article.title, text="").update(text=article.text)
    if not ArticleVersion.objects.filter(article=article, title=entry.title).exists():
        ArticleVersion.objects.create(article=article, title=entry.title, seen_at=now)
    article.title, article.summary = entry.title, entry.summary or article.summary
    article.modified_at = entry.modified.moment if entry.modified else now
    article.stage, article.due_at, article.leased_until, article.attempts = Stage.PAGE, now, None, 0
    changed = ["title", "summary", "modified_at", "stage", "due_at", "leased_until", "attempts"]
    article.save(update_fields=changed)


def _see(feed: Feed, seen: Sequence[tuple[FeedEntry, int]], now: datetime) -> None:
    rows = [
        Sighting(
            feed=feed, article_id=article_id, guid=entry.guid[:1000], title=entry.title, seen_at=now, last_seen_at=now
        )
        for entry, article_id in {article_id: (entry, article_id) for entry, article_id in seen}.values()
    ]
    Sighting.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["feed", "article"], update_fields=["guid", "title", "last_seen_at"]
    )
