"""Names of stories as rows: Entity and Mention from what annotation found, and lists of them for pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Count

from stories.annotate.name_words import ALIASES
from stories.finding.names import Named, most_covered, names
from stories.finding.sure_names import sure
from stories.models import Annotation, Coverage, Entity, Mention, Story, StoryState
from stories.text.folding import fold

BATCH: Final = 100  # stories in one transaction
WEEK: Final = timedelta(days=7)
STORIES_READ: Final = 500  # the most covered of the week, whose names are compared
NAMES_READ: Final = 60
WORDS_READ: Final = 600  # of a script without capitals most are no names
STORIES_FROM: Final = 2  # a topic of one story is that story

# What annotation has already written out: the key of a name -> its other spellings.
OTHER_SPELLINGS: Final = {
    fold(name): frozenset(fold(other) for other in ALIASES if ALIASES[other] == name) for name in set(ALIASES.values())
}


@dataclass(frozen=True, slots=True)
class TopicCount:
    """A name and how many stories it is in."""

    key: str
    name: str
    stories: int


def note_names_due(now: datetime) -> int:  # noqa: ARG001 - as every step that a job drains
    """Note the names of a batch of the stories that changed since; how many, 0 when none was left. Safe to repeat.

    Stories that another worker has in hand are passed over.
    """
    with transaction.atomic():
        due = Story.objects.unnamed().order_by("pk").select_for_update(skip_locked=True, no_key=True)
        stories = list(due.only("pk", "revision")[:BATCH])
        _note([story.pk for story in stories])
        for story in stories:
            story.names_revision = story.revision
        Story.objects.bulk_update(stories, ["names_revision"])
    return len(stories)


def _note(story_ids: Sequence[int]) -> None:
    """Make the mentions of these stories' articles what their annotations say."""
    found, article_ids = _found(story_ids)
    wanted = {
        (article_id, named.key): times
        for of in found.values()
        for named in of
        for article_id, times in named.times.items()
    }
    entities = _entities(named for of in found.values() for named in of)
    rows = [
        Mention(article_id=article_id, entity_id=entities[key], times=times)
        for (article_id, key), times in sorted(wanted.items())
    ]
    kept = {(row.article_id, row.entity_id) for row in rows}
    held = Mention.objects.filter(article__in=article_ids).values_list("pk", "article_id", "entity_id")
    Mention.objects.filter(pk__in=[pk for pk, *place in held if tuple(place) not in kept]).delete()
    Mention.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["article", "entity"], update_fields=["times"]
    )


def _found(story_ids: Sequence[int]) -> tuple[dict[int, tuple[Named, ...]], list[int]]:
    """The names by story, and every article of the stories, those taken down too: they name nothing any more."""
    columns = ("article__membership__story", "article", "article__outlet__name", "article__removed_at", "entities")
    articles: dict[int, dict[int, list[tuple[str, int]]]] = defaultdict(dict)
    outlets: dict[int, set[str]] = defaultdict(set)
    ids = []
    for story_id, article_id, outlet, removed, entities in Annotation.objects.filter(
        article__membership__story__in=story_ids
    ).values_list(*columns):
        ids.append(article_id)
        if removed is None:
            articles[story_id][article_id] = [(str(name), int(times)) for name, times in entities]
            outlets[story_id].add(outlet)
    return {story_id: names(articles[story_id], outlets[story_id]) for story_id in articles}, ids


