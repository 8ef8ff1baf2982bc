"""The languages that can be asked, and in which one a question is put. Pure."""

import re
from collections.abc import Collection
from typing import Final

from stories.briefing import asking
from stories.briefing.asking import Question
from stories.briefing.tongues import french, german, japanese, korean, question, spanish
from stories.briefing.tongues.spaced import bare
from stories.briefing.tongues.tongue import Tongue

ENGLISH: Final = "en"
TONGUES: Final[dict[str, Tongue]] = {
    each.code: each for each in (korean.TONGUE, spanish.TONGUE, german.TONGUE, french.TONGUE, japanese.TONGUE)
}
ASKED: Final = frozenset({ENGLISH, *TONGUES})

_HANGUL: Final = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
_KANA: Final = re.compile("[\u3040-\u30fa\u30fc-\u30ff]")
_HAN: Final = re.compile("[\u3400-\u9fff]")
_OTHER: Final = re.compile("[\u0370-\u1fff\u2c80-\u2def\ua640-\uabff\ufb1d-\ufdff\ufe70-\ufeff]")
# Words that only one of these languages has, mostly such as ask, without accents.
_WORDS: Final = {
    "en": "the of what who when where why how which did does was were is are has have many much will "
    "would for and with",
    "es": "que quien quienes cuando donde cuanto cuanta cuantos cuantas cual cuales por el los las del "
    "es fue han una como "
    "dijo se al cuesta tiene su hay",
    "de": "wer wen wem was wann wo wie warum weshalb wieso welche welcher welches viele viel der die das "
    "den dem des ist war "
    "wird wurde wurden hat haben und im zum zur nicht ein eine sind bei von wohin",
    "fr": "qui quand ou combien pourquoi comment quel quelle quels quelles est le les des du une au aux "
    "dans a t il elle etait "
    "ont sont pour sur sera dit",
    "it": "chi quando dove perche quanto quanti quante quale il gli della nel che e sono stato ha di",
    "pt": "quem quando onde porque quanto quantos quantas qual o os da do foi sao na no em nao uma",
    "nl": "wie wanneer waar waarom hoe hoeveel welke het een van is was zijn heeft wat de",
}
_TABLE: Final = {code: frozenset(words.split()) for code, words in _WORDS.items()}
_SURE_MARKS: Final = {
    "es": re.compile("[¿¡ñ]"),
    "de": re.compile("[ßäü]"),
    "fr": re.compile("[œèêùç]|\\b(?:qu|l|d|j)['’]"),
}
_WORD: Final = re.compile(r"[^\W\d_]+")


def read_in(text: str, language: str) -> Question:
    """The question of a text in a language of ASKED; without terms when there is nothing in it to look for."""
    tongue = TONGUES.get(language)
    return question.read(text, tongue) if tongue else asking.read(text)


def language_of(asked: str, among: Collection[str] = ()) -> str:
    """ISO 639-1 of a question by its script or its small words; '' where nothing tells.

    among: the articles' languages, which decide between equals; a question of Han alone is Japanese where they are.
    """
    if _HANGUL.search(asked):
        return "ko"
    if _KANA.search(asked) or (_HAN.search(asked) and "ja" in among):
        return "ja"
    if _HAN.search(asked):
        return "zh"
    if _OTHER.search(asked):
        return "xx"  # Cyrillic, Arabic and others: no language that can be asked
    return _by_words(asked.casefold(), among)


def _by_words(asked: str, among: Collection[str]) -> str:
    words = {bare(word) for word in _WORD.findall(asked)}
    points = {code: float(len(words & table)) for code, table in _TABLE.items()}
    for code, marks in _SURE_MARKS.items():
        points[code] += len(set(marks.findall(asked)))
    most = max(points.values())
    if not most:
        return ""
    best = [code for code, count in points.items() if count == most]
    return next((code for code in best if code in among), best[0])


def asked_in(asked: str, among: Collection[str]) -> str:
    """The language in which the articles are asked; '' where they are in none that the question could be in.

    among: the articles' languages. A question that nothing tells the language of is in theirs, if that is one.
    """
    found = language_of(asked, among)
    if found:
        return found
    known = ASKED.intersection(among)
    return ENGLISH if ENGLISH in known or not known else min(known)
