"""How an article came into its story, as one sentence: by its score, by a merge, split or move, by a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stories.models import Membership
from stories.web.wording import decimal, listed, percent

# By `Membership.method`, where nothing more is known.
PLAIN: Final[Mapping[str, Promise]] = {
    "score": gettext_lazy("Of the stories of the last days this one is the nearest, and near enough."),
    "near_duplicate": gettext_lazy("Its text is nearly the same as that of an article that is already here."),
    "new": gettext_lazy("No story was near enough, so it began this one."),
    "merge": gettext_lazy("It came with a story that was merged into this one."),
    "split": gettext_lazy("It was part of another story that turned out to be two events."),
    "move": gettext_lazy(
        "Its text changed after it was placed, and fits this story clearly better than the one it was in."
    ),
    "person": gettext_lazy("A person placed it here; the machine leaves it."),
}
BY_AUDIT: Final = gettext_lazy("A look at all articles of both stories showed that it fits this one better.")
# By `Membership.because["kind"]`, where a person decided.
BY_PERSON: Final[Mapping[str, Promise]] = {
    "merge": gettext_lazy(
        "An editor merged the story that it was in, “%(title)s”, into this one; the machine leaves it."
    ),
    "split": gettext_lazy("An editor parted it from the story “%(title)s”; the machine leaves it."),
    "move": gettext_lazy("An editor moved it here from the story “%(title)s”; the machine leaves it."),
    "must": gettext_lazy("An editor said that it belongs with an article of this story; the machine leaves it."),
    "cannot": gettext_lazy("An editor said that it doesn't belong with an article of the story “%(title)s”."),
}


@dataclass(frozen=True, slots=True)
class How:
    """The sentence; further: what more is known, '' for nothing; story and href: where it was before, '' for none."""

    words: str
    further: str = ""
    story: str = ""
    href: str = ""


def how(found: Membership) -> How:
    """How the membership came about."""
    because: Mapping[str, Any] = found.because if isinstance(found.because, Mapping) else {}
    title, kind = str(because.get("title") or ""), str(because.get("kind") or "")
    if found.method == "person":
        said = str(BY_PERSON.get(kind, PLAIN["person"]))
        return How(said % {"title": title} if "%(title)s" in said else said)
    words = str(BY_AUDIT if kind == "regroup" else PLAIN.get(found.method, ""))
    if found.method == "near_duplicate" and found.original_id and found.original:
        words = _("Its text is nearly the same as that of %(outlet)s, which was first.") % {
            "outlet": found.original.outlet.name
        }
    before = because.get("from")
    apart = found.method in ("split", "move") and title and isinstance(before, int)
    return How(words, _further(found, because), title if apart else "", f"/stories/{before}/" if apart else "")


def _further(found: Membership, because: Mapping[str, Any]) -> str:
    """The figures behind a merge or a split; whose copy it is; that it was read again."""
    if found.method == "merge" and "confidence" in because:
        names = [str(name) for name in because.get("shared") or ()]
        sure = percent(float(because["confidence"]))
        if not names:
            return _("The machine was %(percent)s sure.") % {"percent": sure}
        return _("The machine was %(percent)s sure; both stories name %(names)s.") % {
            "percent": sure,
            "names": listed(names),
        }
    if found.method == "split" and "similarity" in because:
        return _("The two parts are %(percent)s alike on average.") % {"percent": percent(float(because["similarity"]))}
    if found.original_id and found.original and found.method != "near_duplicate":
        return _("It is a copy: %(outlet)s had this text first.") % {"outlet": found.original.outlet.name}
    if because.get("rescored_at"):
        return _("Its text changed after it was placed. It stays: no other story fits it clearly better.")
    return ""


def gap(found: Membership) -> str:
    """By how much the next best story was behind, or, of an article that began a story, fell short; '' if not known."""
    other, own = found.runner_up_score, found.threshold if found.score is None else found.score
    if other is None or own is None or own < other:
        return ""
    return decimal(own - other)


def lead(found: Membership) -> str:
    """By how much the next best story would fit the article better, had its own score alone decided; '' if it wouldn't.

    Its whole story was merged or parted, its text is a copy, or a person placed it.
    """
    other, own = found.runner_up_score, found.score
    return decimal(other - own) if other is not None and own is not None and other > own else ""
