"""Headlines as feeds write them: with the outlet's own name behind, which its place on every page tells already."""

import re
from collections.abc import Collection
from typing import Final

from stories.text.folding import fold

LEAST_LEFT: Final = 15  # characters: what is shorter may be the name of a column
SHORTEST_NAME: Final = 3
_END: Final = re.compile(r"^(?P<title>.*\S)(?:\s+[|–—·•»-]|\s*[|»])\s+(?P<name>[^|–—·•»]+)$")
_NO_LETTER: Final = re.compile(r"[\W_]+")


def without_outlet(title: str, names: Collection[str]) -> str:
    """The headline without ` - Outlet` at its end, where that is one of the names; whole where little would be left.

    names: as the outlet is called, and its domains; case, marks, a leading "the" and a domain's ending don't matter.
    """
    found = _END.match(title)
    if found is None or len(found["title"]) < LEAST_LEFT:
        return title
    last = _plain(found["name"])
    known = {_plain(part) for name in names for part in (name, name.partition(".")[0], name.partition(" (")[0])}
    return found["title"] if len(last) >= SHORTEST_NAME and last in known else title


def _plain(name: str) -> str:
    """Its letters and digits alone."""
    return _NO_LETTER.sub("", fold(name).removeprefix("the "))
