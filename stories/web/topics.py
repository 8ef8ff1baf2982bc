"""The addresses of topics, and the names that a story or a list of stories leads to."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef
from django.db.models.functions import JSONObject

from stories.finding.steps.names import TopicCount
from stories.models import Mention
from stories.web.wording import stories

OF_A_STORY = 8


@dataclass(frozen=True, slots=True)
class TopicLink:
    """A name that leads to its page; words: how many stories it is in, or ''."""

    name: str
    href: str
    words: str = ""


def topic_href(key: str) -> str:
    """The address of a name's page: its key with _ for spaces, which no key holds."""
    return f"/topics/{quote(key.replace(' ', '_'))}/"


def topic_links(found: Iterable[TopicCount]) -> tuple[TopicLink, ...]:
    """A link for each name with the number of its stories."""
    return tuple(TopicLink(item.name, topic_href(item.key), stories(item.stories)) for item in found)


def names_of_story() -> ArraySubquery:
    """For an annotation of stories: the names that most of its articles have, for `story_topics`."""
    rows = Mention.objects.filter(article__membership__story=OuterRef("pk")).values("entity")
    most = rows.annotate(n=Count("pk")).order_by("-n", "entity")[:OF_A_STORY]
    return ArraySubquery(most.values(named=JSONObject(key="entity__key", name="entity__name")))


def story_topics(found: Iterable[dict[str, Any]] | None) -> tuple[TopicLink, ...]:
    """The links to a story's names, as `names_of_story` has found them."""
    return tuple(TopicLink(named["name"], topic_href(named["key"])) for named in found or ())
