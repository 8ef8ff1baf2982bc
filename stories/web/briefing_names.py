"""The names of a story as the page shows them: each with what somebody says it is, and who says so, or nothing.

In this order: the encyclopedia's words where it was asked, for a country its part of the world, what an article of the
story says of it. Whatever is shown has its source and its date.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from stories.briefing.countries import region_of
from stories.finding.sure_names import is_sure
from stories.models import Briefing, Entity, Mention
from stories.web.cited import Citations, Cited, Stored
from stories.web.story_rows import article_rows
from stories.web.topics import topic_href
from stories.web.wording import day, language, locale

SHOWN: Final = 8
ARTICLES_READ: Final = 100  # the latest that have a name: who somebody is is said anew all the time


@dataclass(frozen=True, slots=True)
class NameCard:
    """A name with its page. about: what it is, '' where nobody says; source: whose words, with address, licence, date.

    cited: the article whose words they are, where it is one of the story's.
    """

    name: str
    href: str
    about: str = ""
    source: str = ""
    source_href: str = ""
    licence: str = ""
    when: str = ""
    cited: tuple[Cited, ...] = ()
    language: str = ""


def introductions(stored: Stored, citations: Citations) -> Mapping[str, NameCard] | None:
    """Key -> a card with what an article says of the name; None when none of them is here any more."""
    found = {}
    for row in stored.content.get("names", ()):
        if cited := citations.of(row["citations"]):
            href = "" if row.get("beside") else topic_href(row["key"])
            found[row["key"]] = NameCard(row["name"], href, row["text"], cited=cited[:1], language=cited[0].language)
    return found or None


def name_cards(
    found: Iterable[Mapping[str, Any]] | None, introduced: object, story_language: str = ""
) -> tuple[NameCard, ...]:
    """The story's names as `names_of_story` has found them, then people who are introduced and have no page.

    introduced: as `introductions` has made it. Of words that may be no names only those are shown that an article
    introduces.
    """
    known = introduced if isinstance(introduced, dict) else {}
    names = [named for named in found or () if named["key"] in known or is_sure(named["name"], story_language)]
    cards = tuple(_card(named, known.get(named["key"])) for named in names[:SHOWN])
    return cards + tuple(card for card in known.values() if not card.href)


def named_card(named: Entity, now: datetime) -> NameCard:
    """The name's card on its own page; what an article says is taken from the latest of its stories. Two queries.

    named: annotated as `described` with `briefing_rows.description`.
    """
    described = named.__dict__.get("described")
    row = {"key": named.key, "name": named.name, "described": described}
    return _card(row, None if described or region_of(named.key) else _introduced(named, now))


def _introduced(named: Entity, now: datetime) -> NameCard | None:
    stories = Mention.objects.filter(entity=named).order_by("-article_id").values("article__membership__story")
    told = (
        Briefing.objects.filter(block="names", story__in=stories[:ARTICLES_READ])
        .filter(content__names__contains=[{"key": named.key}])
        .order_by("-story__last_at", "-story")
        .first()
    )
    if told is None:
        return None
    citations = Citations(article_rows(told.story_id), now)
    rows = [row for row in told.content["names"] if row["key"] == named.key]
    cited = citations.of(rows[0]["citations"])
    about = rows[0]["text"]
    return NameCard(named.name, "", about, cited=cited[:1], language=cited[0].language) if cited else None


def _card(named: Mapping[str, Any], introduced: NameCard | None) -> NameCard:
    name, href = named["name"], topic_href(named["key"])
    if told := named.get("described"):
        return NameCard(
            name,
            href,
            about=told["text"],
            source=told["source"],
            source_href=told["address"],
            licence=told["licence"],
            when=day(datetime.fromisoformat(told["at"])),
            language=language(),
        )
    if region := region_of(named["key"]):
        part = locale(language()).territories.get(region, "")
        return NameCard(name, href, about=_("A country in %(region)s") % {"region": part}, source="Unicode CLDR")
    return introduced or NameCard(name, href)
