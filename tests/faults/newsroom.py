"""Eight fictional outlets on loopback: their feeds, and sixty pages about fifteen events, shown as the test says."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.sax.saxutils import escape

OUTLETS = ("quay", "beacon", "lantern", "courier", "herald", "gazette", "mercury", "signal")
EVENTS = (
    ("Port Ansel", "ferry pier", "storm", "Ines Tarrant"),
    ("Marrowby", "shop levy", "vote", "Oswin Pell"),
    ("Velden", "reservoir dam", "crack", "Maud Harker"),
    ("Tarnholm", "town orchestra", "strike", "Bram Ostley"),
    ("Eskmouth", "lighthouse lamp", "auction", "Tilda Rowe"),
    ("Birch Hollow", "beaver colony", "census", "Anselm Grey"),
    ("Sandwick", "salt works", "closure", "Petra Lund"),
    ("Oldcastle", "tram line", "extension", "Hugo Varn"),
    ("Pellworth", "cheese festival", "record", "Nell Ashby"),
    ("Hartmoor", "peat fire", "evacuation", "Corin Blaise"),
    ("Linnet Bay", "oyster bank", "illness", "Edda Frost"),
    ("Cragsend", "mountain hut", "avalanche", "Jory Penn"),
    ("Wexcombe", "clock tower", "restoration", "Sunniva Dale"),
    ("Dunmere", "glider field", "lawsuit", "Otto Brandt"),
    ("Alderfleet", "school choir", "prize", "Wren Hollis"),
)
PER_EVENT = 4
PAGES = len(EVENTS) * PER_EVENT


def title(number: int) -> str:
    """The headline of a page."""
    place, thing, matter, person = EVENTS[number // PER_EVENT]
    return (
        f"{place} {thing}: what the {matter} means",
        f"After the {matter}, {place} looks at its {thing}",
        f"{person} on the {matter} over the {thing} of {place}",
        f"{thing.capitalize()} of {place}: {matter} divides the council",
    )[number % PER_EVENT]


def sentences(number: int) -> Iterator[str]:
    """The text of a page, a paragraph each; two pages on one event share their subject, not their wording."""
    place, thing, matter, person = EVENTS[number // PER_EVENT]
    outlet = OUTLETS[number % len(OUTLETS)]
    yield f"The {thing} of {place} is the talk of the town since the {matter}, reports the {outlet}, page {number}."
    yield f"{person}, who speaks for the {thing}, said on Tuesday that the {matter} had come as no surprise to {place}."
    yield f"The council of {place} is to meet over the {matter} at the {thing} within {number % 9 + 2} days."
    yield f"What the {matter} will cost nobody knows; the {outlet} was told of {number * 7 + 20} thousand crowns."


def path(number: int) -> str:
    """Where a page is: each outlet has every eighth."""
    return f"/{OUTLETS[number % len(OUTLETS)]}/news/{number}-{EVENTS[number // PER_EVENT][1].replace(' ', '-')}"


class Newsroom:
    """The server. `shown`: how many of the pages the feeds name; `retitled`: pages whose headline was changed."""

    def __init__(self) -> None:
        self.shown = 0
        self.retitled: set[int] = set()
        self.asked = 0  # pages that somebody waits for at this moment
        self._open = threading.Event()
        self._open.set()
        self._began = datetime.now(UTC)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def place(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self._server.server_port}"

    @contextmanager
    def held(self) -> Iterator[None]:
        """No page is answered for the length of this."""
        self._open.clear()
        try:
            yield
        finally:
            self._open.set()

    def close(self) -> None:
        """Stop."""
        self._open.set()
        self._server.shutdown()
        self._server.server_close()

    def headline(self, number: int) -> str:
        """As the feed and the page word it now."""
        return title(number) + (", and what is new" if number in self.retitled else "")

    def feed(self, outlet: str) -> bytes:
        """The outlet's pages that are shown, the newest first."""
        mine = [n for n in range(self.shown) if OUTLETS[n % len(OUTLETS)] == outlet]
        items = "".join(
            f"<item><title>{escape(self.headline(n))}</title><link>http://{self.place}{path(n)}</link>"
            f"<guid isPermaLink='false'>{outlet}-{n}</guid>"
            f"<pubDate>{self._began - timedelta(minutes=PAGES - n):%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
            for n in reversed(mine)
        )
        return f'<rss version="2.0"><channel><title>{outlet}</title>{items}</channel></rss>'.encode()

    def page(self, number: int) -> bytes:
        """A page with its text."""
        body = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences(number))
        head = escape(self.headline(number))
        return (
            f"<!doctype html><html lang='en'><head><title>{head}</title></head>"
            f"<body><article><h1>{head}</h1>{body}</article></body></html>"
        ).encode()

    def answer(self, asked: str) -> tuple[int, str, bytes]:
        """Status, type and body for a path."""
        _, outlet, *rest = asked.split("/")
        if rest in (["feed.xml"], ["latest.xml"]):
            return 200, "application/rss+xml", self.feed(outlet)
        if rest[:1] == ["news"]:
            self.asked += 1
            try:
                self._open.wait()
            finally:
                self.asked -= 1
            return 200, "text/html; charset=utf-8", self.page(int(rest[1].partition("-")[0]))
        return 404, "text/plain", b""

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        newsroom = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, kind, body = newsroom.answer(self.path)
                try:
                    self.send_response(status)
                    self.send_header("Content-Type", kind)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                except OSError:  # the reader was killed: that is what it is here for
                    self.close_connection = True

            def log_message(self, *_words: object) -> None:
                """Say nothing."""

        return Handler
