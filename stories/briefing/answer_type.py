"""What in a sentence could answer a question of a kind: a date for 'when', a name for 'who'. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass, replace
from typing import Final

from stories.briefing.question_kind import Kind
from stories.text.folding import fold
from stories.text.stop_words import STOP_WORDS
from stories.text.tokens import tokens


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FULL: Final = 1.0
HALF: Final = 0.5  # of the kind, but vague: 'months ago', a single capital
TOLD_BY_ANOTHER: Final = 0.75  # "days after the vote on Friday"
UNNAMED: Final = 0.3  # "by a bystander"
NONE: Final = 0.0

NUMBER_WORDS: Final = _words(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million
    millions billion dozen dozens half third quarter couple both twice once"""
)
_SPELT: Final = "|".join(sorted(NUMBER_WORDS))
_NUMBER: Final = re.compile(rf"\d[\d,.]*\d|\d|\b(?:{_SPELT})\b|[一二三四五六七八九十百千万億]", re.I)
# Clock times, dates and what is numbered say how many of nothing.
_NO_COUNT: Final = re.compile(
    r"\b\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b|\b(?:Interstate|Highway|Route|Article|No\.|Terminal|Channel|Section) \d+"
    r"|\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}\b|\b(?:19|20)\d\d\b"
)
_AMOUNT: Final = re.compile(
    r"[$€£¥₩₹]\s?\d"
    r"|(?<![\d,.])\d[\d,.]*[- ]?(?:[만억조万億兆]|%|per ?cent|dollars?|euros?|pounds?|yen\b|won\b|rupees?|yuan"
    r"|points?\b|million|billion|trillion|cents?\b|tons?|tonnes|barrels|metric|퍼센트|원|달러|円|ドル|元|パーセント)"
    r"|\b(?:half|third|quarter|doubled?|tripled?|quadrupled)\b",
    re.I,
)
_CURRENCY: Final = re.compile(
    r"[$€£¥₩₹]\s?\d|(?<![\d,.])\d[\d,.]*[- ]?(?:thousand |million |billion |trillion |[만억조万億兆]\s?)*"
    r"(?:dollars?|euros?|pounds?|yen\b|won\b|rupees?|yuan|francs?|cents?|pence|원|달러|円|ドル|元)|\bfree of charge\b",
    re.I,
)
_MEASURE: Final = re.compile(
    rf"(?:(?<![\d,.])\d[\d,.]*|\b(?:{_SPELT}))[- ]?(?:[a-z]+[- ])?"
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?"
    r"|kilo\w*|km|kg|miles?|met(?:re|er)s?|m\b|feet|foot|ft|inch\w*|acres?|hectares?|tons?|tonnes?|pounds|square"
    r"|percent|%|million|billion|-?\d)|\ban? (?:hour|day|week|month|year|minute|mile)"
    r"|년|개월|시간|분|年|時間|メートル",
    re.I,
)
_TIME: Final = re.compile(r"years?|months?|weeks?|days?|hours?|minutes?|seconds?|년|개월|시간|분|年|時間", re.I)
_AGE: Final = re.compile(
    r"\b\d{1,3}[- ]years?[- ]old|\baged? (?:of )?\d|\bage of \d|, \d{1,2},|, \d{1,2}\b(?=[.;]| and )"
    r"|\bat (?:just )?\d{2}\b|\b(?:is|was|turn\w*) \d{2}\b"
    r"|\bin (?:his|her|their) (?:\w+ )?(?:\d0s|teens|twenties|thirties|forties|fifties|sixties)|\d+\s?(?:세|살|歳|岁)"
)
_MONTH: Final = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_DAY: Final = re.compile(
    rf"\b(?:{_MONTH})\b\.? \d|\d(?:st|nd|rd|th)? (?:of )?(?:{_MONTH})\b"
    rf"|\b(?:in|by|since|until|last|next|late|early|mid|of)[- ](?:late |early |mid-?)?(?:{_MONTH})\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:19|20)\d\d\b|\b(?:today|yesterday|tomorrow|tonight)\b"
    r"|\b(?:last|next|this|earlier this|later this) (?:week|month|year|spring|summer|autumn|winter)"
    r"|\b\d{1,2}[:.]\d\d ?[ap]?\.?m?\b|\b\d{1,2} ?[ap]\.?m\b|\d+\s?(?:월|일|년)"
    r"|[0-9０-９一二三四五六七八九十]+\s?[年月日]"
    r"|어제|오늘|내일|昨日|今日|明日|[월화수목금토일]요일|[月火水木金土日]曜",
    re.I,
)
_VAGUE_DAY: Final = re.compile(r"\b(?:ago|earlier|later|recently|soon|dawn|night|morning)\b", re.I)
_RELATIVE: Final = re.compile(r"\b(?:before|after|since|following|ahead of)\b", re.I)
_WHOLE_MONTH: Final = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?! [A-Z])"
)
_PLACE: Final = re.compile(
    r"\b(?:in|at|near|outside|inside|around|across|throughout|from|off)(?: the| a| an)? (?:[a-z-]+ ){0,3}?"
    r"(?P<name>[A-Z][\w-]*+)(?!['’]s)"
    r"|\b(?:to|into|towards?|through|on|of|between|via|reached|hit) (?:the )?(?:(?:south|north|east|west)\w* )?"
    r"(?P<to>[A-Z][\w-]*+)(?!['’]s)"
    r"|(?:에서|에 있는|にある|で|在)|(?P<bare>[A-Z][\w'’-]+), [A-Z][a-z]"
)
_SOME_PLACE: Final = re.compile(
    r"\b(?:in|at|near|outside|inside|on|from|to|into) (?:an?|the|his|her|their|its|one)(?: [\w-]+){0,3}? (?:hospital"
    r"|school|church|hotel|airport|station|street|road|town|city|village|county|state|country|province|region|district|house"
    r"|home|building|park|garage|square|court\w*|office|prison|jail|camp|base|border|port|harbou?r|island|coast|beach"
    r"|bridge|river|lake|mountain|market|mall|shop|store|stadium|theat(?:er|re)|\w*club|bar|restaurant|apartment|neighbou?rhood"
    r"|suburb|capital|headquarters|embassy|university|college|campus|farm|field|forest)s?\b"
)
_UNTIL: Final = re.compile(
    rf"\b(?:until|till|through|to) (?:at least )?(?:the )?(?:\d{{1,2}} (?:{_MONTH})|(?:{_MONTH})\b|end|start)", re.I
)
_SOMEBODY: Final = re.compile(r"\bby (?:an?|the) [a-z]+|\b[Aa] [a-z]+['’]s\b|\b[A-Z][a-z]+['’]s (?:win|victory)\b")
_DIGITS: Final = re.compile(r"\d[\d,.]*\d|\d")
_NOT_NAMES: Final = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|I|The|A|It|He|She|They|We|But|And|In|On|At|If|Mr|Mrs"
)
# Sides, of whom a question for somebody asks which of them: 'Republican senators' are no answer to it, or a vague one.
_SIDES: Final = _words(
    """republican republicans democrat democrats democratic libertarian libertarians conservative conservatives liberal
    liberals senate house congress congressional senators representatives lawmakers gop"""
)
_REASON: Final = re.compile(
    r"\b(?:because|since|due to|owing|thanks to|so that|reasons?|in order|in response|response to|in an? \w+ to"
    r"|blam\w+|caus\w+|motiv\w+|driven|as a result|led to|upset|angry|would violate|after|over|citing|amid|accus\w+"
    r"|convicted of|insist\w*|as (?:it|they|he|she|we|there))\b"
    r"|때문|위해|이유|ため|から|ので|因为|由于",
    re.I,
)
_SOME_REASON: Final = re.compile(
    r"\b(?:as|lack\w*|without|forc\w+|need\w*|to (?!the\b|a\b|an\b)[a-z]+|for (?:an?|the|\w+ing)\b)", re.I
)
_WAY: Final = re.compile(r"\b(?:by|with|when|after|using|through|via|in which|into)\b", re.I)
_DEMONYM: Final = re.compile(r"(?:ian|ean|ese|ish|can|qi)s?$")
_IS_SOMETHING: Final = re.compile(
    r",? (?:who )?(?:is|was) (?:the |a |an )|, (?:\d{2}, )?(?:the |a |an |who |head |[a-z]+ (?:of|for|at|with) )"
)
_SOMETHING_BEFORE: Final = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir) (?:[\w-]+ ){0,5}[\w-]+, $")
_IN_OFFICE: Final = re.compile(
    r"\b(?:president|minister|secretary|mayor|governor|senator|judge|director|chief|captain|spokes\w+|chair\w*|leader"
    r"|officer|lawyer|professor|commander|analyst|head|founder)\s*$",
    re.I,
)
_NAME: Final = re.compile(r"[A-Z][\w'’.-]*(?: (?:(?:de|del|bin|al|von|van|of|the|for|and|al-)\s)?[A-Z][\w'’.-]*)*")
_DOES: Final = re.compile(r",? (?:is|was|has|had|will|also|said|told|did|who)\b")


