"""A story's coverage and the stories shown below it, with one question for all of their counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from stories.finding.steps.recommended import recommended
from stories.finding.steps.related import RelatedStory, related_ids
from stories.models import Coverage, Story, StoryState
from stories.web.schemes import HOUSE, Axis

RELATED: Final = 3
RECOMMENDED: Final = 3
_HEAVY: Final = ("inputs", "story__vector_sum", "story__title_article__text", "story__title_article__summary")


@dataclass(frozen=True, slots=True)
class Beside:
    """coverage: the story's own, None until it is counted; recommended: what to read next, none of the related."""

    coverage: Coverage | None
    related: tuple[RelatedStory, ...]
    recommended: tuple[Coverage, ...]


def beside(story: Story, axis: Axis, now: datetime) -> Beside:
    """What stands around a story. Its coverage is on the scheme, on the house scheme where none is kept of it.

    Three queries.
    """
    near = related_ids(story, limit=RELATED)
    next_ids = recommended(story, now, without=[item.story_id for item in near], limit=RECOMMENDED)
    on_house = Q(scheme__slug=HOUSE, story__in=[story.pk, *(item.story_id for item in near), *next_ids])
    wanted = on_house | Q(scheme__slug=axis.slug, story=story) if axis.sided and not axis.house else on_house
    rows = list(Coverage.objects.filter(wanted).select_related("story__title_article__outlet").defer(*_HEAVY))
    own = max((row for row in rows if row.story_id == story.pk), key=lambda row: row.scheme_id == axis.id, default=None)
    live = {row.story_id: row for row in rows if row.story_id != story.pk and row.story.state != StoryState.MERGED}
    return Beside(
        own,
        tuple(
            RelatedStory(live[item.story_id], item.told, item.same_storyline) for item in near if item.story_id in live
        ),
        tuple(live[story_id] for story_id in next_ids if story_id in live),
    )
