"""An article's page: fetched, read, and what it says written into the article's row."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from stories.ingest import page as reading
from stories.ingest.dates import ParsedDate, effective
from stories.ingest.decide import SAME_AT, likeness
from stories.ingest.steps import offline
from stories.ingest.steps.addresses import MAX_ADDRESS_CHARS, holder_of, join, readdress
from stories.ingest.steps.checks import plan_read, plan_unread
from stories.ingest.steps.doors import PAGE_ACCEPT, Fetch, policy
from stories.ingest.steps.robots import permission
from stories.models import STAGE_LIMIT_S, Article, ArticleVersion, Membership, Stage
from stories.models.articles import ArticleQuerySet
from stories.net.answers import PAGE_BYTES, Fetched, FetchError
from stories.net.fetch import fetch
from stories.scales import DateSource

TRIES = 3
RETRY_AFTER = (timedelta(seconds=30), timedelta(minutes=2))
OFFLINE_WAIT = timedelta(minutes=5)
HEALING = frozenset({"timeout", "connection", "dns"})
SERVER_ERROR, TOO_MANY, GONE = 500, 429, frozenset({404, 410})
# What reading a page may change. The headline and summary are the feed's, which may word them anew meanwhile.
WRITTEN = (
    *("canonical_address", "text", "text_source", "authors", "tags", "image_address", "image_caption", "image_credit"),
    *("rights", "section_hint", "json_ld_type", "byline_source", "language", "modified_at"),
    *("published_at", "published_precision", "published_source", "published_raw"),
    *("page_error", "gone_since", "stage", "due_at", "leased_until", "attempts"),
)
FEED_KEEPS = 1.25  # the feed's own full text is kept unless the page has at least 1 / this of it


def page_due(article_id: int, now: datetime) -> Article | None:
    """The article, leased for the reading of its page, or None when somebody else has it or it waits for nothing."""
    lease = now + timedelta(seconds=STAGE_LIMIT_S[Stage.PAGE])
    claimed = Article.objects.due(Stage.PAGE, now).filter(pk=article_id)
    if not claimed.update(leased_until=lease, attempts=F("attempts") + 1):
        return None
    return Article.objects.select_related("outlet").get(pk=article_id)


def read_page(article: Article, now: datetime, *, fetch: Fetch = fetch) -> None:
    """Fetch and read the page; the article then waits for annotation, or for another try where that can heal.

    A page that can't be had is a recorded reason: the article goes on with the words of its feed.
    """
    if article.attempts > TRIES:  # its reader was killed each time
        return _go_on(article, now, "Reading the page was given up after several tries.")
    try:
        allowed = permission(article, now, fetch)
        if not allowed.allowed:
            return (_try_again if allowed.passing else _go_on)(article, now, allowed.words)
        answer = fetch(article.address, policy=policy(PAGE_BYTES, PAGE_ACCEPT), now=now)
    except FetchError as error:
        return _unreached(article, error, now)
    return _answered(article, answer, now)


def _unreached(article: Article, error: FetchError, now: datetime) -> None:
    if error.kind in offline.UNREACHED and offline.nobody_answers(article.outlet_id, now):
        later = {"due_at": now + OFFLINE_WAIT, "leased_until": None, "attempts": article.attempts - 1}
        _ours(article).update(page_error=offline.WORDS, **later)
    elif error.kind in HEALING:
        _try_again(article, now, error.words)
    else:
        _go_on(article, now, error.words)


def _answered(article: Article, answer: Fetched, now: datetime) -> None:
    if answer.status >= SERVER_ERROR or answer.status == TOO_MANY:
        return _try_again(article, now, f"The site answered {answer.status}.", answer.retry_after_s)
    if answer.status != 200:
        words = "The outlet has taken the page down." if answer.status in GONE else "The site does not give the page:"
        return _go_on(article, now, f"{words} ({answer.status})")
    try:
        page = page_of(article, answer, now)
    except reading.UnreadablePage as error:
        return _go_on(article, now, error.words)
    if page.is_list_page:
        return _go_on(article, now, "The address leads to a list of articles, not to one.")
    return _write(article, page, answer, now)


def page_of(article: Article, answer: Fetched, now: datetime) -> reading.Page:
    """What the answer says, with times as the article's outlet means them. Raises UnreadablePage."""
    return reading.read_page(
        answer.body,
        url=answer.url,
        fetched_at=now,
        content_type=answer.content_type,
        charset=answer.charset,
        zone=article.outlet.zone,
    )


