"""Stories of one event in different languages, likened by names as they sound, by figures and by time. Pure.

An experiment: the stories are linked, never merged. A name is written anew in each script, but its consonants stay
much the same, so names are compared as the few classes of consonants that they are spoken with.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import numpy as np
import numpy.typing as npt

from stories.text.folding import fold

# Likeness of linked stories, from 64 pairs read by hand: of those above it 20 of 23 are right (docs/clustering.md).
LINK_AT: Final = 0.22
LINK_AT_WITH_MEANING: Final = 0.3  # where the encoder reads both languages
NAMES_AT: Final = 2  # names in both
SOUNDS_AT: Final = 7  # of these names together, where the scripts differ: short ones are alike by chance
GAP: Final = timedelta(days=1)  # between the spans of two stories of one event
VECTOR_WEIGHT: Final = 0.5  # of likeness in meaning, where the encoder reads both languages
LEAST_SOUNDS: Final = 3  # a name of fewer sounds, such as Gaza's two, is like too many others
UNMARKED: Final = frozenset({"ko", "ja"})  # languages that write no capitals: any word of a headline may be a name
LEAST_LETTERS: Final = 4  # of a written name
LEAST_CAPITALS: Final = 3  # FBI says something, AI and TV are in every other headline
SHOWN: Final = 4

_VOWEL: Final = "A"  # at the start alone: Israel, Intel and Iran would be too short without
_HANGUL_STARTS: Final = ("K", "K", "N", "T", "T", "L", "N", "P", "P", "S", "S", "", "S", "S", "S", "K", "T", "P", "")
_HANGUL_ENDS: Final = (
    *("", "K", "K", "K", "N", "N", "N", "T", "L", "LK", "LN", "LP", "L", "L"),
    *("LP", "L", "N", "P", "P", "T", "T", "N", "T", "T", "K", "T", "P", ""),
)
_PARTICLE: Final = re.compile(r"(?:에서|에게|으로|까지|부터|은|는|이|가|을|를|의|에|와|과|도|로|측|만)$")
_KATAKANA: Final = {
    **dict.fromkeys("カキクケコガギグゲゴ", "K"),
    **dict.fromkeys("サシスセソザジズゼゾツヅ", "S"),
    **dict.fromkeys("タチテトダヂデド", "T"),
    **dict.fromkeys("ナニヌネノマミムメモン", "N"),
    **dict.fromkeys("フバビブベボパピプペポヴ", "P"),
    **dict.fromkeys("ラリルレロ", "L"),
}
# Longer spellings first. A British r is not heard before a consonant, and Korean and Japanese write what is heard.
_LATIN: Final = (
    (re.compile(r"sch|sh|ch|zh|cz|ts|tz"), "S"),
    (re.compile(r"ph"), "P"),
    (re.compile(r"ck"), "K"),
    (re.compile(r"gh|r(?![aeiouy])"), ""),
    (re.compile(r"x"), "KS"),
    (re.compile(r"ng(?![aeiou])|[mn]"), "N"),
    (re.compile(r"c(?=[eiy])|[sjz]"), "S"),
    (re.compile(r"[cgkq]"), "K"),
    (re.compile(r"[bfpv]"), "P"),
    (re.compile(r"[dt]"), "T"),
    (re.compile(r"[lr]"), "L"),
)
_RUNS: Final = re.compile(r"[가-힣]{2,}|[ァ-ヴー]{3,}|[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿ0-9&]+")
_FIGURE: Final = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_SAME_SOUND: Final = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Told:
    """A story as one language tells it.

    titles: headlines of its articles. names: as written, where the language marks them; figures among them count too.
    vector: mean of its articles', None where the encoder can't read the language.
    """

    story: int
    language: str
    titles: tuple[str, ...]
    names: tuple[str, ...]
    first: datetime
    last: datetime
    vector: npt.NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Two stories of one event in two languages. likeness: 0..1. shared: what both name, as the first writes it."""

    story: int
    other: int
    likeness: float
    shared: tuple[str, ...]


def sounds(word: str) -> str:
    """The consonants of a name as classes (K, L, N, P, S, T), a vowel at its start as A: 'Velden', '벨덴' are PLTN."""
    if re.match("[가-힣]", word):
        heard = "".join(_of_syllable(ord(syllable) - 0xAC00, first=not place) for place, syllable in enumerate(word))
    elif re.match("[ァ-ヴ]", word):
        heard = "".join(_KATAKANA.get(kana, "") or (_VOWEL if not place else "") for place, kana in enumerate(word))
    else:
        heard = _of_latin(re.sub("[^a-z]", "", fold(word)))
    return _SAME_SOUND.sub(r"\1", heard)


