"""What has happened, in three quotations: the event, what people say or do about it, and what came before. Pure.

None of them is a sentence of the summary. Where one of the two that follow the event isn't found by its words, what the
papers tell beyond the summary takes its place and is called that; where neither is found, or no event, the block is
left out, as it is in a language whose words nobody has listed.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final

from stories.briefing.background import CAPTION
from stories.briefing.centrality import Candidate, Ranked, ranked, texts_of
from stories.briefing.context import Context
from stories.briefing.introduced import full_names, gives, needs
from stories.briefing.novelty import event_of
from stories.briefing.reading import Source, quoted
from stories.briefing.summary import FEWEST_TEXTS, Names, as_stored, select, summary_places
from stories.briefing.tongues.tenses import to_come
from stories.text.folding import fold

SENTENCES: Final = 3
# What somebody says 'has been so for years' inside quotation marks is no report of what came before.
_QUOTED: Final = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]{12,}’")
# An event isn't told by somebody who was named the sentence before, and nothing is under a picture.
_SOMEBODY: Final = re.compile(r"\b(?:he|she|they) (?:said|says|told|added)\b|^According to the\b")
_PICTURE: Final = re.compile(r"^(?:Hide|Enlarge|Toggle) (?:caption|this)")
# Where the verb stands last: what somebody says is no event, and a bystander's word is none of what follows.
_SAYS_LAST: Final = re.compile(r"[”\"](?:이?라)?[고며]\s|」と")
_BYSTANDER: Final = re.compile(r"(?:^|\s)[가-힣]{2,4}(?:\(\d+\))? ?씨[는은가]|さん(?:（\d+）)?[はが]")
EVENT, FOLLOWS, CAME_BEFORE, MORE = "event", "follows", "before", "more"
LEAD: Final = 3  # rather in these
TOLD_AGAIN, OF_THE_PAST, LATE = 0.2, 0.2, 0.15  # what these take from a sentence's share of the highest relevance
OPENING: Final = 6  # an event is told in an article's first sentences
TELLING: Final = 0.6  # of the highest relevance: what an event's sentence has at least
RELEVANT: Final = 0.25  # of the highest: what others say of an event, and what came before it, are less central
SAID_AGAIN: Final = 0.8  # cosine: the summary tells the event too, in nearly the same words
SAYS: Final = {
    "en": r"\b(?:said|says|told|called|criticis\w+|criticiz\w+|welcomed|condemned|warned|urged|praised|vowed|promised"
    r"|argued|denied|accused|demanded|insisted|announced|respond\w+|react\w+|will|plans?|expected|is to|are to)\b",
    "de": r"\b(?:sagte|erklärte|kritisierte|begrüßte|verurteilte|warnte|forderte|kündigte|will|wollen|soll|betonte)\b",
    "fr": r"\b(?:a (?:déclaré|dit|affirmé|annoncé|critiqué|salué|condamné|averti)|doit|doivent|devrait|selon)\b",
    "es": r"\b(?:dijo|afirmó|declaró|criticó|condenó|advirtió|anunció|pidió|aseguró|según|prevé)\b",
    "ko": r"말했다|밝혔다|비판|환영|촉구|경고|강조했다|반발|예정이다|계획이다|전했다",
    "ja": r"述べた|語った|批判|歓迎|求めた|警告|強調した|反発|予定|方針|話した|説明した",
}
# What came before, the surest words first: a sentence with weaker ones is taken only where no other is found.
BEFORE: Final = {
    "en": (
        r"\b(?:previously|earlier this (?!week|morning|afternoon|evening)"
        r"|last (?:year|month|spring|summer|autumn|fall|winter|january|february|march|april|may|june|july|august"
        r"|september|october|november|december)|(?:years?|months?|weeks?) (?:ago|earlier|after)"
        r"|in (?:19|20)\d\d|comes? (?:after|as|amid|weeks|days|months)|came after|history"
        r"|since (?:19|20)\d\d|since (?:january|february|march|april|may|june|july|august|september|october|november"
        r"|december|taking office)|for (?:years|decades|months)|decades"
        r"|(?:deadliest|worst|largest|biggest|first|highest|lowest|smallest)\b.{2,60}\bsince)\b",
        r"\b(?:since (?!(?:it|they|he|she|we|there|the|then)\b)|last week|was first|founded|began in"
        r"|in (?:january|february|march|april|june|july|august|september|october|november|december)"
        r"|in (?:recent|past|the past) (?:\w+ )?(?:days|weeks|months|years)|after (?:\w+ ){0,3}(?:weeks|months|years)"
        r"|the (?:19|20)\d\d|(?:january|february|march|april|may|june|july|august|september|october|november"
        r"|december),? (?:19|20)\d\d)\b",
    ),
    "de": (
        r"\b(?:seit|zuvor|vergangenen?|im vorjahr|vor (?:\w+ )?(?:jahren|monaten|wochen)|(?:19|20)\d\d)\b",
        r"\b(?:bereits)\b",
    ),
    "fr": (
        r"\b(?:depuis|il y a|l'an dernier|l'année dernière|en (?:19|20)\d\d|précédent\w*)\b",
        r"\b(?:déjà)\b",
    ),
    "es": (
        r"\b(?:desde|hace|el año pasado|en (?:19|20)\d\d|el mes pasado)\b",
        r"\b(?:anterior\w*)\b",
    ),
    "ko": (r"지난해|지난달|앞서|년 전|개월 전|작년|(?:19|20)\d\d년", r"이후|년부터"),
    "ja": (r"昨年|先月|年前|か月前|(?:19|20)\d\d年", r"以来|以降|これまで"),
}
_ANY: Final = r""


def happened(sources: Sequence[Source], context: Context) -> dict[str, Any] | None:
    """Three sentences as they are stored, each with its part; None without all three."""
    texts = texts_of(sources, context.language)
    if len(texts) < FEWEST_TEXTS or context.language not in SAYS:
        return None
    told = in_three(texts, context.language)
    if not told:
        return None
    return {"sentences": [{"part": part} | as_stored(quoted(one.source, one.sentence)) for part, one in told]}


def in_three(texts: Sequence[Source], language: str) -> tuple[tuple[str, Candidate], ...]:
    """Event, consequence and background by two outlets at least, each with its part; empty where they can't be told."""
    story, names = ranked(texts), full_names(texts)
    choice = _Choice(story, names, summary_places(story, names, event_of(texts)), _having("|".join(BEFORE[language])))
    event = choice.event()
    if event is None:
        return ()
    follows = choice.next([event], [SAYS[language]])
    found = [event, *follows]
    before = choice.next(found, BEFORE[language], past=True)
    if not follows and not before:
        return ()
    found += before
    more = choice.next(found, [_ANY]) if len(found) < SENTENCES else []
    by_part = {EVENT: [event], FOLLOWS: follows, MORE: more, CAME_BEFORE: before}
    three = tuple((part, story.candidates[place]) for part, places in by_part.items() for place in places)
    outlets = {one.source.outlet for _part, one in three}
    return three if len(three) == SENTENCES and len(outlets) > 1 else ()


