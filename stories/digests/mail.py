"""The one door that mail leaves by: SMTP with its reply at each step, or any backend of Django (a provider, a folder).

SMTP is spoken step by step because the reply says where it was: before the first byte of the mail nothing can have
arrived; after the last byte, without a reply, nobody knows.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from email.utils import formatdate, parseaddr
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Protocol

from anymail.exceptions import AnymailError, AnymailRecipientsRefused
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from requests.exceptions import ConnectTimeout  # noqa: TID251 - asks nobody: what a provider's library raises

from stories.digests.addresses import domain_of, without_addresses
from stories.digests.message import Message
from stories.digests.outcome import Outcome, Reply, of_code
from stories.digests.wire import NEWLINE, sheet, stuffed

SMTP_BACKEND: Final = "django.core.mail.backends.smtp.EmailBackend"
MAILS_PER_CONNECTION: Final = 100  # many servers take no more in one session
END: Final = b".\r\n"
PLAIN: Final = re.compile(r"[\x20-\x7e]{1,900}")  # a field's value that stands in the mail as it is
PLAIN_ADDRESS: Final = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,253}")
OF_THE_BODY: Final = frozenset({"content-type", "content-transfer-encoding", "mime-version"})
NOT_LET_IN: Final = frozenset({401, 402, 403, 407, 429})  # our key, our account, our pace
BAD_MAIL: Final = frozenset({400, 413, 422})
SIGNED: Final = (
    *(b"from", b"to", b"subject", b"date", b"message-id", b"mime-version", b"content-type"),
    *(b"list-id", b"list-unsubscribe", b"list-unsubscribe-post", b"auto-submitted"),
)

MayGo = Callable[[], bool]


def at_once() -> bool:
    """Nothing speaks against sending: for mails that need no second look."""
    return True


class RelayDownError(Exception):
    """The server that takes our mail can't be reached or doesn't let us in: no receiver's fault."""


class Door(Protocol):
    """Hands mails over one at a time."""

    def deliver(self, message: Message, to: str, may_go: MayGo = at_once) -> Reply:
        """What became of it. `may_go` is asked right before the mail's first byte; raises RelayDownError."""

    def close(self) -> None:
        """Ends the connection, if there is one."""


def door() -> Door:
    """The installation's own, by EMAIL_URL."""
    return SmtpDoor() if settings.EMAIL_BACKEND == SMTP_BACKEND else BackendDoor()


def made(message: Message, to: str) -> EmailMultiAlternatives:
    """The mail with From, To and both forms of its body; a line break in a header is an error of its maker."""
    mail = EmailMultiAlternatives(message.subject, message.text, to=[to], headers=dict(message.headers))
    mail.attach_alternative(message.html, "text/html")
    return mail


def written(message: Message, to: str) -> bytes:
    """The mail as it goes over the wire, each line ended by CR LF.

    Lines that are too long as they are, and fields that need more than their letters, are the library's business.
    """
    found = sheet(message.text_form, message.html_form, tuple(mark for mark, _words in message.own))
    own = [words for _mark, words in message.own]
    if not found.holds(own):
        mail: Any = made(message, to).message()
        whole: bytes = mail.as_bytes(linesep="\r\n")
        return whole
    kind = f"MIME-Version: 1.0\nContent-Type: {found.kind}\n\n"
    return NEWLINE.sub(b"\r\n", (_fields(message, to) + kind).encode()) + found.filled(own)


def _fields(message: Message, to: str) -> str:
    """The head but for what is of the body; a line break in a field is an error of its maker."""
    if not message.message_id or not PLAIN_ADDRESS.fullmatch(to) or not all(map(_is_plain, message.headers)):
        return _by_library(message.subject, str(settings.DEFAULT_FROM_EMAIL), to, message.headers)
    shared = _by_library(message.subject, str(settings.DEFAULT_FROM_EMAIL), "", (("Date", ""), ("Message-ID", "")))
    own = "".join(f"{name}: {value}\n" for name, value in (("To", to), *message.headers))
    return f"{shared}Date: {formatdate(localtime=settings.EMAIL_USE_LOCALTIME)}\n{own}"


