"""The body of a mail as it goes over the wire, put together once for all who share it. Pure.

Both forms stand as they are, in UTF-8: the library would take some milliseconds a mail for nothing else. Between two
readers only their own words differ, so the rest is cut at their places and joined for each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Final

LONGEST_LINE: Final = 990  # RFC 5322 allows 998
HELD: Final = 64  # bodies at once, as many as are composed
NEWLINE: Final = re.compile(rb"\r\n|\r|\n")
LINE_WITH_DOT: Final = re.compile(rb"(?m)^\.")


@dataclass(frozen=True, slots=True)
class Sheet:
    """kind: the Content-Type with its boundary; pieces: what stands between the places of a reader's own words.

    places: which of the own words stands there, one fewer. room: how many bytes own words may add to a line, for none
    to be too long.
    """

    kind: str
    pieces: tuple[bytes, ...]
    places: tuple[int, ...]
    room: int

    def holds(self, own: Sequence[str]) -> bool:
        """Whether every line is short enough with these words, however many of them are in one."""
        return self.room >= sum(len(own[place]) for place in self.places)

    def filled(self, own: Sequence[str]) -> bytes:
        """The body of one reader, CR LF at each line's end."""
        words = [each.encode("ascii") for each in own]
        joined = [self.pieces[0]]
        for place, piece in zip(self.places, self.pieces[1:], strict=True):
            joined += (words[place], piece)
        return b"".join(joined)


@lru_cache(maxsize=HELD)
def sheet(text: str, html: str, marks: tuple[str, ...] = ()) -> Sheet:
    """Both forms as one multipart body, cut at each of the marks, so that a reader's own words can be put there."""
    boundary = f"=_{blake2b(f'{text}{html}'.encode(), digest_size=16).hexdigest()}"
    whole = b"".join(
        f"--{boundary}\r\nContent-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n".encode()
        + NEWLINE.sub(b"\r\n", form.encode())
        + b"\r\n"
        for kind, form in (("plain", text), ("html", html))
    )
    whole += f"--{boundary}--\r\n".encode()
    longest = max(len(line) for line in whole.split(b"\r\n"))
    found = re.split(b"(" + b"|".join(re.escape(mark.encode()) for mark in marks) + b")", whole) if marks else [whole]
    places = tuple(marks.index(mark.decode()) for mark in found[1::2])
    kind = f'multipart/alternative; boundary="{boundary}"'
    return Sheet(kind, tuple(found[::2]), places, LONGEST_LINE - longest)


def stuffed(body: bytes) -> bytes:
    """As SMTP wants lines that begin with a dot, which alone would be the mail's end."""
    return LINE_WITH_DOT.sub(b"..", body) if b"\n." in body or body[:1] == b"." else body