@dataclass(frozen=True, eq=False)
class _Choice:
    """What the three are chosen from. told: the places of the summary; is_past: whether one tells of earlier things."""

    story: Ranked
    names: Names
    told: Sequence[int]
    is_past: Callable[[Candidate], bool]

    def event(self) -> int | None:
        """The most telling of the articles' first sentences, in other words than the summary's where there is one."""
        highest = max(self.story.relevance, default=0.0)
        leads = [
            place
            for place, one in enumerate(self.story.candidates)
            if one.position < OPENING
            and place not in self.told
            and self.story.relevance[place] >= TELLING * highest
            and needs(one.sentence.text, self.names) <= self.introduced
            and not _is_aside(one.sentence.text)
        ]
        return max(leads, key=self._weight, default=None)

    @cached_property
    def introduced(self) -> frozenset[str]:
        """The surnames whose bearers the summary introduces, which a reader has read before."""
        return self._given(self.told)

    def _given(self, places: Sequence[int]) -> frozenset[str]:
        texts = [self.story.candidates[place].sentence.text for place in places]
        return frozenset(name for text in texts for name in gives(text, self.names))

    def _weight(self, place: int) -> float:
        """How well a candidate tells the event: its relevance, less where it is told again, of the past or late."""
        one = self.story.candidates[place]
        again = max((float(self.story.likeness[place, other]) for other in self.told), default=0.0) > SAID_AGAIN
        share = float(self.story.relevance[place]) / float(self.story.relevance.max())
        return share - TOLD_AGAIN * again - OF_THE_PAST * self.is_past(one) - LATE * (one.position >= LEAD)

    def next(self, found: Sequence[int], words: Sequence[str], *, past: bool = False) -> list[int]:
        """The place of the best further sentence with one of the words, the surest words first, or none.

        past: none that tells of what is to come. Rather one that says nothing the summary says; another outlet's where
        those found are all of one.
        """
        known = self.introduced | self._given(found)
        outlets = {self.story.candidates[place].source.outlet for place in found}
        barred = outlets if len(outlets) == 1 and len(found) == SENTENCES - 1 else frozenset()
        tries = (
            select(
                self.story,
                self.names,
                most=1,
                taken=taken,
                without=self.told,
                relevant=RELEVANT,
                known=known,
                allowed=_having(each, barred, past=past),
            )
            for taken in ([*found, *self.told], found)
            for each in words
        )
        return next((place for place in tries if place), [])


def _is_aside(text: str) -> bool:
    """Whether a sentence is a quotation, a caption, or says who says it without a name."""
    return text[:1] in '"“‘' or bool(_SOMEBODY.search(text) or _SAYS_LAST.search(text)) or _is_caption(text)


def _is_caption(text: str) -> bool:
    return bool(_PICTURE.search(text) or CAPTION.search(text))


def _having(words: str, barred: Collection[int] = (), *, past: bool = False) -> Callable[[Candidate], bool]:
    """Whether a candidate has one of the words outside quotation marks and is of no barred outlet."""
    pattern = _compiled(words)
    return lambda one: (
        one.source.outlet not in barred
        and not (past and to_come(one.sentence.text, one.source.language, one.source.published.year))
        and not _BYSTANDER.search(one.sentence.text)
        and not _is_caption(one.sentence.text)
        and bool(pattern.search(_QUOTED.sub("", fold(one.sentence.text))))
    )


@cache
def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(words)
