"""Who speaks, told only from the clause in which a quotation stands. Pure.

"…," said X; X said: "…"; according to X, "…"; the same in German, French and Spanish, and 「"…"라고 X는 말했다」. A
pronoun or an office without a name names nobody: the quotation then stands without a speaker.
"""

import re
from typing import Final

from stories.annotate.name_words import ALIASES, CALENDAR, HONORIFICS

_SAID: Final = (
    "said|says|told|tells|wrote|writes|added|adds|warned|warns|argued|argues|stated|states|insisted|insists|explained|explains|"
    "noted|notes|claimed|claims|declared|declares|announced|tweeted|posted|responded|replied|asked|continued|concluded|"
    "acknowledged|admitted|recalled|predicted|asserted|testified|remarked|stressed|emphasized|emphasised|vowed|joked|"
    "sagte|sagt|erklärte|betonte|schrieb|meinte|warnte|kritisierte|a déclaré|a dit|a affirmé|a expliqué|a écrit|"
    "déclare|affirme|explique|estime|dijo|afirmó|declaró|aseguró|explicó|señaló|escribió|añadió|advirtió"
)
_PART: Final = r"(?:(?:[A-Z]\.)+|[A-ZÀ-Þ][\w’'\-]*\w(?!\w)|[A-ZÀ-Þ](?!\w))"
_LINK: Final = r"(?:of|de|del|la|van|von|der|den|al|bin|da|dos|di|el|and the|for)"
_NAME: Final = rf"(?P<name>(?>{_PART}(?:\s(?:{_LINK}\s)?{_PART}){{0,5}}))"
# "spokeswoman", "the council leader", not "a resident in"
_TITLE: Final = r"(?:(?!(?:in|at|from|on|near|to|with|for|of|by|and|that)\s)[a-zß-ÿ'’\-]+\s){0,5}"
_ASIDE: Final = r"(?:,\s[^,\"“”«»]{2,90},|\s\([^()]{1,40}\))?"

_ALSO: Final = r"(?:also\s|later\s|then\s|has\s|had\s)?"
# Not "said Palestinian leader X": what follows a whole name is no further noun.
_END: Final = (
    r"(?!\s(?!(?:in|on|at|to|of|after|during|before|when|from|as|for|with|by|about|who|while|via)\s)"
    r"[a-z\-]+\s(?:[a-z\-]+\s)?[A-Z])"
)
_AFTER: Final = (  # right behind the closing mark
    re.compile(rf"^,?\s(?:{_SAID})\s{_TITLE}{_NAME}{_END}"),
    re.compile(rf"^,?\s{_TITLE}{_NAME}{_ASIDE}\s{_ALSO}(?:{_SAID})\b"),
    re.compile(rf"^,?\s(?:according to|laut|selon|según|so)\s{_TITLE}{_NAME}{_END}"),
)
_BEFORE: Final = (  # right in front of the opening mark
    re.compile(
        rf"{_NAME}{_ASIDE}\s{_ALSO}(?:{_SAID})(?:\s(?!that\b)[\w’'.\- ]{{1,60}})?[,:]?\s?"
        r"(?:that\s)?$"
    ),
    re.compile(rf"(?:[Aa]ccording to|[Ll]aut|[Ss]elon|[Ss]egún)\s{_TITLE}{_NAME}{_ASIDE},?\s$"),
)
_KOREAN_AFTER: Final = re.compile(
    r"^(?:라고|이라고|라며|이라며|고|며|면서)\s?(?P<name>[가-힣]{2,4}(?:\s[가-힣]{2,8}){0,3}?)(?:은|는|이|가)\s(?:[가-힣\s]{0,20})(?:말했|밝혔|전했|강조했|설명했|주장했|덧붙였)"
)
_KOREAN_BEFORE: Final = re.compile(
    r"(?:^|[.,]\s|\s)(?P<name>[가-힣]{2,4}(?:\s[가-힣]{2,8}){0,3}?|[가-힣]{2,4}(?=\(\d{1,3}\)\s?씨))"
    r"(?:\(\d{1,3}\)\s?씨)?(?:은|는|도)\s(?:[^\"“”.]{0,30}\s)?$"
)
_SPEAKS_KOREAN: Final = re.compile(
    r"^(?:라고|이라고|라며|이라며|고|며|면서)\s?[^\"“”.]{0,20}(?:말했|밝혔|전했|강조했|설명했|주장했|덧붙였|했다|숙였다|높였다"
    r"|토로)|^(?:라며|이라며|며|면서|이라면서|라면서)\s?[\"“]"
)
_KOREAN_SURNAME: Final = re.compile(r"(?:^|[\s.,·])((?![전현새])[가-힣](?: [전현])?)\s$")
_OFFICES: Final = """
    총재 대통령 장관 차관 대표 의원 위원장 시장 지사 회장 부회장 총리 부총리 대변인 관계자 감독 교수 후보 실장
    본부장 사장 청장 원장 의장 부장 국장 판사 검사 변호사 선수 전문가 소장 수석 비서관 대사 특사"""
