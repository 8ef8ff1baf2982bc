"""Questions that a story's articles answer, each with its answer and sources; none where none is worth a look. Pure.

A question is made from a sentence of a form that can be turned round without a mistake, then asked of the articles as
a reader would ask it (`passages`). It is kept when the sentence it was made from, or one that says the same, comes
first, and when the sentence is about what the story is about. The forms here are English; `tongues.turning` has a few
of each other language that can be asked.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from stories.annotate.name_words import HONORIFICS
from stories.briefing.context import Context
from stories.briefing.matching import words
from stories.briefing.passages import SAME_TEXT, Passage, passages
from stories.briefing.reading import Citation, Said, Sentence, Source, independent
from stories.briefing.tongues.known import ASKED, ENGLISH, read_in
from stories.briefing.tongues.told_otherwise import holds
from stories.briefing.tongues.turning import stems, turned
from stories.briefing.worth_asking import WHO, is_worth_it
from stories.scales import Genre, OutletKind
from stories.text.stop_words import STOP_WORDS

MOST: Final = 4
MOST_OF_KIND: Final = 2
FEWEST_TEXTS: Final = 2
EARLY: Final = 12  # sentences of an article that may be asked about: what comes late is an aside
CENTRAL_WORDS: Final = 8
LEAST_CENTRAL: Final = 2  # of them that a sentence holds: the floor of relevance
LONGEST_ANSWER: Final = 45  # words
MOST_READ: Final = 40  # texts that are asked, the first report of each: of 300 articles each question would take 0.3 s
MOST_TRIED: Final = 12

_NOT_OF_A_NAME: Final = HONORIFICS | STOP_WORDS | {"speaker", "commissioner", "agent"}
_DATELINE: Final = re.compile(r"[A-Z][A-Z .,'’-]{2,40}(?:, [\w.]+)? ?(?:\([^)]{1,30}\) ?)?[-–—] ?")
_NUMBER: Final = (
    r"\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|hundreds"
    r"|thousands|dozens"
)
_PEOPLE: Final = (
    "people|passengers|workers|students|residents|officers|soldiers|children|men|women|families|employees|patients"
    "|protesters|civilians"
)
_ABOUT: Final = "(?:about |around |nearly |more than |at least |some |over |an estimated )?"
_WHAT: Final = r"(?P<what>The (?:(?!that\b|said\b|says\b|which\b|who\b|it\b)[a-z-]+ ){1,4}?)"
_COUNTED: Final = re.compile(
    rf"\b(?:{_NUMBER})(?: of)? (?P<who>(?:[a-z]+ )?(?:{_PEOPLE}|houses|homes|schools|votes)) "
    r"(?P<aux>were|have been|had been) (?P<done>killed|injured|hurt|wounded|arrested|evacuated|displaced"
    r"|detained|charged|rescued|destroyed|damaged|treated)\b",
    re.IGNORECASE,
)
_DONE_TO: Final = re.compile(
    rf"\b(?P<done>killed|injured|hurt|wounded|arrested|evacuated) {_ABOUT}(?:{_NUMBER}) (?P<who>{_PEOPLE})\b",
)
_SUM: Final = re.compile(
    r"^(?P<who>(?:The |Mr\.? |Ms\.? )?[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,3}) "
    rf"(?P<verb>raised|spent|donated|paid|lost|pledged|earned) {_ABOUT}[$€£¥]\s?\d"
)
_BASE: Final = {
    "raised": "raise", "spent": "spend", "donated": "donate", "paid": "pay", "lost": "lose", "pledged": "pledge",
    "earned": "earn",
}  # fmt: skip
_SHARE: Final = re.compile(
    rf"(?P<who>[A-Z][\w’'-]+ [A-Z][\w’'-]+|[A-Z][\w’'-]+) won {_ABOUT}\d[\d.]* ?(?:%|percent|per cent) of the vote\b"
)
_COST: Final = re.compile(rf"^{_WHAT}(?P<verb>will cost|would cost|cost) (?:[\w' ]{{1,30}} )?{_ABOUT}[$€£¥]\s?\d")
_DUE: Final = re.compile(
    rf"^{_WHAT}(?P<aux>is|are) (?P<due>due|expected|scheduled|set) to (?P<do>[a-z]+) "
    r"(?:on |in |by |at |next |this |early |late |before )"
)
_WILL: Final = re.compile(
    rf"^{_WHAT}will (?P<do>begin|start|vote|open|reopen|meet|resume|decide|close|end) (?:on|in|by|next|at) \w"
)
_EFFECT: Final = re.compile(rf"^{_WHAT}(?:takes|will take) effect (?:on|in|with|next|at) \w")
_HELD: Final = re.compile(rf"^{_WHAT}(?:took place|happened) (?:in|at|near|on|outside|inside) ")
_BECAUSE: Final = re.compile(rf"^{_WHAT}(?P<aux>was|were|is|are) (?P<done>[a-z]+(?:ed|en|ut|un|ade|ld)) because\b")
# A name between commas with what its bearer is; not where a preposition or article before it makes it a place or team.
_WHO: Final = re.compile(
    r"(?<!\bof )(?<!\boff )(?<!\bin )(?<!\bat )(?<!\bthe )(?<!\bfrom )(?<!\bnear )"
    r"\b(?P<name>[A-Z][\w’'-]+(?: [A-Z]\.)?(?: [A-Z][\w’'-]+){1,2}), "
    r"(?:who (?!I\b|we\b|he\b|she\b|they\b)"
    r"|(?:the |a |an )?(?:[\w-]+ ){0,3}?(?:[a-z]+(?:er|or|ist|ian|man|woman)|president"
    r"|judge|chief|head|student|captain)\b)"
    r"[^,]{3,80}[,.]"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the passage that answers it, whose citation names the article."""

    question: str
    answer: Said


