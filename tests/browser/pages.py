"""Every reading page of a newsroom, for tests that go through all of them."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from stories.models import Entity, Outlet, Story
from stories.web.topics import topic_href

SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def of_story(story: Story) -> list[str]:
    """The story's own pages, and those of its first article and its outlet."""
    assert story.title_article is not None
    base, article = f"/stories/{story.pk}/", story.title_article
    own = [f"{base}{path}" for path in ("", "ask/", "sum/", "at/", f"articles/{article.pk}/")]
    return [*own, article.outlet.get_absolute_url()]


def fragments_of(story: Story) -> list[str]:
    """What the story's pages fetch into themselves, each at its own address."""
    article = story.title_article_id
    paths = ("ask/answer/", "sources/", "sources/more/", "updated/", "sum/inputs/?what=left", "sum/verdict/")
    return [f"/stories/{story.pk}/{path}" for path in (*paths, f"why/{article}/")]


def of_site(*searches: str) -> list[str]:
    """The pages that are no story's, and the search for each of these texts."""
    fixed = ["/", "/sections/politics/", "/outlets/", "/blindspots/", "/method/", "/about/", "/search/", "/nowhere/"]
    fixed.append("/ask/")
    slugs = list(Outlet.objects.order_by("pk").values_list("slug", flat=True)[:2])
    compared = ["/compare/", f"/compare/?outlets={','.join(slugs)}", "/compare/?outlets=nobody,nothing"]
    return [*fixed, *compared, *of_topics(), *(f"/search/?q={quote(text)}" for text in searches)]


def of_topics() -> list[str]:
    """The pages of the first names."""
    return [topic_href(key) for key in Entity.objects.order_by("pk").values_list("key", flat=True)[:3]]


def fragments_of_site() -> list[str]:
    """What the other pages fetch into themselves."""
    lists = ["/more/", "/outlets/all/list/", "/outlets/all/more/", "/sections/politics/more/", "/search/more/?q=pier"]
    return lists + [f"{topic}more/" for topic in of_topics()]


def all_of(stories: Iterable[Story], *searches: str) -> list[str]:
    """Every page once."""
    return list(dict.fromkeys([*of_site(*searches), *(path for story in stories for path in of_story(story))]))
