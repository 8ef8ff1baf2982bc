"""The stories of one language in memory: the articles' rows, who is in which story, and what was last in each."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
import numpy.typing as npt

from stories.clustering.assignment import StoryId
from stories.clustering.features import ArticleFeatures, Floats
from stories.clustering.model import TERM_VIEWS, VIEWS, ClusterModel
from stories.clustering.postings import Postings
from stories.clustering.vectors import Vectors
from stories.clustering.views import ROOM, Ints, TermView

WIDTHS = {"headline": 24, "text": 96, "names": 40}  # terms kept per article; more changed nothing, 0004
TEXT = TERM_VIEWS.index("text")  # the view whose terms are looked up
DAY_S = 86400.0
NO_ROWS: Ints = np.zeros(0, np.int32)


@dataclass
class OpenStory:
    """A story's rows in the order they came, its first and last day, and the squared length of its sum per view.

    first, last: NaN while no article is dated. squares: None when it has to be counted anew.
    """

    id: StoryId
    rows: list[int] = field(default_factory=list)
    first: float = math.nan
    last: float = math.nan
    squares: npt.NDArray[np.float64] | None = None

    def gap(self, day: float) -> float:
        """Days from the story's nearest end to the day; 0.0 within its span or where a date is missing."""
        if math.isnan(day) or math.isnan(self.last):
            return 0.0
        return max(day - self.last, self.first - day, 0.0)

    def span(self, days: Sequence[float]) -> None:
        """Widen the span to these days; NaN among them are passed over."""
        dated = [day for day in (*days, self.first, self.last) if not math.isnan(day)]
        if dated:
            self.first, self.last = min(dated), max(dated)


@dataclass(frozen=True)
class Prepared:
    """An article as the shard compares it: weighted terms per view, vector, day (NaN when not dated)."""

    article: ArticleFeatures
    terms: tuple[tuple[Ints, Floats], ...]
    day: float


def day_of(published: datetime | None) -> float:
    """Days since 1970 with fraction; NaN when not known."""
    return math.nan if published is None else published.timestamp() / DAY_S