@dataclass(frozen=True, slots=True)
class Held:
    """A stretch of a sentence that could answer; strength: FULL plainly, less where it is vague."""

    start: int
    end: int
    strength: float


def held(kind: Kind, sentence: str, known: Set[str]) -> tuple[Held, ...]:
    """What in the sentence could be the answer; all of it for OTHER and SAID, () where nothing could.

    known: the question's own tokens, which answer nothing.
    """
    found = _HELD.get(kind)
    return tuple(found(sentence, known)) if found else (Held(0, len(sentence), FULL),)


def fit(kind: Kind, sentence: str, known: Set[str]) -> float:
    """How surely the sentence holds something of the kind: 0.0 not at all, 0.5 something vague, 1.0 plainly."""
    return max((each.strength for each in held(kind, sentence, known)), default=NONE)


def _all(pattern: re.Pattern[str], sentence: str, strength: float = FULL) -> list[Held]:
    return [Held(match.start(), match.end(), strength) for match in pattern.finditer(sentence)]


def _when(sentence: str, known: Set[str]) -> Iterator[Held]:
    relative = TOLD_BY_ANOTHER if _RELATIVE.search(sentence) else FULL
    found = [*_all(_DAY, sentence, relative), *_all(_WHOLE_MONTH, sentence, relative)]
    new = [each for each in found if fold(sentence[each.start : each.end]) not in known]
    yield from new or _all(_VAGUE_DAY, sentence, HALF)


