"""Following: the button on the pages of what can be followed, and the list of what is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from stories.readers.following import Kind, Thing
from stories.readers.steps import following as rows
from stories.web.readers import account_of, own_page
from stories.web.section_links import section_href
from stories.web.topics import topic_href
from stories.web.vocabulary import section_label

LONGEST_KEY: Final = 200
LONGEST_ID: Final = 18  # digits: what a row's id can have
_FOLLOW: Final[dict[Kind, Promise]] = {
    Kind.STORY: gettext_lazy("Follow this story"),
    Kind.ENTITY: gettext_lazy("Follow this topic"),
    Kind.OUTLET: gettext_lazy("Follow this outlet"),
    Kind.SECTION: gettext_lazy("Follow this section"),
}
_HEADINGS: Final[dict[Kind, Promise]] = {
    Kind.STORY: gettext_lazy("Stories"),
    Kind.ENTITY: gettext_lazy("Topics"),
    Kind.OUTLET: gettext_lazy("Outlets"),
    Kind.SECTION: gettext_lazy("Sections"),
}


@dataclass(frozen=True, slots=True)
class FollowButton:
    """A button, or for whoever isn't signed in a link. words: what it does; back: where its answer leads, '' for href.

    sign_in: the link's address, '' for a button.
    """

    kind: str
    key: str
    words: str
    following: bool = False
    sign_in: str = ""
    back: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class FollowedLink:
    """One line of the list."""

    name: str
    href: str
    button: FollowButton


@dataclass(frozen=True, slots=True)
class FollowedBlock:
    """What is followed of one kind."""

    heading: str
    links: tuple[FollowedLink, ...]


def follow_button(request: HttpRequest, kind: Kind, key: object) -> FollowButton:
    """The button of a page's thing. One query for whoever is signed in."""
    thing, account = Thing(kind, str(key)), account_of(request)
    if account is None:
        return anonymous_button(thing)
    return button(thing, following=rows.follows(account, thing))


def anonymous_button(thing: Thing) -> FollowButton:
    """A link to sign in, which leads back to the page."""
    sign_in = f"{reverse('account_request_login_code')}?{urlencode({'next': href_of(thing)})}"
    return replace(button(thing, following=False), sign_in=sign_in)


def href_of(thing: Thing) -> str:
    """The page of a thing."""
    match thing.kind:
        case Kind.SECTION:
            return section_href(thing.key)
        case Kind.ENTITY:
            return topic_href(thing.key)
        case Kind.OUTLET:
            return f"/outlets/{thing.key}/"
        case Kind.STORY:
            return f"/stories/{thing.key}/"


def name_of(each: rows.Followed) -> str:
    """What is followed, in the page's language."""
    if each.thing.kind is Kind.SECTION:
        return section_label(each.thing.key)
    return each.name or _("A story without a headline")


@require_POST
@own_page
def follow(request: HttpRequest) -> HttpResponse:
    """Follow or unfollow; answers the button to htmx, else leads back to the page of the thing."""
    account, thing = account_of(request) or 0, _thing(request)
    wanted = request.POST.get("on") == "1"
    try:
        if wanted and not rows.follow(account, thing):
            raise Http404
    except rows.TooManyError:
        return render(request, "web/me_full.html", {"most": rows.MOST}, status=409)
    if not wanted:
        rows.unfollow(account, thing)
    back = request.POST.get("back") == "follows"
    if request.htmx and not back:  # type: ignore[attr-defined]
        return render(request, "web/me_follow.html", {"follow": button(thing, following=wanted)})
    return redirect("me-follows" if back else href_of(thing))


@require_safe
@own_page
def follows(request: HttpRequest) -> HttpResponse:
    """Everything that the reader follows, by kind."""
    found = rows.followed(account_of(request) or 0)
    blocks = [
        FollowedBlock(
            str(heading),
            tuple(
                FollowedLink(name_of(each), href_of(each.thing), _listed_button(each))
                for each in found
                if each.thing.kind is kind
            ),
        )
        for kind, heading in _HEADINGS.items()
    ]
    return render(request, "web/me_follows.html", {"blocks": [block for block in blocks if block.links]})


def button(thing: Thing, *, following: bool) -> FollowButton:
    """The button as it stands where the thing is followed or not."""
    words = _("Following") if following else str(_FOLLOW[thing.kind])
    return FollowButton(thing.kind.value, thing.key, words, following)


def _listed_button(each: rows.Followed) -> FollowButton:
    label = _("No longer follow %(name)s") % {"name": name_of(each)}
    return replace(button(each.thing, following=True), words=_("Unfollow"), back="follows", label=label)


def _thing(request: HttpRequest) -> Thing:
    """What the form names; raises Http404."""
    kind, key = request.POST.get("kind", ""), request.POST.get("key", "")
    if kind not in set(Kind) or not 0 < len(key) <= LONGEST_KEY or "\0" in key:
        raise Http404
    if kind == Kind.STORY and not (key.isascii() and key.isdigit() and len(key) <= LONGEST_ID):
        raise Http404
    return Thing(Kind(kind), key)
