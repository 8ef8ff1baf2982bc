"""What an outlet prints again and again: labels of its columns, and the lines that columns begin and end with. Pure.

What was printed word for word on several days, over most of a week, is not what happened: "Morning briefing:" before a
headline, a shop's introduction to each of its offers, a table whose headline is the same every day. Compared with it,
the articles of a column are alike whatever they tell of. It is counted per outlet, by hashes and whatever the figures
in it are, in any language. Of a real event that lasts, neither headline nor first lines stay the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from stories.annotate.furniture import line_mark, mark_of, pieces, told_headline
from stories.text.tokens import content_tokens

LEAST_DAYS: Final = 4  # on which a piece was printed; a label of an event is gone sooner, or its words are in the text
LEAST_SPAN: Final = timedelta(days=6)  # from the first of them to the last: a column of weekdays, Monday to Sunday
HISTORY: Final = timedelta(days=40)  # in which they lie: a weekly column comes six times
FIRST_LINES, LAST_LINES = 3, 2  # of a text that are counted: what a column begins and ends with
MOST_WORDS: Final = 6
MOST_CHARACTERS: Final = 60  # of a label; a longer piece is a sentence

_BETWEEN: Final = re.compile(r"\s*[|｜]\s*|\s*[:：]\s+|\s+:\s*|：|\s+[–—-]\s+")
_MARKS: Final = " |｜:：–—-"


def labels(title: str) -> Iterator[tuple[str, str]]:
    """(place, piece) of what may be a label: the headline as `told_headline` leaves it, its beginning, its end."""
    told = _told(title)
    if told:
        yield "whole", told
    found = list(_BETWEEN.finditer(told))
    if found:
        yield from _short("head", told[: found[0].start()])
        yield from _short("tail", told[found[-1].end() :])


def _told(title: str) -> str:
    return told_headline(title) or title.strip()


def _short(place: str, piece: str) -> Iterator[tuple[str, str]]:
    if piece and len(piece) <= MOST_CHARACTERS and len(piece.split()) <= MOST_WORDS:
        yield place, piece


def marks(title: str, body: str) -> list[int]:
    """What is counted of an article: a hash per label that its headline may have, and of its first and last lines."""
    lines = pieces(body)
    near = [*lines[:FIRST_LINES], *lines[FIRST_LINES:][-LAST_LINES:]]
    found = [mark_of(place, piece) for place, piece in labels(title)]
    return list(dict.fromkeys([*found, *map(line_mark, near)]))


def printed(uses: Iterable[tuple[int, date]]) -> frozenset[int]:
    """The marks of an outlet that came on at least four days, over six or more, within forty.

    uses: (mark, day) of its articles.
    """
    days: dict[int, set[date]] = defaultdict(set)
    for mark, day in uses:
        days[mark].add(day)
    return frozenset(mark for mark, found in days.items() if _recurs(sorted(found)))


def _recurs(days: list[date]) -> bool:
    for first in range(len(days) - LEAST_DAYS + 1):
        near = [day for day in days[first:] if day - days[first] <= HISTORY]
        if len(near) >= LEAST_DAYS and near[-1] - near[0] >= LEAST_SPAN:
            return True
    return False


def labels_in(title: str, body: str, known: Collection[int]) -> tuple[str, ...]:
    """The labels of a headline whose marks are known; none whose words the text says too: it may name an event.

    A headline that is a label as a whole is one whatever the text says.
    """
    if not known:
        return ()
    found = [(place, piece) for place, piece in labels(title) if mark_of(place, piece) in known]
    said = set(content_tokens(body)) if found else set()
    return tuple(
        dict.fromkeys(piece for place, piece in found if place == "whole" or not _says(said, content_tokens(piece)))
    )


def _says(said: set[str], words: Collection[str]) -> bool:
    return bool(words) and said.issuperset(words)


def without_labels(title: str, left_out: Collection[str]) -> str:
    """The headline without the labels that were left out; as it is where it has none of them."""
    found = {place: piece for place, piece in labels(title) if piece in left_out} if left_out else {}
    if not found:
        return title
    if "whole" in found:
        return ""
    told = _told(title).removeprefix(found.get("head", "")).removesuffix(found.get("tail", ""))
    return told.strip(_MARKS)
