"""One piece of evidence for a placement as a page says it, from what was stored of it: name, value and shared words.

The words that are stored with it are the record's own, in English; they stand in for evidence of another version.
"""

from collections.abc import Mapping, Sequence
from math import exp
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from stories.web.wording import closed_percents, listed, number, percent

_SHARES: Final = "; shares "  # as clustering.explanation puts it
_IN_PLACE: Final = ", in place of meaning"
_SOME_COUNT: Final = "those of about the same time, ten at least"
_TWO_STORIES: Final = "where two stories start before they are compared"
_HOURS_BELOW_DAYS: Final = 2.0
# What was compared with all articles of the story; by models of before with it as a whole and its nearest article.
_ALIKE: Final[Mapping[str, Promise]] = {
    "headline_mean": gettext_lazy("headlines %(percent)s alike with the story's articles on average"),
    "text_mean": gettext_lazy("wording %(percent)s alike with the story's articles on average"),
    "names_mean": gettext_lazy("names %(percent)s alike with the story's articles on average"),
    "meaning_mean": gettext_lazy("meaning %(percent)s alike with the story's articles on average"),
    "headline_center": gettext_lazy("headlines %(percent)s alike with the story as a whole"),
    "headline_nearest": gettext_lazy("headlines %(percent)s alike with its most similar article"),
    "text_center": gettext_lazy("wording %(percent)s alike with the story as a whole"),
    "text_nearest": gettext_lazy("wording %(percent)s alike with its most similar article"),
    "names_center": gettext_lazy("names %(percent)s alike with the story as a whole"),
    "names_nearest": gettext_lazy("names %(percent)s alike with its most similar article"),
    "meaning_center": gettext_lazy("meaning %(percent)s alike with the story as a whole"),
    "meaning_nearest": gettext_lazy("meaning %(percent)s alike with its most similar article"),
}
# The same of two stories that were compared as wholes, before they became one or articles of one left for the other.
_WHOLES: Final[Mapping[str, Promise]] = {
    "headline_mean": gettext_lazy("headlines of the two stories %(percent)s alike on average"),
    "text_mean": gettext_lazy("wording of the two stories %(percent)s alike on average"),
    "names_mean": gettext_lazy("names in the two stories %(percent)s alike on average"),
    "meaning_mean": gettext_lazy("meaning of the two stories %(percent)s alike on average"),
}


def compares_stories(evidence: Sequence[Mapping[str, Any]]) -> bool:
    """Whether two stories were compared as wholes, and not an article with a story."""
    return any(row.get("words") == _TWO_STORIES for row in evidence)


def evidence_words(row: Mapping[str, Any], *, stories: bool = False) -> str:
    """What was found, as a clause. stories: it was found of two stories, as `compares_stories` says."""
    name, value, stored = str(row.get("name", "")), float(row.get("value") or 0.0), str(row.get("words", ""))
    if name == "size" and stored.endswith(_SOME_COUNT):
        return _some_count(round(exp(value)))
    if stories and (words := _of_stories(name, value)):
        return words
    if name in _ALIKE:
        return _likeness(name, value, shared_words(row), stored)
    if name == "base":
        return _("where every article starts before it is compared")
    if name == "single":
        return _("the story has one article so far")
    if name == "brief":
        return _("of both little more than headlines is known")
    if name == "size":
        n = round(exp(value))  # the feature is its logarithm
        return ngettext("the story has %(n)s article", "the story has %(n)s articles", n) % {"n": number(n)}
    return _days(value) if name == "days" else closed_percents(stored or name)


def _some_count(n: int) -> str:
    words = ngettext(
        "%(n)s of the story's articles counts: those of about the same time, ten at least",
        "%(n)s of the story's articles count: those of about the same time, ten at least",
        n,
    )
    return words % {"n": number(n)}


def _of_stories(name: str, value: float) -> str:
    if name in _WHOLES:
        return str(_WHOLES[name]) % {"percent": percent(min(max(value, 0.0), 1.0))}
    n = round(exp(value)) if name in ("size", "smaller") else 0
    if name == "size":
        return ngettext("the larger story has %(n)s article", "the larger story has %(n)s articles", n) % {
            "n": number(n)
        }
    if name == "smaller":
        return ngettext("the smaller story has %(n)s article", "the smaller story has %(n)s articles", n) % {
            "n": number(n)
        }
    plain = {"base": _("where two stories start before they are compared"), "single": _("each story has one article")}
    return plain.get(name) or (_days_between(value) if name == "days" else "")


def _days_between(days: float) -> str:
    if days < _HOURS_BELOW_DAYS:
        n = round(24 * days)
        return ngettext("%(n)s hour between the two stories", "%(n)s hours between the two stories", n) % {
            "n": number(n)
        }
    n = round(days)
    return ngettext("%(n)s day between the two stories", "%(n)s days between the two stories", n) % {"n": number(n)}


def shared_words(row: Mapping[str, Any]) -> str:
    """What both have in common, as a list; '' for nothing."""
    shared = [str(word) for word in row.get("shared") or ()]
    return listed(shared) if shared else str(row.get("words", "")).partition(_SHARES)[2]


def _likeness(name: str, value: float, shared: str, stored: str) -> str:
    share = percent(min(max(value, 0.0), 1.0))
    if stored.endswith(_IN_PLACE):
        return _("wording %(percent)s alike, in place of meaning") % {"percent": share}
    words = str(_ALIKE[name]) % {"percent": share}
    # Translators: words is "names 40% alike with its most similar article".
    return _("%(words)s; shares %(shared)s") % {"words": words, "shared": shared} if shared else words


def _days(days: float) -> str:
    if days < _HOURS_BELOW_DAYS:
        n = round(24 * days)
        words = ngettext(
            "%(n)s hour from the story's nearest article in time",
            "%(n)s hours from the story's nearest article in time",
            n,
        )
        return words % {"n": number(n)}
    n = round(days)
    words = ngettext(
        "%(n)s day from the story's nearest article in time", "%(n)s days from the story's nearest article in time", n
    )
    return words % {"n": number(n)}