_KOREAN_OFFICES: Final = tuple(_OFFICES.split())
_NOBODYS_IN_KOREAN: Final = """
    이같 그같 이렇 그렇 이날 그러면 다음 본인 우리 누구 이와 그러 이처 것 이어 이들 그들 자신 일각 한편 또한 관계자 이에
    전문가 전문가들 네티즌 누리꾼 업계"""
_KOREAN_NOBODYS: Final = frozenset(_NOBODYS_IN_KOREAN.split())
_KOREAN_CLAUSE: Final = re.compile(r"(?:을|를|에서|에게|으로|부터|까지)(?:\s|$)|(?:[하되있없]|했던|하던)$")
SHORTEST_KOREAN: Final = 3  # syllables of a name alone: two are half of one, 김정(은), or a common noun
_NO_SPEAKER: Final = frozenset(
    [
        "he",
        "she",
        "they",
        "it",
        "we",
        "i",
        "you",
        "this",
        "that",
        "these",
        "those",
        "who",
        "which",
        "what",
        "there",
        "his",
        "her",
        "their",
        "and",
        "but",
        "in",
        "on",
        "at",
        "as",
        "the",
        "a",
        "an",
        "when",
        "while",
        "after",
        "before",
        "if",
        "er",
        "sie",
        "es",
        "il",
        "elle",
        "ils",
        "elles",
        "él",
        "ella",
        "ellos",
        "trump's",
        "mr",
        "mrs",
        "ms",
        "dr",
        "police",
        "according",
    ]
)
# A word that stands before another's office, and is nobody's name by itself.
_NOBODYS_WORDS: Final = """
    democratic republican democrat democrats republicans gop labour conservative liberal independent american british
    french german israeli palestinian russian ukrainian chinese japanese korean indian iranian european canadian
    australian mexican turkish texan officials sources experts analysts police prosecutors investigators"""
_NOBODYS: Final = frozenset(_NOBODYS_WORDS.split())
# Before a name, somebody else speaks: 'a critic of', 'the man who shot', 'nobody believes that'.
_ANOTHERS: Final = """
    of for to against by as with without than about on upon at in from near behind beside under over after before
    between among like unlike into toward towards via who whom which that whether if how why denied denies doubted
    said says told tells von vom für gegen über mit wie dass de del des du à pour contre avec comme que para contra
    con por sobre como"""
_OF_ANOTHER: Final = frozenset(_ANOTHERS.split())
_CLAUSE_STARTS: Final = re.compile(
    r"[,;:–—()\[\]]|[.!?…][\"”’»]+\s|\b(?:but|while|when|because|although|though|where|until)\b"
)
_TRANSITIVE: Final = ("ing", "ed")  # 'killing Ada Brandt', 'who charged Ada Brandt'
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_ROLES: Final = HONORIFICS | {"leader", "whip", "speaker", "writer", "analyst", "author"}


