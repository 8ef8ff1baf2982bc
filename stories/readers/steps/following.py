"""What an account follows, as rows; a story that was merged away is followed where it went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q, QuerySet

from stories.models import Entity, Follow, Outlet, Story, StoryState
from stories.readers.following import Following, Kind, Thing
from stories.scales import Section

MOST: Final = 500  # things that one account follows
HOPS: Final = 8  # a story merged into one that was merged, and so on


class TooManyError(Exception):
    """The account follows as much as one can."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A thing with the name that a page shows for it; a story's name is its headline."""

    thing: Thing
    name: str


def followed(account_id: int) -> tuple[Followed, ...]:
    """Everything the account follows, stories first, the last followed first within a kind. At most three queries."""
    rows = list(
        Follow.objects.filter(account_id=account_id)
        .select_related("entity", "outlet", "story__title_article")
        .defer("story__vector_sum", "story__title_article__text", "story__title_article__summary")
        .order_by("-created_at", "-pk")
    )
    moved = destinations([row.story for row in rows if row.story])
    found = dict.fromkeys(_followed(row, moved) for row in rows)
    order = list(Kind)
    return tuple(sorted(found, key=lambda each: order.index(each.thing.kind)))


def following(account_id: int) -> Following:
    """The same for the feed. One query, and one for stories that went elsewhere."""
    columns = ("section", "entity__key", "outlet__slug", "story", "story__merged_into")
    rows = list(Follow.objects.filter(account_id=account_id).values_list(*columns))
    moved = {story: into for *_, story, into in rows if into}
    ends = ends_of(moved)
    return Following(
        frozenset(section for section, *_ in rows if section),
        frozenset(key for _, key, *_ in rows if key),
        frozenset(slug for _, _, slug, *_ in rows if slug),
        frozenset(ends.get(story, story) for *_, story, _ in rows if story),
    )


def follow(account_id: int, thing: Thing) -> bool:
    """Follow it; False where there is no such thing. Safe to repeat. Raises TooManyError."""
    columns = _columns(thing)
    if columns is None:
        return False
    if Follow.objects.filter(account_id=account_id).count() >= MOST:
        raise TooManyError
    Follow.objects.get_or_create(account_id=account_id, **columns)
    return True


def unfollow(account_id: int, thing: Thing) -> None:
    """No longer follow it, nor what was merged into it. Safe to repeat."""
    _rows_of(account_id, thing).delete()


def follows(account_id: int, thing: Thing) -> bool:
    """Whether the account follows it. One query."""
    return _rows_of(account_id, thing).exists()


def merged_here(name: str, story_id: int) -> Q:
    """For rows with a story of this name: those of the story and of stories that went into it, three merges deep."""
    path = [name, f"{name}__merged_into", f"{name}__merged_into__merged_into"]
    return Q(**{path[0]: story_id}) | Q(**{path[1]: story_id}) | Q(**{path[2]: story_id})


def destinations(stories: list[Story]) -> dict[int, Story]:
    """Of these the merged ones' ids with the story each went into in the end."""
    ends = ends_of({row.pk: row.merged_into_id for row in stories if row.merged_into_id})
    if not ends:
        return {}
    rows = Story.objects.select_related("title_article").defer("vector_sum").in_bulk(set(ends.values()))
    return {old: rows[new] for old, new in ends.items()}


def ends_of(moved: dict[int, int]) -> dict[int, int]:
    """Merged story -> the one that is left, over several merges; moved: merged story -> where it went first."""
    ends = dict(moved)
    for _ in range(HOPS):
        further = dict(
            Story.objects.filter(pk__in=set(ends.values()), state=StoryState.MERGED).values_list("pk", "merged_into")
        )
        if not further:
            break
        ends = {old: further.get(new) or new for old, new in ends.items()}
    return ends


def _rows_of(account_id: int, thing: Thing) -> QuerySet[Follow]:
    rows = Follow.objects.filter(account_id=account_id)
    match thing.kind:
        case Kind.SECTION:
            return rows.filter(section=thing.key)
        case Kind.ENTITY:
            return rows.filter(entity__key=thing.key)
        case Kind.OUTLET:
            return rows.filter(outlet__slug=thing.key)
        case Kind.STORY:
            return rows.filter(merged_here("story", int(thing.key)))


def _columns(thing: Thing) -> dict[str, Any] | None:
    """The row's columns; None where there is no such thing."""
    found: object | None
    match thing.kind:
        case Kind.SECTION:
            found = Section.of(thing.key)
        case Kind.ENTITY:
            found = Entity.objects.filter(key=thing.key).first()
        case Kind.OUTLET:
            found = Outlet.objects.filter(slug=thing.key).first()
        case Kind.STORY:
            found = Story.objects.live().filter(pk=int(thing.key)).first()
    return {thing.kind.value: found} if found else None


def _followed(row: Follow, moved: dict[int, Story]) -> Followed:
    if row.story:
        story = moved.get(row.story.pk, row.story)
        title = story.title or (story.title_article.title if story.title_article else "")
        return Followed(Thing(Kind.STORY, str(story.pk)), title)
    if row.entity:
        return Followed(Thing(Kind.ENTITY, row.entity.key), row.entity.name)
    if row.outlet:
        return Followed(Thing(Kind.OUTLET, row.outlet.slug), row.outlet.name)
    return Followed(Thing(Kind.SECTION, row.section), row.section)
