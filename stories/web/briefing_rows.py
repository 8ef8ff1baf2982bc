"""The rows of a story's briefing, found by the question that finds the story."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from stories.models import Briefing


def blocks_of_story() -> ArraySubquery:
    """For an annotation of stories: the rows of their briefing, for `briefing`."""
    rows = Briefing.objects.filter(story=OuterRef("pk")).order_by("block")
    return ArraySubquery(
        rows.values(
            told=JSONObject(
                block="block",
                content="content",
                method="method",
                version="version",
                articles="article_ids",
                language="language",
                made="made_at",
            )
        )
    )
