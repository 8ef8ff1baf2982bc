"""What people said of articles that are placed already: together or apart, made so in the rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from stories.clustering.features import Constraints
from stories.clustering.steps.merge import fit
from stories.clustering.steps.relocate import Relocation, lock_stories, relocate, retire_empty
from stories.clustering.steps.window import comparable
from stories.clustering.steps.writer import held, new_ids, only_writer, people_said
from stories.models import Article, Constraint, Membership, Story, StoryLink, StoryLinkKind


def heed(now: datetime) -> int:
    """How many articles were moved so that must-links and cannot-links hold. Safe to repeat.

    Words that contradict each other, or a lock, can't all be held: such articles stay where they are.
    """
    if not (_torn_apart() or _thrown_together()):
        return 0
    with only_writer(wait=True):
        constraints = people_said()
        moved = sum(_join(*pair, constraints, now) for pair in _torn_apart())
        moved += sum(_part(*pair, constraints, now) for pair in _thrown_together())
    return moved


def _torn_apart() -> list[tuple[int, int]]:
    """Pairs that belong together and are in two stories, the earliest word first."""
    rows = Constraint.objects.filter(kind="must", lifted_at__isnull=True, other__membership__isnull=False)
    rows = rows.filter(article__membership__isnull=False)
    rows = rows.exclude(article__membership__story=F("other__membership__story"))
    return list(rows.order_by("pk").values_list("article", "other"))


def _thrown_together() -> list[tuple[int, int]]:
    """Pairs that don't belong together and are in one story, the earliest word first."""
    rows = Constraint.objects.filter(kind="cannot", lifted_at__isnull=True)
    rows = rows.filter(article__membership__story=F("other__membership__story"))
    return list(rows.order_by("pk").values_list("article", "other"))


def _join(one: int, other: int, constraints: Constraints, now: datetime) -> bool:
    """Bring two articles into one story: with each what a person tied to it, into the larger story if that may be."""
    with transaction.atomic():
        places = _places([one, other])
        if len(places) < 2 or places[one].story_id == places[other].story_id:
            return False
        sizes = {row.story_id: row.story.article_count for row in places.values()}
        movers = sorted((one, other), key=lambda pk: (sizes[places[pk].story_id], -pk))
        for mover in movers:
            into = places[other if mover == one else one].story_id
            group = _tied(mover, places[mover].story_id, constraints)
            if group and not _barred(group, into, constraints):
                _move(group, places[mover].story_id, into, {"kind": "must"}, now, by_person=True)
                return True
    return False


def _part(one: int, other: int, constraints: Constraints, now: datetime) -> bool:
    """Take one of two articles, with what a person tied to it, out of the story that both are in."""
    with transaction.atomic():
        places = _places([one, other])
        if len(places) < 2 or places[one].story_id != places[other].story_id:
            return False
        story = places[one].story_id
        for mover, stays in sorted(
            ((one, other), (other, one)), key=lambda pair: -places[pair[0]].placed_at.timestamp()
        ):
            group = _tied(mover, story, constraints)
            if group and stays not in group:
                new = Story.objects.create(pk=new_ids(1)[0], changed_at=now, created_at=now, revision=0)
                _move(group, story, new.pk, {"kind": "cannot"}, now, by_person=False)
                StoryLink.objects.create(story=new, other_id=story, kind=StoryLinkKind.SPLIT, made_at=now)
                return True
    return False


def _places(article_ids: list[int]) -> dict[int, Membership]:
    stories = Membership.objects.filter(article__in=article_ids).values_list("story_id", flat=True)
    lock_stories(list(stories))
    rows = Membership.objects.select_for_update(of=("self",)).filter(article__in=article_ids).order_by("article_id")
    return {row.article_id: row for row in rows.select_related("story").defer("story__vector_sum")}


def _tied(article: int, story: int, constraints: Constraints) -> set[int]:
    """The article and what must-links tie to it within the story; empty where one of them is locked there."""
    here = dict(Membership.objects.filter(story=story).values_list("article_id", "locked"))
    group, todo = set[int](), [article]
    while todo:
        mine = todo.pop()
        group.add(mine)
        partners = {int(pk) for pk in constraints.partners(mine, constraints.must)}
        todo += [pk for pk in partners if pk in here and pk not in group]
    return set() if any(here[pk] for pk in group) else group


def _barred(group: set[int], into: int, constraints: Constraints) -> bool:
    there = set(Membership.objects.filter(story=into).values_list("article_id", flat=True))
    return any(there & {int(pk) for pk in constraints.partners(mine, constraints.cannot)} for mine in group)


def _move(
    group: set[int], old: int, into: int, because: Mapping[str, object], now: datetime, *, by_person: bool
) -> None:
    titles = dict(Story.objects.filter(pk=old).values_list("pk", "title"))
    rows = Article.objects.filter(pk__in=group).select_related("annotation", "outlet").order_by("published_at", "pk")
    known = {article.pk for article in rows if comparable(article)}
    whole = {**because, "from": old, "title": titles.get(old, "")[:300], "by": "an editor"}
    relocate(
        [
            Relocation(
                article.pk,
                into,
                "person",
                fit(held.window, article, into) if article.pk in known else None,
                whole,
                locked=True if by_person else None,
            )
            for article in rows
        ],
        "person",
        now,
    )
    retire_empty([old], into, now)
