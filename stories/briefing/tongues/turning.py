"""Sentences of a form that can be turned into a question without a mistake, in the languages of `known`. Pure."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from stories.briefing.matching import words
from stories.briefing.tongues.known import TONGUES
from stories.briefing.tongues.korean import MONEY, OFFICES

_DIGITS: Final = r"\d+(?:[.\u202f\u00a0 ]\d{3})*(?:,\d+)?"
_HANGUL: Final = r"[가-힣A-Za-z0-9]"
_YEN: Final = r"[\d,.億万千兆]+円"
_LETTERS: Final = r"[\wà-ÿÀ-Þ'’-]"
_KOREAN_DONE: Final = {"다": "다쳤나요", "숨": "숨졌나요", "체": "체포됐나요", "대": "대피했나요"}


def _small(text: str) -> str:
    return text[0].lower() + text[1:]


def _spanish_many(found: re.Match[str]) -> str:
    many = "Cuántas" if found["who"].casefold() == "personas" else "Cuántos"
    return f"¿{many} {found['who']} {found['done']}?"


# kind, form, the question of a match.
_Turn = tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]]
_TURNS: Final[dict[str, tuple[_Turn, ...]]] = {
    "ko": (
        (
            "much",
            re.compile(
                rf"(?:^|다\. |, )(?P<what>{_HANGUL}+(?: {_HANGUL}+){{0,2}}[은는]) (?:약 |모두 |"
                rf"최대 )?(?:{MONEY})(?:이다|으로|에 )"
            ),
            lambda found: f"{found['what']} 얼마인가요?",
        ),
        (
            "share",
            re.compile(rf"(?:^|, )(?P<what>(?:{_HANGUL}+ )?{_HANGUL}+[율률]은) (?:약 )?\d[\d.]*%"),
            lambda found: f"{found['what']} 얼마인가요?",
        ),
        (
            "long",
            re.compile(
                rf"^(?P<what>{_HANGUL}+(?: {_HANGUL}+){{0,2}} 기간은) (?:약 )?(?:\d+|한|두|석|넉|"
                rf"다섯|여섯) ?(?:년|개월|달|주|일)"
            ),
            lambda found: f"{found['what']} 얼마나 되나요?",
        ),
        (
            "many",
            re.compile(r"\d[\d,]*(?:여 ?)?명이 (?P<done>다쳤|다쳐|다치|숨졌|숨져|숨지|체포됐|체포돼|대피했|대피해)"),
            lambda found: f"몇 명이 {_KOREAN_DONE[found['done'][0]]}?",
        ),
        (
            "who",
            re.compile(rf"(?:^|\s)[가-힣]{{3}} (?P<what>(?!국무총리)[가-힣]{{2,}}(?:{OFFICES})[은는]) "),
            lambda found: f"{found['what']} 누구인가요?",
        ),
    ),
    "ja": (
        (
            "much",
            re.compile(rf"(?:^|、)(?P<what>[\u3400-\u9fff\u30a1-\u30fc]{{2,10}}は)(?:約|およそ)?{_YEN}(?:で|だ|に|。)"),
            lambda found: f"{found['what']}いくらですか？",
        ),
        (
            "many",
            re.compile(r"\d[\d,]*人が(?P<done>死亡|負傷|逮捕|避難)"),
            lambda found: f"何人が{found['done']}しましたか？",
        ),
    ),
    "es": (
        (
            "cost",
            re.compile(
                rf"^(?P<what>(?:El|La|Los|Las) [a-záéíóúñ ]{{3,40}}?) (?P<verb>costará|costó|"
                rf"cuesta) (?:\w+ ){{0,2}}{_DIGITS}"
            ),
            lambda found: f"¿Cuánto {found['verb']} {_small(found['what'])}?",
        ),
        (
            "many",
            re.compile(
                rf"{_DIGITS} (?P<who>personas|vecinos|pasajeros|trabajadores) (?P<done>murieron|han muerto"
                r"|resultaron herid[ao]s|fueron evacuad[ao]s|fueron detenid[ao]s)",
                re.IGNORECASE,
            ),
            _spanish_many,
        ),
    ),
    "de": (
        (
            "cost",
            re.compile(
                rf"^(?P<what>(?:Der|Die|Das) [\wäöüß -]{{3,40}}?) (?P<verb>kostet|kostete) "
                rf"(?:\w+ ){{0,2}}{_DIGITS}"
            ),
            lambda found: f"Wie viel {found['verb']} {_small(found['what'])}?",
        ),
        (
            "many",
            re.compile(
                rf"{_DIGITS} (?P<who>Menschen|Personen|Kinder|Passagiere) (?P<verb>wurden|sind) (?:[\w ]{{0,30}} )?"
                r"(?P<done>verletzt|getötet|festgenommen|evakuiert|gestorben)\b"
            ),
            lambda found: f"Wie viele {found['who']} {found['verb']} {found['done']}?",
        ),
    ),
    "fr": (
        (
            "cost",
            re.compile(
                rf"^(?P<what>(?:Le |La |Les |L['’]){_LETTERS}+(?: {_LETTERS}+){{0,5}}?) (?P<verb>coûtera|a "
                rf"coûté|coûte) "
                rf"(?:\w+ ){{0,2}}{_DIGITS}"
            ),
            lambda found: f"Combien {found['verb']} {_small(found['what'])} ?",
        ),
        (
            "many",
            re.compile(rf"{_DIGITS} personnes ont été (?P<done>blessées|tuées|évacuées|arrêtées)"),
            lambda found: f"Combien de personnes ont été {found['done']} ?",
        ),
    ),
}


def turned(text: str, language: str) -> Iterator[tuple[str, str]]:
    """(kind, question) for each form that the sentence has."""
    for kind, form, ask in _TURNS.get(language, ()):
        if found := form.search(text):
            yield kind, ask(found)


def stems(text: str, language: str) -> frozenset[str]:
    """The words of a text as its language compares them."""
    tongue = TONGUES.get(language)
    return frozenset(word.stem for word in tongue.words(text)) if tongue else words(text).known
