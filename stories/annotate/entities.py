"""The names and figures of an article, by capitals and by units. Pure.

A stand-in until a trained recogniser takes its place: runs of capitalised words, with the traps of sentence starts,
title-case headlines and possessives handled; katakana, Han and Hangul words where a script has no capitals; numbers
that carry a unit, a decimal or at least three digits, because they anchor an event. German nouns all count as names.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import dropwhile
from typing import Final

from stories.annotate.figures import figures
from stories.annotate.name_words import ALIASES, CALENDAR, CONNECTORS, HONORIFICS, OFFICES
from stories.text.folding import fold
from stories.text.sentences import sentences
from stories.text.stop_words import STOP_WORDS
from stories.text.tokens import tokens

MAX_TEXT_LENGTH: Final = 8000  # names late in a long text are asides
MAX_NAMES: Final = 40
TITLE_CASE_SHARE: Final = 0.7
LONG_WORD: Final = 4  # shorter words stay small in most title-case styles
NO_CAPITALS_WORD: Final = 2

_WORD: Final = re.compile(r"[^\W\d_](?:[\w&]|['’.\-](?=\w))*\.?")
_NO_CAPITALS: Final = re.compile(r"[\u30a1-\u30fa\u30fc]{3,}|[\u3400-\u9fff]{2,}|[\uac00-\ud7af]{2,}")
_PARTICLES: Final = re.compile(
    r"(?<=[\uac00-\ud7af]{2})(?:에서는|에서|에게|으로|까지|부터|이라|은|는|이|가|을|를|의|에|과|와|도|로|만)$"
)
_POSSESSIVE: Final = re.compile(r"['’]s?$")


@dataclass(frozen=True)
class _Run:
    """Capitalised words next to each other."""

    words: tuple[str, ...]
    opens_sentence: bool

    @property
    def name(self) -> str:
        return " ".join(self.words)

    @property
    def is_sure(self) -> bool:
        """Whether the capitals can only mean a name: not the first word of a sentence alone, or an acronym."""
        return not self.opens_sentence or any(letter.isupper() for letter in self.words[0][1:])


def entities(title: str, text: str) -> list[tuple[str, int]]:
    """(name, count) of an article's names and figures, most frequent first, then in order of appearance; at most 40.

    A surname is counted with the one full name that ends in it. Compare names of two articles by their words, since
    one outlet writes the full name and another the surname. text may be empty.
    """
    body = _counted(_runs(text[:MAX_TEXT_LENGTH]))
    counts = Counter(body)
    for name in _title_names(title, body):
        counts[name] += 1
    counts = _with_surnames_folded(counts)
    for figure in [*figures(title), *figures(text[:MAX_TEXT_LENGTH])]:
        counts[figure] += 1
    for name in _uncapitalised(f"{title}\n{text[:MAX_TEXT_LENGTH]}"):
        counts[name] += 1
    return counts.most_common(MAX_NAMES)


def _counted(runs: Iterable[_Run], known: Iterable[str] = ()) -> Counter[str]:
    """The names of a running text; a word that opens a sentence counts when it is a name elsewhere too.

    known: names that are sure already; so are the surnames in them.
    """
    runs = list(runs)
    sure = {run.name for run in runs if run.is_sure} | set(known)
    sure |= {name.split()[-1] for name in sure}
    counts: Counter[str] = Counter()
    for run in runs:
        rest = _without_connectors(run.words[1:])
        if run.is_sure or run.name in sure:
            counts[run.name] += 1
        elif rest:
            counts[rest if rest in sure else run.name] += 1
    return counts


def _without_connectors(words: tuple[str, ...]) -> str:
    """The name in 'Critics of Vail' behind its first word."""
    return " ".join(dropwhile(CONNECTORS.__contains__, words))


def _title_names(title: str, known: Counter[str]) -> Iterator[str]:
    if not _is_title_case(title):
        yield from _counted(_runs(title, trust_start=not known), known)
        return
    if known:
        words = f" {' '.join(tokens(title))} "
        yield from (name for name in known if f" {' '.join(tokens(name))} " in words)
        return
    # All that is left to go by is a headline of capitals: its words, for rarity to sort out.
    yield from (name for run in _runs(title, trust_start=True) for name in run.words if fold(name) not in STOP_WORDS)


def _is_title_case(title: str) -> bool:
    words = [word for word in _WORD.findall(title) if len(word) >= LONG_WORD]
    return len(words) > 1 and sum(word[0].isupper() for word in words) >= TITLE_CASE_SHARE * len(words)


def _runs(text: str, *, trust_start: bool = False) -> Iterator[_Run]:
    for sentence in sentences(text):
        run: list[str] = []
        opens, end = False, 0
        for match in _WORD.finditer(sentence):
            is_capital = match.group()[0].isupper()
            if run and (sentence[end : match.start()].strip() or not (is_capital or match.group() in CONNECTORS)):
                yield from _finished(run, opens_sentence=opens)
                run = []
            if run or is_capital:
                opens = opens if run else not (trust_start or end)
                word, ends_run = _bare(match.group())
                run.append(word)
                if ends_run:
                    yield from _finished(run, opens_sentence=opens)
                    run = []
            end = match.end()
        yield from _finished(run, opens_sentence=opens)


def _bare(word: str) -> tuple[str, bool]:
    """The word without a possessive or a full stop, and whether either ends the run: "Vail's", "Brell." but "U.S."."""
    bare = _POSSESSIVE.sub("", word)
    if bare != word:
        return bare, True
    if word.endswith("."):
        is_short = word.count(".") > 1 or len(word) <= 2 or fold(word[:-1]) in HONORIFICS
        return (word, False) if word.count(".") > 1 else (word[:-1], not is_short)
    return word, False


def _finished(run: list[str], *, opens_sentence: bool) -> Iterator[_Run]:
    """The names in a run: parted at an office, without what leads (The, President) or trails (of) each."""
    for part in _parted(run):
        words = list(part)
        while words and words[-1] in CONNECTORS:
            words.pop()
        opens = opens_sentence
        while words and _leads(words[0]):
            words.pop(0)
            opens = False
        if words and not _names_nobody(words):
            yield _Run(tuple(ALIASES.get(" ".join(words), " ".join(words)).split()), opens)
        opens_sentence = False


def _parted(run: list[str]) -> Iterator[list[str]]:
    """US President Donald Trump: US, then President Donald Trump; an office at the end parts nothing."""
    start = 0
    for place, word in enumerate(run[:-1]):
        if place > start and fold(word) in OFFICES:
            yield run[start:place]
            start = place
    yield run[start:]


def _names_nobody(words: list[str]) -> bool:
    return len(words) == 1 and (len(words[0]) < 2 or fold(words[0]) in CALENDAR)


def _leads(word: str) -> bool:
    folded = fold(word)
    is_small_word = folded in STOP_WORDS and not (len(word) > 1 and word.isupper())  # "US" is no "us"
    return is_small_word or folded in HONORIFICS


def _with_surnames_folded(counts: Counter[str]) -> Counter[str]:
    full = {}
    for name in counts:
        *first, last = name.split()
        if first:
            full[last] = None if last in full else name
    folded: Counter[str] = Counter()
    for name, count in counts.items():
        folded[full.get(name) or name] += count
    return folded


def _uncapitalised(text: str) -> Iterator[str]:
    if text.isascii():
        return
    for match in _NO_CAPITALS.finditer(text):
        word = _PARTICLES.sub("", match.group())
        if len(word) >= NO_CAPITALS_WORD:
            yield word
