"""A lane per receiving domain: one that keeps refusing waits, the others go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

WINDOW: Final = 20  # tries that are remembered; older ones fade
ENOUGH: Final = 5  # refusals before a lane is judged: a greylist refuses everybody once
SHARE: Final = 0.25
FIRST_PAUSE: Final = timedelta(minutes=1)
LONGEST_PAUSE: Final = timedelta(hours=1)
SOUND_AFTER: Final = 10  # mails taken in a row, and a slowed lane is like any other
PROBES: Final = 3  # mails a round that a lane gets which was slowed before


@dataclass(frozen=True, slots=True)
class Lane:
    """The last tries of one domain: how many, how many refused for now, how many were taken since the last refusal."""

    tries: float = 0
    refused: float = 0
    taken: int = 0

    def after_taking(self) -> Lane:
        """One more mail taken."""
        return Lane(self._faded(self.tries) + 1, self._faded(self.refused), self.taken + 1)

    def after_refusal(self, *, silent: bool) -> Lane:
        """One more not taken; a server that says nothing holds everybody up, so once is enough."""
        weight = ENOUGH if silent else 1
        return Lane(self._faded(self.tries) + weight, self._faded(self.refused) + weight, 0)

    @property
    def is_in_trouble(self) -> bool:
        """Whether it is better left alone for a while."""
        return self.refused >= ENOUGH and self.refused >= SHARE * self.tries

    def _faded(self, number: float) -> float:
        return number * (1 - 1 / WINDOW) if self.tries >= WINDOW else number


SUSPECT: Final = Lane(tries=ENOUGH - PROBES, refused=ENOUGH - PROBES)  # after a pause the first probes decide


def pause_after(times: int) -> timedelta:
    """How long a lane waits that has been slowed so many times, this one included, without getting sound."""
    doubled: timedelta = FIRST_PAUSE * 2 ** min(max(times - 1, 0), 10)
    return min(doubled, LONGEST_PAUSE)
