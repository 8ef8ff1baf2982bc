"""What somebody asks for when they subscribe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

KINDS: Final = ("sections", "entities", "outlets", "stories", "sides")
MOST_OF_A_KIND: Final = 50


@dataclass(frozen=True, slots=True)
class Wishes:
    """The settings of a subscription. hour: local, 0..23; weekday: 0 is Monday; zone: IANA; choices: kind -> keys."""

    rhythm: str = "daily"
    weekday: int = 0
    hour: int = 7
    zone: str = "UTC"
    number: int = 8
    language: str = "en"
    choices: Mapping[str, list[Any]] = field(default_factory=dict)

    def columns(self) -> dict[str, Any]:
        """As the row has them."""
        return asdict(self) | {"choices": trimmed(self.choices)}


def trimmed(choices: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """Choices of the known kinds, each key once, at most fifty of a kind; kinds without a key are left out."""
    kept = {kind: list(dict.fromkeys(choices.get(kind, ())))[:MOST_OF_A_KIND] for kind in KINDS}
    return {kind: keys for kind, keys in kept.items() if keys}
