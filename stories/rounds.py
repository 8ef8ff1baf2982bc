"""One round of a job where a single story, feed or page may fail: that one rests, the others go on without it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from stories.annotate.steps.sentences import note_sentences
from stories.briefing.blocks import Content
from stories.briefing.steps.brief import brief, claim_due, settle, wanted
from stories.briefing.steps.brief import put_off as put_briefing_off
from stories.coverage import step as coverage
from stories.ingest.steps import again
from stories.ingest.steps.checks import claim_check
from stories.ingest.steps.page import page_due, read_page
from stories.ingest.steps.visit import claim_feed, visit

log = logging.getLogger(__name__)


def recount_next() -> int:
    """A batch counted; where one of its stories can't be, the others all the same, and that one put off."""
    try:
        return coverage.recount_due(timezone.now())
    except Exception:
        log.exception("a batch of stories could not be counted: one by one")
        return sum(_recount_one(story_id) for story_id in coverage.due_ids(timezone.now()))


def _recount_one(story_id: int) -> int:
    try:
        return coverage.recount([story_id], timezone.now())
    except Exception as error:
        log.exception("story %s could not be counted", story_id)
        coverage.put_off(story_id, f"{type(error).__name__}: {error}", timezone.now())
        return 1


def _attempt(make: Callable[[], Content | None]) -> Content | None:
    """What a block's maker makes; one that fails leaves its block out, and the others stand."""
    try:
        return make()
    except Exception:
        log.exception("a block of a briefing could not be made")
        return None


def brief_next() -> int:
    """The next story looked at, its briefing made anew where it changed enough; one that fails rests."""
    now = timezone.now()
    if settled := settle(now):
        return settled
    claim = claim_due(now)
    if claim is None:
        return 0
    try:
        if wanted(claim, now):
            note_sentences(claim.story, now)
            brief(claim, timezone.now(), attempt=_attempt)
    except Exception as error:
        log.exception("the briefing of story %s could not be made", claim.story)
        put_briefing_off(claim, f"{type(error).__name__}: {error}")
    return 1


def each(rows: Any, act: Callable[[int], bool], what: str, tell: Callable[[str, int], None]) -> int:
    """How many of the rows the act had something to do for; one that fails is left."""
    done = 0
    for pk in list(rows.values_list("pk", flat=True)):
        try:
            done += act(pk)
        except Exception:  # its lease keeps it back; the others go on
            log.exception("%s: number %s failed", what, pk)
        tell(what, 1)
    return done


def visit_now(pk: int) -> bool:
    """Visit the feed, if it is free, in this process and without waiting for its host."""
    if feed := claim_feed(pk, timezone.now()):
        visit(feed, timezone.now())
    return feed is not None


def read_now(pk: int) -> bool:
    """Read the article's page likewise."""
    if article := page_due(pk, timezone.now()):
        read_page(article, timezone.now())
    return article is not None


def look_now(pk: int) -> bool:
    """Look at the article's page again likewise."""
    if check := claim_check(pk, timezone.now()):
        again.look_again(check, timezone.now())
    return check is not None
