"""The backend of an installation without mail: each mail is a file that /mail/ shows to staff."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

KEPT: Final = 500  # mails; older ones are taken away


def folder() -> Path:
    """Where the files are."""
    return Path(settings.MAIL_DIR)


def files() -> list[Path]:
    """The kept mails, the newest first."""
    return sorted(folder().glob("*.eml"), reverse=True)


class EmailBackend(BaseEmailBackend):
    """Writes mails as .eml files, named by their time."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many were written."""
        folder().mkdir(parents=True, exist_ok=True)
        for mail in email_messages:
            name = f"{time.time_ns():020}-{secrets.token_hex(4)}"
            half = folder() / f".{name}"
            half.write_bytes(mail.message().as_bytes())
            half.rename(folder() / f"{name}.eml")
        for old in _too_many():
            old.unlink(missing_ok=True)
        return len(email_messages)


def _too_many() -> Iterator[Path]:
    yield from files()[KEPT:]
