"""The sentences of a digest in the active language: why a story is in it, what changed, where its outlets stand."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from stories.coverage.shares import Display, shares
from stories.digests.candidate import Candidate
from stories.digests.changes import Changed
from stories.digests.choosing import Pick
from stories.digests.rendering import headline
from stories.digests.why import Reason, Why
from stories.scales import RATED_SIDES, Side
from stories.vocabulary import section_label, side_label
from stories.wording import independent_texts, listed, number, outlets, percent

MOST_REASONS: Final = 2
MOST_NEW: Final = 3
IN_A_NAME: Final = 60  # characters of an outlet's or an entity's name

_SIDE: Final[dict[str, Promise]] = {
    Side.LEFT: gettext_lazy("The left covers it more than any other side, and you asked to see more of the left."),
    Side.CENTER: gettext_lazy(
        "The center covers it more than any other side, and you asked to see more of the center."
    ),
    Side.RIGHT: gettext_lazy("The right covers it more than any other side, and you asked to see more of the right."),
}
_BLIND_TO: Final[dict[str, Promise]] = {
    Side.LEFT: gettext_lazy("A blindspot: the left hardly covers it."),
    Side.RIGHT: gettext_lazy("A blindspot: the right hardly covers it."),
}
_JOINED: Final[dict[str, Promise]] = {
    Side.LEFT: gettext_lazy("the left has joined"),
    Side.CENTER: gettext_lazy("the center has joined"),
    Side.RIGHT: gettext_lazy("the right has joined"),
}
_CAME: Final[dict[str, Promise]] = {
    Side.LEFT: gettext_lazy("it has become a blindspot of the left"),
    Side.RIGHT: gettext_lazy("it has become a blindspot of the right"),
}
_CLOSED: Final[dict[str, Promise]] = {
    Side.LEFT: gettext_lazy("it is no longer a blindspot of the left"),
    Side.RIGHT: gettext_lazy("it is no longer a blindspot of the right"),
}


def why(pick: Pick, *, weekly: bool) -> str:
    """One or two sentences: why the story was picked, the strongest reason first."""
    return " ".join(_reason(reason, pick.story, weekly) for reason in pick.why[:MOST_REASONS])


def _reason(found: Why, story: Candidate, weekly: bool) -> str:
    names = listed([headline(name, IN_A_NAME) for name in found.names])
    if found.reason is Reason.FOLLOWED_STORY:
        return _("You follow this story.")
    if found.reason is Reason.FOLLOWED_ENTITY:
        return _("You follow %(names)s.") % {"names": names}
    if found.reason is Reason.FOLLOWED_SECTION:
        return _("You follow the section %(section)s.") % {"section": section_label(found.names[0])}
    if found.reason is Reason.FOLLOWED_OUTLET:
        words = ngettext(
            "You follow %(names)s, which covers it.", "You follow %(names)s, which cover it.", len(found.names)
        )
        return words % {"names": names}
    return _by_coverage(found, story, weekly)


def _by_coverage(found: Why, story: Candidate, weekly: bool) -> str:
    if found.reason is Reason.SIDE:
        return str(_SIDE[found.side])
    if found.reason is Reason.BLINDSPOT:
        return str(_BLIND_TO[found.side])
    all_sides = [_("All three sides cover it.")] if found.reason is Reason.ALL_SIDES else []
    place = [_place(story.place, weekly)] if story.place else []
    return " ".join([*all_sides, *place]) or _("There is new coverage of it.")


def _place(place: int, weekly: bool) -> str:
    if weekly:
        return _("No. %(place)s of the week by how widely it is covered.") % {"place": number(place)}
    return _("No. %(place)s of the day by how widely and freshly it is covered.") % {"place": number(place)}


def since_last(found: Changed | None) -> str:
    """What changed since the story was last shown, in one sentence; '' for a new story."""
    if found is None or not found.anything:
        return ""
    pieces = [_more(found)] if found.more else []
    pieces += [str(_JOINED[side]) for side in found.joined]
    pieces += [str(_CAME[found.blindspot_came])] if found.blindspot_came else []
    pieces += [str(_CLOSED[found.blindspot_closed])] if found.blindspot_closed else []
    if found.former:
        pieces.append(_("its headline was “%(headline)s”") % {"headline": headline(found.former)})
    return "; ".join(pieces) + "."


def _more(found: Changed) -> str:
    words = ngettext("%(n)s more outlet", "%(n)s more outlets", found.more) % {"n": number(found.more)}
    # Names only where they are all of them, or the first of them: an outlet that left makes them differ.
    named = [headline(name, IN_A_NAME) for name in found.new[: min(MOST_NEW, found.more)]]
    if not named:
        return words
    if len(named) < found.more:
        return _("%(more)s, among them %(names)s") % {"more": words, "names": listed(named)}
    return _("%(more)s: %(names)s") % {"more": words, "names": listed(named)}


def split(story: Candidate) -> str:
    """'Left 5 (71%), Center 1 (14%), Right 1 (14%) of 7 rated; Unrated 2.' Without shares where few are rated."""
    found = shares(story.left, story.center, story.right)
    pieces = [f"{side_label(side)} {number(story.of(side))}" for side in RATED_SIDES]
    if found.display is not Display.COUNTS:
        percents = [percent(found.of(side) / 100) for side in RATED_SIDES]
        pieces = [f"{piece} ({share})" for piece, share in zip(pieces, percents, strict=True)]
    unrated = f"{side_label(Side.UNRATED)} {number(story.unrated)}"
    values = {"sides": ", ".join(pieces), "rated": number(found.rated), "unrated": unrated}
    return _("%(sides)s of %(rated)s rated; %(unrated)s.") % values


def counts(story: Candidate) -> str:
    """'9 outlets · 4 independent texts'."""
    return f"{outlets(story.counted)} · {independent_texts(story.independent_texts)}"


def origin(story: Candidate) -> str:
    """'Headline: Harbour Post (left)'; an editor's headline is this site's own."""
    if not story.outlet:
        return _("Headline by the editors of this site")
    side = story.origin_side or Side.UNRATED
    values = {"outlet": headline(story.outlet, IN_A_NAME), "side": side_label(side, within=True)}
    return _("Headline: %(outlet)s (%(side)s)") % values