def _where(sentence: str, known: Set[str]) -> Iterator[Held]:
    for match in _PLACE.finditer(sentence):
        name = match["name"] or match["to"] or match["bare"]
        if name is None or (not _NOT_NAMES.fullmatch(name) and fold(name).removesuffix("'s") not in known):
            start = match.end() - len(name or "")
            whole = _NAME.match(sentence, start)
            # 'referring to Eduardo Ruiz' is no place where Ruiz is asked about.
            if not match["to"] or not whole or known.isdisjoint(tokens(whole.group())):
                yield Held(start, match.end(), FULL)
    yield from _all(_SOME_PLACE, sentence, HALF)


def _which(sentence: str, known: Set[str]) -> Iterator[Held]:
    """A name is plain; without one, all of the sentence may tell."""
    names = [Held(each.start, each.end, FULL) for each in _who(sentence, known) if each.strength > UNNAMED]
    yield from names or [Held(0, len(sentence), HALF)]


def _why(sentence: str, _known: Set[str]) -> list[Held]:
    return [*_all(_REASON, sentence), *_all(_SOME_REASON, sentence, HALF)]


def _how(sentence: str, _known: Set[str]) -> list[Held]:
    return [Held(0, len(sentence), FULL if _WAY.search(sentence) else HALF)]


