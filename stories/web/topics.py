"""The addresses of topics, and the names that a story or a list of stories leads to."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from stories.finding.steps.names import TopicCount
from stories.web.wording import stories


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
