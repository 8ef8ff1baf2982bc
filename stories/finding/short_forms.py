"""Which of a story's names are other forms of one: 'Lee' of 'Lee Jae-myung', 'Auditor Ann Low' of 'Ann Low'. Pure."""

from collections.abc import Collection, Mapping
from typing import Final

from stories.finding.generic_names import GENERIC_WORDS, OFFICE_WORDS

MOST_WORDS: Final = 3  # of a full name that a single word stands for
TOGETHER: Final = 0.5  # share of the articles with the short form that have the full name too


def full_forms(articles: Mapping[str, Collection[int]]) -> dict[str, str]:
    """short form -> the one full name that it stands for; names that stand for themselves are not in it.

    articles: folded name -> the articles that have it. A single word is a short form of the one name of two or three
    words that ends in it, or begins with it, and is in at least half of its articles: outlets write the full name
    first. A name of more words is another's form where it is that name with an office or a trade before it.
    """
    found = {name: full for name in articles if (full := _full(name, articles))}
    return {name: found.get(full, full) for name, full in found.items()}


def is_generic(name: str) -> bool:
    """Whether a folded name is a common noun that many bear ('house', 'police') or an office ('first minister')."""
    words = name.split()
    return GENERIC_WORDS.issuperset(words) and (len(words) == 1 or words[-1] in OFFICE_WORDS)


def _full(name: str, articles: Mapping[str, Collection[int]]) -> str:
    words = name.split()
    if len(words) == MOST_WORDS or (len(words) == MOST_WORDS + 1 and words[0] in GENERIC_WORDS):
        # "County Commissioner Ann Low", "Auditor Harlan Low": the name alone is in the story as well
        rest = " ".join(words[-2:])
        return rest if rest in articles and not set(words[-2:]) & GENERIC_WORDS else ""
    if len(words) != 1:
        return ""
    ends = _longer(name, articles, at=-1)
    return ends or _longer(name, articles, at=0)


def _longer(word: str, articles: Mapping[str, Collection[int]], *, at: int) -> str:
    """The one name with the word at its end (-1) or its beginning (0) in half of the articles; '' for none or two."""
    own = set(articles[word])
    longer = [
        other
        for other in articles
        if 2 <= len(parts := other.split()) <= MOST_WORDS
        and parts[at] == word
        and not GENERIC_WORDS.intersection(parts)
        and len(own & set(articles[other])) >= TOGETHER * len(own)
    ]
    return longer[0] if len(longer) == 1 else ""
