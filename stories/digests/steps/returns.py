"""The return mailbox: what came back is read once, noted, and taken away."""

from __future__ import annotations

import imaplib
import logging
import ssl
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import Final
from urllib.parse import unquote, urlsplit

from django.conf import settings

from stories.digests import reports
from stories.digests.addresses import without_addresses
from stories.digests.outcome import Outcome, Reply
from stories.digests.steps.events import Event, note_event
from stories.digests.steps.tokens import BadTokenError
from stories.digests.steps.unsubscribe import stop_by_token

log = logging.getLogger(__name__)
AT_ONCE: Final = 200
TIMEOUT_S: Final = 30.0
IMAP, IMAPS = 143, 993


def read_mailbox(now: datetime) -> int:
    """How many mails were read; 0 without a mailbox, or where it can't be reached."""
    if not settings.MAIL_RETURN_URL:
        return 0
    try:
        return note_returns(_fetched(settings.MAIL_RETURN_URL), now)
    except (OSError, imaplib.IMAP4.error) as error:
        words = without_addresses(str(error), unquote(urlsplit(settings.MAIL_RETURN_URL).username or ""))
        log.warning("the return mailbox can't be read: %s: %s", type(error).__name__, words)
        return 0


def note_returns(mails: Iterable[bytes], now: datetime) -> int:
    """How many mails there were; what is no report of ours is passed over."""
    count = 0
    for count, mail in enumerate(mails, 1):  # noqa: B007
        report = reports.read(mail)
        if report and report.kind == "stop":
            with suppress(BadTokenError):
                stop_by_token(report.token, now)
        elif report:
            words = Reply(Outcome.PERMANENT, report.status)
            note_event(
                Event("mailbox", report.key, report.kind, report.message_id, now, for_good=words.nobody_there), now
            )
    return count


def _fetched(url: str) -> Iterator[bytes]:
    """The mails of the folder, each deleted once the next is asked for."""
    parts = urlsplit(url)
    with _connected(parts.hostname or "", parts.port, at_once=parts.scheme == "imaps") as box:
        box.login(unquote(parts.username or ""), unquote(parts.password or ""))
        box.select(parts.path.strip("/") or "INBOX")
        _said, numbers = box.search(None, "UNDELETED")
        for number in numbers[0].split()[:AT_ONCE]:
            _said, found = box.fetch(number.decode(), "(BODY.PEEK[])")
            yield next((part[1] for part in found if isinstance(part, tuple)), b"")
            box.store(number.decode(), "+FLAGS", "\\Deleted")
        box.expunge()


def _connected(host: str, port: int | None, *, at_once: bool) -> imaplib.IMAP4:
    """Encrypted from the first byte, or as soon as the server offers it; to whom it can prove its name."""
    trusted = ssl.create_default_context()  # imaplib's own believes every certificate
    if at_once:
        return imaplib.IMAP4_SSL(host, port or IMAPS, ssl_context=trusted, timeout=TIMEOUT_S)
    box = imaplib.IMAP4(host, port or IMAP, timeout=TIMEOUT_S)
    if "STARTTLS" in box.capabilities:
        box.starttls(trusted)
    return box
