"""What the papers say: what only one of them reports, what it stresses, what it doesn't mention. Pure.

What is missing in a paper is said only of texts that look whole, and only of what others agree on. It is always
"in the text we have": a paper may have said it elsewhere.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from stories.briefing.agreement import MOST_AGREED, Agreed, agreements
from stories.briefing.lone import Field, left_out, lone_names, lone_statements, own_texts, shared_inside
from stories.briefing.reading import Said, Source
from stories.briefing.statements import Compared, compared, is_full
from stories.briefing.stress import LEAST_SENTENCES, SHARED, Stressed, is_telling, most_telling, stressed
from stories.scales import RATED_SIDES, Genre, OutletKind, Side
from stories.text.tokens import tokens

MOST_PAPERS: Final = 12
LEAST_OF_A_SIDE: Final = 2  # outlets: one alone is that outlet, not its side
LEAST_STRESSES: Final = 3
LONGEST_NAME: Final = 3  # words; a longer run of capitals is a headline or an office
LONGEST_ACRONYM: Final = 5


@dataclass(frozen=True, slots=True)
class Paper:
    """One outlet, or one side. outlet: its number, 0 for a side. side: of the outlet, or the side itself.

    statements, names: what only it has. stresses: its words beyond the others' use. left_out: agreed among the others
    and not in the texts we have of it; () where they may not be whole. opinion: it is there with opinion alone.
    """

    outlet: int
    name: str
    side: Side
    articles: tuple[int, ...]
    opinion: bool
    statements: tuple[Said, ...]
    names: tuple[tuple[str, Said], ...]
    stresses: tuple[Stressed, ...]
    left_out: tuple[Said, ...]

    @property
    def says_something(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.statements or self.names or self.stresses or self.left_out)

    @property
    def weight(self) -> int:
        """How much there is to show, by which papers are ordered."""
        return 2 * len(self.statements) + len(self.left_out) + len(self.names)


@dataclass(frozen=True, slots=True)
class Papers:
    """The comparison: what papers agree on, then by sides, then by outlets."""

    agreed: tuple[Said, ...]
    sides: tuple[Paper, ...]
    outlets: tuple[Paper, ...]


def papers(sources: Sequence[Source]) -> Papers | None:
    """The comparison, None with under two independent texts or nothing to say."""
    return compare(compared(sources))


def only(sources: Sequence[Source]) -> tuple[Paper, ...]:
    """What only one outlet or one side says, sides first."""
    found = papers(sources)
    return (*found.sides, *found.outlets) if found else ()


def compare(story: Compared) -> Papers | None:
    """`papers` of a story that is compared already."""
    if len({each.independent_text for each in story.sources if each.sentences}) < 2:
        return None
    field, found = Field(story), agreements(story)
    sides = [made for side in RATED_SIDES if _tells(made := _side(field, side, found))]
    outlets = [made for own in _by_outlet(story.sources) if (made := _outlet(field, own, found)).says_something]
    outlets.sort(key=lambda paper: (-paper.weight, paper.name))
    agreed = tuple(each.said for each in found[:MOST_AGREED])
    return Papers(agreed, tuple(sides), tuple(outlets[:MOST_PAPERS])) if agreed or sides or outlets else None


def _tells(side: Paper) -> bool:
    """Whether a side is worth a column: two words that it uses more are none."""
    return bool(side.weight or len(side.stresses) >= LEAST_STRESSES)


def _by_outlet(sources: Iterable[Source]) -> list[list[Source]]:
    groups: dict[int, list[Source]] = defaultdict(list)
    for source in sources:
        if source.sentences and source.kind is not OutletKind.REPUBLISHER:
            groups[source.outlet].append(source)
    return list(groups.values())


def _outlet(field: Field, own: Sequence[Source], found: Sequence[Agreed]) -> Paper:
    first = own[0]
    news = [source for source in own if source.genre is Genre.NEWS]
    texts = own_texts(field, own)
    return Paper(
        outlet=first.outlet,
        name=first.outlet_name,
        side=first.side,
        articles=tuple(source.article for source in own),
        opinion=not news,
        statements=lone_statements(field, texts),
        names=lone_names(field, news, texts),
        stresses=_stresses(field, texts, first.outlet_name),
        left_out=left_out(field, own, first.side, found) if news and all(is_full(source) for source in news) else (),
    )


def _side(field: Field, side: Side, found: Sequence[Agreed]) -> Paper:
    own = [source for source in field.story.sources if source.side is side and source.genre is Genre.NEWS]
    own = [source for source in own if source.sentences and source.kind is not OutletKind.REPUBLISHER]
    enough = len({source.outlet for source in own}) >= LEAST_OF_A_SIDE
    texts = own_texts(field, own) if enough else frozenset()
    full = enough and all(is_full(source) for source in own)
    return Paper(
        outlet=0,
        name="",
        side=side,
        articles=tuple(source.article for source in own),
        opinion=False,
        statements=shared_inside(field, found, texts),
        names=(),
        stresses=_stresses(field, texts, least_texts=LEAST_OF_A_SIDE),
        left_out=left_out(field, own, side, found) if full else (),
    )


def _stresses(field: Field, texts: frozenset[int], name: str = "", *, least_texts: int = 1) -> tuple[Stressed, ...]:
    """least_texts: of these that must have a term, lest one article speaks for a side."""
    own: Counter[str] = Counter()
    for text in texts:
        own.update(field.counts.get(text, {}))
    ours, names = set(tokens(name)), _names(field, texts, own)
    others = len(field.counts) - len(texts)
    kept = {}
    for term, times in own.items():
        telling = term in names or (field.language == "en" and is_telling(term))
        holders = field.texts_with[term]
        shared = len(holders - texts) > SHARED * others
        if telling and not shared and term not in ours and len(holders & texts) >= least_texts:
            kept[term] = times
    found = stressed(kept, own.total(), field.total, field.words)
    shown: dict[str, Stressed] = {}
    for each in found:
        if field.sentences_with(each.term, texts) >= LEAST_SENTENCES:
            shown.setdefault(names.get(each.term, each.term), each)
    return most_telling([replace(each, term=term) for term, each in shown.items()])


def _names(field: Field, texts: frozenset[int], own: Mapping[str, int]) -> dict[str, str]:
    """Word -> the name that it stands for in these texts in half of its places or more, as they write it."""
    times: dict[str, Counter[str]] = defaultdict(Counter)
    for source in (source for text in texts for source in field.story.holders.get(text, ())):
        for name, n in source.names:
            is_name = len(name.split()) <= LONGEST_NAME and not (len(name) > LONGEST_ACRONYM and name.isupper())
            for word in tokens(name) if is_name and name[:1].isalpha() and not name.islower() else ():
                times[word][name] += n
    chosen = {word: max(found, key=lambda name: (found[name], len(name))) for word, found in times.items()}
    return {word: name for word, name in chosen.items() if 2 * times[word][name] >= own.get(word, 0)}
