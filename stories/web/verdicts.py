"""The blindspot verdict as a reader checks it: the sentence, and every condition with what was found.

The words are made here from the stored numbers; those that are stored with them are the record's own, in English.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stories.coverage.blindspot import Verdict
from stories.coverage.config import DEFAULT_CONFIG
from stories.scales import RATED_SIDES, Side
from stories.web.vocabulary import blindspot_label
from stories.web.wording import number, percent


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of the rule: whether it holds, and the numbers in words."""

    holds: bool
    words: str


@dataclass(frozen=True, slots=True)
class BlindspotNote:
    """A verdict on a page. badge: 'Blindspot of the left' or the like; found: the rule holds in full."""

    found: bool
    side: str
    badge: str
    words: str
    conditions: tuple[Condition, ...]


def blindspot_note(verdict: Mapping[str, Any]) -> BlindspotNote | None:
    """What a page shows of a stored verdict; None where no condition was examined, or the story isn't political."""
    found = conditions(verdict)
    if not found or not verdict.get("political"):
        return None
    kind, side = Verdict(verdict["verdict"]), Side.of(verdict.get("side"))
    return BlindspotNote(kind == Verdict.BLINDSPOT, side or "", _badge(kind, side), sentence(verdict), found)


def conditions(verdict: Mapping[str, Any]) -> tuple[Condition, ...]:
    """Every condition that was examined, in the order of the rule."""
    return tuple(Condition(bool(row["holds"]), _condition(verdict, row)) for row in verdict.get("conditions") or ())


def sentence(verdict: Mapping[str, Any]) -> str:
    """The verdict in one sentence with what decided it."""
    rows = verdict.get("conditions") or ()
    if not rows:
        return _("Left and right cover this story equally.") if verdict.get("verdict") else ""
    kind, on_left = Verdict(verdict["verdict"]), verdict.get("side") == Side.LEFT
    failed = [_condition(verdict, row) for row in rows if not row["holds"]]
    if kind is Verdict.BLINDSPOT:
        named = {row["name"]: _condition(verdict, row) for row in rows}
        values = {"share": named.get("low_share", ""), "chance": named.get("below_base_rate", "")}
        # Translators: share and chance are the words of two conditions.
        left, right = (
            _("A blindspot of the left: %(share)s, and %(chance)s."),
            _("A blindspot of the right: %(share)s, and %(chance)s."),
        )
        return (left if on_left else right) % values
    reason = {"reason": failed[0] if failed else ""}
    if kind is Verdict.NEAR_MISS:
        left, right = (
            _("Nearly a blindspot of the left: %(reason)s."),
            _("Nearly a blindspot of the right: %(reason)s."),
        )
        return (left if on_left else right) % reason
    if kind is Verdict.UNKNOWN:
        return _("No verdict: %(reason)s.") % reason
    return _("No blindspot: %(reasons)s.") % {"reasons": "; ".join(failed)}


def _badge(kind: Verdict, side: Side | None) -> str:
    if kind is Verdict.BLINDSPOT:
        return blindspot_label(side or "")
    if kind is Verdict.NEAR_MISS:
        return _("Nearly a blindspot of the left") if side is Side.LEFT else _("Nearly a blindspot of the right")
    return _("No blindspot verdict") if kind is Verdict.UNKNOWN else _("No blindspot")


def _condition(verdict: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    """A condition's words by its name; as stored where this version knows no such condition."""
    words = _WORDS.get(str(row["name"]))
    return words(verdict, row) if words else str(row.get("words", "")).replace(" %", "%")


def _rated(_verdict: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    words = ngettext(
        "%(found)s rated outlet; at least %(needed)s are needed",
        "%(found)s rated outlets; at least %(needed)s are needed",
        int(row["found"]),
    )
    return words % _numbers(row)


def _low_share(verdict: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    left = _("%(outlets)s of %(rated)s are left, %(share)s; at most %(needed)s is a blindspot")
    right = _("%(outlets)s of %(rated)s are right, %(share)s; at most %(needed)s is a blindspot")
    values = _shares(row) | {"outlets": number(min(_left(verdict), _right(verdict))), "rated": number(rated(verdict))}
    return (left if verdict.get("side") == Side.LEFT else right) % values


def _high_share(verdict: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    left = _("%(outlets)s of %(rated)s are left, %(share)s; at least %(needed)s is needed")
    right = _("%(outlets)s of %(rated)s are right, %(share)s; at least %(needed)s is needed")
    values = _shares(row) | {"outlets": number(max(_left(verdict), _right(verdict))), "rated": number(rated(verdict))}
    return (right if verdict.get("side") == Side.LEFT else left) % values


def _high_outlets(verdict: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    n = int(row["found"])
    left = ngettext(
        "%(found)s outlet is left; at least %(needed)s are needed",
        "%(found)s outlets are left; at least %(needed)s are needed",
        n,
    )
    right = ngettext(
        "%(found)s outlet is right; at least %(needed)s are needed",
        "%(found)s outlets are right; at least %(needed)s are needed",
        n,
    )
    return (right if verdict.get("side") == Side.LEFT else left) % _numbers(row)


def _political(_verdict: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    return _("the story is political") if row["holds"] else _("the story is not political")


def _base_stories(_verdict: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    words = ngettext(
        "%(found)s political story in the last %(days)s days; at least %(needed)s are needed",
        "%(found)s political stories in the last %(days)s days; at least %(needed)s are needed",
        int(row["found"]),
    )
    return words % (_numbers(row) | {"days": number(DEFAULT_CONFIG.base_rate_days)})


def _below_base_rate(verdict: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    left = _("chance alone could raise left to %(share)s; its usual share here is %(needed)s")
    right = _("chance alone could raise right to %(share)s; its usual share here is %(needed)s")
    return (left if verdict.get("side") == Side.LEFT else right) % _shares(row)


def rated(verdict: Mapping[str, Any]) -> int:
    """The rated outlets that the verdict rests on."""
    return sum(int(verdict.get(side.value, 0)) for side in RATED_SIDES)


def _left(verdict: Mapping[str, Any]) -> int:
    return int(verdict.get("left", 0))


def _right(verdict: Mapping[str, Any]) -> int:
    return int(verdict.get("right", 0))


def _numbers(row: Mapping[str, Any]) -> dict[str, str]:
    return {"found": number(int(row["found"])), "needed": number(int(row["needed"]))}


def _shares(row: Mapping[str, Any]) -> dict[str, str]:
    return {"share": percent(row["found"], digits=1), "needed": percent(row["needed"], digits=1)}


_WORDS: Final[Mapping[str, Callable[[Mapping[str, Any], Mapping[str, Any]], str]]] = {
    "rated": _rated,
    "low_share": _low_share,
    "high_share": _high_share,
    "high_outlets": _high_outlets,
    "political": _political,
    "base_stories": _base_stories,
    "below_base_rate": _below_base_rate,
}
