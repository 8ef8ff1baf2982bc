"""Who decides, when and why: the part that every Edit has in common."""

from dataclasses import dataclass
from datetime import datetime

from stories.catalogue.actors import Actor, signed


class RefusedError(ValueError):
    """A decision that can't be carried out, in words for the editor who made it; nothing was written."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's or a command's decision at a time, with its reason if one was given."""

    actor: Actor
    now: datetime
    reason: str = ""

    def fields(self) -> dict[str, object]:
        """The fields of an Edit that say so."""
        return {"reason": self.reason, "created_at": self.now, **signed(self.actor)}