def _is_plain(field: tuple[str, str]) -> bool:
    return bool(PLAIN.fullmatch(field[1])) and field[0].lower() not in {"to", "from", "date", "subject"}


@lru_cache(maxsize=64)
def _by_library(subject: str, sender: str, to: str, headers: tuple[tuple[str, str], ...]) -> str:
    """Fields as the library encodes them, empty ones left out. It takes a millisecond, so what is shared is kept."""
    head = EmailMessage(subject, "", sender, [to] if to else [], headers=dict(headers)).message()
    fields = ((name, str(value)) for name, value in head.items() if name.lower() not in OF_THE_BODY)
    return "".join(f"{name}: {value}\n" for name, value in fields if value)


class BackendDoor:
    """Any backend of Django: a provider through anymail, a folder. It answers for the whole mail at once."""

    def __init__(self) -> None:
        self._backend: Any = None

    def deliver(self, message: Message, to: str, may_go: MayGo = at_once) -> Reply:
        """An error of the provider after its request was sent leaves open whether it took the mail."""
        mail = made(message, to)
        # A provider may give the mail another Message-ID; this comes back with its reports.
        mail.metadata = {"message_id": message.message_id}  # type: ignore[attr-defined]
        if self._backend is None:
            self._backend = get_connection()
            self._backend.open()
        if not may_go():
            return Reply(Outcome.HELD_BACK)
        try:
            self._backend.send_messages([mail])
        except (AnymailError, OSError) as error:
            return _of_provider(error, to)
        return Reply(Outcome.ACCEPTED)

    def close(self) -> None:
        """Lets the backend's session go."""
        if self._backend is not None:
            self._backend.close()
            self._backend = None


def _of_provider(error: Exception, to: str) -> Reply:
    """Raises RelayDownError where the provider surely took nothing and the address is not to blame."""
    words = without_addresses(f"{type(error).__name__}: {error}", to)
    status = getattr(error, "status_code", None)
    if isinstance(error, AnymailRecipientsRefused):
        return Reply(Outcome.PERMANENT, words, at_recipient=True)
    if status in NOT_LET_IN or isinstance(error.__cause__, ConnectTimeout):
        raise RelayDownError(words) from error
    if status in BAD_MAIL:
        return Reply(Outcome.PERMANENT, words, status)
    if status and status < 500:
        return Reply(Outcome.TEMPORARY, words, status)
    return Reply(Outcome.UNCERTAIN, words, status or 0)  # no answer, or one of a provider in trouble


