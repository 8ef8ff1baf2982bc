"""When pages are looked at again: planned as they are read, and claimed as they fall due."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F

from stories.ingest.again import READ, UNREAD, planned
from stories.ingest.titles import without_outlet
from stories.models import STAGE_LIMIT_S, Article, PageCheck, Stage
from stories.net.answers import Fetched

MAX_TITLE_CHARS = 1000
BUSY_WAIT = timedelta(minutes=5)
AT_ONCE = 20  # hinted at every few seconds: up to four a second, of which 10,000 articles a day need a quarter


def plan_read(article: Article, answer: Fetched, page_title: str, now: datetime) -> None:
    """The page was read: what it is held against next time. A plan that is there goes on, and the article is back."""
    if not settings.READ_AGAIN:
        return
    known: dict[str, object] = {"etag": answer.etag, "last_modified": answer.last_modified, "looked_at": now}
    known["title"] = headline(article, page_title)
    first = {"read_at": now, "step": READ, "due_at": planned(now, READ, now, random.random())}
    PageCheck.objects.update_or_create(
        article=article, defaults={**known, "missing_since": None, "words": ""}, create_defaults={**known, **first}
    )
    PageCheck.objects.filter(article=article, step=UNREAD).update(**first)


def headline(article: Article, page_title: str) -> str:
    """The page's headline as a feed's is taken: without the outlet's name behind it."""
    names = [article.outlet.name, *article.outlet.domains.values_list("name", flat=True)]
    return without_outlet(page_title, names)[:MAX_TITLE_CHARS]


def plan_unread(article: Article, now: datetime) -> None:
    """The page could not be had for a reason that passes: it is asked for once more before long."""
    if settings.READ_AGAIN:
        first = {"read_at": now, "step": UNREAD, "due_at": planned(now, UNREAD, now, random.random())}
        PageCheck.objects.get_or_create(article=article, defaults=first)


def claim_check(article_id: int, now: datetime) -> PageCheck | None:
    """The plan, leased for a look at the page, or None when it is not due or somebody else looks."""
    lease = now + timedelta(seconds=STAGE_LIMIT_S[Stage.PAGE])
    if not PageCheck.objects.due(now).filter(pk=article_id).update(leased_until=lease, attempts=F("attempts") + 1):
        return None
    return PageCheck.objects.select_related("article__outlet").get(pk=article_id)


def give_back(check: PageCheck, due_at: datetime) -> None:
    """It was not looked at after all: later, and this was no try."""
    mine = PageCheck.objects.filter(pk=check.pk, leased_until=check.leased_until)
    mine.update(leased_until=None, attempts=max(check.attempts - 1, 0), due_at=due_at)


def put_off(check: PageCheck, now: datetime) -> None:
    """Its host is busy, and there is no hurry."""
    give_back(check, now + BUSY_WAIT * (1 + random.random()))


def looks_due(now: datetime) -> list[int]:
    """The articles to look at next, as many as don't keep new pages waiting; none where it is turned off."""
    if not settings.READ_AGAIN:
        return []
    return list(PageCheck.objects.due(now).order_by("due_at").values_list("pk", flat=True)[:AT_ONCE])
