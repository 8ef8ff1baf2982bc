"""What the clusterer knows of one article, computed once when it arrives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from stories.annotate.language import encodes
from stories.clustering import terms

Floats = npt.NDArray[np.float32]
ArticleId = int | str
NO_PAIRS: frozenset[frozenset[ArticleId]] = frozenset()


@dataclass(frozen=True, eq=False)
class ArticleFeatures:
    """One article as the window needs it; it doesn't keep the text.

    language: lower-case code without region, '' when unknown. published: None when not known, then no time counts.
    vector: sentence vector of unit length or None. fingerprint: MinHash values, None for a text too short to tell.
    wording: its counted terms. brief: 1.0 for a bare headline, 0.0 for a text. names: as written, for the words of an
    explanation.
    """

    id: ArticleId
    outlet: str
    language: str
    published: datetime | None
    title: str
    wording: terms.Wording
    brief: float = 0.0
    names: tuple[str, ...] = ()
    vector: Floats | None = None
    fingerprint: npt.NDArray[np.uint32] | None = None

    def views(self) -> tuple[Mapping[str, int], Mapping[str, int], Mapping[str, int]]:
        """The counted terms in the order of `model.TERM_VIEWS`."""
        return self.wording.headline, self.wording.text, self.wording.names


def features_of(
    article_id: ArticleId,
    *,
    outlet: str,
    language: str,
    published: datetime | None,
    title: str,
    text: str,
    address: str = "",
    vector: Floats | None = None,
    entities: tuple[str, ...] = (),
    fingerprint: npt.NDArray[np.uint32] | None = None,
) -> ArticleFeatures:
    """An article's features from its row and annotation.

    text: '' when only a headline is known. address: canonical; its words count as headline. entities: names as
    written.
    """
    wording = terms.wording(title, text, address)
    return ArticleFeatures(
        id=article_id,
        outlet=outlet,
        language=language.lower().partition("-")[0],
        published=published,
        title=title,
        wording=wording,
        brief=terms.brevity(wording),
        names=entities,
        vector=vector if encodes(language) else None,
        fingerprint=fingerprint,
    )


@dataclass(frozen=True)
class Constraints:
    """What people said: pairs of article ids that belong together, and pairs that don't."""

    must: frozenset[frozenset[ArticleId]] = NO_PAIRS
    cannot: frozenset[frozenset[ArticleId]] = NO_PAIRS

    def partners(self, article_id: ArticleId, pairs: frozenset[frozenset[ArticleId]]) -> set[ArticleId]:
        """The other article of each pair that names this one."""
        return {other for pair in pairs if article_id in pair for other in pair if other != article_id}