@dataclass(frozen=True, slots=True)
class _Made:
    """A question made from a sentence. kind: by which form."""

    kind: str
    question: str
    source: Source
    sentence: Sentence
    central: int


def questions(sources: Sequence[Source], most: int = MOST) -> tuple[Asked, ...]:
    """Up to `most` questions, what the headlines are about first; empty where there are none worth asking."""
    reports = [source for source in sources if _is_report(source)]
    usual = Counter(source.language for source in reports).most_common(1)
    told = _first_of_each_text([source for source in reports if source.language == usual[0][0]])[:MOST_READ]
    if independent(told) < FEWEST_TEXTS:
        return ()
    central = _central(told)
    made = sorted(_made(told, central), key=lambda each: (-each.central, each.source.published, each.sentence.start))
    kept: list[Asked] = []
    kinds: Counter[str] = Counter()
    for each in _different(made)[:MOST_TRIED]:
        if len(kept) == most:
            break
        if kinds[each.kind] == MOST_OF_KIND or any(_alike(each, other) for other in kept):
            continue
        if found := _confirmed(each, told):
            kept.append(Asked(each.question, found))
            kinds[each.kind] += 1
    return tuple(kept)


def questions_content(sources: Sequence[Source], _context: Context) -> dict[str, Any] | None:
    """The questions as a block's plain content; None without any."""
    found = questions(sources)
    listed = [
        {
            "question": each.question,
            "text": each.answer.text,
            "citations": [[cited.article, cited.start, cited.end] for cited in each.answer.citations],
        }
        for each in found
    ]
    return {"questions": listed} if listed else None


def _first_of_each_text(sources: Sequence[Source]) -> list[Source]:
    """Without copies; sources come with the earliest first."""
    first: dict[int, Source] = {}
    for source in sources:
        first.setdefault(source.independent_text, source)
    return list(first.values())


def _different(made: Sequence[_Made]) -> list[_Made]:
    """Each question once, as the first sentence asks it."""
    first: dict[str, _Made] = {}
    for each in made:
        first.setdefault(each.question, each)
    return list(first.values())


def _is_report(source: Source) -> bool:
    return source.language in ASKED and source.genre is Genre.NEWS and source.kind is not OutletKind.REPUBLISHER


def _central(sources: Sequence[Source]) -> frozenset[str]:
    """The stems that most headlines have."""
    titles = (stems(source.title, source.language) for source in sources)
    counts = Counter(stem for title in titles for stem in title if stem not in STOP_WORDS)
    return frozenset(stem for stem, _n in counts.most_common(CENTRAL_WORDS))


