"""Whether a Japanese sentence of a model says only what its cited ones say, by what can be seen without words. Pure.

Japanese sets no words apart and has no capitals, so each run of Han or katakana must stand in what is cited, in
pieces
of two signs, or be one of the listed common words: what is neither may be a name. What is written in hiragana alone
is
not seen, so that such verbs pass; lists of doubts, denials and grave matters have the usual ones.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from stories.briefing.footing import rests_on
from stories.briefing.myriads import MYRIADS, myriads
from stories.briefing.quoted_words import invented_quote, unquoted
from stories.briefing.tongues.japanese_claims import (
    AMOUNTS,
    BOUNDS,
    COMMON,
    COMMON_KATAKANA,
    DOUBTS,
    FUTURE,
    GRAVE,
    LABELS,
    NEGATIONS,
    OPPOSITES,
    ORDERS,
    SAYS,
)
from stories.briefing.tongues.people import OFFICES_JA
from stories.text.folding import fold

# Eight words of other languages: a word of Japanese news is two to three signs, as `quotable` counts them, and the
# name of a house with its head's office and name, which nobody can word anew, is up to 17.
MOST_COPIED: Final = 20  # signs in a row outside quotation marks, marks and spaces aside
LEAST_MET: Final = 0.5
MOST_UNMET: Final = 6

_NUMBER: Final = re.compile(
    rf"{MYRIADS}|\d+(?:,\d{{3}})*(?:\.\d+)?"
    r"|(?:(?<=約)"
    r"|(?<![\u3400-\u9fff々]))[一二三四五六七八九十百千]+(?=[人件棟戸台隻便歳年月日時分円割倍回度番位社党県市町村校票つ])"
)
_UNIT: Final = re.compile(
    r"\s?(?:余り)?(?P<unit>カ月|か月|ヵ月|時間|分間|日間|週間|年間|世帯|議席|ポイント|キロ|メートル|ミリ|トン"
    r"|ドル|ユーロ|[%割円人名棟戸台隻便歳年月日時分件倍"
    r"回度番位社党県市町村校票つ本頭枚機])"
)
_RUN: Final = re.compile(r"[\u3400-\u9fff々]+|[\u30a1-\u30fa\u30fc]{2,}|[A-Za-z][A-Za-z0-9]+")
_HAN: Final = re.compile(r"[\u3400-\u9fff々]")
_KATAKANA: Final = re.compile(r"[\u30a1-\u30fa\u30fc]+")
_NUMERAL: Final = re.compile(r"[一二三四五六七八九十百千万億兆]+[人件棟戸台隻便歳年月日時分円割倍回度番位社票]*")
# Who does and whom it is done to, by the particle behind a person's or a house's name.
_DOER: Final = r"(?:（[^（）]*）)?[はが]"
_DONE_TO: Final = r"(?:（[^（）]*）)?[をに]"
_ACTOR: Final = re.compile(
    rf"[\u3400-\u9fff々\u30a1-\u30fc]{{1,8}}(?:氏|さん|{OFFICES_JA}|[市県町村国党社会省庁局署警察軍]|政府"
    rf"|警察)(?=[はがをに（])"
)
_SUFFERED: Final = re.compile(
    r"(?:逮捕|起訴|批判|非難|殺害|告発|解任|処分|提訴)され|刺され|襲われ|殴られ|撃たれ|訴えられ|敗れ|破られ"
)


def fault_in_japanese(text: str, parts: Sequence[str], outlets: Sequence[str], everything: Sequence[str]) -> str:
    """Why the sentence can't be shown, '' when it can. parts: what it cites; everything: all that the model saw."""
    basis = " ".join(parts)
    told = _without(text, outlets)
    return (
        _orders(text)
        or _numbers(told, basis)
        or _names(told, basis)
        or ("puts words in somebody's mouth" if invented_quote(text, basis) else "")
        or _copied(text, everything)
        or _turned(text, parts)
        or _harm(text, basis)
        or _others_place(text, basis)
        or _footing(told, parts)
    )


def foretells(text: str) -> bool:
    """Whether it says in our own voice what will be."""
    return bool(FUTURE.search(text)) and not SAYS.search(text)


def _without(text: str, outlets: Sequence[str]) -> str:
    for outlet in sorted(outlets, key=len, reverse=True):
        text = text.replace(outlet, " ")
    return text


def _orders(text: str) -> str:
    if ORDERS.search(unquoted(text, "")):
        return "speaks of instructions or of itself"
    if LABELS.search(text) and re.search(r"紙|新聞|メディア|放送|報道", text):
        return "calls an outlet biased: ratings never come from a model"
    return ""


def _figures(text: str) -> Iterator[tuple[str, int, int]]:
    """Each number with its unit, written one way, and where it stands: '350000000円' of 3億5千万円."""
    for found in _NUMBER.finditer(text):
        written = found.group()
        value = myriads(written) if re.search(r"[^\d.,]", written) else float(written.replace(",", ""))
        unit = _UNIT.match(text, found.end())
        yield f"{value:.4f}".rstrip("0").rstrip(".") + (unit["unit"] if unit else ""), found.start(), found.end()


def _numbers(text: str, basis: str) -> str:
    text, basis = unicodedata.normalize("NFKC", text), unicodedata.normalize("NFKC", basis)
    theirs = list(_figures(basis))
    known = {figure for figure, _start, _end in theirs}
    strange = {figure for figure, _start, _end in _figures(text)} - known
    strange |= set(AMOUNTS.findall(text)) - set(AMOUNTS.findall(basis))
    if strange:
        return f"has a number that its sources lack: {', '.join(sorted(strange))}"
    for figure, start, end in _figures(text):
        bounds = [_bounds(basis, here, there) for other, here, there in theirs if other == figure]
        if _bounds(text, start, end) not in bounds:
            return f"puts a bound to a number, or takes it away: {figure}"
    return ""


