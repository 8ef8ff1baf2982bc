"""What a reader asked a digest to hold, as one value: equal wishes of one hour share one choice of stories. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from stories.scales import RATED_SIDES, Section, Side
from stories.text.folding import fold

DAILY: Final = "daily"
WEEKLY: Final = "weekly"
BLINDSPOT: Final = "blindspot"
MOST_STORIES: Final = 20
MOST_FOLLOWED: Final = 500  # things of one kind; more is no wish but everything
NOTHING: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Wish:
    """What is followed, what is hidden, and how much is wanted.

    rhythm: daily, weekly or blindspot; sections and entities by key, outlets by slug, stories by id; sides: those to
    see more of; hidden_words are folded.
    """

    rhythm: str = DAILY
    number: int = 8
    language: str = "en"
    sections: frozenset[str] = NOTHING
    entities: frozenset[str] = NOTHING
    outlets: frozenset[str] = NOTHING
    stories: frozenset[int] = frozenset()
    sides: frozenset[Side] = frozenset()
    hidden_words: frozenset[str] = NOTHING
    hidden_outlets: frozenset[str] = NOTHING

    @property
    def follows(self) -> bool:
        """Whether anything is followed."""
        return bool(self.sections or self.entities or self.outlets or self.stories)


def wish_of(
    rhythm: str,
    number: int,
    language: str,
    choices: Mapping[str, Any],
    *,
    hidden_words: Iterable[str] = (),
    hidden_outlets: Iterable[str] = (),
) -> Wish:
    """The wish of a subscription's fields; what no reader can have meant is left out, never an error.

    choices: {"sections": [key], "entities": [key], "outlets": [slug], "stories": [id], "sides": [side]}, each optional.
    """
    sides = {Side.of(word) for word in _words(choices.get("sides"))}
    return Wish(
        rhythm=rhythm if rhythm in (DAILY, WEEKLY, BLINDSPOT) else DAILY,
        number=min(max(number, 1), MOST_STORIES),
        language=language,
        sections=frozenset(word for word in _words(choices.get("sections")) if Section.of(word)),
        entities=frozenset(_words(choices.get("entities"))),
        outlets=frozenset(_words(choices.get("outlets"))),
        stories=frozenset(_numbers(choices.get("stories"))),
        sides=frozenset(side for side in RATED_SIDES if side in sides),
        hidden_words=frozenset(word for each in hidden_words if (word := fold(str(each)))),
        hidden_outlets=frozenset(hidden_outlets),
    )


def _words(listed: Any) -> list[str]:
    return [word for word in _listed(listed) if isinstance(word, str) and word]


def _numbers(listed: Any) -> list[int]:
    return [n for n in _listed(listed) if isinstance(n, int) and not isinstance(n, bool) and 0 < n < 2**63]


def _listed(listed: Any) -> list[Any]:
    return list(listed[:MOST_FOLLOWED]) if isinstance(listed, list | tuple) else []
