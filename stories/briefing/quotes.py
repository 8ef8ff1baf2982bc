"""The direct quotations in a story, aligned over its papers. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from stories.briefing.reading import Citation, Source
from stories.briefing.speakers import speaker
from stories.briefing.tongues.speaking import SPEAKING, speaker_in
from stories.scales import Genre, OutletKind
from stories.text.tokens import tokens

MOST_QUOTES: Final = 10
LEAST_WORDS: Final = 5  # fewer words in quotation marks are a word put at a distance, no quotation
LEAST_LETTERS_UNSPACED: Final = 12
LEAST_OF_A_TITLE: Final = 4  # letters: shorter words of a title are small
RUN: Final = 4  # words in a row that two quotations must share to be looked at
SAME_RUN: Final = 0.8  # of the shorter one's words, in order, that the longer one has

_MARKED: Final = re.compile(
    r"“(?P<curly>[^“”]{8,700})”|(?<![A-Za-z0-9])\"(?=\S)(?P<plain>[^\"“”\n]{8,700})(?<=\S)\"(?![A-Za-z0-9])|«\s?(?P<angle>[^«»]{8,700}?)\s?»|„(?P<low>[^„“”\"]{8,700})[“”\"]"
    r"|「(?P<corner>[^「」]{8,700})」|»(?=\w)(?P<turned>[^«»]{8,700})(?<=\S)«"
)
_OPENS: Final = re.compile(r"[A-Z\[‘'가-힣\u3040-\u9fff]")
# Behind a quotation that has come to its end: a sentence of its own, not who says it.
_NEXT: Final = re.compile(
    r"\s+(?:The|An?|In|On|At|But|And|As|After|For|It|This|That|These|There|Some|Many|Meanwhile)\b"
)
_STATES: Final = re.compile(r"\s+[A-Z][^.!?“\"]{2,80}? (?:said|says|told|announced|reported)(?: \w+){0,3} that\b")
_SENTENCE_END: Final = re.compile(r"[.!?]\s+(?=[A-Z“\"])|\n|(?<=다)\.\s")


@dataclass(frozen=True, slots=True)
class Version:
    """The quotation as one outlet prints it. note: '' the longest, 'same', 'shorter', 'other words'."""

    outlet_name: str
    text: str
    note: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation with all who print it. speaker: '' where no clause names one, or clauses name different ones."""

    text: str
    speaker: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, eq=False)
class Spoken:
    """A quotation in one article."""

    source: Source
    text: str
    speaker: str
    citation: Citation
    words: tuple[str, ...]


def quotes(sources: Sequence[Source]) -> tuple[Quote, ...]:
    """Quotations that the most outlets print first, then those with a speaker; at most ten, none by nobody alone."""
    found = aligned_quotes(sources)
    kept = [each for each in found if each.speaker or len(each.versions) > 1]
    return tuple(kept[:MOST_QUOTES])


def aligned_quotes(sources: Sequence[Source]) -> list[Quote]:
    """Every quotation once, in the longest form printed, most printed first."""
    spoken = [each for source in sources if _counts(source) for each in spoken_in(source)]
    groups = _groups(spoken)
    made = [_quote(group) for group in groups]
    return sorted(made, key=lambda quote: (-len(quote.versions), not quote.speaker))


def _counts(source: Source) -> bool:
    return source.genre is Genre.NEWS and source.kind is not OutletKind.REPUBLISHER


def spoken_in(source: Source) -> Iterator[Spoken]:
    """The direct quotations of an article, in order."""
    text = laid_out(source)
    for marked in _MARKED.finditer(text):
        said = marked[marked.lastgroup or 0].strip()
        words = tuple(tokens(said))
        if not _is_quotation(said, words):
            continue
        before, after = _clause(text, marked)
        start = marked.start()
        named = _speaker_of(source, before, after)
        if not named and source.language == "en" and _is_a_title(said):
            continue
        yield Spoken(source, said, named, Citation(source.article, start, marked.end()), words)


def _speaker_of(source: Source, before: str, after: str) -> str:
    if source.language in SPEAKING:
        return speaker_in(source.language, before, after, source.names)
    return speaker(before, after)


