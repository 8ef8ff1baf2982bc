"""What has happened, in three quotations: the event, what people say or do about it, and what came before. Pure.

None of them is a sentence of the summary. Where one of the three can't be told the block is left out: in a language
whose words for it nobody has listed, always.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final

from stories.briefing.centrality import Candidate, Ranked, ranked, texts_of
from stories.briefing.context import Context
from stories.briefing.introduced import full_names, gives, needs
from stories.briefing.reading import Source, quoted
from stories.briefing.summary import FEWEST_TEXTS, Names, as_stored, select, summary_places
from stories.text.folding import fold

# What somebody says 'has been so for years' inside quotation marks is no report of what came before.
_QUOTED: Final = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]{12,}’")
PARTS: Final = ("event", "follows", "before")
FIRST: Final = 2  # an event is told in an article's first sentences
RELEVANT: Final = 0.25  # of the highest: what others say of an event, and what came before it, are less central
SAID_AGAIN: Final = 0.8  # cosine: the summary tells the event too, in other words
SAYS: Final = {
    "en": r"\b(?:said|says|told|called|criticis\w+|criticiz\w+|welcomed|condemned|warned|urged|praised|vowed|promised"
    r"|argued|denied|accused|demanded|insisted|announced|respond\w+|react\w+|will|plans?|expected|is to|are to)\b",
    "de": r"\b(?:sagte|erklärte|kritisierte|begrüßte|verurteilte|warnte|forderte|kündigte|will|wollen|soll|betonte)\b",
    "fr": r"\b(?:a (?:déclaré|dit|affirmé|annoncé|critiqué|salué|condamné|averti)|doit|doivent|devrait|selon)\b",
    "es": r"\b(?:dijo|afirmó|declaró|criticó|condenó|advirtió|anunció|pidió|aseguró|según|prevé)\b",
    "ko": r"말했다|밝혔다|비판|환영|촉구|경고|강조했다|반발|예정이다|계획이다|전했다",
    "ja": r"述べた|語った|批判|歓迎|求めた|警告|強調した|反発|予定|方針|話した|説明した",
}
BEFORE: Final = {
    "en": r"\b(?:since (?!(?:it|they|he|she|we|there)\b)|previously|earlier this"
    r"|last (?:year|month|week|spring|summer|autumn|fall|winter)"
    r"|(?:years?|months?|weeks?) ago"
    r"|had (?:been|already|long)|in (?:19|20)\d\d|history|for (?:years|decades|months)|decades?|followed|follows"
    r"|comes (?:after|as|amid|weeks|days|months)|came after|was first|founded|began in)\b",
    "de": r"\b(?:seit|bereits|zuvor|vergangenen?|im vorjahr|vor (?:\w+ )?(?:jahren|monaten|wochen)|(?:19|20)\d\d)\b",
    "fr": r"\b(?:depuis|déjà|il y a|l'an dernier|l'année dernière|en (?:19|20)\d\d|précédent\w*)\b",
    "es": r"\b(?:desde|hace|el año pasado|en (?:19|20)\d\d|anterior\w*|el mes pasado)\b",
    "ko": r"지난해|지난달|앞서|이후|년부터|년 전|개월 전|작년|(?:19|20)\d\d년",
    "ja": r"昨年|先月|以来|以降|年前|か月前|これまで|(?:19|20)\d\d年",
}


def happened(sources: Sequence[Source], context: Context) -> dict[str, Any] | None:
    """Three sentences as they are stored, each with its part: "event", "follows", "before"; None without all three."""
    texts = texts_of(sources, context.language)
    if len(texts) < FEWEST_TEXTS or context.language not in SAYS:
        return None
    told = in_three(texts, context.language)
    if not told:
        return None
    parts = zip(PARTS, told, strict=True)
    return {"sentences": [{"part": part} | as_stored(quoted(one.source, one.sentence)) for part, one in parts]}


def in_three(texts: Sequence[Source], language: str) -> tuple[Candidate, ...]:
    """Event, consequence, background, by two outlets at least; empty where one of them is missing."""
    story, names = ranked(texts), full_names(texts)
    told = summary_places(story, names)
    found = _event(story, names, told)
    for words in (SAYS, BEFORE):
        known = frozenset(name for place in found for name in gives(story.candidates[place].sentence.text, names))
        allowed = _having(words[language])
        found += select(
            story, names, most=1, taken=found, without=told, relevant=RELEVANT, known=known, allowed=allowed
        )
    three = tuple(story.candidates[place] for place in found)
    return three if len(three) == len(PARTS) and len({one.source.outlet for one in three}) > 1 else ()


def _event(story: Ranked, names: Names, taken: Sequence[int]) -> list[int]:
    """The place of the most telling of the articles' first sentences that isn't one of the summary's over again."""
    for place in sorted(range(len(story.candidates)), key=lambda place: (-story.relevance[place], place)):
        one = story.candidates[place]
        told = max((float(story.likeness[place, other]) for other in taken), default=0.0)
        if one.position < FIRST and told <= SAID_AGAIN and not needs(one.sentence.text, names):
            return [place]
    return []


def _having(words: str) -> Callable[[Candidate], bool]:
    pattern = _compiled(words)
    return lambda one: bool(pattern.search(_QUOTED.sub("", fold(one.sentence.text))))


@cache
def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(words)
