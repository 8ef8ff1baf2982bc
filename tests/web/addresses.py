"""Every address of the site, for tests of what holds on all of them."""

from __future__ import annotations

from datetime import timedelta

from django.urls import resolve

from stories.finding.steps.names import note_names_due
from stories.models import Annotation, Article, ArticleVersion, Entity, Outlet, Story
from stories.web.topics import topic_href
from tests import make

# What answers with something else than a page, feed or fragment of it; each has tests of its own.
OTHERS = frozenset(
    {
        *("picture", "language", "story-beginning"),
        *("me", "me-account", "me-follow", "me-follows", "me-hidden", "me-hidden-show", "me-save", "me-saved"),
        *("me-blindspots", "me-delete", "me-diet", "me-diet-erase", "me-diet-switch", "me-diet-csv", "me-diet-json"),
        *("me-export", "me-feeds", "me-feeds-make", "private-feed", "private-feed-json"),
        *("subscribe", "subscribe-form", "subscription-confirm", "subscription-stop"),
        *("mail", "mail-html", "mail-events", "mails"),
        *("subscriptions", "subscription", "subscription-move", "subscription-preview", "gifts", "gift"),
    }
)
ERRORS = ("/nowhere/", "/stories/999999/", "/sections/nowhere/more/", "/topics/nobody/", "/compare/?outlets=a,b")


def every_address(story: Story, name: str = "Port Ansel") -> list[str]:
    """All of a newsroom with this story, whose articles come to name `name`."""
    Annotation.objects.filter(article__membership__story=story).update(entities=[[name, 1]])
    note_names_due(make.NOW)
    article = story.memberships.order_by("pk")[0].pk
    for nth, title in enumerate((f"{name}: an earlier wording", Article.objects.get(pk=article).title)):
        ArticleVersion.objects.create(article_id=article, title=title, seen_at=make.NOW + timedelta(minutes=nth))
    outlet = Outlet.objects.filter(articles__membership__story=story).order_by("pk")[0]
    return [
        *("/", "/feed.atom", "/more/", "/about/", "/privacy/", "/method/", "/blindspots/"),
        # Without a question, of which one client may ask fifteen in a minute.
        *("/ask/", "/ask/answer/", f"/stories/{story.pk}/ask/", f"/stories/{story.pk}/ask/answer/"),
        *("/search/", "/search/?q=ferry", "/search/more/?q=ferry", "/search/feed.atom?q=ferry"),
        *("/sections/politics/", "/sections/politics/more/", "/sections/politics/feed.atom"),
        *("/compare/", f"/compare/?outlets={outlet.slug},{outlet.slug}"),
        *("/outlets/", "/outlets/all/list/", "/outlets/all/more/"),
        *(outlet.get_absolute_url() + path for path in ("", "feed.atom")),
        *(f"/stories/{story.pk}/{path}" for path in ("", "feed.atom", "sources/", "sources/more/", "updated/")),
        *(f"/stories/{story.pk}/{path}" for path in ("changes/", "sum/", "sum/inputs/?what=left", "sum/outlets/")),
        *(f"/stories/{story.pk}/{path}" for path in ("sum/verdict/", "sum.json")),
        f"/stories/{story.pk}/at/{make.NOW:%Y-%m-%dT%H}/",
        *(f"/stories/{story.pk}/{path}/{article}/" for path in ("articles", "why")),
        *(topic_href(entity.key) + path for entity in Entity.objects.all() for path in ("", "more/", "feed.atom")),
    ]


def names_of(addresses: list[str]) -> set[str]:
    """What these addresses are called in the site's list of addresses."""
    return {str(resolve(address.partition("?")[0]).url_name) for address in addresses}


def is_markup(address: str) -> bool:
    """Whether a page or a part of one is answered, not a feed or JSON."""
    return not address.partition("?")[0].endswith((".atom", ".json"))
