"""Who did it, as an Edit keeps it."""

from typing import Protocol


class Person(Protocol):
    """Anybody with an account."""

    def get_username(self) -> str: ...


Actor = Person | str  # a person, or the command or newsroom that acts


def signed(actor: Actor) -> dict[str, object]:
    """The fields actor and actor_label of an Edit: the name is kept although the account may go."""
    if isinstance(actor, str):
        return {"actor": None, "actor_label": actor[:200]}
    return {"actor": actor, "actor_label": actor.get_username()[:200]}
