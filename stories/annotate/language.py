"""The language of a text. Pure, but for the identifier's own tables, which it reads from its package once."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from py3langid.langid import MODEL_FILE, LanguageIdentifier

ENOUGH_LETTERS: Final = 60  # below this a headline of names is guessed as Basque or Breton
SURE: Final = 0.8
LIKELY: Final = 0.5  # under it a headline of two words is called Uzbek, and would find no story of its language
MAX_LENGTH: Final = 1000

# Scripts that one language of the news writes; a share of letters decides, for Korean news quotes Latin and Han.
_SCRIPTS: Final = {
    "ko": re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]"),
    "ja": re.compile("[\u3040-\u30fa\u30fc-\u30ff]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
    "el": re.compile("[\u0370-\u03ff]"),
    "he": re.compile("[\u0590-\u05ff]"),
    "ka": re.compile("[\u10a0-\u10ff]"),
    "hy": re.compile("[\u0530-\u058f]"),
    "ta": re.compile("[\u0b80-\u0bff]"),
    "te": re.compile("[\u0c00-\u0c7f]"),
    "km": re.compile("[\u1780-\u17ff]"),
    "my": re.compile("[\u1000-\u109f]"),
}
_HAN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LETTER: Final = re.compile(r"[^\W\d_]")
# A quarter: a Japanese headline may be mostly Han, a Korean one half Latin, and a quotation is shorter than that.
SCRIPT_SHARE: Final = 0.25
KANA_SHARE: Final = 0.05

# What news is written in. The identifier knows 140 more names, and calls English headlines Nigerian Pidgin.
NEWS_LANGUAGES: Final = (
    "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl gu ha he hi hr hu hy id is it ja ka kk km kn "
    "ko lt lv mk ml mn mr ms my ne nl no pa pl ps pt ro ru si sk sl so sq sr sv sw ta te th tl tr uk ur uz vi zh"
)
# Where the encoder tells texts apart. Its vocabulary splits Hangul into a few dozen letters: two unrelated Korean
# articles have a cosine of 0.63 (English 0.1), and 768 of 800 in a recorded stream became one story; without vectors
# the largest has 4 (docs/decisions/0004). Of Japanese headlines thirty on ten events became one story, none of them
# without vectors. Languages in other scripts that nobody has measured are left out too.
_ENCODED: Final = (
    "af ca cs cy da de en es et eu fi fr ga gl hr hu id is it lt lv ms nl no pl pt ro sk sl sq sv sw tl tr vi"
)
_SAME: Final = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "fil": "tl", "yue": "zh", "cmn": "zh"}


@dataclass(frozen=True)
class Language:
    """A language and how sure it is: code is ISO 639-1 or '' when nothing tells; confidence is 0..1."""

    code: str
    confidence: float


def detect(text: str, hint: str = "") -> Language:
    """The language of a text, by its script, else by its letters, else by the hint.

    hint: what the page, the feed or the outlet says ('en-GB', 'ko'); it decides for headlines and doubtful cases.
    """
    text = text[:MAX_LENGTH]
    letters = len(_LETTER.findall(text))
    hinted = primary(hint)
    script = _by_script(text, letters)
    if script:
        return Language(script, 1.0)
    if letters < ENOUGH_LETTERS and hinted and hinted not in _SCRIPTS and hinted != "zh":
        return Language(hinted, SURE)
    if not letters:
        return Language(hinted, SURE if hinted else 0.0)
    code, confidence = _identifier().classify(text)
    if confidence < SURE and hinted:
        return Language(hinted, SURE)
    if letters < ENOUGH_LETTERS and confidence < LIKELY:
        return Language("", float(confidence))
    return Language(code, float(confidence))


def primary(tag: str) -> str:
    """The language of a tag: 'en-GB' → en, 'zh_Hant' → zh, 'nb' → no; '' for what is no tag."""
    code = re.split(r"[-_]", tag.strip().casefold())[0]
    code = _SAME.get(code, code)
    return code if re.fullmatch(r"[a-z]{2,3}", code) else ""


def _by_script(text: str, letters: int) -> str:
    if text.isascii() or not letters:
        return ""
    han = len(_HAN.findall(text))
    kana = len(_SCRIPTS["ja"].findall(text))
    if kana and kana >= KANA_SHARE * (kana + han) and kana + han >= SCRIPT_SHARE * letters:
        return "ja"
    shares = {code: len(script.findall(text)) / letters for code, script in _SCRIPTS.items()}
    best = max(shares, key=lambda code: shares[code])
    if shares[best] >= SCRIPT_SHARE:
        return best
    return "zh" if han >= SCRIPT_SHARE * letters else ""


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(NEWS_LANGUAGES.split())
    return identifier


def encodes(language: str) -> bool:
    """Whether a sentence vector of a text in this language says anything; an unknown language ('') is taken to."""
    code = language.lower().partition("-")[0]
    return not code or _SAME.get(code, code) in _ENCODED.split()
