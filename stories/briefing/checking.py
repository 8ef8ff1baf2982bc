"""Whether a sentence that a model wrote says only what its cited sentences say. Pure.

Small models invent names and figures (measured: none that runs on a small machine is free of it), so each sentence
is held against what it cites, and one that fails is dropped with the reason.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from stories.annotate.figures import figures
from stories.annotate.language import detect, primary
from stories.briefing.attribution import misattributed
from stories.briefing.comparing import overclaimed
from stories.briefing.footing import rests_on, unfounded, without_saying
from stories.briefing.model_answers import MOST_CITED, Stated
from stories.briefing.number_words import numbers
from stories.briefing.phrases import (
    COUNTED_PAPERS,
    DENIED_OTHERWISE,
    FUTURE,
    HEDGES,
    INSTRUCTIONS,
    LABELS,
    NEGATIONS,
    OF_ITSELF,
    OPENERS,
    PRESS_WORDS,
    SAID_OTHERWISE,
    SAYING,
)
from stories.briefing.quoted_words import invented_quote, unquoted
from stories.briefing.reading import Citation, Said
from stories.briefing.shown import Shown
from stories.briefing.tongues.japanese_checks import fault_in_japanese, foretells
from stories.briefing.turned import turned_round
from stories.text.folding import fold
from stories.text.sentences import sentence_spans
from stories.text.stop_words import STOP_WORDS

MOST_COPIED: Final = 8  # words in a row outside quotation marks
LEAST_WORDS, MOST_WORDS = 4, 60
# Those in which names, doubts and denials can be checked; in others nothing that a model writes is taken.
CHECKED_LANGUAGES: Final = frozenset({"en", "de", "fr", "es", "ko", "ja"})
COMPARED_LANGUAGES: Final = CHECKED_LANGUAGES - {"ja"}  # and those in which claims about papers can be
LEAST_KEPT: Final = 0.5  # of a block's sentences, else the block is not used

_WORD: Final = re.compile(r"[^\W\d_](?:[\w&]|['’.\-](?=\w))*")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_UNSPACED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_RUN: Final = re.compile(r"[\u30a1-\u30fa\u30fc]{3,}|[\u3400-\u9fff]{2,}|[\uac00-\ud7af]{2,}")
_IN_MARKS: Final = re.compile(r"[“„«][^”“»]*[”“»]|\"[^\"]*\"")
_MARKUP: Final = re.compile(
    r"https?:|www\.|[<>{}@\[\]`|*\\]|^#|(?<!\w)_|_(?!\w)|~~|&#?\w{2,8};|\w\.\w[\w.-]*/\w|\d\]|\(\d+\)$"
)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence that was not taken over, and why in an editor's words."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What is left of a block."""

    said: tuple[Said, ...]
    dropped: tuple[Dropped, ...]

    @property
    def holds(self) -> bool:
        """Whether at least half of the sentences are left: fewer, and the model was not to be relied on here."""
        total = len(self.said) + len(self.dropped)
        return bool(self.said) and len(self.said) >= LEAST_KEPT * total


def checked(
    answer: Sequence[Stated], shown: Mapping[int, Shown], *, analysis: bool = False, comparison: bool = False
) -> Checked:
    """The sentences that hold, with citations in place of numbers, and those dropped.

    shown: by the number that the model saw. analysis: a block in our own voice, where nothing may be foretold.
    comparison: one about papers, that claims nothing of them but what was found.
    """
    said: list[Said] = []
    dropped: list[Dropped] = []
    for sentence in answer:
        reason = fault(sentence, shown, analysis=analysis, comparison=comparison)
        if reason or any(fold(sentence.text) == fold(known.text) for known in said):
            dropped.append(Dropped(sentence.text, reason or "says what another one said"))
            continue
        cited = [shown[number] for number in sentence.cites]
        places = (Citation(one.source.article, one.sentence.start, one.sentence.end) for one in cited)
        said.append(Said(sentence.text, tuple(places)))
    return Checked(tuple(said), tuple(dropped))


