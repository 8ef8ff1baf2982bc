"""A real HTTP server that speaks the chat part of OpenAI's API and says what a test tells it to."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[[dict[str, Any]], tuple[int, bytes] | tuple[int, bytes, dict[str, str]]]


def says(text: str, tokens: tuple[int, int] = (100, 20)) -> Reply:
    """An answer in the API's form."""
    usage = {"prompt_tokens": tokens[0], "completion_tokens": tokens[1]}
    body = {"choices": [{"message": {"role": "assistant", "content": text}}], "usage": usage}
    return lambda _asked: (200, json.dumps(body).encode())


def sentences(*told: tuple[str, list[int]]) -> str:
    """What a well-behaved model writes."""
    return json.dumps({"sentences": [{"text": text, "cites": cites} for text, cites in told]})


def answers(status: int, body: bytes = b"{}", headers: dict[str, str] | None = None) -> Reply:
    """Any status and body."""
    return lambda _asked: (status, body, headers or {})


def sleeps(seconds: float) -> Reply:
    """Nothing for a while."""

    def reply(_asked: dict[str, Any]) -> tuple[int, bytes]:
        time.sleep(seconds)
        return 200, b"{}"

    return reply


class ScriptedModel:
    """asked: what it was sent, the body and the headers; replies: in turn, the last one for ever."""

    def __init__(self, *replies: Reply) -> None:
        self.replies = list(replies)
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                model.asked.append({"path": self.path, **asked})
                model.headers.append(dict(self.headers))
                reply = model.replies.pop(0) if len(model.replies) > 1 else model.replies[0]
                status, body, *more = reply(asked)
                try:
                    self.send_response(status)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(body)))
                    for name, value in (more[0] if more else {}).items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(body)
                except OSError:
                    return  # the client gave up, as a test wants it to

            def log_message(self, *_args: Any) -> None:
                """Silent."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/v1"


@contextmanager
def running(*replies: Reply) -> Iterator[ScriptedModel]:
    """The server for the length of a test."""
    model = ScriptedModel(*replies)
    threading.Thread(target=model.server.serve_forever, daemon=True).start()
    try:
        yield model
    finally:
        model.server.shutdown()
        model.server.server_close()