def _made(sources: Sequence[Source], central: frozenset[str]) -> Iterator[_Made]:
    told = [(each.title, " ".join(sentence.text for sentence in each.sentences)) for each in sources]
    for source in sources:
        for place, sentence in enumerate(source.sentences[:EARLY]):
            text = sentence.text
            if len(text.split()) > LONGEST_ANSWER or _DATELINE.match(text):
                continue
            before = source.sentences[place - 1].text if place else source.title
            value = len(central & (stems(text, source.language) | stems(before, source.language)))
            if value < LEAST_CENTRAL:
                continue
            for kind, question in _turned(text, source.language):
                english = source.language == ENGLISH
                if is_worth_it(kind, question, text, told) if english else holds(kind, text, sources, EARLY):
                    yield _Made(kind, question, source, sentence, value)


def _turned(text: str, language: str) -> Iterator[tuple[str, str]]:
    if language != ENGLISH:
        return turned(text, language)
    return ((kind, question) for kind, form in _FORMS if (question := form(text)))


def _confirmed(made: _Made, sources: Sequence[Source]) -> Said | None:
    """The answer when the question, asked by words alone, finds the sentence it was made from or its like."""
    found = passages(read_in(made.question, made.source.language), sources, most=1)
    if not found or not _same(found[0], made) or _DATELINE.match(found[0].text):
        return None
    passage = found[0]
    return Said(passage.text, (Citation(passage.article, passage.start, passage.end),))


def _same(passage: Passage, made: _Made) -> bool:
    if passage.article == made.source.article and passage.start <= made.sentence.start < passage.end:
        return True
    left, right = set(words(passage.text).stems), set(words(made.sentence.text).stems)
    return len(left & right) >= SAME_TEXT * len(left | right)


def _alike(made: _Made, other: Asked) -> bool:
    """One question twice, or two about one sentence."""
    same_words = words(made.question).known == words(other.question).known
    return same_words or made.sentence.text in other.answer.text


def _how_many(text: str) -> str:
    if found := _COUNTED.search(text):
        return f"How many {found['who'].lower()} {found['aux'].replace('had', 'have')} {found['done']}?"
    found = _DONE_TO.search(text)
    return f"How many {found['who']} were {found['done']}?" if found else ""


def _share(text: str) -> str:
    found = _SHARE.search(text)
    return f"What share of the vote did {found['who']} win?" if found and not _is_pronoun(found["who"]) else ""


def _is_pronoun(words_: str) -> bool:
    return words_.split(maxsplit=1)[0].casefold() in STOP_WORDS


def _how_much(text: str) -> str:
    found = _SUM.match(text)
    if not found or (_is_pronoun(found["who"]) and not found["who"].startswith("The ")):
        return ""
    who = found["who"].replace("The ", "the ", 1) if found["who"].startswith("The ") else found["who"]
    return f"How much did {who} {_BASE[found['verb']]}?"


def _cost(text: str) -> str:
    found = _COST.match(text)
    if not found:
        return ""
    what, verb = _lowered(found["what"]), found["verb"]
    return f"How much did {what} cost?" if verb == "cost" else f"How much {verb.split()[0]} {what} cost?"


def _when(text: str) -> str:
    if found := _DUE.match(text):
        return f"When {found['aux']} {_lowered(found['what'])} {found['due']} to {found['do']}?"
    if found := _EFFECT.match(text):
        return f"When does {_lowered(found['what'])} take effect?"
    found = _WILL.match(text)
    return f"When will {_lowered(found['what'])} {found['do']}?" if found else ""


def _where(text: str) -> str:
    found = _HELD.match(text)
    return f"Where did {_lowered(found['what'])} take place?" if found else ""


def _why(text: str) -> str:
    found = _BECAUSE.match(text)
    return f"Why {found['aux']} {_lowered(found['what'])} {found['done']}?" if found else ""


def _who(text: str) -> str:
    found = _WHO.search(text)
    if not found:
        return ""
    parts = found["name"].split()
    while parts and parts[0].casefold().strip(".") in _NOT_OF_A_NAME:
        parts = parts[1:]
    is_name = len(parts) > 1 and not HONORIFICS.intersection(part.casefold() for part in parts)
    return f"Who is {' '.join(parts)}?" if is_name else ""


def _lowered(what: str) -> str:
    return what.strip().replace("The ", "the ", 1)


_FORMS: Final[tuple[tuple[str, Callable[[str], str]], ...]] = (
    ("many", _how_many),
    ("much", _how_much),
    ("share", _share),
    ("cost", _cost),
    ("when", _when),
    ("where", _where),
    ("why", _why),
    (WHO, _who),
)
