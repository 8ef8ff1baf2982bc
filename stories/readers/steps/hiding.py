"""What an account hides, as rows, and which stories of now that leaves out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from stories.models import Outlet, Reader, Story
from stories.readers.hiding import NONE, Hiding, hidden

DAYS: Final = 7  # older stories stand in no list that hiding applies to, except far down
NEWEST: Final = 4000  # stories whose headlines are looked at
MOST_OUTLETS: Final = 200


def hiding(account_id: int) -> Hiding:
    """What the account hides. Two queries."""
    found = Reader.objects.filter(account_id=account_id).first()
    if found is None:
        return NONE
    return Hiding(tuple(found.hidden_words), frozenset(found.hidden_outlets.values_list("slug", flat=True)))


def hide(account_id: int, words: Iterable[str], outlets: Iterable[str]) -> None:
    """Hide these folded words and these outlets by slug, and nothing else any more."""
    reader, _ = Reader.objects.get_or_create(account_id=account_id)
    reader.hidden_words = list(words)
    reader.save(update_fields=["hidden_words"])
    reader.hidden_outlets.set(Outlet.objects.filter(slug__in=list(outlets)[:MOST_OUTLETS]))


def hidden_stories(what: Hiding, now: datetime, *, section: str = "") -> frozenset[int]:
    """The stories of the last days that are left out of lists. One query, none where nothing is hidden."""
    rows = Story.objects.live().filter(last_at__gte=now - timedelta(days=DAYS))
    return _hidden(what, rows.filter(section=section) if section else rows)


def hidden_among(what: Hiding, story_ids: Iterable[int]) -> frozenset[int]:
    """Those of these stories that are left out. One query, none where nothing is hidden."""
    return _hidden(what, Story.objects.filter(pk__in=list(story_ids)))


def _hidden(what: Hiding, rows: QuerySet[Story]) -> frozenset[int]:
    if not what:
        return frozenset()
    columns = ("pk", "title", "title_edited", "title_article__title", "title_article__outlet__slug")
    found = rows.order_by("-last_at").values_list(*columns)[:NEWEST]
    return frozenset(
        pk
        for pk, title, edited, of_article, slug in found
        if hidden(title or of_article or "", "" if edited else slug or "", what)
    )
