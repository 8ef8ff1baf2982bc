"""What a reader has of their own on a story's page: buttons, stories of what they follow, nothing of what they hide.

The page around it is everybody's (`shared_page`). One question to the database finds all of it; what is made of the
answer is kept by the process for whoever has the same: the same values in, the same words out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import get_language

from stories.readers.following import Kind, Thing
from stories.readers.hiding import NONE, Hiding, hidden
from stories.readers.steps.feed import Picked
from stories.readers.steps.on_story import OnStory, on_story, picked
from stories.web.diet import note_reading
from stories.web.follow import anonymous_button, button
from stories.web.hidden import story_note
from stories.web.me import feed_story
from stories.web.readers import claimed_account, confirmed
from stories.web.saved import SaveButton
from stories.web.shared_page import Parts

NEXT: Final = 3
LISTS: Final = ("related", "recommended")  # the places before them
RENDERED: Final = 2_000  # sets of buttons or lists that a process holds
FILL_IN: Final = "\0token\0"  # where a form's token goes; no token is kept


def story_parts(request: HttpRequest, story_id: int, places: Sequence[str]) -> Parts:
    """What stands in each place of a story's page. One query and that of the session, one more where reading is noted.

    places: their names; a number is the story whose card follows.
    """
    now, below = datetime.now(UTC), [int(name) for name in places if name.isdigit()]
    account = claimed_account(request)
    own = on_story(account, story_id, below, now) if account else None
    if account is None or own is None or not confirmed(request, own.password):
        tools = _anonymous_tools(story_id, get_language())
        return [tools if name == "tools" else "" for name in places]
    if own.noting:
        note_reading(request, account, story_id)
    note = story_note(request, _hidden(own))
    left_out = _left_out(places, note.without)
    filled = {
        "tools": _tools(story_id, own.follows, own.saved, get_language()),
        "next": _next(own.candidates, NONE if note.shown else own.hiding, _minute(now), get_language()),
        "hidden": render_to_string("web/me_hidden_note.html", {"note": note}, request) if note.words else "",
    }
    token = get_token(request)
    return [None if name in left_out else filled.get(name, "").replace(FILL_IN, token) for name in places]


def _minute(now: datetime) -> datetime:
    """The end of the minute: ages are in minutes, and nothing is of the future."""
    return now.replace(second=0, microsecond=0) + timedelta(minutes=1)


def _hidden(own: OnStory) -> frozenset[int]:
    return frozenset(key for key, title, slug in own.shown if hidden(title, slug, own.hiding))


def _left_out(places: Sequence[str], without: frozenset[int]) -> set[str]:
    """The places after which nothing stands: hidden cards, and the frame of a list that has no other card."""
    names = {str(key) for key in without}
    if not names:
        return names
    for start in LISTS:
        end = f"{start}-end"
        if start in places and names.issuperset(places[places.index(start) + 1 : places.index(end)]):
            names |= {start, end}
    return names


@lru_cache(RENDERED)
def _anonymous_tools(story_id: int, _language: str) -> str:
    follow = anonymous_button(Thing(Kind.STORY, str(story_id)))
    return render_to_string("web/me_story_tools.html", {"follow": follow})


@lru_cache(RENDERED)
def _tools(story_id: int, follows: bool, saved: bool, _language: str) -> str:
    context = {
        "follow": button(Thing(Kind.STORY, str(story_id)), following=follows),
        "save": SaveButton(story_id, saved),
        "csrf_token": FILL_IN,
    }
    return render_to_string("web/me_story_tools.html", context)


@lru_cache(RENDERED)
def _next(candidates: str, hiding: Hiding, now: datetime, _language: str) -> str:
    """Other stories of what the reader follows, not those that they follow themselves: these they know."""
    told = picked(candidates)
    seen = [feed_story(each, names, now) for each, names in told if not _hides(each, hiding)][:NEXT]
    return render_to_string("web/me_next.html", {"stories": seen}) if seen else ""


def _hides(each: Picked, hiding: Hiding) -> bool:
    story = each.coverage.story
    article = story.title_article
    slug = "" if story.title_edited or article is None else article.outlet.slug
    return hidden(story.title or (article.title if article else ""), slug, hiding)