def _entities(found: Iterable[Named]) -> dict[str, int]:
    """key -> the row of that name, made where there is none; in the order of keys, so that two workers can't wait."""
    spelt: dict[str, str] = {}
    aliases: dict[str, set[str]] = defaultdict(set)
    for named in found:
        spelt[named.key] = named.name
        aliases[named.key] |= {*named.aliases, *OTHER_SPELLINGS.get(named.key, ())}
    held = {row.key: row for row in Entity.objects.filter(key__in=spelt)}
    known = _known_otherwise(spelt.keys() - held.keys())
    for key in known:
        spelt.pop(key)
    new = [Entity(key=key, name=spelt[key], aliases=sorted(aliases[key])) for key in sorted(spelt.keys() - held.keys())]
    Entity.objects.bulk_create(new, ignore_conflicts=True)
    grown = [held[key] for key in sorted(held) if not aliases[key] <= set(held[key].aliases)]
    for row in grown:
        row.aliases = sorted({*row.aliases, *aliases[row.key]})
    Entity.objects.bulk_update(grown, ["aliases"])
    return known | dict(Entity.objects.filter(key__in=spelt).values_list("key", "pk"))


def _known_otherwise(keys: Collection[str]) -> dict[str, int]:
    """key -> the row of the one name that it was found to be another spelling of in an earlier story."""
    full = sorted(key for key in keys if " " in key)  # 'lee' alone is short for many
    rows = Entity.objects.filter(aliases__has_any_keys=full).values_list("pk", "aliases") if full else ()
    found: dict[str, set[int]] = defaultdict(set)
    for pk, aliases in rows:
        for alias in aliases:
            found[alias].add(pk)
    return {key: found[key].pop() for key in full if len(found[key]) == 1}


def named_also(key: str) -> Entity | None:
    """The one name that this key is another form of; None where it is none's, or several people's."""
    rows = list(Entity.objects.filter(aliases__contains=[key])[:2])
    return rows[0] if len(rows) == 1 else None


def covered_topics(now: datetime, *, limit: int = 12) -> tuple[TopicCount, ...]:
    """What is certainly a name in the most of the week's most covered stories, at least two. One query."""
    week = Coverage.objects.filter(scheme__slug="lean", articles__gt=1, story__last_at__gte=now - WEEK)
    stories = week.exclude(story__state=StoryState.MERGED).order_by("-articles", "-story_id")[:STORIES_READ]
    rows = (
        Mention.objects.filter(article__membership__story__in=stories.values("story"))
        .values_list("entity__key", "entity__name")
        .annotate(stories=Count("article__membership__story", distinct=True))
        .filter(stories__gte=STORIES_FROM)
        .order_by("-stories", "entity__key")[:WORDS_READ]
    )
    found = {key: TopicCount(key, name, n) for key, name, n in sure(rows, lambda row: row[1], NAMES_READ)}
    return tuple(found[key] for key in most_covered([(item.key, item.stories) for item in found.values()], limit))


def stories_about(entity: Entity, *, limit: int, offset: int = 0) -> tuple[Coverage, ...]:
    """Coverage of the stories that name it, the newest first, joined with what a card shows. One query."""
    named = Mention.objects.filter(entity=entity).values("article__membership__story")
    rows = (
        Coverage.objects.filter(scheme__slug="lean", articles__gt=0, story__in=named)
        .exclude(story__state=StoryState.MERGED)
        .select_related("story__title_article__outlet")
        .defer("inputs", "distributions", "story__vector_sum", "story__title_article__text")
    )
    return tuple(rows.order_by("-story__last_at", "-story_id")[offset : offset + limit])


def named_with(entity: Entity, *, limit: int = 12) -> tuple[TopicCount, ...]:
    """What else is certainly a name of the stories that name it, those in most of them first. One query."""
    stories = Mention.objects.filter(entity=entity).order_by("-article_id").values("article__membership__story")
    rows = (
        Mention.objects.filter(article__membership__story__in=stories[:STORIES_READ])
        .exclude(entity=entity)
        .values_list("entity__key", "entity__name")
        .annotate(stories=Count("article__membership__story", distinct=True), articles=Count("pk"))
        .order_by("-stories", "-articles", "entity__key")[:WORDS_READ]
    )
    return tuple(TopicCount(key, name, stories) for key, name, stories, _ in sure(rows, lambda row: row[1], limit))
