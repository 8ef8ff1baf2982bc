"""What a reader who is signed in has of their own on a story's page: buttons, and stories of what they follow.

A few questions for it, while the page around it is everybody's (`shared_page`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from django.http import HttpRequest
from django.template.loader import render_to_string

from stories.readers.following import Following, Kind, Thing
from stories.readers.steps.feed import my_feed
from stories.readers.steps.following import following
from stories.readers.steps.saving import is_saved
from stories.web.diet import note_reading
from stories.web.follow import anonymous_button, button
from stories.web.me import feed_stories
from stories.web.readers import account_of
from stories.web.saved import SaveButton

NEXT: Final = 3
RANKED: Final = 60  # of the newest that are followed: enough to choose three from


def story_parts(request: HttpRequest, story_id: int) -> tuple[str, str]:
    """Below the headline and at the end of a story's page. At most eight queries; none for whoever isn't signed in."""
    account, thing = account_of(request), Thing(Kind.STORY, str(story_id))
    if account is None:
        return render_to_string("web/me_story_tools.html", {"follow": anonymous_button(thing)}), ""
    note_reading(request, account, story_id)
    wanted = following(account)
    context = {
        "follow": button(thing, following=story_id in wanted.stories),
        "save": SaveButton(story_id, is_saved(account, story_id)),
    }
    return render_to_string("web/me_story_tools.html", context, request), _next(story_id, wanted)


def _next(story_id: int, wanted: Following) -> str:
    """Other stories of what the reader follows, not those that they follow themselves: these they know."""
    now = datetime.now(UTC)
    found = my_feed(replace(wanted, stories=frozenset()), now, limit=NEXT, without=(story_id,), newest=RANKED)
    return render_to_string("web/me_next.html", {"stories": feed_stories(found, now)}) if found else ""