def _ours(article: Article) -> ArticleQuerySet:
    """The article's row while it is as we claimed it: a headline that changed meanwhile asks for another reading."""
    return Article.objects.filter(pk=article.pk, stage=Stage.PAGE, leased_until=article.leased_until)


def _try_again(article: Article, now: datetime, words: str, wait_s: int | None = None) -> None:
    if article.attempts >= TRIES:
        plan_unread(article, now)
        return _go_on(article, now, words)
    wait = max(RETRY_AFTER[article.attempts - 1], timedelta(seconds=min(wait_s or 0, 3600)))
    _ours(article).update(page_error=words[:500], due_at=now + wait, leased_until=None)
    return None


def _go_on(article: Article, now: datetime, words: str = "") -> None:
    _ours(article).update(page_error=words[:500], stage=Stage.ANNOTATE, due_at=now, leased_until=None, attempts=0)


def _write(article: Article, page: reading.Page, answer: Fetched, now: datetime) -> None:
    _take(article, page)
    _take_date(article, page.published)
    lease, address = article.leased_until, article.canonical_address
    try:
        _settle(article, page, answer, now)
    except IntegrityError:  # somebody took the page's address at this moment, and can now be seen
        article.leased_until, article.canonical_address = lease, address
        _settle(article, page, answer, now)


def _settle(article: Article, page: reading.Page, answer: Fetched, now: datetime) -> None:
    with transaction.atomic():
        if not _ours(article).select_for_update().values_list("pk", flat=True).first():
            return None
        holder = holder_of(page.canonical, article)
        if holder and not _one_article(article, holder, page):
            return _go_on(article, now, "The address leads to another article's page.")
        in_a_story = Membership.objects.filter(article=article).exists()
        if holder and holder.outlet_id == article.outlet_id and not in_a_story:
            return join(article, holder)
        if not holder and len(page.canonical) <= MAX_ADDRESS_CHARS:
            readdress(article, page.canonical)
        _save(article, now)
        plan_read(article, answer, page.title, now)
    return None


def _save(article: Article, now: datetime) -> None:
    article.page_error = "" if article.text else "No text was found on the page."
    article.stage, article.due_at, article.leased_until, article.attempts = Stage.ANNOTATE, now, None, 0
    article.gone_since = None  # a feed that names it anew has it read again, and it is there
    article.save(update_fields=WRITTEN)
    latest = ArticleVersion.objects.filter(article=article, title=article.title).order_by("-pk").first()
    if latest and not latest.text_hash:
        latest.text_hash = text_hash(article.text)
        latest.save(update_fields=["text_hash"])


def _one_article(article: Article, holder: Article, page: reading.Page) -> bool:
    """Whether an address that leads to another article's page is a second address of that article.

    A wall that all links lead to must not make one article of them: some two of the three headlines must agree.
    """
    if holder.outlet_id != article.outlet_id:
        return True  # two outlets on one site: each keeps its own
    pairs = ((article.title, holder.title), (page.title, article.title), (page.title, holder.title))
    return any(likeness(one, other) >= SAME_AT for one, other in pairs)


def _take(article: Article, page: reading.Page) -> None:
    """What the page says beside its date; the feed's word stays where the page has none."""
    if page.text and len(page.text) * FEED_KEEPS >= len(article.text):
        article.text, article.text_source = page.text, "page"
    article.authors = list(page.authors) or article.authors
    article.tags = list(page.tags) or article.tags
    article.image_address = page.image_address[:2000] or article.image_address
    article.image_caption = page.image_caption or article.image_caption
    article.image_credit = page.image_credit[:500] or article.image_credit
    article.rights = page.rights[:500] or article.rights
    article.section_hint = page.section_hint[:200]
    article.json_ld_type = page.json_ld_type[:60]
    article.byline_source = page.source_name[:300] or article.byline_source
    article.language = article.language or page.language[:8]
    if page.modified and not (page.published and page.modified.moment <= page.published.moment):
        article.modified_at = page.modified.moment  # the same moment as the publication is no update


def _take_date(article: Article, found: ParsedDate | None) -> None:
    # The feed's time stands: only an article without one takes its page's.
    if found is None or article.published_source != DateSource.SEEN:
        return
    article.published_at = effective(found.moment, article.first_seen_at)
    article.published_precision, article.published_source = found.precision, found.source
    article.published_raw = found.raw[:200]


def text_hash(text: str) -> str:
    """SHA-256 of a text, '' for none."""
    return hashlib.sha256(text.encode()).hexdigest() if text else ""
