"""Doors for tests of what is sent: they keep mails instead of handing them over."""

from __future__ import annotations

from stories.digests.mail import MayGo, at_once
from stories.digests.message import Message
from stories.digests.outcome import Outcome, Reply


class ListDoor:
    """Takes every mail that may go, or answers each with `outcome`."""

    def __init__(self, outcome: Outcome = Outcome.ACCEPTED) -> None:
        self.mails: list[tuple[str, Message]] = []
        self.outcome = outcome

    def deliver(self, message: Message, to: str, may_go: MayGo = at_once, *, key: str = "") -> Reply:
        if not may_go():
            return Reply(Outcome.HELD_BACK)
        if self.outcome is Outcome.ACCEPTED:
            self.mails.append((to, message))
        return Reply(self.outcome)

    def close(self) -> None:
        """Nothing is open."""
