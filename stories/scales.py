"""The vocabulary that every room shares: sides, leans, factuality, owners, tone, kinds, sections, dates.

Plain Python: no Django, no I/O. The value of a member is what a row, a file and an address hold.
"""

import re
from enum import StrEnum
from typing import Final, Self


class _Labelled(StrEnum):
    """A StrEnum whose members can be shown to a reader."""

    @property
    def label(self) -> str:
        """The words on the page, e.g. 'Lean left'."""
        return self.value.replace("_", " ").capitalize()

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """(value, label) pairs in order, as a form or a column wants them."""
        return [(member.value, member.label) for member in cls]

    @classmethod
    def of(cls, word: str | None) -> Self | None:
        """The member a person meant by the word, None when there is none; case, spaces and hyphens don't matter."""
        key = _key(word or "").replace(" ", "_")
        return cls(key) if key in cls._value2member_map_ else None


def _key(word: str) -> str:
    return re.sub(r"[\s_\-–—/]+", " ", word).strip(" .").casefold()


class Side(_Labelled):
    """The four buckets of a story's count; an outlet without a rating is unrated, never center."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    UNRATED = "unrated"

    @property
    def letter(self) -> str:
        """L, C, R or –: what stands beside the colour, so that colour never carries the meaning alone."""
        return "–" if self is Side.UNRATED else self.value[0].upper()


RATED_SIDES: Final = (Side.LEFT, Side.CENTER, Side.RIGHT)


class Lean(_Labelled):
    """The seven-point scale of outlets, from far left to far right."""

    FAR_LEFT = "far_left"
    LEFT = "left"
    LEAN_LEFT = "lean_left"
    CENTER = "center"
    LEAN_RIGHT = "lean_right"
    RIGHT = "right"
    FAR_RIGHT = "far_right"

    @property
    def score(self) -> int:
        """-3 (far left) to +3 (far right)."""
        return list(Lean).index(self) - 3

    @property
    def side(self) -> Side:
        """The bucket the word counts in: the three left words are left, the three right words right."""
        if self.score == 0:
            return Side.CENTER
        return Side.LEFT if self.score < 0 else Side.RIGHT


def lean_at(score: float) -> Lean:
    """The word for a mean score of -3..+3; cuts at 0.5, 1.5 and 2.5 on each side, a tie goes towards the center.

    Beyond ±3 is far left or far right.
    """
    size = abs(score)
    steps = sum(size > cut for cut in (0.5, 1.5, 2.5))
    return list(Lean)[3 + (steps if score > 0 else -steps)]


# The words in use at AllSides, Media Bias/Fact Check, Ground News and in people's own spreadsheets.
_LEAN_WORDS: Final[dict[str, Lean]] = {
    **{lean.value.replace("_", " "): lean for lean in Lean},
    "extreme left": Lean.FAR_LEFT,
    "hyper partisan left": Lean.FAR_LEFT,
    "l": Lean.LEFT,
    "ll": Lean.LEAN_LEFT,
    "lc": Lean.LEAN_LEFT,
    "left center": Lean.LEAN_LEFT,
    "left leaning": Lean.LEAN_LEFT,
    "leans left": Lean.LEAN_LEFT,
    "center left": Lean.LEAN_LEFT,
    "skews left": Lean.LEAN_LEFT,
    "c": Lean.CENTER,
    "middle": Lean.CENTER,
    "least biased": Lean.CENTER,
    "right center": Lean.LEAN_RIGHT,
    "right leaning": Lean.LEAN_RIGHT,
    "leans right": Lean.LEAN_RIGHT,
    "center right": Lean.LEAN_RIGHT,
    "skews right": Lean.LEAN_RIGHT,
    "rc": Lean.LEAN_RIGHT,
    "lr": Lean.LEAN_RIGHT,
    "r": Lean.RIGHT,
    "extreme right": Lean.FAR_RIGHT,
    "hyper partisan right": Lean.FAR_RIGHT,
}


def lean_of(word: str | None) -> Lean | None:
    """The lean a person or a rater wrote, None for a word that is no lean ('mixed', 'satire', '').

    Case, spaces, hyphens, slashes and 'centre' don't matter: 'Far Left', 'left-center', 'Lean-Left', 'L', 'C', 'R'.
    """
    key = _key(word or "").replace("centrist", "center").replace("centre", "center")
    return _LEAN_WORDS.get(key)


class Factuality(_Labelled):
    """How often an outlet's facts hold, in five steps."""

    VERY_HIGH = "very_high"
    HIGH = "high"
    MIXED = "mixed"
    LOW = "low"
    VERY_LOW = "very_low"


