"""Which of a story's names are other forms of one: 'Lee' of 'Lee Jae-myung', 'Auditor Ann Low' of 'Ann Low'. Pure."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from stories.finding.generic_names import GENERIC_WORDS, OFFICE_WORDS
from stories.finding.given_names import GIVEN_NAMES
from stories.text.stop_words import STOP_WORDS

MOST_WORDS: Final = 3  # of a full name that a single word stands for
TOGETHER: Final = 0.5  # share of the articles with the short form that have the full name too
BEARER_FROM: Final = 2  # articles that have a surname's bearer in full: one may be a slip of the reader of names
AS_OFTEN: Final = 0.2  # of the articles with the surname alone: one who is hardly in the story isn't meant
_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})


def full_forms(articles: Mapping[str, Collection[int]]) -> dict[str, str]:
    """short form -> the one full name that it stands for; names that stand for themselves are not in it.

    articles: folded name -> the articles that have it. A single word is a short form of the one name of two or three
    words that ends in it, or begins with it, and is in at least half of its articles: outlets write the full name
    first. Or of the only name of a person that ends in it in all articles, often enough in full: an article that has
    both has already given the surname to its bearer. A name of more words is another's form where it is that name with
    an office or a trade before it.
    """
    bearers = _bearers(articles)
    found = {
        name: full for name in articles if (full := _full(name, articles) or _only_bearer(name, articles, bearers))
    }
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


def _bearers(articles: Mapping[str, Collection[int]]) -> dict[str, list[str]]:
    """Surname -> the names of the story that end in it and may be people's."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in articles:
        *first, last = [word for word in name.replace(".", "").split() if word not in _SUFFIXES] or [""]
        if not first or last in GENERIC_WORDS or STOP_WORDS.intersection(first):
            continue
        if first[-1] in GIVEN_NAMES or len(articles[name]) >= BEARER_FROM:
            found[last].append(name)
    return found


def _only_bearer(surname: str, articles: Mapping[str, Collection[int]], known: Mapping[str, Sequence[str]]) -> str:
    """The one person of the story with this surname; '' for none, two, or one who is hardly in it."""
    bearers = known.get(surname, ())
    # "Milwaukee Judge Hannah Dugan", "Mo Salah" beside "Mohamed Salah": one person more or less in full
    people = [name for name in bearers if not any(_is_part(other, name) for other in bearers if other != name)]
    if len(people) != 1:
        return ""
    held, is_person = len(articles[people[0]]), people[0].split()[0] in GIVEN_NAMES
    enough = held >= BEARER_FROM and held >= AS_OFTEN * len(articles[surname])
    return people[0] if is_person and enough else ""


def _is_part(other: str, name: str) -> bool:
    """Whether the other is all that the name ends in, or has its first name in full where the name has it in short."""
    if name.endswith(f" {other}"):
        return True
    one, two = name.split(), other.split()
    return len(one) == len(two) and one[1:] == two[1:] and two[0].startswith(one[0])
