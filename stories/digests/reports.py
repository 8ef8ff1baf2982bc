"""What comes back by mail: bounces (RFC 3464), complaints (RFC 5965), requests to stop. Pure, and wary of each byte.

A report is believed only through the Message-ID of the mail that it is about, which nobody but its receivers knows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from hashlib import sha256
from typing import Final

MOST_BYTES: Final = 1_000_000
MOST_PARTS: Final = 50
STATUS: Final = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
OUR_ID: Final = re.compile(rb"(?im)^message-id:\s*(<(?:digest|notice)\.[^<>\s]{1,180}>)")


@dataclass(frozen=True, slots=True)
class Report:
    """kind: bounced, deferred, complained or stop; message_id: of our mail; status such as 5.1.1; key: of this report.

    token: of a request to stop, from its subject.
    """

    kind: str
    key: str
    message_id: str = ""
    status: str = ""
    token: str = ""


def read(body: bytes) -> Report | None:
    """The report in a mail to the return address; None for anything else: an out-of-office, spam, a person's words."""
    body = body[:MOST_BYTES]
    mail = message_from_bytes(body)
    kind = str(mail.get_param("report-type", "") or "").lower()
    key = sha256(body).hexdigest()
    if mail.get_content_type() != "multipart/report":
        return _stop(mail, key)
    if kind == "feedback-report":
        return _about(body, Report("complained", key))
    if kind == "delivery-status":
        return _bounce(mail, body, key)
    return None


def _bounce(mail: Message, body: bytes, key: str) -> Report | None:
    fields = [part for part in _parts(mail) if part.get_content_type() == "message/delivery-status"]
    for block in (each for part in fields for each in _parts(part)):
        action = str(block.get("Action", "")).strip().lower()
        status = STATUS.search(str(block.get("Status", "")))
        if action in {"failed", "delayed"}:
            found = Report("bounced" if action == "failed" else "deferred", key, status=status[0] if status else "")
            return _about(body, found)
    return None


def _about(body: bytes, report: Report) -> Report | None:
    """With the Message-ID of the mail that was sent back, whole or its headers; None where it isn't one of ours."""
    found = OUR_ID.findall(body)
    if not found:
        return None
    return Report(report.kind, report.key, found[-1].decode("ascii", "replace"), report.status)


def _stop(mail: Message, key: str) -> Report | None:
    """A mail to stop, as a List-Unsubscribe address asks for: the token alone is its subject."""
    subject = "".join(str(mail.get("Subject", "")).split())
    if not re.fullmatch(r"[\w:=.~-]{20,400}", subject):
        return None
    return Report("stop", key, token=subject)


def _parts(mail: Message) -> list[Message]:
    payload = mail.get_payload()
    return [part for part in payload if isinstance(part, Message)][:MOST_PARTS] if isinstance(payload, list) else []
