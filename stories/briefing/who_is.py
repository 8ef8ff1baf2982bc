"""Who or what a story's names are, in the words of its own articles. Pure.

Only where an article says it beside the name: 'Ada Brandt, the mayor of Ostermoor, said' or 'Mayor Ada Brandt'. The
patterns are English, in five other languages those of `tongues.introducing`; elsewhere a name has no such description.
Without capitals most names of a story are common nouns: there, whom two texts call by an office are added.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from stories.annotate.name_words import CALENDAR
from stories.briefing.context import Context
from stories.briefing.kinds import ENDS_HEAD, KINDS, QUALITIES, TRADES
from stories.briefing.reading import Citation, Said, Source
from stories.briefing.tongues.introducing import INTRODUCED, introduction
from stories.briefing.tongues.people import people
from stories.finding.names import Named, names
from stories.scales import Genre
from stories.text.folding import fold
from stories.text.stop_words import STOP_WORDS

LANGUAGES: Final = frozenset({"en"}) | INTRODUCED
FEWEST_WORDS, MOST_WORDS = 3, 18  # of what stands behind a name; a mere 'the mayor' says too little without its town
FEWEST_TEXTS, MOST_BESIDE = 2, 6  # of people beside the story's names
LEAST_TITLE, MOST_TITLE = 2, 6  # words before a name, the office included
_OURS: Final = re.compile(r"\b(?:our|my|your|we|i)\b", re.IGNORECASE)
_SAYING: Final = re.compile(
    r"\b(?:said|says|told|has|had|have|was|were|is|are|will|would|who|which|whose|announced|added|according)\b"
)
_OPENS: Final = re.compile(
    r"(?:the|a|an|one of|head of|chief of|leader of|director of|president of|founder of)\s", re.I
)
# What opens a sentence whose first comma may end a phrase: 'After meeting Ada Brandt, the mayor of Brell left.'
_FRONTED: Final = re.compile(
    r"[\W_]*(?:(?:but|and)\s)?(?:after|before|in|on|at|to|for|with|without|while|when|as|since|despite|unlike|like|following|by|during"
    r"|because|if|though|although|until|under|over|from|against|alongside|among|beside|near|once|besides|\w+ing)\s[^,]*$",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(r", (?!(?:who|which|whose|along|and|together|with|a|an|the|his|her|its)\b)[a-zß-ÿ]")
_OF_ANOTHER: Final = re.compile(r"\b(?:of|for|than|unlike|against)\s(?:the\s(?:late\s)?)?$", re.IGNORECASE)
_BESIDE_ANOTHER: Final = re.compile(
    r"\b(?:an?|the|his|her|their)\s(?:[\w-]+\s){1,2}(?:to|with|from|by|near|beside|behind)\s(?:the\s(?:late\s)?)?$",
    re.I,
)
_PARTICLE: Final = re.compile(r" (?:al|el|bin|bint|ibn|ben|van|von|der|ter|de|da|dos|del)[ -][A-ZÀ-Þ]|[-’'][A-Z]")
_WORD: Final = re.compile(r"(?:[^\W_]|[’'.\-])+")
_END: Final = re.compile(r"[,;:—–()]|\.(?=\s|$)|\s-\s")
_UNSPACED: Final = re.compile(r"^[\u30a1-\u30fc\u3400-\u9fff々]+$")


@dataclass(frozen=True, slots=True)
class Introduced:
    """A name with what an article says it is. key: of its topic page; said: the words and where they stand.

    beside: it is none of the story's names, and has no page.
    """

    key: str
    name: str
    said: Said
    beside: bool = False


def introduced(sources: Sequence[Source], language: str) -> tuple[Introduced, ...]:
    """The story's names that one of its articles introduces, in the order of the story's names; each once.

    Of several introductions the one by most articles is taken, then the earliest. Opinion introduces nobody.
    """
    told = [source for source in sources if source.genre is Genre.NEWS and source.language == language]
    if language not in LANGUAGES:
        return ()
    known = names({source.article: source.names for source in sources}, {source.outlet_name for source in sources})
    found = ((named, _usual(list(_introductions(named, told)))) for named in known)
    named = tuple(Introduced(each.key, each.name, said) for each, said in found if said)
    return named + _beside(told, [each.key for each in known])


def _beside(told: Sequence[Source], known: Sequence[str]) -> tuple[Introduced, ...]:
    """People whom two texts call by an office or politely, and who are none of the story's names; at most six."""
    texts: dict[str, set[int]] = defaultdict(set)
    for source in told:
        for sentence in source.sentences:
            for name, _start, _end in people(sentence.text, source.language):
                texts[name].add(source.independent_text)
    several = [name for name in texts if len(texts[name]) >= FEWEST_TEXTS and not any(name in key for key in known)]
    several.sort(key=lambda name: (-len(texts[name]), name))
    found = ((name, _usual(list(_introductions(Named(name, name, {}), told)))) for name in several)
    return tuple(Introduced(name, name, said, beside=True) for name, said in found if said)[:MOST_BESIDE]


def names_content(sources: Sequence[Source], context: Context) -> dict[str, Any] | None:
    """The block as JSON: {"names": [{"key", "name", "text", "citations", "beside"?}]}; None where nobody is."""
    rows = [
        {
            "key": one.key,
            "name": one.name,
            "text": one.said.text,
            "citations": [[place.article, place.start, place.end] for place in one.said.citations],
            **({"beside": True} if one.beside else {}),
        }
        for one in introduced(sources, context.language)
    ]
    return {"names": rows} if rows else None


