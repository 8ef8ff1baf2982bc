"""What became of handing over one mail, and what follows from the server's reply."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Final

ENHANCED: Final = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
# RFC 3463: no such mailbox, no such system, bad syntax, moved without a new address, null MX, mailbox disabled.
NOBODY_THERE: Final = frozenset({"1.1", "1.2", "1.3", "1.6", "1.10", "2.1"})
NOBODY_BY_BASIC_CODE: Final = frozenset({550, 551, 553})
REFUSALS_TO_SUPPRESS: Final = 3  # other permanent refusals, one after the other, on different digests

FIRST_WAIT: Final = timedelta(minutes=5)  # most greylists let a mail in after one to fifteen minutes
LONGEST_WAIT: Final = timedelta(hours=4)
GIVE_UP_AFTER: Final = timedelta(hours=24)  # of a digest's first try: tomorrow there is another one
LAST_TRY: Final = 40


class Outcome(Enum):
    """What is known after handing over: took it, not now, never, nobody knows, or we kept it back ourselves."""

    ACCEPTED = "accepted"
    TEMPORARY = "temporary"
    PERMANENT = "permanent"
    UNCERTAIN = "uncertain"
    HELD_BACK = "held back"


@dataclass(frozen=True, slots=True)
class Reply:
    """One outcome; words: the server's reply without addresses, at_recipient: whether it was about the address."""

    outcome: Outcome
    words: str = ""
    code: int = 0
    at_recipient: bool = False

    @property
    def nobody_there(self) -> bool:
        """Whether the address itself is refused for good, by its enhanced code, else by its basic one.

        A permanent refusal for another reason (policy, size, content) says nothing about the address.
        """
        if self.outcome is not Outcome.PERMANENT:
            return False
        if found := ENHANCED.search(self.words):
            return found[1] == "5" and f"{found[2]}.{found[3]}" in NOBODY_THERE
        return self.at_recipient and self.code in NOBODY_BY_BASIC_CODE


def of_code(code: int, words: str, *, at_recipient: bool = False) -> Reply:
    """The reply of a server that said no; what is no clear refusal for good is for another time."""
    outcome = Outcome.PERMANENT if 500 <= code < 600 else Outcome.TEMPORARY
    return Reply(outcome, f"{code} {words}".strip(), code, at_recipient)


def next_wait(attempts: int, age: timedelta) -> timedelta | None:
    """How long to wait after that many tries of a digest planned so long ago; None when it is given up."""
    wait = min(FIRST_WAIT * 2 ** min(max(attempts - 1, 0), 10), LONGEST_WAIT)
    return None if attempts >= LAST_TRY or age + wait > GIVE_UP_AFTER else wait
