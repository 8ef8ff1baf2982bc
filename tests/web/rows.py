"""Stories for the pages' tests, counted by the real steps; about a fictional harbour town and its ferries."""

from __future__ import annotations

from datetime import timedelta
from itertools import cycle, islice

from stories.coverage.step import recount, refresh_standings
from stories.models import Annotation, Article, Outlet, Story
from stories.scales import Lean
from tests import make

LEANS = (Lean.LEFT, Lean.CENTER, Lean.LEAN_RIGHT, Lean.LEAN_LEFT, Lean.RIGHT, "", Lean.FAR_LEFT, Lean.CENTER, "")


def counted(story: Story) -> Story:
    """The story with its outlets' standings and its coverage worked out at NOW."""
    outlets = story.memberships.values_list("article__outlet_id", flat=True)
    refresh_standings(outlets, make.NOW)
    recount([story.pk], make.NOW)
    return story


def story_of(*leans: Lean | str, title: str = "", per_outlet: int = 1, **fields: object) -> Story:
    """A counted story of one outlet per lean ('' is unrated); the first outlet reported first, an hour before NOW."""
    articles = []
    for i, lean in enumerate(leans):
        outlet = make.outlet(lean=lean)
        for j in range(per_outlet):
            at = make.NOW - timedelta(minutes=60 - i % 50) + timedelta(seconds=j)
            articles.append(article(outlet, published_at=at, first_seen_at=at))
    if title:
        Article.objects.filter(pk=articles[0].pk).update(title=title)
        articles[0].title = title
    return counted(make.story(*articles, **fields))


def article(outlet: Outlet, title: str = "", *, origin: tuple[str, str] = ("own", ""), **fields: object) -> Article:
    """An article with an annotation; origin: its kind and its name, such as ("wire", "Harbour Wire")."""
    row = make.article(outlet, title, **fields)
    Annotation.objects.create(article=row, origin_kind=origin[0], origin_name=origin[1], version="test")
    return row


def story_of_size(outlets: int, per_outlet: int = 1) -> Story:
    """A counted story of so many outlets, their leans in turn."""
    return story_of(*islice(cycle(LEANS), outlets), per_outlet=per_outlet)
