"""Editors take articles off the pages, and put them back: nothing is deleted, and each is a decision with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from stories.catalogue.actors import Actor
from stories.editing.decision import Decision, RefusedError
from stories.models import Article, Edit, EditKind, Membership


def take_down(
    articles: Sequence[Article], editor: Actor, now: datetime, reason: str = "", undoes: Edit | None = None
) -> Edit:
    """The Edit that takes them off every page, count, briefing and digest. Raises RefusedError if none is shown."""
    with transaction.atomic():
        rows = _locked(articles).filter(removed_at__isnull=True)
        return _set(list(rows), now, Decision(editor, now, reason), undoes)


def put_up(
    articles: Sequence[Article], editor: Actor, now: datetime, reason: str = "", undoes: Edit | None = None
) -> Edit:
    """The Edit that shows them again where they were. Raises RefusedError if none is down."""
    with transaction.atomic():
        rows = _locked(articles).filter(removed_at__isnull=False)
        return _set(list(rows), None, Decision(editor, now, reason), undoes)


def undo_removal(edit: Edit, decision: Decision) -> Edit:
    """The Edit that undoes a taking down, or a putting back, of articles."""
    articles = list(Article.objects.filter(pk__in=edit.after.get("article_ids", [])))
    act = put_up if edit.kind == EditKind.TAKE_DOWN else take_down
    return act(articles, decision.actor, decision.now, decision.reason, edit)


def _locked(articles: Sequence[Article]) -> QuerySet[Article]:
    rows = Article.objects.select_for_update(no_key=True).filter(pk__in=[article.pk for article in articles])
    return rows.order_by("pk")


def _set(rows: list[Article], removed_at: datetime | None, decision: Decision, undoes: Edit | None) -> Edit:
    if not rows:
        raise RefusedError("These articles are " + ("taken down already." if removed_at else "not taken down."))
    ids = [row.pk for row in rows]
    Article.objects.filter(pk__in=ids).update(removed_at=removed_at)
    stories = Membership.objects.filter(article__in=ids).order_by("story").values_list("story", flat=True).distinct()
    more = f" and {len(rows) - 1} more" if len(rows) > 1 else ""
    return Edit.objects.create(
        kind=EditKind.TAKE_DOWN if removed_at else EditKind.PUT_UP,
        subject=f"{'taken down' if removed_at else 'shown again'}: “{rows[0].title[:200]}”{more}"[:300],
        story_ids=list(stories),
        before={"removed_at": {str(row.pk): row.removed_at and row.removed_at.isoformat() for row in rows}},
        after={"article_ids": ids},
        undoes=undoes,
        **decision.fields(),
    )
