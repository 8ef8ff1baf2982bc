"""A mail as it is made, before anybody hands it over."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """Both forms of one mail and its own headers; From, To and Date are the door's.

    headers: (name, value) pairs, among them Message-ID, List-Unsubscribe and List-Unsubscribe-Post.
    """

    subject: str
    html: str
    text: str
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def message_id(self) -> str:
        """The Message-ID header with its angle brackets, '' where none is given."""
        return next((value for name, value in self.headers if name.lower() == "message-id"), "")
