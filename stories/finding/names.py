"""The names that a story is about: those that several of its articles name. Pure."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from stories.finding.short_forms import full_forms, is_generic
from stories.finding.spellings import other_spellings
from stories.finding.sure_names import is_sure
from stories.text.folding import fold

ARTICLES_FROM: Final = 2  # a name in one article is by the way, or a slip of the reader of names
MOST_NAMES: Final = 12  # of one story, those in most articles
LONGEST: Final = 80  # characters; a longer run of capitals is a headline
LONGEST_ACRONYM: Final = 5  # letters
UNADDRESSABLE: Final = frozenset("_/\\?#%")  # the page's address is the key with _ for spaces


@dataclass(frozen=True, slots=True)
class Named:
    """A name of a story. key: what identifies it; name: its usual spelling; times: by article.

    aliases: the folded short forms and other spellings that stand for it here.
    """

    key: str
    name: str
    times: Mapping[int, int]
    aliases: tuple[str, ...] = ()


def names(articles: Mapping[int, Sequence[tuple[str, int]]], outlets: Iterable[str] = ()) -> tuple[Named, ...]:
    """The names in at least two of a story's articles, those in most articles first, at most twelve.

    articles: article -> its names with how often each is named. outlets: those that write here are not what it is
    about. Figures are no names, nor are common nouns that many institutions bear; a short form counts as its full name,
    another spelling as the usual one. Words of a script without capitals that may be no names come last.
    """
    own = {fold(outlet) for outlet in outlets}
    times: dict[str, Counter[int]] = defaultdict(Counter)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for article_id, found in articles.items():
        for name, n in found:
            if (key := entity_key(name)) and key not in own:
                times[key][article_id] += max(n, 1)
                spellings[key][name] += 1
    other = other_spellings(times)
    for spelling, key in other.items():
        times[key] += times.pop(spelling)
    full = other | full_forms(times)
    for short, key in full.items():
        times[key] += times.pop(short, Counter())
    several = [key for key in times if len(times[key]) >= ARTICLES_FROM and not is_generic(key)]
    usual = {key: _usual(spellings[key]) for key in several}
    several.sort(key=lambda key: (not is_sure(usual[key]), -len(times[key]), -times[key].total(), key))
    short_forms = {key: tuple(sorted(short for short, long in full.items() if long == key)) for key in several}
    return tuple(Named(key, usual[key], dict(times[key]), short_forms[key]) for key in several[:MOST_NAMES])


def entity_key(name: str) -> str:
    """What identifies a name, however it is capitalised; '' for a figure and for what can't be an address."""
    key = fold(name)
    if not key[:1].isalpha() or not 2 <= len(key) <= LONGEST or UNADDRESSABLE & set(key):
        return ""
    return key


def _usual(spellings: Mapping[str, int]) -> str:
    return min(spellings, key=lambda name: (_shouts(name), -spellings[name], name))


def _shouts(name: str) -> bool:
    """A place of a dateline, in capitals, and no acronym."""
    return name.isupper() and any(len(word) > LONGEST_ACRONYM for word in name.split())


def most_covered(rows: Collection[tuple[str, int]], limit: int) -> tuple[str, ...]:
    """Keys by how many stories they are in, the most first; of one that is part of another in as many, the longer."""
    ranked = sorted(rows, key=lambda row: (-row[1], -len(row[0]), row[0]))
    found: list[tuple[str, int]] = []
    for key, stories in ranked:
        if not any(stories == other and f" {key} " in f" {longer} " for longer, other in found):
            found.append((key, stories))
    return tuple(key for key, _ in found[:limit])
