"""The blindspot verdict as a reader checks it: the sentence, and every condition with what was found."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from stories.coverage.blindspot import Verdict
from stories.scales import Side
from stories.web.wording import closed_percents


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
    conditions = tuple(
        Condition(bool(row["holds"]), closed_percents(str(row["words"]))) for row in verdict.get("conditions") or ()
    )
    if not conditions or not verdict.get("political"):
        return None
    kind, side = Verdict(verdict["verdict"]), Side.of(verdict.get("side"))
    badge = {
        Verdict.BLINDSPOT: f"Blindspot of the {side}",
        Verdict.NEAR_MISS: f"Nearly a blindspot of the {side}",
        Verdict.UNKNOWN: "No blindspot verdict",
    }.get(kind, "No blindspot")
    return BlindspotNote(
        kind == Verdict.BLINDSPOT, side or "", badge, closed_percents(str(verdict.get("words", ""))), conditions
    )