def _who(sentence: str, known: Set[str]) -> Iterator[Held]:
    """A name of two or more words that the question doesn't hold is plain; a single capital or an acronym is vague."""
    for match in _NAME.finditer(sentence):
        words = [word.strip(".'’").removesuffix("'s").removesuffix("’s") for word in match.group().split()]
        if not match.start() and fold(words[0]) in STOP_WORDS:
            words = words[1:]
        # What ends in a name of the question is that name: 'Gov. Mike Pence' is nobody new where Pence is asked about.
        own = max((place for place, word in enumerate(words, 1) if fold(word) in known), default=0)
        words = words[own:]
        new = [
            word for word in words if word[:1].isupper() and not _NOT_NAMES.fullmatch(word) and fold(word) not in known
        ]
        if len(new) >= 2 and not _SIDES.issuperset(map(fold, new)):
            yield Held(match.start(), match.end(), FULL)
        elif (
            new
            and (match.start() or len(words) > 1 or _DOES.match(sentence, match.end()))
            and not _DEMONYM.search(new[0])
        ):
            yield Held(match.start(), match.end(), HALF)
    yield from _all(_SOMEBODY, sentence, UNNAMED)
    if not sentence.isascii() and not re.search("[A-Za-z]{3}", sentence):
        yield Held(0, len(sentence), FULL)


def _who_is(sentence: str, known: Set[str]) -> Iterator[Held]:
    """A name of the question with what it is behind it, or in front: 'Ada Quill, the mayor,', 'Mayor Ada Quill'."""
    for match in _NAME.finditer(sentence):
        names = [word for word in match.group().split() if fold(word).removesuffix("'s").strip(".") in known]
        if not names:
            continue
        before, behind = sentence[: match.start()], sentence[match.end() :]
        if (_SOMETHING_BEFORE.search(before) and behind.startswith(",")) or _IS_SOMETHING.match(behind):
            yield Held(match.start(), match.end(), FULL)
        elif _IN_OFFICE.search(before + match.group().partition(names[0])[0]):
            yield Held(match.start(), match.end(), HALF)


def _number(sentence: str, known: Set[str]) -> Iterator[Held]:
    counted = _NO_COUNT.sub(_blank, sentence)
    return (each for each in _all(_NUMBER, counted) if fold(sentence[each.start : each.end]) not in known)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _much(sentence: str, _known: Set[str]) -> list[Held]:
    return _all(_AMOUNT, sentence) or _all(_DIGITS, sentence, HALF)


def _long(sentence: str, _known: Set[str]) -> list[Held]:
    return [*_all(_MEASURE, sentence), *_all(_UNTIL, sentence)]


def _measure(sentence: str, known: Set[str]) -> list[Held]:
    """A time is no size: 'an 80-year-old'."""
    sizes = [each for each in _all(_MEASURE, sentence) if not _TIME.search(sentence, each.start, each.end)]
    return sizes or [replace(each, strength=HALF) for each in _number(_MEASURE.sub(_blank, sentence), known)]


def _any(pattern: re.Pattern[str]) -> Callable[[str, Set[str]], list[Held]]:
    return lambda sentence, _known: _all(pattern, sentence)


_HELD: Final[dict[Kind, Callable[[str, Set[str]], Iterable[Held]]]] = {
    Kind.WHO: _who,
    Kind.WHO_IS: _who_is,
    Kind.WHEN: _when,
    Kind.WHERE: _where,
    Kind.MANY: _number,
    Kind.MONEY: _any(_CURRENCY),
    Kind.MUCH: _much,
    Kind.AGE: _any(_AGE),
    Kind.LONG: _long,
    Kind.MEASURE: _measure,
    Kind.WHY: _why,
    Kind.WHICH: _which,
    Kind.HOW: _how,
}
