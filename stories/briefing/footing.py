"""Whether a model's sentence has enough in common with what it cites, by its words. Pure.

Names and numbers are checked apart (checking.py); here it is what is said of them: "arrested" where the source says
"opened" has every name right.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from stories.briefing.grave_words import ACCUSED, GRAVE, HELD, OFFENCES, OPPOSITES
from stories.briefing.like_words import LIKE
from stories.briefing.phrases import ALIKE, HEDGES, ONLY, OPENERS, PRESS_WORDS, SAID_OTHERWISE, SAYING, STRESSES
from stories.briefing.split_verbs import joined
from stories.clustering.terms import stem
from stories.text.folding import fold
from stories.text.stop_words import STOP_WORDS

LEAST_MET: Final = 0.5  # of a sentence's words that are no names
MOST_UNMET: Final = 6  # of them, however long it is
MOST_ENDING: Final = 3  # letters by which two forms of a word differ in length
LEAST_OWN: Final = 2  # words that only one citation has: the sentence rests on it

_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-](?=[^\W\d_]))*")
_SCRIPT: Final = re.compile(r"[\u3400-\u9fff]{2,}|[\u30a1-\u30fa\u30fc]{2,}|[\uac00-\ud7af]+")
_HELD: Final = re.compile(r"(?<!\w)(?:held|questioned|trial)(?!\w)", re.IGNORECASE)  # of more than police alone
_SAYS: Final = re.compile(r"(?<!\w)(?:said|says?|told|according|selon|según)(?!\w)", re.IGNORECASE)
# What a sentence is built with whatever it is about, and what other checks hold against the sources.
_LIGHT: Final = (SAYING, SAID_OTHERWISE, PRESS_WORDS, ALIKE, ONLY, STRESSES, HEDGES)
_BUILDING_WORDS: Final = """
also add include including put puts tell tells telling show shown give given ask asks come became become remain remained
while whereas further name names new like report reports
"""
_BUILDING: Final = frozenset(_BUILDING_WORDS.split())
_LIKE: Final = (
    "clos shut close", "vot decid decision decide vote", "ship boat ferry vessel", "aboard carri carry board",
)  # fmt: skip
_MORE: Final = {word: frozenset(group.split()) for group in _LIKE for word in group.split()}


def unfounded(text: str, parts: Sequence[str], outlets: Sequence[str], language: str) -> str:
    """Why the sentence says something else than the cited ones, '' where it doesn't.

    parts: the cited sentences; outlets: their outlets' names, which may stand in it as well.
    """
    if language == "de":
        text, parts = joined(text), [joined(part) for part in parts]
    basis = " ".join(parts)
    grave = [found[0] for each in GRAVE if (found := each.search(text)) and not each.search(basis)]
    if grave:
        return f"says what its sources don't: {', '.join(grave)}"
    if (
        (ACCUSED.search(basis) or HELD.search(basis))
        and not (ACCUSED.search(text) or HELD.search(text) or _HELD.search(text) or HEDGES.search(without_saying(text)))
        and any(each.search(text) for each in OFFENCES)
    ):
        return "states an accusation as a fact"
    if any(_turned_round(text, basis, *pair) for pair in OPPOSITES):
        return "says the opposite of its sources"
    told = keys(" ".join((basis, *outlets)))
    words = list(_weighty(text, language))
    unmet = [word for word, key in words if not _met(key, told)]
    if len(unmet) > MOST_UNMET or len(words) - len(unmet) < LEAST_MET * len(words):
        return f"has too little in common with its sources: {', '.join(unmet)}"
    own = keys(text)
    if len(parts) > 1 and any(not any(_met(key, keys(part)) for key in own) for part in parts):
        return "cites what it does not rest on"
    return ""


def rests_on(text: str, parts: Sequence[str]) -> list[str]:
    """The cited sentences that alone have some of its words, so that another citation can't stand in for them."""
    own, told = keys(text), [keys(part) for part in parts]
    found = []
    for place, part in enumerate(parts):
        others = set().union(*(each for i, each in enumerate(told) if i != place))
        alone = [key for key in own if _met(key, told[place]) and not _met(key, others)]
        if len(alone) >= LEAST_OWN:
            found.append(part)
    return found


def without_saying(text: str) -> str:
    """Without the words for saying, which a doubt is told by as well."""
    return _SAYS.sub(" ", text)


def keys(text: str) -> set[str]:
    """What words are compared by: the stem, in other scripts the first two letters of each run."""
    found = {key for _word, key in _words(text)}
    return found | {run[:2] for run in _SCRIPT.findall(text)}


def _words(text: str) -> Iterator[tuple[str, str]]:
    for word in _WORD.findall(text):
        if _SCRIPT.search(word):
            continue
        for part in re.split(r"['’\-]", word) if "-" in word else (re.sub(r"['’]s?$", "", word),):
            folded = fold(part)
            if len(folded) > 1 and folded not in STOP_WORDS and folded not in _BUILDING:
                yield part, stem(folded)


def _weighty(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Its words that are no names, each once; in German nouns have capitals as well and count."""
    seen: set[str] = set()
    for word, key in _words(text):
        if key in seen or (word[0].isupper() and language != "de") or fold(word) in OPENERS:
            continue
        if any(light.fullmatch(word) for light in _LIGHT):
            continue
        seen.add(key)
        yield word, key


def _met(key: str, told: set[str]) -> bool:
    if key in told or not told.isdisjoint(LIKE.get(key, frozenset()) | _MORE.get(key, frozenset())):
        return True
    return any(_same_root(key, other) for other in told)


def _same_root(one: str, other: str) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    least = max(4, shorter - 1)
    return longer - shorter <= MOST_ENDING and shorter >= least and one[:least] == other[:least]


def _turned_round(text: str, basis: str, one: re.Pattern[str], other: re.Pattern[str]) -> bool:
    for here, there in ((one, other), (other, one)):
        if here.search(text) and not here.search(basis) and there.search(basis) and not there.search(text):
            return True
    return False
