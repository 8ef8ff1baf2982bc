"""The stories that a digest may hold, from rows: one pool for everybody whose digest looks back equally far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from stories.digests.candidate import Candidate, Report
from stories.digests.wishes import DAILY, Wish
from stories.finding.rank import RankInput, rank
from stories.models import Coverage, Membership, Mention, Standing, Story, StoryState
from stories.scales import Genre, OriginKind, OutletKind, Side

# More than a day, so that an hour moved or a zone changed leaves no gap; what was shown comes again only by its rule.
DAY: Final = timedelta(hours=36)
WEEK: Final = timedelta(days=7, hours=12)
MOST: Final = 2_000  # of a pool, the widest covered; what is followed and isn't among them is asked for by wish
MOST_FOLLOWED: Final = 200
_HEADLINE: Final = (
    *("pk", "story__title", "story__title_edited", "story__language", "story__section", "story__last_at"),
    *("scheme", "story", "story__title_article", "story__title_article__outlet", "story__title_article__outlet__slug"),
    *("story__title_article__removed_at", "outlets", "left", "center", "right"),
    *("unrated", "independent_texts", "blindspot_side", "story_id", "story__created_at"),
)


@dataclass(frozen=True, slots=True)
class Pool:
    """Candidates of one look back, and where stories went that were merged meanwhile; full: there were more."""

    stories: tuple[Candidate, ...]
    merged: dict[int, int]
    full: bool


def since(rhythm: str, now: datetime) -> datetime:
    """How far back a digest of the rhythm looks."""
    return now - (DAY if rhythm == DAILY else WEEK)


def pool(rhythm: str, now: datetime, *, most: int = MOST) -> Pool:
    """The widest covered stories with an article since then, at most `most`. Five queries."""
    wide = _counted(rhythm, now).order_by("-outlets", "-independent_texts", "-story_id")
    rows = list(wide[: most + 1])
    merged = Story.objects.filter(state=StoryState.MERGED, changed_at__gte=now - 2 * WEEK)
    went = {pk: into for pk, into in merged.values_list("pk", "merged_into") if into}
    found = sorted(_candidates(rows[:most], rhythm, now), key=lambda story: (-story.score, -story.story))
    placed = tuple(replace(story, place=n) for n, story in enumerate(found, 1))
    return Pool(placed, went, len(rows) > most)


def followed(wish: Wish, rhythm: str, now: datetime, known: Collection[int]) -> tuple[Candidate, ...]:
    """Stories with something that the wish follows and that are not known, the latest first. At most eight queries."""
    ids = _followed_ids(wish, since(rhythm, now)).difference(known)
    rows = _counted(rhythm, now).filter(story__in=ids) if ids else _counted(rhythm, now).none()
    return _candidates(list(rows.order_by("-story__last_at", "-story_id")[:MOST_FOLLOWED]), rhythm, now)


def _followed_ids(wish: Wish, then: datetime) -> set[int]:
    """Stories by what is followed of them: a question for each kind, since one for all finds no index."""
    found = set(wish.stories)
    if wish.sections:
        of_section = Story.objects.live().filter(section__in=wish.sections, last_at__gte=then).order_by("-last_at")
        found.update(of_section.values_list("pk", flat=True)[: MOST + MOST_FOLLOWED])
    if wish.entities:
        named = Mention.objects.filter(entity__key__in=wish.entities, article__published_at__gte=then)
        found.update(named.values_list("article__membership__story", flat=True))
    if wish.outlets:
        by = Membership.objects.filter(article__outlet__slug__in=wish.outlets, article__published_at__gte=then)
        found.update(by.values_list("story", flat=True))
    return {story for story in found if story}


def _counted(rhythm: str, now: datetime) -> QuerySet[Coverage]:
    rows = Coverage.objects.filter(scheme__slug="lean", outlets__gt=0, story__last_at__gte=since(rhythm, now))
    return rows.exclude(story__state=StoryState.MERGED).select_related("story__title_article__outlet").only(*_HEADLINE)


def _candidates(rows: list[Coverage], rhythm: str, now: datetime) -> tuple[Candidate, ...]:
    """Those of the rows that an outlet's own news can be quoted of, in the same order."""
    ids = [row.story_id for row in rows]
    reports, names = _reports(ids), _names(ids)
    return tuple(
        _candidate(row, reports[row.story_id], names[row.story_id], rhythm, now)
        for row in rows
        if reports[row.story_id]
    )


def _candidate(
    row: Coverage, reports: list[Report], names: list[tuple[str, str]], rhythm: str, now: datetime
) -> Candidate:
    story = row.story
    article = None if story.title_edited else story.title_article
    slug = article.outlet.slug if article and article.removed_at is None else ""
    # A headline whose article was taken down is nobody's any more: the first report that still stands has the next.
    origin = next((report for report in reports if report.slug == slug), None if story.title_edited else reports[0])
    gone = origin is not None and origin.slug != slug
    latest = min(story.last_at or story.created_at, now)
    return Candidate(
        story=row.story_id,
        title=(origin.title if origin and (gone or not story.title) else story.title) or reports[0].title,
        language=story.language,
        outlet=origin.outlet if origin else "",
        slug=origin.slug if origin else "",
        section=story.section,
        left=row.left,
        center=row.center,
        right=row.right,
        unrated=row.unrated,
        independent_texts=row.independent_texts,
        blindspot=row.blindspot_side,
        score=_score(row, latest, now if rhythm == DAILY else latest),
        entities=tuple(names),
        reports=tuple(reports),
    )


def _score(row: Coverage, latest: datetime, at: datetime) -> float:
    """The front page's formula; of a week without its freshness, which would leave only the last day."""
    found = RankInput(row.outlets, row.independent_texts, row.left, row.center, row.right, latest)
    return rank(found, at).score


def _reports(story_ids: Iterable[int]) -> dict[int, list[Report]]:
    """Each story's news, one per outlet: its own text before an agency's, the earliest first. Two queries."""
    sides = dict(Standing.objects.filter(scheme__slug="lean").values_list("outlet", "side"))
    there = Membership.objects.filter(article__removed_at=None, article__gone_since=None)
    news = there.filter(story__in=list(story_ids), article__genre=Genre.NEWS)
    rows = news.exclude(article__outlet__kind=OutletKind.REPUBLISHER).values_list(
        *("story", "article", "article__title", "article__language", "article__annotation__origin_kind"),
        *("article__outlet", "article__outlet__name", "article__outlet__slug"),
    )
    found: dict[int, dict[int, tuple[bool, Report]]] = defaultdict(dict)
    for story, article, title, language, origin, outlet, name, slug in rows.order_by("article__published_at", "pk"):
        own = origin in (None, "", OriginKind.OWN)
        held = found[story].get(outlet)
        if held is None or (own and not held[0]):
            side = Side(sides.get(outlet, Side.UNRATED))
            found[story][outlet] = own, Report(article, title, language, name, slug, side)
    ordered: dict[int, list[Report]] = defaultdict(list)
    for story, of_outlets in found.items():
        ordered[story] = [report for _, report in sorted(of_outlets.values(), key=lambda held: not held[0])]
    return ordered


def _names(story_ids: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    """What each story is about: (key, name), by key. One query."""
    rows = Mention.objects.filter(article__membership__story__in=list(story_ids)).order_by("entity__key")
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for story, key, name in rows.values_list("article__membership__story", "entity__key", "entity__name").distinct():
        found[story].append((key, name))
    return found