def _of_syllable(place: int, *, first: bool) -> str:
    if not 0 <= place < 11172:
        return ""
    start = _HANGUL_STARTS[place // 588] or (_VOWEL if first else "")
    return start + _HANGUL_ENDS[place % 28]


def _of_latin(word: str) -> str:
    start = _VOWEL if re.match("[aeiouhwy]", word) else ""
    for spelling, heard in _LATIN:
        word = spelling.sub(heard, word)
    return start + re.sub("[^A-Z]", "", word)


def anchors(told: Told) -> dict[str, str]:
    """What the story names, in a form that other languages share, and how it is written."""
    found: dict[str, str] = {}
    for text in (*told.titles, *told.names):
        for figure in _FIGURE.findall(text):
            digits = re.sub(r"\D", "", figure)
            if len(digits) > 1 and not _YEAR.fullmatch(digits):
                found.setdefault(f"n:{digits}", figure)
    for name in told.names if told.language not in UNMARKED else ():
        for run in _RUNS.findall(name):
            found |= {key: name for key in _keys(run) if key not in found}  # both words of a name are one name
    for run in (run for text in told.titles for run in _RUNS.findall(text)) if told.language in UNMARKED else ():
        found |= {key: run for key in _keys(run) if key not in found}
    return found


def _keys(run: str) -> Iterator[str]:
    if not re.match("[가-힣ァ-ヴ]", run):
        if len(run) >= LEAST_LETTERS or (len(run) >= LEAST_CAPITALS and run.isupper()):
            yield f"w:{fold(run)}"
        if len(run) < LEAST_LETTERS:
            return
    bare = _PARTICLE.sub("", run)
    for word in {run, bare} if len(bare) > 1 else {run}:
        heard = sounds(word)
        if len(heard) >= LEAST_SOUNDS:
            yield f"s:{heard}"


def counterparts(stories: Sequence[Told], wanted: Iterable[int] | None = None) -> list[Counterpart]:
    """The pairs of stories in two languages that are of one event, the likest first.

    Each story has at most one counterpart in a language, and is that one's. wanted: stories of which one is to be in
    each pair; all by default.
    """
    known = [anchors(told) for told in stories]
    asked = None if wanted is None else set(wanted)
    weights = _weights(stories, known)
    found = sorted(
        _pairs(stories, known, weights),
        key=lambda pair: (-pair.likeness, pair.story, pair.other),
    )
    language = {told.story: told.language for told in stories}
    taken: set[tuple[int, str]] = set()
    chosen = []
    for pair in found:
        sides = {(pair.story, language[pair.other]), (pair.other, language[pair.story])}
        if taken.isdisjoint(sides):
            taken |= sides
            chosen.append(pair)
    return [pair for pair in chosen if asked is None or asked & {pair.story, pair.other}]


def _weights(stories: Sequence[Told], known: Sequence[dict[str, str]]) -> dict[tuple[str, str], float]:
    """How rare each anchor is among the stories of a language: natural logarithm, > 0."""
    sizes = Counter(told.language for told in stories)
    counts = Counter((told.language, anchor) for told, found in zip(stories, known, strict=True) for anchor in found)
    return {key: math.log((sizes[key[0]] + 1) / (count + 0.5)) for key, count in counts.items()}


def _pairs(
    stories: Sequence[Told], known: Sequence[dict[str, str]], weights: dict[tuple[str, str], float]
) -> Iterator[Counterpart]:
    having: defaultdict[str, list[int]] = defaultdict(list)
    for place, found in enumerate(known):
        for anchor in found:
            having[anchor].append(place)
    for place, one in enumerate(stories):
        shared = Counter(other for anchor in known[place] for other in having[anchor] if other > place)
        for other, count in shared.items():
            if count >= NAMES_AT and _at_one_time(one, stories[other]) and one.language != stories[other].language:
                pair = _likeness(one, stories[other], known[place], known[other], weights)
                if pair:
                    yield pair


def _at_one_time(one: Told, other: Told) -> bool:
    return one.first - GAP <= other.last and other.first - GAP <= one.last


def _likeness(
    one: Told, other: Told, mine: dict[str, str], theirs: dict[str, str], weights: dict[tuple[str, str], float]
) -> Counterpart | None:
    def weight(told: Told, anchor: str) -> float:
        return weights[told.language, anchor]

    shared = [anchor for anchor in mine if anchor in theirs]
    if not _enough([anchor for anchor in shared if not anchor.startswith("n:")], mine, theirs):
        return None
    written: dict[str, float] = {}
    for anchor in shared:  # a name as it is written and as it sounds is one name
        value = min(weight(one, anchor), weight(other, anchor))
        written[mine[anchor]] = max(written.get(mine[anchor], 0.0), value)
    lengths = [math.sqrt(sum(weight(told, a) ** 2 for a in found)) for told, found in ((one, mine), (other, theirs))]
    likeness = sum(value**2 for value in written.values()) / (lengths[0] * lengths[1])
    least = LINK_AT
    if one.vector is not None and other.vector is not None:
        least = LINK_AT_WITH_MEANING
        meaning = max(float(one.vector @ other.vector), 0.0)
        likeness = (1 - VECTOR_WEIGHT) * likeness + VECTOR_WEIGHT * meaning
    if likeness < least:
        return None
    shown = sorted(written, key=lambda name: (-written[name], name))[:SHOWN]
    return Counterpart(one.story, other.story, min(likeness, 1.0), tuple(shown))


def _enough(shared: Sequence[str], mine: dict[str, str], theirs: dict[str, str]) -> bool:
    if min(len({mine[anchor] for anchor in shared}), len({theirs[anchor] for anchor in shared})) < NAMES_AT:
        return False
    if any(anchor.startswith("w:") for anchor in shared):
        return True
    return sum(len(anchor) - len("s:") for anchor in shared) >= SOUNDS_AT