def fault(sentence: Stated, shown: Mapping[int, Shown], *, analysis: bool = False, comparison: bool = False) -> str:
    """Why the sentence can't be shown, '' when it can."""
    if not sentence.cites:
        return "cites nothing"
    if len(sentence.cites) > MOST_CITED or any(number not in shown for number in sentence.cites):
        return "cites what it was not shown"
    cited = [shown[number] for number in sentence.cites]
    text = sentence.text
    everything = [one.sentence.text for one in shown.values()]
    everybody = list(shown.values())
    found = _language(text, cited) or _form(text) or misattributed(text, cited, everybody)
    if found or primary(cited[0].source.language) == "ja":
        return found or _japanese(text, cited, everything, analysis=analysis, comparison=comparison)
    found = (overclaimed(text, cited, everybody) if comparison else "") or _invented(text, cited, everything)
    found = found or _copied(text, everything) or (_foretold(text) if analysis else "")
    return found or _turned(text, cited) or _founded(text, cited) or _english(text, cited)


def _japanese(text: str, cited: Sequence[Shown], everything: Sequence[str], *, analysis: bool, comparison: bool) -> str:
    if comparison:
        return "claims something of papers in a language in which that can't be checked"
    parts, outlets = [one.sentence.text for one in cited], [one.source.outlet_name for one in cited]
    found = fault_in_japanese(text, parts, outlets, everything)
    return found or ("foretells in our own voice" if analysis and foretells(text) else "")


def _founded(text: str, cited: Sequence[Shown]) -> str:
    outlets = [one.source.outlet_name for one in cited]
    return unfounded(text, [one.sentence.text for one in cited], outlets, cited[0].source.language)


def _english(text: str, cited: Sequence[Shown]) -> str:
    """What can be asked of English alone."""
    parts = [one.sentence.text for one in cited]
    return turned_round(text, parts) if primary(cited[0].source.language) == "en" else ""


def _language(text: str, cited: Sequence[Shown]) -> str:
    languages = {primary(one.source.language) for one in cited}
    if not languages <= CHECKED_LANGUAGES:
        return "is in a language in which names, doubts and denials can't be checked"
    if all(detect(text, language).code != language for language in languages):
        return "is not in the language of its sources"
    return ""


def _form(text: str) -> str:
    words = len(text) / 2 if _UNSPACED.search(text) else len(text.split())
    if not LEAST_WORDS <= words <= MOST_WORDS:
        return "is too short or too long"
    if _MARKUP.search(text):
        return "holds an address or markup"
    if len(list(sentence_spans(_IN_MARKS.sub("that", text)))) > 1:
        return "is more than one sentence"
    if INSTRUCTIONS.search(text) or OF_ITSELF.search(unquoted(text, "")):
        return "speaks of instructions or of itself"
    if LABELS.search(text) and PRESS_WORDS.search(text):
        return "calls an outlet biased: ratings never come from a model"
    return ""


def _invented(text: str, cited: Sequence[Shown], everything: Sequence[str]) -> str:
    basis = " ".join(one.sentence.text for one in cited)
    outlets = " ".join(one.source.outlet_name for one in cited)
    told = _without_outlets(_without_count(text, cited), cited)
    strange = numbers(told) - numbers(basis)
    strange |= {figure for figure in figures(told) if figure not in set(figures(basis))}
    if strange:
        return f"has a number that its sources lack: {', '.join(sorted(strange))}"
    known = {fold(word) for word in _words(f"{basis} {outlets}")}
    small = {word for whole in everything for word in _words(whole) if word.islower()}
    foreign = sorted({name for name in _names(text, small) if fold(name) not in known})
    foreign += sorted(_written_small(text, everything, known, small))
    foreign += [run for run in _RUN.findall(text) if _is_foreign_run(run, basis + outlets)]
    if foreign:
        return f"has a name that its sources lack: {', '.join(foreign)}"
    return "puts words in somebody's mouth" if invented_quote(text, basis) else ""


