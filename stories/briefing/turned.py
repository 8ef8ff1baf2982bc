"""Whether a model's English sentence turns round what a cited one says: who did it, whose number, how sure. Pure.

Its names, numbers and words are all in its sources by then (checking.py, footing.py); here it is how they stand to
each other: "Dahl beat Oster" has every word of "Oster beat Dahl".
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from stories.briefing.like_words import LIKE
from stories.briefing.number_words import numbers
from stories.briefing.phrases import (
    BOUNDS,
    CAUSES,
    COLOURS,
    CONDITIONS,
    FORMER,
    FORTHCOMING,
    POSSIBLE,
    SAYING,
    SEQUENCES,
    SPEAKERS,
)
from stories.briefing.quoted_words import unquoted
from stories.clustering.terms import stem
from stories.text.folding import fold
from stories.text.stop_words import STOP_WORDS

LEAST_FORETOLD: Final = 2  # of the words behind a 'will' or 'could': the sentence tells that very thing
FORETOLD: Final = 3  # words behind it that are looked at
COUNTED: Final = 3  # words behind a number that may be what it counts
_OBJECT: Final = r"(?:an?|the|his|her|their|its|two|three|four|five|six|\d+|[A-Z]\w+) \w"
_DONE_TO: Final = re.compile(r"([\w’'-]+) (?:was|were|has been|have been) (\w{3,}(?:ed|en|ot|wn|ck|ld|it|ught))\b")
_RUN: Final = re.compile(r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)+")
_TOKEN: Final = re.compile(
    r"(?P<number>[$€£¥₩]?\d[\d.,]*\d|\d)(?:\s(?P<scale>thousand|million|billion|trillion))?"
    r"|(?P<word>[^\W\d_](?:[^\W\d_]|['’.\-](?=[^\W\d_]))*)|(?P<mark>[^\w\s])"
)
_SKIPPED: Final = frozenset(("a", "an", "the", "about", "around", "some", "nearly", "almost", "just", "only", "over"))
# Whoever stands on either side of these, it is the same; stems.
_EITHER_WAY: Final = frozenset(
    ("and", "or", "with", "met", "meet", "join", "joined", "while", "versus", "vs", "between")
)
_CONDITION: Final = re.compile(r"(?<!\w)(?:otherwise|unless|provided that|as long as)(?!\w)", re.IGNORECASE)
_HELD_BEFORE: Final = re.compile(r"(?:\b[Ff]ormer |\b[Ee]x-)(\w+)")
_WORD: Final = re.compile(r"[a-z][a-z'’-]+")


@dataclass(frozen=True, slots=True)
class _Token:
    """A name or a number (key), or a plain word (word), or a mark (both empty)."""

    key: str
    word: str


def turned_round(text: str, parts: Sequence[str]) -> str:
    """Why the sentence says another thing of the same names and numbers, '' where it doesn't. parts: what it cites."""
    own = _tokens(text)
    for part in parts:
        if _swaps(own, _tokens(part)) or _renumbers(own, _tokens(part)) or _does(text, part):
            return "gives one the deed, the place or the number of another"
        if _office_of_another(text, part):
            return "gives one the office of another"
        if _foretold(text, part):
            return "tells as done or certain what its sources hold possible"
    if _unbound(text, parts):
        return "states a number as exact that its sources give a bound for"
    linked = CAUSES.search(text) or (len(parts) > 1 and SEQUENCES.search(text))
    if linked and not any(CAUSES.search(part) or SEQUENCES.search(part) for part in parts):
        return "links what its sources don't link"
    return _added(text, parts) or _of_an_office(text, " ".join(parts))


def _added(text: str, parts: Sequence[str]) -> str:
    """A condition left out, a writer's own colour, or somebody who is said to say it."""
    whole = " ".join(parts)
    if any(_CONDITION.search(part) for part in parts) and not CONDITIONS.search(text):
        return "leaves out a condition of its sources"
    if coloured := sorted({fold(word) for word in COLOURS.findall(unquoted(text, " "))} - _all(COLOURS, whole)):
        return f"colours what its sources tell: {', '.join(coloured)}"
    known = {stem(fold(word)) for word in _WORD.findall(fold(whole))}
    alike = known.union(*(LIKE.get(word, frozenset()) for word in known))
    strange = sorted({fold(word) for word in SPEAKERS.findall(text) if stem(fold(word)).split()[-1] not in alike})
    if strange and SAYING.search(text):
        return f"gives it to somebody its sources don't name: {', '.join(strange)}"
    return ""


def _all(words: re.Pattern[str], text: str) -> set[str]:
    return {fold(word) for word in words.findall(text)}


def _of_an_office(text: str, whole: str) -> str:
    """Who is former, acting or late must be that in a source, and stays it."""
    strange = sorted(
        {each.casefold() for each in FORMER.findall(text)} - {each.casefold() for each in FORMER.findall(whole)}
    )
    if strange:
        return f"says what its sources don't: {', '.join(strange)}"
    for office in set() if FORMER.search(text) else set(_HELD_BEFORE.findall(whole)):
        every = re.compile(rf"(?<!\w){office}(?!\w)", re.IGNORECASE)
        if every.search(text) and len(every.findall(whole)) == _HELD_BEFORE.findall(whole).count(office):
            return "leaves out that an office is no longer held"
    return ""


def _tokens(text: str) -> list[_Token]:
    """Words in a row; a run of capitals is one name, by its last word, and 'a' and 'about' are left out."""
    found: list[_Token] = []
    name = ""
    for match in _TOKEN.finditer(text):
        word = re.sub(r"['’]s?$", "", match["word"] or "")
        opens = not found and not name
        if word and word[0].isupper() and not (opens and fold(word) in STOP_WORDS):
            number = numbers(word)
            name = "" if number else fold(word)
            found += [_Token(number.pop(), "")] if number else []
            continue
        if name:
            found.append(_Token(name, ""))
            name = ""
        found += _plain(match, word)
    return [*found, _Token(name, "")] if name else found


