"""Sending what is due: claim, make, look once more, hand over, note what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from stories.digests.lanes import SUSPECT, Lane
from stories.digests.mail import Door, RelayDownError
from stories.digests.message import Message
from stories.digests.outcome import Outcome, Reply
from stories.digests.steps.claim import (
    EndedError,
    LostError,
    PutBackError,
    claim_due,
    give_back,
    in_hand,
    mark_handing,
)
from stories.digests.steps.marking import Taken, note_taken
from stories.digests.steps.results import ended, put_off, refused_for_good, refused_for_now, uncertain
from stories.digests.steps.slowing import in_trouble, note_relay_down, note_result
from stories.models import Delivery

ROUND: Final = timedelta(seconds=30)  # well within CLAIM_LIMIT: who is slow gives back the rest
SILENCES: Final = 3  # in a row, from whichever domain: it is the relay that doesn't answer

Compose = Callable[[Delivery], Message | None]
Read = Callable[[list[Delivery]], object]
Clock = Callable[[], datetime]


@dataclass
class Sending:
    """One worker's run over many rounds: its door, its clock, and what it has seen of each lane."""

    clock: Clock
    door: Door
    compose: Compose
    read: Read = len  # is told of a round's deliveries before they are composed; by itself nobody wants to know
    lanes: dict[str, Lane] = field(default_factory=dict)
    resting: set[str] = field(default_factory=set)  # for the rest of the round; the rows say so for the next ones
    known: frozenset[str] = frozenset()  # domains with a row of trouble, as the round began
    silences: int = 0
    taken: Taken | None = None  # not noted yet: the next mail's mark notes it, in one way to the database, or the end

    def one_round(self) -> int:
        """How many deliveries were worked on; 0 when nothing is due or may be sent. Raises RelayDownError."""
        claimed = claim_due(self.clock())
        end = self.clock() + ROUND
        self.resting.clear()
        self.known = in_trouble() if claimed else frozenset()
        done = 0
        try:
            self.read(claimed)
            for delivery in claimed:
                if self.clock() > end:
                    break
                if delivery.domain not in self.resting:
                    self._send(delivery)
                    done += 1
        except RelayDownError as trouble:
            note_relay_down(str(trouble), self.clock())
            raise
        finally:
            self._note_taken()
            give_back(claimed)
        return done

    def _send(self, delivery: Delivery) -> None:
        try:
            message = self.compose(delivery)
            if message is None:
                ended(delivery, "nothing to tell")
                return
            reply = self._hand_over(delivery, message)
        except RelayDownError:  # whatever was marked: nothing went out
            in_hand([delivery]).update(handed_at=None)
            raise
        except Exception as error:
            put_off(delivery, f"a mistake of ours: {type(error).__name__}", self.clock())
            raise
        if reply:
            self._note(delivery, reply)

    def _hand_over(self, delivery: Delivery, message: Message) -> Reply | None:
        """The reply, None where it wasn't sent and that is noted."""
        stopped: list[Exception] = []

        def may_go() -> bool:
            try:
                mark_handing(delivery, message, self.clock(), self.taken)
            except (EndedError, PutBackError, LostError) as reason:
                stopped.append(reason)
            self.taken = None
            return not stopped

        reply = self.door.deliver(message, delivery.subscription.address, may_go)
        if reply.outcome is not Outcome.HELD_BACK:
            return reply
        if isinstance(stopped[0], EndedError):
            ended(delivery, str(stopped[0]))
        return None  # the rest is given back with the round's end, or is somebody else's

    def _note_taken(self) -> None:
        if self.taken:
            note_taken(self.taken)
            self.taken = None

    def _note(self, delivery: Delivery, reply: Reply) -> None:
        now = self.clock()
        match reply.outcome:
            case Outcome.ACCEPTED:
                self.taken = Taken(delivery, now)
            case Outcome.UNCERTAIN:
                uncertain(delivery, reply.words)
            case Outcome.PERMANENT:
                refused_for_good(delivery, reply, now)
            case _:
                refused_for_now(delivery, reply.words, now)
        self._learn(delivery, reply, now)

    def _learn(self, delivery: Delivery, reply: Reply, now: datetime) -> None:
        """What the reply says of the lane; too many silences in a row are the relay's."""
        lane = self.lanes.get(delivery.domain, Lane())
        if reply.outcome in {Outcome.ACCEPTED, Outcome.PERMANENT}:
            self.silences, lane = 0, lane.after_taking()
        else:
            silent = reply.code == 0
            self.silences = self.silences + 1 if silent else 0
            lane = lane.after_refusal(silent=silent)
        goes_on = note_result(delivery.domain, lane, reply.words, now, self.known)
        if goes_on is None:
            self.resting.add(delivery.domain)
        self.lanes[delivery.domain] = goes_on or SUSPECT
        if self.silences >= SILENCES:
            self.silences = 0
            raise RelayDownError("several mails in a row without an answer")