def laid_out(source: Source) -> str:
    """The article's sentences each at its own place, with spaces between: quotations run over sentences."""
    pieces: list[str] = []
    at = 0
    for sentence in source.sentences:
        pieces += [" " * (sentence.start - at), sentence.text]
        at = sentence.start + len(sentence.text)
    return "".join(pieces)


def _is_quotation(said: str, words: Sequence[str]) -> bool:
    if " " not in said or (not said.isascii() and len(words) > len(said.split()) * 2):
        return len(said) >= LEAST_LETTERS_UNSPACED
    return len(said.split()) >= LEAST_WORDS


def _is_a_title(said: str) -> bool:
    """Whether it is what a book, a bill or a file is called: capitals, and no sentence."""
    long = [word for word in said.split() if len(word) > LEAST_OF_A_TITLE and word[0].isalpha()]
    return bool(long) and not re.search(r"[.!?,]$", said) and all(word[0].isupper() for word in long)


def _clause(text: str, marked: re.Match[str]) -> tuple[str, str]:
    """What stands before and behind the quotation in its own sentence."""
    before = text[max(0, marked.start() - 220) : marked.start()]
    ends = [found.end() for found in _SENTENCE_END.finditer(before)]
    before = before[ends[-1] :] if ends else before
    if before.rstrip().endswith(("”", '"', "»")):
        before = ""
    after = text[marked.end() : marked.end() + 200]
    if marked.group().rstrip('”"»').endswith((".", "!")) and _OPENS.match(after.lstrip()) and not after.startswith(","):
        return before, ""
    if marked.group().rstrip('”"»').endswith(("?", ".", "!")) and (_NEXT.match(after) or _STATES.match(after)):
        return before, ""
    return before, after


def _groups(spoken: Sequence[Spoken]) -> list[list[Spoken]]:
    """Quotations of the same words; the longest of each first."""
    having: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, each in enumerate(spoken):
        for run in {each.words[i : i + RUN] for i in range(len(each.words) - RUN + 1)}:
            having[run].append(number)
    order = sorted(range(len(spoken)), key=lambda number: -len(spoken[number].words))
    placed: set[int] = set()
    groups: list[list[Spoken]] = []
    for number in order:
        if number in placed:
            continue
        whole = spoken[number]
        near = {other for i in range(len(whole.words) - RUN + 1) for other in having[whole.words[i : i + RUN]]}
        same = [other for other in sorted(near - placed - {number}) if is_same(whole.words, spoken[other].words)]
        placed |= {number, *same}
        groups.append([whole, *(spoken[other] for other in same)])
    return groups


def is_same(whole: Sequence[str], part: Sequence[str]) -> bool:
    """Whether the shorter quotation is the longer one, whole or cut: most of its words in the same order."""
    if not part:
        return False
    matcher = SequenceMatcher(None, whole, part, autojunk=False)
    blocks = [block.size for block in matcher.get_matching_blocks() if block.size > 1]
    return sum(blocks) >= SAME_RUN * len(part) and max(blocks, default=0) >= min(RUN, len(part))


def _quote(group: Sequence[Spoken]) -> Quote:
    whole = group[0]
    first: dict[int, Spoken] = {}
    for each in group:
        first.setdefault(each.source.outlet, each)
    versions = tuple(
        Version(each.source.outlet_name, each.text, _note(whole, each), each.citation) for each in first.values()
    )
    return Quote(whole.text, _speaker(group), versions)


def _note(whole: Spoken, each: Spoken) -> str:
    if each is whole:
        return ""
    if each.words == whole.words:
        return "same"
    joined, part = f" {' '.join(whole.words)} ", f" {' '.join(each.words)} "
    return "shorter" if part in joined else "other words"


def _speaker(group: Sequence[Spoken]) -> str:
    """The fullest form of the one name given; '' where the papers name different people."""
    names = Counter(each.speaker for each in group if each.speaker)
    if not names:
        return ""
    fullest = max(names, key=lambda name: (len(name.split()), names[name]))
    surname = fullest.split()[-1].casefold()
    return fullest if all(surname in name.casefold().split() for name in names) else ""
