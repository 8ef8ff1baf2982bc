"""A mail as it is made, before anybody hands it over."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """Both forms of one mail and its own headers; From, To and Date are the door's.

    html_form, text_form: as many readers share them, with marks where a reader's own words go; own: (mark, words)
    pairs, those words in ASCII. headers: (name, value) pairs, among them Message-ID, List-Unsubscribe and
    List-Unsubscribe-Post.
    """

    subject: str
    html_form: str
    text_form: str
    headers: tuple[tuple[str, str], ...] = ()
    own: tuple[tuple[str, str], ...] = ()

    @property
    def html(self) -> str:
        """The HTML that this reader gets."""
        return self._filled(self.html_form)

    @property
    def text(self) -> str:
        """The plain text that this reader gets."""
        return self._filled(self.text_form)

    @property
    def message_id(self) -> str:
        """The Message-ID header with its angle brackets, '' where none is given."""
        return next((value for name, value in self.headers if name.lower() == "message-id"), "")

    def _filled(self, form: str) -> str:
        for mark, words in self.own:
            form = form.replace(mark, words)
        return form