def _usual(found: Sequence[Said]) -> Said | None:
    by_words: dict[str, list[Said]] = {}
    for said in found:
        by_words.setdefault(fold(said.text), []).append(said)
    by_words = {words: group for words, group in by_words.items() if not _outdated(words, by_words)}
    groups = sorted(by_words.values(), key=lambda group: -len({said.citations[0].article for said in group}))
    return groups[0][0] if groups else None


def _outdated(words: str, all_words: Mapping[str, Sequence[Said]]) -> bool:
    """Whether it says 'former' of an office that others say the name holds, or of an office without saying whose."""
    kept = words.removeprefix("former ").removeprefix("ex-")
    return kept != words and (len(kept.split()) < LEAST_TITLE or kept in all_words)


def _introductions(named: Named, sources: Sequence[Source]) -> Iterator[Said]:
    pattern = _name_pattern(named)
    for source in sorted(sources, key=lambda source: (source.published, source.article)):
        for sentence in source.sentences:
            for match in pattern.finditer(sentence.text):
                before, rest = sentence.text[: match.start()], sentence.text[match.end() :]
                words = _words(source.language, match.group(), before, rest)
                if words and not _is_part_of_a_name(match.group(), before, rest):
                    yield Said(words, (Citation(source.article, sentence.start, sentence.end),))


def _words(language: str, name: str, before: str, rest: str) -> str:
    if language in INTRODUCED:
        return introduction(language, name, before, rest)
    behind = "" if may_be_anothers(before, rest) else _behind(rest)
    return behind or _before(before)


def _is_part_of_a_name(name: str, before: str, rest: str) -> bool:
    """Whether it is a piece of a longer name: 'Maxwell' in 'Ada Maxwell', 'Karim' in 'Karim al-Oster'."""
    words = before.split()
    first = words[-1] if before.endswith(" ") and words else ""
    longer = " " not in name and first[:1].isupper() and fold(first) not in TRADES and not first.endswith(("’s", "'s"))
    return (longer and len(words) > 1) or bool(_PARTICLE.match(rest))


def _name_pattern(named: Named) -> re.Pattern[str]:
    """The name and its other spellings of two words or more: a surname alone is introduced already."""
    spellings = {named.name, *(alias for alias in named.aliases if " " in alias)}
    joined = "|".join(re.escape(spelling) for spelling in sorted(spellings, key=len, reverse=True))
    spaced = "" if _UNSPACED.search(named.name) else r"(?!\w)"
    before = r"(?<![\u30a1-\u30fc\u3400-\u9fff々])" if spaced == "" else r"(?<!\w)"
    return re.compile(rf"{before}(?:{joined}){spaced}", re.IGNORECASE)


def _behind(rest: str) -> str:
    """'the mayor of Ostermoor' of ', the mayor of Ostermoor, said'."""
    if not rest.startswith(", "):
        return ""
    end = _END.search(rest, 2)
    words = rest[2 : end.start()].strip() if end else ""
    if not _OPENS.match(words) or _SAYING.search(words) or _OURS.search(words) or not _is_a_kind(words):
        return ""
    return words if FEWEST_WORDS <= len(words.split()) <= MOST_WORDS else ""


def may_be_anothers(before: str, rest: str) -> bool:
    """Whether what stands behind the name can be said of another: 'the brother of Karl Oster, a lawyer from Brell,'."""
    if _OF_ANOTHER.search(before) or _BESIDE_ANOTHER.search(before):
        return True
    end = _END.search(rest, 2)
    behind = rest[end.start() :] if end else ""
    if _FRONTED.match(before) and not _GOES_ON.match(behind):
        return True
    listed = before.endswith(", ") and re.match(r",? (?:and|or)\b", behind)
    return bool(listed or re.match(r", [A-ZÀ-Þ]", behind))


def _is_a_kind(words: str) -> bool:
    """Whether it says what something is: its head is a kind of person, body or place, and no name of its own."""
    listed = words.split()
    if fold(words).startswith("one of "):
        listed = listed[2:]
    heads = [i for i, word in enumerate(listed) if i and fold(word) in ENDS_HEAD] or [len(listed)]
    head = listed[heads[0] - 1]
    if len(listed[-1]) == 1 or listed[-1].count("."):
        return False  # cut off in the middle of an abbreviation
    return head[0].islower() and (fold(head) in KINDS or fold(head).removesuffix("s") in KINDS)


def _before(rest: str) -> str:
    """'national security adviser' of 'South Korean national security adviser Wi Sung-lac'."""
    words = rest.split()
    if not words or fold(words[-1]) not in TRADES:
        return ""
    kept: list[str] = []
    for word in reversed(words[-MOST_TITLE:]):
        if not _WORD.fullmatch(word) or (kept and not _describes(word)):
            break
        kept.insert(0, word)
    return " ".join(kept) if len(kept) >= LEAST_TITLE else ""


def _describes(word: str) -> bool:
    """Whether the word before an office can be part of it: a country, a party, 'national', 'deputy'."""
    folded = fold(word)
    return (word[0].isupper() and folded not in STOP_WORDS and folded not in CALENDAR) or folded in QUALITIES
