"""An English question as it is asked of sentences: what it wants, and the words that an answer must deal with. Pure."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from stories.briefing.like_words import LIKE
from stories.briefing.question_kind import Kind, kind, looks_ahead, role, speaker, unit
from stories.clustering.terms import stem
from stories.text.folding import clean
from stories.text.stop_words import STOP_WORDS
from stories.text.tokens import tokens

MOST_CHARACTERS: Final = 200
SHORTEST_ROOT: Final = 4
KNOWN_WORDS: Final = 50_000


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Stop words of one language that say something in another.
_KEPT: Final = _words("comment come dig door man men war son die den art pour")
# Words that say what is asked, not about what.
_ASKING: Final = _words(
    """who whom whose what when where why which how much many long old high tall far big large often name names number
    people person kind type sort thing look like happen happens happened happening mean means tell explain exactly
    please story article articles news reason day date year time place currently today else ever role part now take
    takes took taking play played stand share amount lead first current actual new recent recently give gives gave
    given"""
)
_OF_SPEECH: Final = _words(
    """say said says reply replied tell told think comment respond answer call called argue claim asked ask"""
)
_WORD: Final = re.compile(r"[^\W\d_][\w'’.-]*")
_RUN: Final = re.compile(r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)+")
_ENDINGS: Final = re.compile(
    r"(?:ations?|itions?|ions?|ments?|ers?|ors?|ees?|ists?|ives?|als?|ally|ly|ness|ity|ants?|ents?|ances?|ences?"
    r"|ing|at|ed|es|e|s|y|i)$"
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question as a stem; like: stems that say nearly the same; name: written as a name is.

    typed: the word with its ending. surname: of an earlier word of a name, the stem of its last; else ''. initials: of
    the name that the word stands in ('la' of Los Angeles); else ''.
    """

    word: str
    like: frozenset[str]
    name: bool = False
    typed: str = ""
    surname: str = ""
    initials: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as read.

    units: stems of what 'how many' counts. speaker: whose words are asked for, or ''. role: the stem of what somebody
    is whose name is asked for ('wife'), or ''. ahead: whether it asks for what is still to come. language: ISO 639-1.
    """

    text: str
    kind: Kind
    terms: tuple[Term, ...]
    known: frozenset[str]
    units: frozenset[str] = frozenset()
    speaker: str = ""
    role: str = ""
    ahead: bool = False
    language: str = "en"


def read(text: str) -> Question:
    """The question of a text; without terms when there is nothing in it to look for. Cut at 200 characters."""
    text = clean(text, max_length=MOST_CHARACTERS)
    asked, names = kind(text), _names(text)
    surnames, shortened = _surnames(text), _initials(text)
    left_out = (_ASKING | _OF_SPEECH) if asked is Kind.SAID else _ASKING
    found: dict[str, Term] = {}
    for word in map(undotted, tokens(text)):
        if (word in STOP_WORDS and word not in _KEPT) or (word in left_out and word not in names):
            continue
        root = stem(word)
        like, surname, initials = LIKE.get(root, frozenset()), surnames.get(word, ""), shortened.get(word, "")
        found.setdefault(root, Term(root, like, word in names, word, surname, initials))
    units = frozenset(stem(word) for word in tokens(unit(text)) if word not in STOP_WORDS)
    sought = stem(undotted(role(text))) if asked is Kind.WHO else ""
    known = frozenset(tokens(text))
    return Question(text, asked, tuple(found.values()), known, units, speaker(text), sought, looks_ahead(text))


def _surnames(text: str) -> dict[str, str]:
    """Earlier words of each name -> the stem of its last: 'Tom' -> 'cotton'. The question's first word is none."""
    found: dict[str, str] = {}
    for run in _RUN.finditer(text):
        if run.start():
            *earlier, last = [undotted(word) for word in tokens(run.group())] or [""]
            found |= dict.fromkeys(earlier, stem(last))
    return found


def _initials(text: str) -> dict[str, str]:
    """The words of each name -> its initials: 'los' and 'angeles' -> 'la'."""
    found: dict[str, str] = {}
    for run in _RUN.finditer(text):
        found |= dict.fromkeys(
            map(undotted, tokens(run.group())), "".join(word[0] for word in run.group().split()).casefold()
        )
    return found


def undotted(token: str) -> str:
    """u.s as us, so that outlets' styles meet."""
    return token.replace(".", "") if token[:1].isalpha() else token


def _names(text: str) -> frozenset[str]:
    """Words with a capital, but the first one."""
    capitals = [match.group() for match in _WORD.finditer(text) if match.start() and match.group()[0].isupper()]
    return frozenset(undotted(word) for capital in capitals for word in tokens(capital))


@lru_cache(maxsize=KNOWN_WORDS)
def root(word: str) -> str:
    """A stem without its last ending: command and commander, amputee and amputation have one root."""
    if not word.isascii() or len(word) <= SHORTEST_ROOT:
        return word
    shorter = _ENDINGS.sub("", word)
    if len(shorter) < SHORTEST_ROOT:
        return word
    return shorter[:-1] if shorter[-1] == shorter[-2] else shorter