class Shard:
    """Articles and stories of one language. Rows of removed articles are used again."""

    def __init__(self, model: ClusterModel) -> None:
        """An empty shard."""
        self.model = model
        self.views = {name: TermView(WIDTHS[name], model.common_words) for name in TERM_VIEWS}
        self.stories: dict[StoryId, OpenStory] = {}
        self.articles: list[ArticleFeatures | None] = []
        self.story_of: list[StoryId | None] = []
        self.days = np.full(ROOM, np.nan)
        self._free: list[int] = []
        self.vectors = Vectors()
        self.postings = Postings()  # of the text view
        self._last: tuple[Prepared | None, Ints, Floats] = None, NO_ROWS, np.zeros((len(VIEWS), 0), np.float32)
        self._prints: npt.NDArray[np.uint32] = np.zeros((ROOM, 0), np.uint32)

    def prepare(self, article: ArticleFeatures) -> Prepared:
        """The article weighed against the window as it is now."""
        weighed = tuple(
            view.weigh(counts, len(self.stories))
            for view, counts in zip(self.views.values(), article.views(), strict=True)
        )
        return Prepared(article, weighed, day_of(article.published))

    def add(self, prepared: Prepared, story_id: StoryId) -> int:
        """The row that the article now has, as a member of the story."""
        row = self._free.pop() if self._free else len(self.articles)
        if row == len(self.articles):
            self.articles.append(None)
            self.story_of.append(None)
        self._make_room(row, prepared.article)
        story = self.stories.setdefault(story_id, OpenStory(story_id))
        for view, (ids, weights) in zip(self.views.values(), prepared.terms, strict=True):
            view.put(row, ids, weights, story.rows)
        self.days[row] = prepared.day
        self.postings.put(row, prepared.terms[TEXT][0])
        if prepared.article.vector is not None:
            self.vectors.put(row, prepared.article.vector)
        if prepared.article.fingerprint is not None:
            self._prints[row] = prepared.article.fingerprint
        self.articles[row], self.story_of[row] = prepared.article, story_id
        if story.squares is not None:
            story.squares += self._growth(prepared, story)
        story.rows.append(row)
        story.span([prepared.day])
        return row

    def _growth(self, prepared: Prepared, story: OpenStory) -> npt.NDArray[np.float64]:
        own = [float(weights @ weights) for _, weights in prepared.terms]
        own.append(
            float(prepared.article.vector @ prepared.article.vector) if prepared.article.vector is not None else 0.0
        )
        sums = self._compared_with(prepared, story).sum(axis=1, dtype=np.float64)
        return np.asarray(np.array(own) + 2.0 * sums, np.float64)

    def _compared_with(self, prepared: Prepared, story: OpenStory) -> Floats:
        # Nearly always it has just been compared with this story: that is why it joins it.
        known, rows, alike = self._last
        place = np.flatnonzero(rows == story.rows[0])[:1] if known is prepared else ()
        for start in place:
            if rows[start : start + len(story.rows)].tolist() == story.rows:
                return alike[:, start : start + len(story.rows)]
        return self.similarities(prepared, np.array(story.rows, np.int32))

    def _make_room(self, row: int, article: ArticleFeatures) -> None:
        if row >= len(self.days):
            self.days = np.concatenate([self.days, np.full_like(self.days, np.nan)])
            self._prints = np.concatenate([self._prints, np.zeros_like(self._prints)])
        if article.fingerprint is not None and not self._prints.shape[1]:
            self._prints = np.zeros((len(self.days), len(article.fingerprint)), np.uint32)

    def remove(self, row: int) -> StoryId:
        """The story that the row's article has left; a story without articles is gone."""
        story_id = self.story_of[row]
        if story_id is None:
            raise KeyError(row)
        story = self.stories[story_id]
        story.rows.remove(row)
        story.squares, story.first, story.last = None, math.nan, math.nan
        story.span(self.days[story.rows].tolist())
        self.postings.drop(row, self.views[TERM_VIEWS[TEXT]].ids(row))
        for view in self.views.values():
            view.drop(row, story.rows)
        self._last = None, NO_ROWS, self._last[2]  # the row may soon be another article's
        self.days[row] = np.nan
        self.vectors.drop(row)
        self._prints[row] = 0
        self.articles[row] = self.story_of[row] = None
        self._free.append(row)
        if not story.rows:
            del self.stories[story_id]
        return story_id

    def merge(self, gone: StoryId, kept: StoryId) -> None:
        """Move all articles of one story into another."""
        source, target = self.stories[gone], self.stories[kept]
        for view in self.views.values():
            view.join(target.rows, source.rows)
        for row in source.rows:
            self.story_of[row] = kept
        target.rows += source.rows
        target.squares = None
        target.span([source.first, source.last])
        del self.stories[gone]

    def squares(self, story: OpenStory) -> npt.NDArray[np.float64]:
        """Squared length of the sum of the story's rows in each view."""
        if story.squares is None:
            total = self.vectors.of(np.array(story.rows, np.int32)).sum(axis=0, dtype=np.float64)
            lexical = [view.square_of_sum(story.rows) for view in self.views.values()]
            story.squares = np.array([*lexical, float(total @ total)])
        return story.squares

    def similarities(self, prepared: Prepared, rows: Ints) -> Floats:
        """Cosines of the article with the rows, one line per view in the order of `VIEWS`."""
        found = np.zeros((len(VIEWS), len(rows)), np.float32)
        for line, (view, (ids, weights)) in enumerate(zip(self.views.values(), prepared.terms, strict=True)):
            found[line] = view.similarities(ids, weights, rows)
        if prepared.article.vector is not None:
            found[-1] = self.vectors.similarities(prepared.article.vector, rows)
        self._last = prepared, rows, found
        return found

    def jaccards(self, article: ArticleFeatures, rows: Ints) -> Floats:
        """Estimated share of common shingles with each row, 0..1; 0 where either has no fingerprint."""
        if article.fingerprint is None or not self._prints.shape[1]:
            return np.zeros(len(rows), np.float32)
        return np.asarray((self._prints[rows] == article.fingerprint).mean(axis=1), np.float32)

    def pair_similarity(self, one: Sequence[int], other: Sequence[int]) -> npt.NDArray[np.float64]:
        """Average cosine over all pairs of two sets of rows, per view."""
        pairs = len(one) * len(other)
        lexical = [view.product(one, other) / pairs for view in self.views.values()]
        sums = [self.vectors.of(np.array(rows, np.int32)).sum(axis=0, dtype=np.float64) for rows in (one, other)]
        return np.array([*lexical, float(sums[0] @ sums[1]) / pairs])

    def centers(self, stories: Sequence[OpenStory]) -> Floats:
        """The mean direction of each story's vectors, a row per story; zeros where it has none."""
        sums = np.array([self.vectors.of(np.array(story.rows, np.int32)).sum(axis=0) for story in stories], np.float32)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        return np.asarray(sums / np.maximum(lengths, 1e-9), np.float32)
