"""The names of a story as the page shows them: each with what somebody says it is, and who says so, or nothing.

In this order: the encyclopedia's words where it was asked, for a country its part of the world, what an article of the
story says of it. Whatever is shown has its source and its date.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from stories.briefing.countries import region_of
from stories.web.cited import Citations, Cited, Stored
from stories.web.topics import topic_href
from stories.web.wording import day, language, locale


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
            found[row["key"]] = NameCard(
                row["name"], topic_href(row["key"]), row["text"], cited=cited[:1], language=cited[0].language
            )
    return found or None


def name_cards(found: Iterable[Mapping[str, Any]] | None, introduced: object) -> tuple[NameCard, ...]:
    """The story's names as `names_of_story` has found them; introduced: as `introductions` has made it."""
    known = introduced if isinstance(introduced, dict) else {}
    return tuple(_card(named, known.get(named["key"])) for named in found or ())


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
