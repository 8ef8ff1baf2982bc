"""An SMTP server on loopback that fails as told and keeps every mail it took."""

from __future__ import annotations

import asyncio
import logging
import ssl
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from types import TracebackType
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

logging.getLogger("mail.log").setLevel(logging.ERROR)  # what it says of every line drowns a failed test's own words

DROP = "drop"  # the connection breaks
MUTE = "mute"  # no answer ever
TAKE = ""  # as a good server does

# What to do about a recipient at a stage (RCPT, DATA for the word itself, END after the last byte): TAKE, DROP, MUTE
# or a reply such as "451 4.7.1 come back later".
Script = Callable[[str, str], str]


def good(_recipient: str, _stage: str) -> str:
    """Takes everything."""
    return TAKE


@dataclass(frozen=True)
class Taken:
    """A mail that was taken."""

    recipient: str
    body: bytes

    @property
    def message(self) -> Message:
        return message_from_bytes(self.body)


@dataclass
class Sink:
    """`with Sink() as sink:`; sink.port. Holding a stage stops whoever gets there until the hold ends."""

    script: Script = good
    taken: list[Taken] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)  # (stage, recipient) as they came
    connections: int = 0
    tls: ssl.SSLContext | None = None  # offered by STARTTLS, or spoken from the first byte where `tls_at_once`
    tls_at_once: bool = False
    login: tuple[str, str] | None = None  # whom alone it lets in

    def __post_init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._held: dict[str, asyncio.Event] = {}
        self._waiting: Counter[str] = Counter()
        self._server: Any = None

    def __enter__(self) -> Sink:
        ready = threading.Event()
        threading.Thread(target=self._run, args=(ready,), daemon=True).start()
        assert ready.wait(30)
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        for stage in list(self._held):
            self.release(stage)
        self._loop.call_soon_threadsafe(self._loop.stop)

    @property
    def port(self) -> int:
        return int(self._server.sockets[0].getsockname()[1])

    @property
    def url(self) -> str:
        """For EMAIL_URL."""
        return f"smtp://127.0.0.1:{self.port}"

    def recipients(self) -> list[str]:
        """Of every mail that was taken, in order."""
        return [taken.recipient for taken in self.taken]

    def doubled(self) -> list[str]:
        """Recipients that got a mail with one Message-ID twice."""
        found = Counter((taken.recipient, taken.message["Message-ID"]) for taken in self.taken)
        return [recipient for (recipient, _id), times in found.items() if times > 1]

    def hold(self, stage: str) -> None:
        """Whoever comes to the stage waits."""
        self._held[stage] = asyncio.Event()

    def release(self, stage: str) -> None:
        """Those who wait, and whoever comes, go on."""
        if event := self._held.pop(stage, None):
            self._loop.call_soon_threadsafe(event.set)

    def held(self, stage: str) -> int:
        """How many wait at the stage."""
        return self._waiting[stage]

    def _run(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        made = self._loop.create_server(
            self._protocol, "127.0.0.1", 0, ssl=self.tls if self.tls_at_once else None, ssl_handshake_timeout=None
        )
        self._server = self._loop.run_until_complete(made)
        ready.set()
        self._loop.run_forever()

    def _protocol(self) -> SMTP:
        self.connections += 1
        more: dict[str, Any] = {}
        if self.tls and not self.tls_at_once:
            more["tls_context"] = self.tls
        if self.login:
            more |= {"authenticator": self._let_in, "auth_required": True, "auth_require_tls": not self.tls_at_once}
        return _Protocol(self, loop=self._loop, hostname="sink.example", timeout=300, enable_SMTPUTF8=False, **more)

    def _let_in(self, _server: SMTP, _session: Session, _envelope: Envelope, _way: str, given: Any) -> AuthResult:
        name, password = self.login or ("", "")
        right = (given.login, given.password) == (name.encode(), password.encode())
        return AuthResult(success=right, handled=False)

    async def reply(self, stage: str, recipient: str) -> str:
        """What the script says, after the hold."""
        self.asked.append((stage, recipient))
        await self.waited(stage)
        return self.script(recipient, stage)

    async def waited(self, stage: str) -> None:
        """Where the stage is held, until it is released or the client hangs up."""
        if event := self._held.get(stage):
            self._waiting[stage] += 1
            try:
                await event.wait()
            finally:
                self._waiting[stage] -= 1


class _Protocol(SMTP):
    """aiosmtpd's server, which asks the sink at each stage."""

    def __init__(self, sink: Sink, **options: Any) -> None:
        self._sink = sink
        super().__init__(self, **options)

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        said = await self._answered("RCPT", address)
        if said == TAKE:
            envelope.rcpt_tos.append(address)
            return "250 2.1.5 OK"
        return said

    async def smtp_DATA(self, arg: str | None) -> None:
        recipient = self.envelope.rcpt_tos[0] if self.envelope and self.envelope.rcpt_tos else ""
        said = await self._answered("DATA", recipient)
        if said == TAKE:
            await super().smtp_DATA(arg)
        elif said:
            await self.push(said)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        recipient, body = envelope.rcpt_tos[0], envelope.content
        assert isinstance(body, bytes)
        self._sink.asked.append(("END", recipient))
        said = self._sink.script(recipient, "END")
        if said in {TAKE, DROP, MUTE}:  # it has the mail, whatever it says of it, and whether anybody still listens
            self._sink.taken.append(Taken(recipient, body))
        await self._sink.waited("END")
        return await self._acted(said) or "250 2.0.0 taken"

    async def _answered(self, stage: str, recipient: str) -> str:
        return await self._acted(await self._sink.reply(stage, recipient))

    async def _acted(self, said: str) -> str:
        if said == DROP and self.transport:
            self.transport.abort()
            raise asyncio.CancelledError
        if said == MUTE:
            await asyncio.sleep(3600)
        return said
