"""An article's page looked at again: what changed becomes a version, what was taken away is noted."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from stories.ingest import page as reading
from stories.ingest.again import TRIES, UNREAD, Held, Kind, Look, Plan, after, is_front, of_page, of_status
from stories.ingest.steps import offline
from stories.ingest.steps.checks import give_back, headline
from stories.ingest.steps.doors import PAGE_ACCEPT, Fetch, policy
from stories.ingest.steps.page import page_of, text_hash
from stories.ingest.steps.robots import permission
from stories.models import Article, ArticleVersion, Feed, FeedState, Membership, PageCheck, Stage
from stories.net.answers import PAGE_BYTES, Fetched, FetchError
from stories.net.fetch import fetch

LEAST_ARTICLES = 2  # of its story, for an article to be looked at again
OFFLINE_WAIT, BUSY_WAIT = timedelta(minutes=10), timedelta(hours=1)
HELD_UP = Look(Kind.TROUBLE, "Looking at the page did not come to an end.")
NOT_WORTH = Look(Kind.OTHER, "Alone in its story, or its feeds are paused: it was not looked at again.")


def look_again(check: PageCheck, now: datetime, *, fetch: Fetch = fetch) -> bool:
    """Whether the article changed, and now waits to be annotated anew. Whatever was found is noted at the plan."""
    article = check.article
    if article.stage != Stage.PLACED:
        give_back(check, now + BUSY_WAIT)
        return False
    if check.step == UNREAD:
        return _read_at_last(check, now)
    if check.attempts > TRIES:  # its reader was killed each time
        return _note(check, HELD_UP, {}, now)
    if not _worth_it(check):
        return _note(check, NOT_WORTH, {}, now)
    try:
        allowed = permission(article, now, fetch)
        if not allowed.allowed:
            return _note(check, Look(Kind.TROUBLE if allowed.passing else Kind.OTHER, allowed.words), {}, now)
        unchanged_since = {} if check.missing_since else _validators(check)
        answer = fetch(article.address, policy=policy(PAGE_BYTES, PAGE_ACCEPT), now=now, **unchanged_since)
    except FetchError as error:
        if error.kind in offline.UNREACHED and offline.nobody_answers(article.outlet_id, now):
            give_back(check, now + OFFLINE_WAIT)
            return False
        return _note(check, Look(Kind.TROUBLE, error.words), {}, now)
    known = {"etag": answer.etag, "last_modified": answer.last_modified} if answer.status in (200, 304) else {}
    return _note(check, _seen(check, answer, now), {**known, "looked_at": now}, now)


def _worth_it(check: PageCheck) -> bool:
    """Whether the article is in a story with others, or away, and its outlet is one that we visit."""
    if check.article.removed_at is not None:
        return False
    if {*Feed.objects.filter(outlet=check.article.outlet_id).values_list("state", flat=True)} == {FeedState.PAUSED}:
        return False
    away = check.missing_since or check.article.gone_since
    of_others = Q(article=check.pk, story__article_count__gte=LEAST_ARTICLES)
    return bool(away) or Membership.objects.filter(of_others).exists()


def _validators(check: PageCheck) -> dict[str, str]:
    return {"etag": check.etag, "last_modified": check.last_modified}


def _read_at_last(check: PageCheck, now: datetime) -> bool:
    """The page that could not be had at first is asked for as a new one is; the next looks are counted from that."""
    with transaction.atomic():
        due = {"stage": Stage.PAGE, "due_at": now, "leased_until": None, "attempts": 0}
        Article.objects.filter(pk=check.pk, stage=Stage.PLACED).update(**due)
        plan = after(Plan(check.due_at, UNREAD), check.read_at, NOT_WORTH, now, random.random())
        mine = PageCheck.objects.filter(pk=check.pk, leased_until=check.leased_until)
        mine.update(step=plan.step, due_at=plan.due_at, attempts=0, leased_until=None)
    return False


def _seen(check: PageCheck, answer: Fetched, now: datetime) -> Look:
    if look := of_status(answer.status, answer.retry_after_s):
        return look
    if answer.hops and is_front(answer.url):
        return Look(Kind.MISSING, "The address leads to the front page now.")
    article = check.article
    try:
        page = page_of(article, answer, now)
    except reading.UnreadablePage as error:
        return Look(Kind.OTHER, error.words)
    if page.is_list_page:
        return Look(Kind.MISSING, "The address leads to a list of articles now.")
    return of_page(Held(article.title, check.title, article.text), headline(article, page.title), page.text)


def _note(check: PageCheck, look: Look, known: dict[str, object], now: datetime) -> bool:
    """Write what was found, if the plan is still ours and the article as it was; whether the article changed."""
    with transaction.atomic():
        mine = PageCheck.objects.filter(pk=check.pk, leased_until=check.leased_until)
        if not mine.select_for_update(no_key=True).exists():
            return False
        seen = check.article
        as_seen = Article.objects.filter(pk=check.pk, stage=Stage.PLACED, title=seen.title, text=seen.text)
        article = as_seen.select_for_update(no_key=True).first()
        if article is None:  # a feed brought another headline meanwhile, and its page is read for that
            give_back(check, now + BUSY_WAIT)
            return False
        before = Plan(check.due_at, check.step, check.attempts, check.missing_since, article.gone_since)
        plan = after(before, check.read_at, look, now, random.random())
        fields: dict[str, object] = {
            "due_at": plan.due_at,
            "step": plan.step,
            "attempts": plan.attempts,
            "leased_until": None,
        }
        fields |= {"missing_since": plan.missing_since, "words": look.words[:500]} | known
        if look.page_title:
            fields["title"] = look.page_title
        mine.update(**fields)
        return _change(article, look, plan.gone_since, now)


def _change(article: Article, look: Look, gone_since: datetime | None, now: datetime) -> bool:
    """Give the article its new words and whether it is away; it is then annotated, held against its story, counted."""
    if look.kind is not Kind.CHANGED and gone_since == article.gone_since:
        return False
    if look.kind is Kind.CHANGED:
        _keep_version(article, look, now)
        article.title, article.text = look.title or article.title, look.text or article.text
        article.text_source = "page" if look.text else article.text_source
        article.modified_at = now
    article.gone_since = gone_since
    article.stage, article.due_at, article.leased_until, article.attempts = Stage.ANNOTATE, now, None, 0
    article.save(
        update_fields=[
            *("title", "text", "text_source", "modified_at", "gone_since"),
            *("stage", "due_at", "leased_until", "attempts"),
        ]
    )
    return True


def _keep_version(article: Article, look: Look, now: datetime) -> None:
    """The wording that was is kept with its text, the new one begins."""
    versions = ArticleVersion.objects.filter(article=article)
    was = versions.filter(title=article.title).order_by("-pk").first()
    if was is None:
        was = ArticleVersion(article=article, title=article.title, seen_at=article.first_seen_at)
    was.text, was.text_hash = article.text, was.text_hash or text_hash(article.text)
    was.save()
    versions.get_or_create(
        article=article,
        title=look.title or article.title,
        text_hash=text_hash(look.text or article.text),
        defaults={"seen_at": now, "words_changed": look.words_changed, "notice": look.notice},
    )
