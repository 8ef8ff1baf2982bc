"""The names that a story is about: those that several of its articles name. Pure."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from stories.text.folding import fold

ARTICLES_FROM: Final = 2  # a name in one article is by the way, or a slip of the reader of names
MOST_NAMES: Final = 12  # of one story, those in most articles
LONGEST: Final = 80  # characters; a longer run of capitals is a headline
UNADDRESSABLE: Final = frozenset("_/\\?#%")  # the page's address is the key with _ for spaces


@dataclass(frozen=True, slots=True)
class Named:
    """A name of a story. key: what identifies it; name: its usual spelling; times: by article."""

    key: str
    name: str
    times: Mapping[int, int]


def names(articles: Mapping[int, Sequence[tuple[str, int]]], outlets: Iterable[str] = ()) -> tuple[Named, ...]:
    """The names in at least two of a story's articles, those in most articles first, at most twelve.

    articles: article -> its names with how often each is named. outlets: those that write here are not what it is
    about. Figures are no names.
    """
    own = {fold(outlet) for outlet in outlets}
    times: dict[str, Counter[int]] = defaultdict(Counter)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for article_id, found in articles.items():
        for name, n in found:
            if (key := entity_key(name)) and key not in own:
                times[key][article_id] += max(n, 1)
                spellings[key][name] += 1
    several = [key for key in times if len(times[key]) >= ARTICLES_FROM]
    several.sort(key=lambda key: (-len(times[key]), -times[key].total(), key))
    return tuple(Named(key, _usual(spellings[key]), dict(times[key])) for key in several[:MOST_NAMES])


def entity_key(name: str) -> str:
    """What identifies a name, however it is capitalised; '' for a figure and for what can't be an address."""
    key = fold(name)
    if not key[:1].isalpha() or not 2 <= len(key) <= LONGEST or UNADDRESSABLE & set(key):
        return ""
    return key


def _usual(spellings: Mapping[str, int]) -> str:
    return min(spellings, key=lambda name: (-spellings[name], name.isupper(), name))


def most_covered(rows: Collection[tuple[str, int]], limit: int) -> tuple[str, ...]:
    """Keys by how many stories they are in, the most first; of one that is part of another in as many, the longer."""
    ranked = sorted(rows, key=lambda row: (-row[1], -len(row[0]), row[0]))
    found: list[tuple[str, int]] = []
    for key, stories in ranked:
        if not any(stories == other and f" {key} " in f" {longer} " for longer, other in found):
            found.append((key, stories))
    return tuple(key for key, _ in found[:limit])
