"""The rows of a story's briefing and of its names, found by the question that finds the story."""

from typing import Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import JSONObject

from stories.models import Briefing, EntityDescription, Mention
from stories.web.wording import language

OF_A_STORY: Final = 24  # names, of which some are no more than words: `name_cards` shows those that are certain


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


def names_of_story() -> ArraySubquery:
    """For an annotation of stories: the names that most of its articles have, with descriptions, for `name_cards`."""
    rows = Mention.objects.filter(article__membership__story=OuterRef("pk")).values("entity")
    most = rows.annotate(n=Count("pk")).order_by("-n", "entity")[:OF_A_STORY]
    return ArraySubquery(
        most.values(named=JSONObject(key=F("entity__key"), name=F("entity__name"), described=description("entity")))
    )


def description(entity: str) -> Subquery:
    """For an annotation of rows that have an entity in this column: what an encyclopedia says it is."""
    told = EntityDescription.objects.filter(entity=OuterRef(entity), language=language()).exclude(text="")
    described = told.values(
        told=JSONObject(text="text", source="source", address="address", licence="licence", at="described_at")
    )
    return Subquery(described[:1])