def _plain(match: re.Match[str], word: str) -> Iterator[_Token]:
    if match["number"]:
        yield _Token(f"{''.join(sorted(numbers(match['number'])))} {match['scale'] or ''}".strip(), "")
    elif not word:
        yield _Token("", "")
    elif number := numbers(word):
        yield _Token(number.pop(), "")
    elif fold(word) not in _SKIPPED:
        yield _Token("", stem(fold(word)))


def _swaps(own: Sequence[_Token], told: Sequence[_Token]) -> bool:
    """Whether two names, or two numbers, have changed places: each stands where the other stood."""
    ours, theirs = _places(own), _places(told)
    shared = sorted(set(ours) & set(theirs))
    for i, one in enumerate(shared):
        for other in shared[i + 1 :]:
            alone, others = theirs[one] - theirs[other], theirs[other] - theirs[one]
            if ours[one] & others and ours[other] & alone and not ours[one] & alone and not ours[other] & others:
                return True
    return bool({(c, a) for a, _verb, c in _deeds(own)} & {(a, c) for a, _verb, c in _deeds(told)})


def _places(tokens: Sequence[_Token]) -> dict[str, set[tuple[int, str]]]:
    """Name or number -> the words right before (-1) and behind it (1)."""
    found: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for i, token in enumerate(tokens):
        for step in (-1, 1) if token.key else ():
            near = tokens[i + step] if 0 <= i + step < len(tokens) else None
            if near and near.word and near.word not in _EITHER_WAY:
                found[token.key].add((step, near.word))
    return found


def _deeds(tokens: Sequence[_Token]) -> Iterator[tuple[str, str, str]]:
    """(who, verb, whom) where one word alone stands between two names."""
    for i in range(len(tokens) - 2):
        who, verb, whom = tokens[i : i + 3]
        named = who.key.isalpha() and whom.key.isalpha() and who.key != whom.key
        if named and verb.word and verb.word not in STOP_WORDS | _EITHER_WAY:
            yield who.key, verb.word, whom.key


def _renumbers(own: Sequence[_Token], told: Sequence[_Token]) -> bool:
    """Whether a number counts another thing of the source, or is what it rose by in place of to."""
    words = {token.word for token in told if token.word}
    for key, before, behind in _counted(own):
        theirs = [each for each in _counted(told) if each[0] == key]
        if not theirs:
            continue
        counted = {word for each in theirs for word in each[2]}
        if counted and behind and behind[0] in words - counted and behind[0] not in STOP_WORDS:
            return True
        if {before, *(each[1] for each in theirs)} == {"by", "to"}:
            return True
    return False


def _counted(tokens: Sequence[_Token]) -> list[tuple[str, str, tuple[str, ...]]]:
    """(number, the word before it, the words right behind it)."""
    found = []
    for i, token in enumerate(tokens):
        if token.key[:1].isdigit():
            row = tokens[i + 1 : i + 1 + COUNTED]
            end = next((n for n, each in enumerate(row) if not each.word), len(row))
            found.append((token.key, tokens[i - 1].word if i else "", tuple(each.word for each in row[:end])))
    return found


def _does(text: str, part: str) -> bool:
    """Whether somebody does what is done to them in the source: "the woman killed two" of one who "was killed"."""
    for who, verb in _DONE_TO.findall(part):
        does = re.compile(rf"(?<!\w){re.escape(who)} {verb} {_OBJECT}")
        if does.search(text) and not does.search(part):
            return True
    return False


def _office_of_another(text: str, part: str) -> bool:
    """Whether a word before a name stands before another name in the source, and not before this one."""
    theirs = _runs(part)
    for *before, name in _runs(text):
        own = {word for run in theirs if name in run for word in run}
        others = {word for run in theirs if name not in run and len(run) > 1 for word in run[:-1]}
        if own and set(before) & others - own:
            return True
    return False


def _runs(text: str) -> list[list[str]]:
    """Names of several words, without a 'The' before them."""
    found = ([word for word in match[0].split() if fold(word) not in STOP_WORDS] for match in _RUN.finditer(text))
    return [run for run in found if run]


def _foretold(text: str, part: str) -> bool:
    """Whether it tells what stands behind a 'will' or a 'could' of its source, with no such word of its own."""
    if FORTHCOMING.search(text):
        return False
    own = {stem(word) for word in _WORD.findall(fold(text))}
    for match in POSSIBLE.finditer(part):
        behind = [word for word in _WORD.findall(fold(part[match.end() :])) if word not in STOP_WORDS][:FORETOLD]
        if sum(stem(word) in own for word in behind) >= min(LEAST_FORETOLD, len(behind)) > 0:
            return True
    return False


def _unbound(text: str, parts: Sequence[str]) -> bool:
    """Whether 'at least 40' has become 40."""
    bare = _numbers(BOUNDS.sub(" ", text)) - _bound(text)
    bound = {number for part in parts for number in _bound(part)}
    exact = {number for part in parts for number in _numbers(BOUNDS.sub(" ", part)) - _bound(part)}
    return bool(bare & bound - exact)


def _bound(text: str) -> set[str]:
    return {key for match in BOUNDS.finditer(text) for key in _first_number(text[match.end() :])}


def _first_number(text: str) -> list[str]:
    return [token.key for token in _tokens(f"of {text[:40]}")[:2] if token.key[:1].isdigit()]


def _numbers(text: str) -> set[str]:
    return {token.key for token in _tokens(text) if token.key[:1].isdigit()}