def _bounds(text: str, start: int, end: int) -> frozenset[str]:
    """How a number is hedged: by what stands right before it or behind its unit."""
    before = re.split(r"[、。]", text[max(0, start - 6) : start])[-1]
    behind = re.split(r"[、。]", text[end : end + 8])[0]
    around = f"{before} {behind}"
    return frozenset(name for name, pattern in BOUNDS.items() if pattern.search(around))


def _names(text: str, basis: str) -> str:
    foreign = [run for run in _RUN.findall(text) if not _is_known(run, basis)]
    return f"has a name that its sources lack, or what may be one: {', '.join(foreign)}" if foreign else ""


def _is_known(run: str, basis: str) -> bool:
    if run in COMMON or run in COMMON_KATAKANA or _NUMERAL.fullmatch(run):
        return True
    if len(run) > 1 and run in basis:
        return True
    if not _HAN.match(run):
        return fold(run) in fold(basis) and not _KATAKANA.fullmatch(run)
    # In pieces that stand in the basis or are common words: '堤防決壊' of '堤防が決壊', '被害総額'.
    ends = {0}
    for at in range(len(run)):
        if at in ends:
            ends |= {to for to in range(at + 1, len(run) + 1) if _is_piece(run[at:to], basis)}
    return len(run) in ends


def _is_piece(piece: str, basis: str) -> bool:
    return piece in COMMON or (len(piece) > 1 and piece in basis) or (len(piece) == 1 and bool(_alone(piece, basis)))


def _alone(sign: str, basis: str) -> re.Match[str] | None:
    """The sign where it stands as a word by itself: no part of another run, but for 夜 of 8日夜."""
    return re.search(rf"(?<![\u3400-\u9fff々]){sign}(?![\u3400-\u9fff々])|(?<=\d日)(?=[朝昼夕夜晩]){sign}", basis)


def _copied(text: str, everything: Sequence[str]) -> str:
    wholes = ["".join(re.findall(r"\w", fold(whole))) for whole in everything]
    for part in unquoted(text, "\n").split("\n"):
        signs = "".join(re.findall(r"\w", part))
        runs = (signs[i : i + MOST_COPIED + 1] for i in range(len(signs) - MOST_COPIED))
        if any(run in whole for run in runs for whole in wholes):
            return f"copies more than {MOST_COPIED} signs in a row"
    return ""


def _turned(text: str, parts: Sequence[str]) -> str:
    leaned_on = rests_on(text, parts) or (list(parts) if len(parts) == 1 else [])
    doubted = any(DOUBTS.search(part) for part in leaned_on) or all(DOUBTS.search(part) for part in parts)
    if doubted and not DOUBTS.search(text):
        return "states as certain what its sources report with a doubt"
    if all(SAYS.search(part) for part in parts) and not (SAYS.search(text) or DOUBTS.search(text)):
        return "states as certain what its sources have from somebody"
    if NEGATIONS.search(text) and not any(NEGATIONS.search(part) for part in parts):
        return "denies what its sources don't deny"
    denied = any(NEGATIONS.search(part) for part in leaned_on) or all(NEGATIONS.search(part) for part in parts)
    return "loses the denial in its sources" if denied and not NEGATIONS.search(text) else ""


def _harm(text: str, basis: str) -> str:
    grave = [found[0] for each in GRAVE if (found := each.search(text)) and not each.search(basis)]
    if grave:
        return f"says what its sources don't: {', '.join(grave)}"
    accused = GRAVE[0]
    told_as_fact = accused.search(basis) and not (accused.search(text) or DOUBTS.search(text))
    if told_as_fact and any(each.search(text) for each in GRAVE[1:4]):
        return "states an accusation as a fact"
    for pair in OPPOSITES:
        for one, other in (pair, pair[::-1]):
            if one.search(text) and not one.search(basis) and other.search(basis) and not other.search(text):
                return "says the opposite of its sources"
    return ""


def _others_place(text: str, basis: str) -> str:
    """Whether somebody does what is done to them in the sources, or the other way round."""
    turned = bool(_SUFFERED.search(text)) != bool(_SUFFERED.search(basis))
    for name in sorted(set(_ACTOR.findall(text))):
        bare = re.escape(name)
        for here, there in ((_DOER, _DONE_TO), (_DONE_TO, _DOER)):
            expected, other = (there, here) if turned else (here, there)
            if (
                re.search(bare + here, text)
                and not re.search(bare + expected, basis)
                and re.search(bare + other, basis)
            ):
                return f"turns round who did it: {name}"
    return ""


def _footing(text: str, parts: Sequence[str]) -> str:
    basis = " ".join(parts)
    runs = {run for run in _RUN.findall(text) if not _NUMERAL.fullmatch(run)}
    unmet = sorted(
        run for run in runs if run not in basis and not all(_met(run, i, basis) for i in range(len(run) - 1))
    )
    if len(unmet) > MOST_UNMET or len(runs) - len(unmet) < LEAST_MET * len(runs):
        return f"has too little in common with its sources: {', '.join(unmet)}"
    if len(parts) > 1 and any(not any(run in part for run in runs) for part in parts):
        return "cites what it does not rest on"
    return ""


def _met(run: str, at: int, basis: str) -> bool:
    return run[at : at + 2] in basis
