"""The counts of a story: outlets by side, the two counts outside the shares, articles, independent texts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from stories.coverage.config import DEFAULT_CONFIG, CoverageConfig
from stories.coverage.members import Member, Seat, SeatKind, seats
from stories.coverage.texts import Text, independent_texts
from stories.scales import Side


@dataclass(frozen=True, slots=True)
class Counts:
    """Every number of a story's coverage details, with the seats and texts that they are counts of.

    by_bucket: (bucket, counted outlets) for each bucket that occurs, by bucket; on the lean scheme the seven points.
    """

    left: int
    center: int
    right: int
    unrated: int
    opinion_only: int
    republishers: int
    articles: int
    independent_texts: int
    by_bucket: tuple[tuple[str, int], ...]
    seats: tuple[Seat, ...]
    texts: tuple[Text, ...]

    @property
    def outlets(self) -> int:
        """Counted outlets: left + center + right + unrated."""
        return self.rated + self.unrated

    @property
    def rated(self) -> int:
        """Counted outlets with a side."""
        return self.left + self.center + self.right


def counts(members: Iterable[Member], config: CoverageConfig = DEFAULT_CONFIG) -> Counts:
    """The counts of one story on one scheme, from all its articles in any order."""
    listed = list(members)
    taken = seats(listed)
    sides = Counter(seat.side for seat in taken if seat.counted)
    kinds = Counter(seat.kind for seat in taken)
    buckets = Counter(seat.bucket for seat in taken if seat.counted and seat.bucket is not None)
    texts = independent_texts(listed, config.same_text_jaccard)
    return Counts(
        left=sides[Side.LEFT],
        center=sides[Side.CENTER],
        right=sides[Side.RIGHT],
        unrated=sides[Side.UNRATED],
        opinion_only=kinds[SeatKind.OPINION_ONLY],
        republishers=kinds[SeatKind.REPUBLISHER],
        articles=len(listed),
        independent_texts=len(texts),
        by_bucket=tuple(sorted(buckets.items())),
        seats=taken,
        texts=texts,
    )