class SmtpDoor:
    """One connection, kept over mails until it has carried enough of them or breaks."""

    def __init__(self) -> None:
        self._smtp: smtplib.SMTP | None = None
        self._carried = 0
        self._sender = parseaddr(settings.MAIL_RETURN_PATH or settings.DEFAULT_FROM_EMAIL)[1]

    def deliver(self, message: Message, to: str, may_go: MayGo = at_once) -> Reply:
        """One mail; after a broken connection the next one makes its own."""
        body = signed(written(message, to))
        address = f"{to.rpartition('@')[0]}@{domain_of(to)}"
        if not address.isascii():
            return Reply(Outcome.PERMANENT, "the part before the @ is not in ASCII", at_recipient=True)
        smtp = self._open()
        try:
            return self._hand_over(smtp, body, address, may_go)
        except (smtplib.SMTPException, OSError) as error:  # its end has not gone out, so no server may take it
            self._drop()
            return Reply(Outcome.TEMPORARY, without_addresses(f"{type(error).__name__}: {error}", to))

    def close(self) -> None:
        """Says goodbye."""
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
        self._drop()

    def _hand_over(self, smtp: smtplib.SMTP, body: bytes, to: str, may_go: MayGo) -> Reply:
        self._carried += 1
        code, words = smtp.docmd("MAIL", f"FROM:<{self._sender}>{' BODY=8BITMIME' * smtp.has_extn('8bitmime')}")
        if code != 250:  # nobody's address was named yet: it is about us
            self._drop()
            raise RelayDownError(f"our sender was refused: {code} {_words(words, self._sender)}")
        code, words = smtp.docmd("RCPT", f"TO:<{to}>")
        if not 200 <= code < 300:
            return self._refused(code, words, to, at_recipient=True)
        try:
            goes = may_go()
        except Exception:
            self._drop()  # else the server would take the next mail for a part of this one
            raise
        if not goes:
            self._reset()
            return Reply(Outcome.HELD_BACK)
        code, words = smtp.docmd("DATA")
        if code != 354:
            return self._refused(code, words, to)
        smtp.send(stuffed(body))  # without its end: a server must not take what breaks off here
        return self._end(smtp, to)

    def _end(self, smtp: smtplib.SMTP, to: str) -> Reply:
        """From the final dot on only the server's reply tells whether it has the mail."""
        try:
            smtp.send(END)
            code, words = smtp.getreply()
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            return Reply(Outcome.UNCERTAIN, f"no reply after the mail: {type(error).__name__}")
        if 200 <= code < 300:
            return Reply(Outcome.ACCEPTED, code=code)
        if not 400 <= code < 600:
            self._drop()
            return Reply(Outcome.UNCERTAIN, f"a reply that says nothing: {code} {_words(words, to)}", code)
        return self._refused(code, words, to)

    def _refused(self, code: int, words: bytes, to: str, *, at_recipient: bool = False) -> Reply:
        """A reply that is no yes; the connection is kept for the next mail where the server still wants it."""
        if code == 421:
            self._drop()
        self._reset()
        return of_code(code, _words(words, to), at_recipient=at_recipient)

    def _reset(self) -> None:
        try:
            if self._smtp is not None:
                self._smtp.rset()
        except (smtplib.SMTPException, OSError):
            self._drop()

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
        self._smtp, self._carried = None, 0

    def _open(self) -> smtplib.SMTP:
        if self._smtp is not None and self._carried >= MAILS_PER_CONNECTION:
            self.close()
        if self._smtp is None:
            try:
                self._smtp = _connected()
            except (smtplib.SMTPException, OSError) as error:
                raise RelayDownError(f"{type(error).__name__}: {without_addresses(str(error))}") from error
        return self._smtp


def _words(reply: bytes, to: str) -> str:
    return without_addresses(reply.decode("utf-8", "replace"), to)


def _trust() -> ssl.SSLContext:
    """Whose certificates are believed: those that this machine believes."""
    return ssl.create_default_context()


def _connected() -> smtplib.SMTP:
    """A greeted connection, encrypted and let in as EMAIL_URL says."""
    where = {"host": settings.EMAIL_HOST, "port": settings.EMAIL_PORT or 0, "timeout": settings.EMAIL_TIMEOUT}
    smtp = smtplib.SMTP_SSL(context=_trust(), **where) if settings.EMAIL_USE_SSL else smtplib.SMTP(**where)
    if settings.EMAIL_USE_TLS:
        smtp.starttls(context=_trust())
    smtp.ehlo_or_helo_if_needed()
    if settings.EMAIL_HOST_USER:
        smtp.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
    if smtp.sock:  # the final dot must not wait for the acknowledgement of what was before it
        smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return smtp


def signed(body: bytes) -> bytes:
    """The mail with a DKIM signature over its list headers too, where NEWSDESK_DKIM_KEY names a key; else as it is."""
    if not settings.DKIM_KEY:
        return body
    import dkim  # here: most installations leave signing to their relay

    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    selector, key = settings.DKIM_SELECTOR.encode(), _key(settings.DKIM_KEY)
    head: bytes = dkim.sign(body, selector, domain.encode(), key, include_headers=list(SIGNED))
    return head + body


@lru_cache(maxsize=4)
def _key(path: str) -> bytes:
    return Path(path).read_bytes()