def _without_count(text: str, cited: Sequence[Shown]) -> str:
    """Without "two papers" where it is two that are cited."""
    count = {str(len({one.source.outlet for one in cited}))}
    return COUNTED_PAPERS.sub(lambda match: "" if numbers(match[1]) == count else match[0], text)


def _without_outlets(text: str, cited: Sequence[Shown]) -> str:
    """Without the names of the cited outlets: Radio 102 may be named, and 102 is no figure by that."""
    names = sorted({one.source.outlet_name for one in cited}, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, names)), " ", text, flags=re.IGNORECASE) if names else text


def _is_foreign_run(run: str, basis: str) -> bool:
    """Whether a word in a script without capitals shares no beginning of two letters with what is cited."""
    return run[:2] not in basis


def _words(text: str) -> Iterator[str]:
    for word in _WORD.findall(text):
        bare = _POSSESSIVE.sub("", word)
        yield bare
        if "-" in bare:
            yield from bare.split("-")


def _names(text: str, small: set[str]) -> Iterator[str]:
    """Its words with a capital, but for a first word that is written small elsewhere or is a common one."""
    for i, word in enumerate(_POSSESSIVE.sub("", word) for word in _WORD.findall(text)):
        if not word[0].isupper():
            continue
        opens = i == 0 or word == "I"
        if opens and (word.lower() in small or fold(word) in STOP_WORDS | OPENERS):
            continue
        yield word


def _written_small(text: str, everything: Sequence[str], known: set[str], small: set[str]) -> set[str]:
    """Its small words that are names in what the model saw, and in nothing that is cited."""
    capitals = {fold(word) for whole in everything for word in list(_words(whole))[1:] if word[0].isupper()}
    capitals -= {fold(word) for word in small} | STOP_WORDS
    return {word for word in _words(text) if word[0].islower() and fold(word) in capitals - known}


def _copied(text: str, everything: Sequence[str]) -> str:
    """Outside quotation marks, more words in a row than may be taken over without them."""
    if _UNSPACED.search(text):
        return ""  # no words in a row to count: a sentence there is short
    for part in unquoted(text, "\n").split("\n"):
        words = _plain(part).split()
        for i in range(len(words) - MOST_COPIED):
            run = f" {' '.join(words[i : i + MOST_COPIED + 1])} "
            if any(run in f" {_plain(whole)} " for whole in everything):
                return f"copies more than {MOST_COPIED} words in a row"
    return ""


def _turned(text: str, cited: Sequence[Shown]) -> str:
    """A doubt or a no that was lost or put in."""
    parts = [one.sentence.text for one in cited]
    leaned_on = rests_on(text, parts)
    doubted = any(HEDGES.search(without_saying(part)) for part in leaned_on)
    held = all(HEDGES.search(part) for part in parts) and not SAID_OTHERWISE.search(text)
    if (doubted or held) and not HEDGES.search(text):
        return "states as certain what its sources report with a doubt"
    if NEGATIONS.search(text) and not any(NEGATIONS.search(part) for part in parts):
        return "denies what its sources don't deny"
    denied = any(NEGATIONS.search(part) for part in leaned_on)
    told = NEGATIONS.search(text) or _denied_otherwise(text, parts)
    if (denied or all(NEGATIONS.search(part) for part in parts)) and not told:
        return "loses the denial in its sources"
    return ""


def _denied_otherwise(text: str, parts: Sequence[str]) -> bool:
    """Whether it says no by a word that its sources don't have: "unhurt" for "not hurt"."""
    theirs = {fold(word) for part in parts for word in DENIED_OTHERWISE.findall(part)}
    return any(fold(word) not in theirs for word in DENIED_OTHERWISE.findall(text))


def _foretold(text: str) -> str:
    if FUTURE.search(text) and not SAYING.search(text):
        return "foretells in our own voice"
    return ""


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
