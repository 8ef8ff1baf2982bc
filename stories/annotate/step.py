"""Articles that wait to be read: claim some, annotate them, write the notes, hand them on to clustering."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

import numpy as np
from django.conf import settings
from django.db import transaction
from django.db.models import F

from stories.annotate import annotation as reading
from stories.annotate import encoders, model
from stories.annotate.steps.lines import printed, read_again, repeated
from stories.models import STAGE_LIMIT_S, Annotation, Article, Outlet, Stage
from stories.scales import OutletKind

BATCH = 32
TRIES = 3  # an article that was claimed this often and never finished is passed on with its title alone

Encode = Callable[[Sequence[str]], np.ndarray]
ByOutlet = Mapping[int, frozenset[int]]  # hashes of lines that it repeats, or marks that its columns print


def annotate_due(now: datetime, *, encode: Encode | None = None) -> int:
    """Annotate a batch of the articles that are due; how many. Raises model.ModelError before anything is claimed.

    A batch that dies leaves its leases: each of its articles is then tried alone, so that one that always
    kills its reader can't take others with it.
    """
    version = model.VERSION
    if encode is None:
        chosen = encoders.chosen(settings.ENCODER, settings.MODEL_DIR)
        encode, version = chosen.encode, chosen.version
    articles = _claim(now)
    if articles:
        wires = tuple(Outlet.objects.filter(kind=OutletKind.WIRE).values_list("name", flat=True))
        readable = [article for article in articles if article.attempts < TRIES]
        lines, columns = repeated(readable), printed(readable)
        first_time = [article for article in articles if not hasattr(article, "annotation")]
        notes = [_annotated(article, wires, (lines, columns), encode) for article in articles]
        _write(notes, articles, version, now)
        read_again(first_time, lines, now)
    return len(articles)


def _claim(now: datetime) -> list[Article]:
    due = (
        Article.objects.due(Stage.ANNOTATE, now)
        .order_by("due_at", "published_at", "pk")
        .select_for_update(skip_locked=True, of=("self",))
    )
    due = due.select_related("outlet", "annotation")
    with transaction.atomic():
        # What a batch left when it died goes first: after the others it would wait for as long as there are others.
        articles = list(due.filter(attempts__gt=0)[:1]) or list(due[:BATCH])
        lease = now + timedelta(seconds=STAGE_LIMIT_S[Stage.ANNOTATE])
        ids = [article.pk for article in articles]
        Article.objects.filter(pk__in=ids).update(leased_until=lease, attempts=F("attempts") + 1)
    return articles


def _annotated(
    article: Article, wires: tuple[str, ...], told_often: tuple[ByOutlet, ByOutlet], encode: Encode
) -> reading.Annotation:
    lines, columns = told_often
    text = reading.ArticleText(
        title=article.title,
        text=article.text if article.attempts < TRIES else "",
        summary=article.summary if article.attempts < TRIES else "",
        address=article.address,
        language_hint=article.language or article.outlet.language,
        feed_categories=tuple(article.feed_categories),
        json_ld_type=article.json_ld_type,
        json_ld_section=article.section_hint,
        tags=tuple(article.tags),
        outlet_kind=article.outlet.kind,
        outlet_name=article.outlet.name,
        byline=", ".join(article.authors),
        rights=article.rights,
        source_name=article.byline_source,
        wires=wires,
        repeated=lines.get(article.outlet_id, frozenset()),
        printed=columns.get(article.outlet_id, frozenset()),
    )
    return reading.annotate(text, encode)


def _write(notes: Sequence[reading.Annotation], articles: Sequence[Article], version: str, now: datetime) -> None:
    rows = [_row(article, note, version, now) for article, note in zip(articles, notes, strict=True)]
    fields = [field.name for field in Annotation._meta.concrete_fields if not field.primary_key]
    for article, note in zip(articles, notes, strict=True):
        article.language, article.section, article.genre = note.language, note.section, note.genre
        article.stage, article.due_at, article.leased_until = Stage.CLUSTER, now, None
        article.stage_error = "its text could not be read: placed by its title" if article.attempts >= TRIES else ""
        article.attempts = 0
    changed = ["language", "section", "genre", "stage", "due_at", "leased_until", "attempts", "stage_error"]
    with transaction.atomic():
        Annotation.objects.bulk_create(rows, update_conflicts=True, unique_fields=["article"], update_fields=fields)
        # One whose headline changed meanwhile waits for its page again, and for us after that.
        Article.objects.filter(stage=Stage.ANNOTATE).bulk_update(articles, changed)


def _row(article: Article, note: reading.Annotation, vector_model: str, now: datetime) -> Annotation:
    return Annotation(
        article=article,
        language=note.language,
        section_evidence=list(note.section_evidence),
        genre_evidence=list(note.genre_evidence),
        vector=note.vector,
        vector_model=vector_model,
        entities=[list(entity) for entity in note.entities],
        fingerprint=note.fingerprint,
        origin_kind=note.origin_kind,
        origin_name=note.origin_name,
        origin_evidence=list(note.origin_evidence),
        left_out=list(note.left_out),
        version=reading.VERSION,
        made_at=now,
    )
