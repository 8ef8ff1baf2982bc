"""Briefings of stories: which are due, who has one in hand, and its rows written in one transaction."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from stories.briefing.blocks import BLOCKS, MADE_BY, METHOD, VERSION, Block, Content, cited
from stories.briefing.changed import Current, Made, Reason, verdict
from stories.briefing.context import Context
from stories.briefing.steps.load import current, load, member_rows
from stories.models import Briefing, BriefingState, Story, StoryState

LEASE: Final = timedelta(minutes=10)  # a story of 300 new articles takes two, nearly all of it for their vectors
LONGEST_LEASE: Final = timedelta(hours=6)
FEWEST_ARTICLES: Final = 2
BATCH: Final = 500  # stories without a briefing settled at once
MAX_WORDS: Final = 500  # of an error
RECENT: Final = timedelta(days=7)  # in which a story is still read, so that an upgrade makes its briefing anew

Attempt = Callable[[Callable[[], Content | None]], Content | None]


@dataclass(frozen=True, slots=True)
class Claim:
    """A story that is ours until `until`, at the revision that its row had."""

    story: int
    revision: int
    until: datetime


def claim_due(now: datetime) -> Claim | None:
    """The latest story that is due and that nobody has in hand; None when there is none.

    Due is what changed since it was last looked at, then what was to be looked at again by now. A try that comes to
    no end is followed by a longer lease, so a story that always fails, or kills its worker, keeps nobody waiting.
    """
    with transaction.atomic():
        story = _first(_changed(), now) or _first(_to_look_at(now), now)
        if story is None:
            return None
        state, _ = BriefingState.objects.get_or_create(story=story)
        until = now + min(LEASE * 2 ** min(state.tries, 10), LONGEST_LEASE)
        BriefingState.objects.filter(pk=state.pk).update(leased_until=until, tries=state.tries + 1)
    return Claim(story.pk, story.revision, until)


def due(now: datetime) -> bool:
    """True where a claim, or `settle`, would find something."""
    return any(_free(stories, now).exists() for stories in (_changed(), _to_look_at(now))) or _without().exists()


def settle(now: datetime) -> int:  # noqa: ARG001 - as every step that a job drains
    """Take the briefings from stories that can have none any more: merged, emptied, of one article; how many stories.

    Most stories have one article: they are passed in batches, and never claimed.
    """
    with transaction.atomic():
        stories = list(_without().order_by("pk").select_for_update(skip_locked=True, no_key=True)[:BATCH])
        Briefing.objects.filter(story__in=stories).delete()
        BriefingState.objects.filter(story__in=stories).delete()
        for story in stories:
            story.briefed_revision = story.revision
        Story.objects.bulk_update(stories, ["briefed_revision"])
    return len(stories)


def wanted(claim: Claim, now: datetime) -> Reason | None:
    """Why the claimed story's briefing is to be made anew; None where it stays, and the claim has come to its end."""
    state = BriefingState.objects.get(story=claim.story)
    found = verdict(_made(state), current(member_rows(claim.story)), MADE_BY, now)
    if found.reason is None:
        _end(claim, {"due_at": found.look_at})
    return found.reason


def outdate(now: datetime) -> int:
    """Have the briefings of the last days that another version made looked at again; how many."""
    other = BriefingState.objects.filter(made_at__isnull=False, due_at__isnull=True, story__last_at__gt=now - RECENT)
    return other.exclude(made_from__version=MADE_BY).update(due_at=now)


def brief(
    claim: Claim, now: datetime, *, blocks: Mapping[str, Block] = BLOCKS, attempt: Attempt = lambda make: make()
) -> int:
    """Make the claimed story's briefing; how many blocks it has. The old one stays until the new one is there.

    Nothing is written where another has taken the story over meanwhile. attempt: what calls a block's maker.
    """
    story = Story.objects.only("title", "language", "state").get(pk=claim.story)
    seen = current(member_rows(claim.story))
    sources = load(claim.story)
    context = Context(story.pk, story.title, story.language.partition("-")[0], now)
    rows = []
    for name, make in blocks.items():
        begun = time.process_time()
        content = attempt(partial(make, sources, context))
        if content is not None:
            seconds = round(time.process_time() - begun, 4)
            rows.append(_row(context, name, content, [source.article for source in sources], seconds))
    return _replace(claim, rows, _made_from(seen, rows), now)


def put_off(claim: Claim, words: str) -> None:
    """Note why the claimed story's briefing could not be made; it is tried again when the lease has run out."""
    BriefingState.objects.filter(story=claim.story, leased_until=claim.until).update(error=words[:MAX_WORDS])


def _changed() -> QuerySet[Story]:
    return Story.objects.unbriefed().filter(article_count__gte=FEWEST_ARTICLES).exclude(state=StoryState.MERGED)


def _to_look_at(now: datetime) -> QuerySet[Story]:
    return Story.objects.filter(pk__in=BriefingState.objects.due(now).values("story"))


def _without() -> QuerySet[Story]:
    none = Q(article_count__lt=FEWEST_ARTICLES) | Q(state=StoryState.MERGED)
    return Story.objects.unbriefed().filter(none).only("pk", "revision", "briefed_revision")


def _free(stories: QuerySet[Story], now: datetime) -> QuerySet[Story]:
    return stories.exclude(Exists(BriefingState.objects.taken(now).filter(story=OuterRef("pk"))))


def _first(stories: QuerySet[Story], now: datetime) -> Story | None:
    """Locked against being claimed twice at once; new articles may join meanwhile."""
    free = _free(stories, now).order_by("-last_at", "pk").only("pk", "revision")
    return free.select_for_update(skip_locked=True, no_key=True, of=("self",)).first()


def _made(state: BriefingState) -> Made | None:
    if state.made_at is None:
        return None
    held = state.made_from
    return Made(
        articles={int(article): str(digest) for article, digest in held["articles"].items()},
        texts=int(held["texts"]),
        cited=frozenset(map(int, held["cited"])),
        version=str(held["version"]),
        at=state.made_at,
    )


def _made_from(seen: Current, rows: list[Briefing]) -> dict[str, Any]:
    named = {article for row in rows for article in cited(row.content)}
    return {"articles": dict(seen.articles), "texts": seen.texts, "cited": sorted(named), "version": MADE_BY}


def _row(context: Context, name: str, content: Content, articles: list[int], seconds: float) -> Briefing:
    return Briefing(
        story_id=context.story,
        block=name,
        content=content,
        method=METHOD,
        version=VERSION,
        article_ids=articles,
        language=context.language,
        seconds=seconds,
        made_at=context.now,
    )


def _replace(claim: Claim, rows: list[Briefing], made_from: dict[str, Any], now: datetime) -> int:
    """All rows of the story's briefing in place of those before; how many."""
    with transaction.atomic():
        if not _end(claim, {"made_from": made_from, "made_at": now, "due_at": None}):
            return 0
        Briefing.objects.filter(story=claim.story).delete()
        Briefing.objects.bulk_create(rows)
    return len(rows)


def _end(claim: Claim, values: dict[str, Any]) -> bool:
    """The claim come to its end, if it is still ours; the story's revision at that time has been looked at."""
    with transaction.atomic():
        ours = BriefingState.objects.filter(story=claim.story, leased_until=claim.until)
        if not ours.update(leased_until=None, tries=0, error="", **values):
            return False
        Story.objects.filter(pk=claim.story).update(briefed_revision=claim.revision)
    return True
