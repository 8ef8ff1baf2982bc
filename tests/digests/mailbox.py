"""A tiny IMAP server on loopback: one user, one folder, what `stories.digests.steps.returns` asks of it."""

from __future__ import annotations

import re
import socketserver
import ssl
import threading
from types import TracebackType

LOGIN = ("bounces@news.example", 'a "pass" word')


class Mailbox:
    """`with Mailbox([mail, …]) as box:`; box.mails are those that are left. tls: spoken at once or by STARTTLS."""

    def __init__(self, mails: list[bytes], tls: ssl.SSLContext | None = None, *, at_once: bool = False) -> None:
        self.mails: dict[int, bytes] = dict(enumerate(mails, 1))
        self.deleted: set[int] = set()
        self.tls, self.at_once = tls, at_once
        self.passwords_in_clear = 0
        self.hang_up_at = ""  # the command at which it breaks off

    def __enter__(self) -> Mailbox:
        box = self

        class Handler(_Handler):
            mailbox = box

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])


class _Handler(socketserver.StreamRequestHandler):
    mailbox: Mailbox

    def handle(self) -> None:
        self.secret = False
        try:
            if self.mailbox.tls and self.mailbox.at_once:
                self._encrypt()
            self._say("* OK ready")
            while line := self.rfile.readline().decode().strip():
                tag, _, rest = line.partition(" ")
                command, _, words = rest.partition(" ")
                if command.upper() == self.mailbox.hang_up_at:
                    return
                getattr(self, f"_{command.lower()}")(tag, words)
        except (OSError, ValueError):
            return

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")

    def _encrypt(self) -> None:
        assert self.mailbox.tls
        self.request = self.mailbox.tls.wrap_socket(self.request, server_side=True)
        self.secret = True
        self.setup()

    def _capability(self, tag: str, _words: str) -> None:
        offers = " STARTTLS" * bool(self.mailbox.tls and not self.secret)
        self._say(f"* CAPABILITY IMAP4rev1{offers}")
        self._say(f"{tag} OK done")

    def _starttls(self, tag: str, _words: str) -> None:
        self._say(f"{tag} OK done")
        self._encrypt()

    def _login(self, tag: str, words: str) -> None:
        self.mailbox.passwords_in_clear += not self.secret
        given = re.fullmatch(r'"?(.+?)"? "(.*)"', words)
        right = given and (given[1], given[2].replace('\\"', '"')) == LOGIN
        self._say(f"{tag} OK in" if right else f"{tag} NO [AUTHENTICATIONFAILED] {LOGIN[0]} may not come in")

    def _select(self, tag: str, _words: str) -> None:
        self._say(f"* {len(self.mailbox.mails)} EXISTS")
        self._say(f"{tag} OK done")

    def _search(self, tag: str, _words: str) -> None:
        self._say("* SEARCH " + " ".join(str(n) for n in self.mailbox.mails if n not in self.mailbox.deleted))
        self._say(f"{tag} OK done")

    def _fetch(self, tag: str, words: str) -> None:
        number = int(words.split(maxsplit=1)[0])
        body = self.mailbox.mails[number]
        self.wfile.write(f"* {number} FETCH (BODY[] {{{len(body)}}}\r\n".encode() + body + b")\r\n")
        self._say(f"{tag} OK done")

    def _store(self, tag: str, words: str) -> None:
        self.mailbox.deleted.add(int(words.split(maxsplit=1)[0]))
        self._say(f"{tag} OK done")

    def _expunge(self, tag: str, _words: str) -> None:
        for number in self.mailbox.deleted:
            self.mailbox.mails.pop(number, None)
        self._say(f"{tag} OK done")

    def _logout(self, tag: str, _words: str) -> None:
        self._say("* BYE")
        self._say(f"{tag} OK done")
