"""One piece of evidence for a placement as a page says it, from what was stored of it: name, value and shared words.

The words that are stored with it are the record's own, in English; they stand in for evidence of another version.
"""

from collections.abc import Mapping
from math import exp
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from stories.web.wording import closed_percents, listed, number, percent

_SHARES: Final = "; shares "  # as clustering.explanation puts it
_IN_PLACE: Final = ", in place of meaning"
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


def evidence_words(row: Mapping[str, Any]) -> str:
    """What was found, as a clause."""
    name, value, stored = str(row.get("name", "")), float(row.get("value") or 0.0), str(row.get("words", ""))
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
