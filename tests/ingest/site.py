"""A site of one fictional outlet on loopback, whose answers a test sets path by path."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SENTENCES = (
    "The ferry pier of Port Ansel opened again on Tuesday after nine weeks of work on its piles, the office said.",
    "The first boat left at six with forty people on board, among them the mayor, who had promised to be there.",
    "Work on the piles cost 310 thousand crowns, of which the county is to pay the half before the end of May.",
)


def page(title: str, *sentences: str) -> str:
    """An article's page; of no sentences, those of above."""
    body = "".join(f"<p>{sentence}</p>" for sentence in sentences or SENTENCES)
    return (
        f'<!doctype html><html lang="en"><head><title>{title} | Quay</title></head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


class Site:
    """The server. `answers`: path -> status, or a page's text, or another path to be led to; else 404."""

    def __init__(self) -> None:
        self.answers: dict[str, int | str] = {}
        self.asked: list[str] = []
        self.statuses: list[int] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.answer(self)

            def log_message(self, *_words: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def place(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self._server.server_port}"

    def at(self, path: str) -> str:
        """The address of a path."""
        return f"http://{self.place}{path}"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """What was set for the path; pages with an ETag, and 304 to who has it."""
        said = self.answers.get(handler.path, 404)
        headers: dict[str, str] = {}
        body = b""
        if isinstance(said, int):
            status = said
        elif said.startswith("/"):
            status, headers["Location"] = 302, said
        else:
            body = said.encode()
            mark = f'"{sha256(body).hexdigest()[:16]}"'
            status = 304 if handler.headers.get("If-None-Match") == mark else 200
            headers |= {"ETag": mark, "Content-Type": "text/html; charset=utf-8"}
            body = b"" if status == 304 else body
        self.statuses.append(status)
        handler.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    def close(self) -> None:
        """Stop; the port is then closed."""
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def site_running() -> Iterator[Site]:
    """A site for the length of this."""
    site = Site()
    try:
        yield site
    finally:
        site.close()