def factuality_of(word: str | None) -> Factuality | None:
    """The step a rater wrote, None for an unknown word.

    Media Bias/Fact Check has a sixth step, 'mostly factual', between high and mixed: it counts as high, because
    mixed is its word for an outlet that has failed several fact checks.
    """
    key = _key(word or "").removesuffix(" factual").removesuffix(" factuality")
    return Factuality.HIGH if key in ("mostly", "factual") else Factuality.of(key)


class OwnerKind(_Labelled):
    """Who owns an outlet, in the nine categories that the field's trackers use."""

    INDEPENDENT = "independent"
    CORPORATION = "corporation"
    MEDIA_CONGLOMERATE = "media_conglomerate"
    TELECOM = "telecom"
    PRIVATE_EQUITY = "private_equity"
    BILLIONAIRE = "billionaire"
    GOVERNMENT = "government"
    OTHER = "other"
    UNCATEGORIZED = "uncategorized"


class ToneBand(_Labelled):
    """Five equal bands of a 0..100 tone score."""

    NEGATIVE = "negative"
    SERIOUS = "serious"
    NEUTRAL = "neutral"
    OPTIMISTIC = "optimistic"
    POSITIVE = "positive"

    @property
    def bounds(self) -> tuple[int, int]:
        """First score of the band and the first of the next one: (20, 40) for serious; positive ends at 100."""
        low = list(ToneBand).index(self) * TONE_BAND_WIDTH
        return low, low + TONE_BAND_WIDTH


TONE_BAND_WIDTH: Final = 20


def tone_band(score: float) -> ToneBand:
    """The band of a 0..100 score: 0-19 negative, 20-39 serious, … 80-100 positive.

    Raises ValueError outside 0..100 and for NaN.
    """
    if not 0 <= score <= 100:
        raise ValueError(f"a tone score is 0 to 100, not {score}")
    bands = list(ToneBand)
    return bands[min(int(score // TONE_BAND_WIDTH), len(bands) - 1)]


class OutletKind(_Labelled):
    """What an outlet does: a republisher never counts as one more outlet."""

    PUBLISHER = "publisher"
    WIRE = "wire"
    REPUBLISHER = "republisher"


class Genre(_Labelled):
    """News, or somebody's opinion on it; opinion is shown and left out of the shares."""

    NEWS = "news"
    OPINION = "opinion"


class OriginKind(_Labelled):
    """Where a text comes from: the outlet's own desk, a news agency, or another outlet's page."""

    OWN = "own"
    WIRE = "wire"
    REPUBLISHED = "republished"


class Section(_Labelled):
    """The part of the paper an article belongs to; only politics can have a blindspot."""

    POLITICS = "politics"
    WORLD = "world"
    BUSINESS = "business"
    TECHNOLOGY = "technology"
    SCIENCE = "science"
    HEALTH = "health"
    SPORT = "sport"
    CULTURE = "culture"
    OTHER = "other"


class DatePrecision(_Labelled):
    """How exact a date is; seen means that only the time of our first sight is known."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    SEEN = "seen"


class DateSource(_Labelled):
    """Where a date was read, in the order of trust."""

    FEED = "feed"
    JSON_LD = "json_ld"
    META = "meta"
    PAGE_TEXT = "page_text"
    ADDRESS = "address"
    RELATIVE = "relative"
    SEEN = "seen"