def speaker(before: str, after: str) -> str:
    """The name of who says what stands between the two, '' where the clause doesn't tell.

    before: the text up to the opening mark, from the start of its sentence. after: from behind the closing mark to the
    sentence's end.
    """
    if _KOREAN_AFTER.match(after) or _SPEAKS_KOREAN.match(after):
        if found := _KOREAN_AFTER.match(after):
            return _named_in_korean(found["name"], "")
        found = _KOREAN_BEFORE.search(before)
        return _named_in_korean(found["name"], before[: found.start("name")]) if found else ""
    for pattern in _AFTER:
        if found := pattern.match(after):
            title = after[: found.start("name")].lstrip(", ").split()[1:]
            return "" if _of_another(title[1:] if title[:1] == ["to"] else title) else _named(found["name"])
    if re.match(r"^,?\s(?:[a-z]+\s){0,2}(?:he|she|they|it)\b", after):
        return ""
    for pattern in _BEFORE:
        if found := pattern.search(before):
            return "" if _is_object(before[: found.start("name")], found["name"]) else _named(found["name"])
    return ""


def _named_in_korean(name: str, before: str) -> str:
    """A surname stays with the office behind it, 이 총재; '' for an office, a clause or a connective alone."""
    words = name.split()
    if (
        words[0].endswith(("계", "측"))
        or words[0] in _KOREAN_NOBODYS
        or words[-1] in _KOREAN_NOBODYS
        or _KOREAN_CLAUSE.search(name)
    ):
        return ""
    if len(words) > 1:
        return name
    surname = _KOREAN_SURNAME.search(before)
    if name.endswith(_KOREAN_OFFICES):
        return f"{surname.group(1)} {name}" if surname and name in _KOREAN_OFFICES else ""
    return name if len(name) >= SHORTEST_KOREAN else ""


def _is_object(before: str, name: str) -> bool:
    """Whether what stands before the name makes it another's: 'a critic of Ada Brandt', 'l’avocat d’Ada Brandt'."""
    if before[-1:].isalnum() or before.endswith(("’", "'")):
        return True
    words = re.sub(r"[Aa]ccording to", "", _CLAUSE_STARTS.split(before)[-1]).split()
    if name.split(maxsplit=1)[0].casefold() in CALENDAR and words[-1:] in (["on"], ["in"]):
        words = words[:-1]  # 'in a statement on Monday Ada Brandt said'
    return _of_another(words[1:] if words[:1] and words[0][0].isupper() else words)


def _of_another(words: list[str]) -> bool:
    return any(word.casefold() in _OF_ANOTHER for word in words) or bool(words and words[-1].endswith(_TRANSITIVE))


def _named(name: str) -> str:
    """The name without offices before it; '' where nothing is left that names somebody."""
    words = _without_offices(name.strip().rstrip(".,").split())
    if not words or _POSSESSIVE.search(words[-1]):
        return ""  # 'said Ada Brandt's lawyer'
    if len(words) == 1 and words[0].casefold() in _NOBODYS:
        return ""
    if words[-1].casefold() in CALENDAR or " ".join(words) in ALIASES:
        return ""
    return " ".join(words)


def _without_offices(words: list[str]) -> list[str]:
    """Democratic Secretary of State Alex Padilla -> Alex Padilla; Nancy Schoolmacher of College Park -> without it."""
    last = max((at for at, word in enumerate(words) if word.casefold().rstrip(".") in _ROLES), default=-1)
    rest = words[last + 1 :]
    if last >= 0 and rest and rest[0] in ("of", "for"):
        rest = rest[2:]
    while rest and (rest[0].casefold() in CALENDAR | _NO_SPEAKER or _POSSESSIVE.search(rest[0])):
        rest = rest[1:]
    place = rest.index("of") if "of" in rest else len(rest)
    return rest[:place] if place >= 2 else rest
