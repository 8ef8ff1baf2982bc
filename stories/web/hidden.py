"""What a reader hides: the page where they say it, and the note on each list that says how much that left out."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from typing import Any, Final, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from stories.models import Outlet, Story
from stories.readers.following import Following
from stories.readers.hiding import Hiding, words_of
from stories.readers.steps.feed import followed_stories
from stories.readers.steps.hiding import DAYS, hidden_among, hidden_stories, hide, hiding
from stories.web.readers import account_of, local_path, own_page
from stories.web.recolour import stories_of, story_of
from stories.web.wording import number

Page = TypeVar("Page")
SHOWN: Final = "hidden_shown"  # in the session: until the reader hides again or signs out
LONGEST_TEXT: Final = 10_000


@dataclass(frozen=True, slots=True)
class HidingNote:
    """What a list leaves out and what stands on it about that. words is '' where nothing was left out.

    without: the stories left out, none while they are shown; here: the page to come back to.
    """

    without: frozenset[int] = frozenset()
    words: str = ""
    shown: bool = False
    here: str = ""


NOTHING: Final = HidingNote()


def hiding_note(
    request: HttpRequest, now: datetime, *, section: str = "", among: Following | None = None
) -> HidingNote:
    """What is left out for this reader. At most four queries, none for whoever isn't signed in.

    among: what they follow, where the list is of that alone.
    """
    account = account_of(request)
    what = hiding(account) if account else Hiding()
    found = hidden_stories(what, now, section=section)
    if found and among is not None:
        stories = Story.objects.filter(followed_stories(among), pk__in=found)
        found = frozenset(stories.values_list("pk", flat=True))
    return _note(request, found, _words)


def results_note(request: HttpRequest, story_ids: Collection[int]) -> HidingNote:
    """What of these results of a search is left out for this reader. At most three queries."""
    account = account_of(request)
    what = hiding(account) if account else Hiding()
    return _note(request, hidden_among(what, story_ids), _result_words)


def without_hidden(request: HttpRequest, page: Page) -> tuple[Page, HidingNote]:
    """A page (a dataclass, or a tuple of them) without the stories that this reader hides, and the note on that.

    For lists that are left as short as that makes them. At most three queries, none for whoever isn't signed in.
    """
    account = account_of(request)
    what = hiding(account) if account else Hiding()
    note = _note(request, hidden_among(what, set(stories_of(page))), _below_words)
    left: Page = _pruned(page, note.without) if note.without else page
    return left, note


def _pruned(value: Any, without: Collection[int]) -> Any:
    if type(value) is tuple:  # not one with names
        return tuple(_pruned(each, without) for each in value if _told(each) not in without)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    return replace(value, **{field.name: _pruned(getattr(value, field.name), without) for field in fields(value)})


def _told(line: Any) -> int | None:
    """The story that a line of a list is of; None where it is of none, or a list itself."""
    return story_of(line) or story_of(getattr(line, "card", None))


def story_note(request: HttpRequest, found: frozenset[int]) -> HidingNote:
    """The same of the stories below a story's page, which were found to be hidden. No query but the session's."""
    return _note(request, found, _below_words)


def _note(request: HttpRequest, found: frozenset[int], words: Callable[[int, bool], str]) -> HidingNote:
    """The note on stories that are left out of a list, or shown as the reader asked."""
    if not found:
        return NOTHING
    shown = bool(request.session.get(SHOWN))
    note = HidingNote(without=found, words=words(len(found), shown), here=request.get_full_path())
    return replace(note, without=frozenset(), shown=True) if shown else note


def _result_words(n: int, shown: bool) -> str:
    if shown:
        words = ngettext(
            "%(n)s result of this page is shown that you hide.",
            "%(n)s results of this page are shown that you hide.",
            n,
        )
    else:
        words = ngettext(
            "%(n)s result of this page is hidden by your words and outlets.",
            "%(n)s results of this page are hidden by your words and outlets.",
            n,
        )
    return words % {"n": number(n)}


def _below_words(n: int, shown: bool) -> str:
    if shown:
        words = ngettext(
            "%(n)s story of this page is shown that you hide.", "%(n)s stories of this page are shown that you hide.", n
        )
    else:
        words = ngettext(
            "%(n)s story of this page is hidden by your words and outlets.",
            "%(n)s stories of this page are hidden by your words and outlets.",
            n,
        )
    return words % {"n": number(n)}


def _words(n: int, shown: bool) -> str:
    values = {"n": number(n), "days": number(DAYS)}
    if shown:
        words = ngettext(
            "%(n)s story of the last %(days)s days is shown that you hide.",
            "%(n)s stories of the last %(days)s days are shown that you hide.",
            n,
        )
    else:
        words = ngettext(
            "%(n)s story of the last %(days)s days is hidden by your words and outlets.",
            "%(n)s stories of the last %(days)s days are hidden by your words and outlets.",
            n,
        )
    return words % values


@require_POST
@own_page
def show(request: HttpRequest) -> HttpResponse:
    """Show or hide again what is hidden, until the reader signs out."""
    if request.POST.get("on") == "1":
        request.session[SHOWN] = True
    else:
        request.session.pop(SHOWN, None)
    return redirect(local_path(request.POST.get("back", ""), "/"))


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def page(request: HttpRequest) -> HttpResponse:
    """The words and outlets that are hidden, in a form."""
    account, saved = account_of(request) or 0, False
    if request.method == "POST":
        words = words_of(request.POST.get("words", "")[:LONGEST_TEXT])
        hide(account, words, request.POST.getlist("outlet"))
        saved = True
    what = hiding(account)
    outlets = Outlet.objects.order_by("name").values_list("slug", "name")
    context = {
        "words": "\n".join(what.words),
        "outlets": [(slug, name, slug in what.outlets) for slug, name in outlets],
        "hidden": len(what.words) + len(what.outlets),
        "notice": _("Kept.") if saved else "",
    }
    return render(request, "web/me_hidden.html", context)
