"""The stories of one language in memory: the articles' rows, who is in which story, and what was last in each."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from stories.clustering.assignment import StoryId
from stories.clustering.features import ArticleFeatures, ArticleId, Floats
from stories.clustering.model import TERM_VIEWS, VIEWS, ClusterModel
from stories.clustering.postings import Postings
from stories.clustering.vectors import Vectors
from stories.clustering.views import ROOM, Ints, TermView

WIDTHS = {"headline": 24, "text": 96, "names": 40}  # terms kept per article; more changed nothing, 0004
TEXT = TERM_VIEWS.index("text")  # the view whose terms are looked up
EXACT_ROWS = 256
DAY_S = 86400.0
AnyFloats = npt.NDArray[np.floating[Any]]
NO_ROWS: Ints = np.zeros(0, np.int32)


@dataclass
class OpenStory:
    """A story's rows in the order they came, its first and last day.

    first, last: NaN while no article is dated.
    """

    id: StoryId
    rows: list[int] = field(default_factory=list)
    first: float = math.nan
    last: float = math.nan

    def gap(self, day: float) -> float:
        """Days from the story's nearest end to the day; 0.0 within its span or where a date is missing."""
        if math.isnan(day) or math.isnan(self.last):
            return 0.0
        return max(day - self.last, self.first - day, 0.0)

    def gap_to(self, other: "OpenStory") -> float:
        """Days between the spans of two stories; 0.0 where they overlap or a date is missing."""
        return min(self.gap(other.first), self.gap(other.last), other.gap(self.first), other.gap(self.last))

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

    def __init__(self, model: ClusterModel, exact_rows: int = EXACT_ROWS, in_common: float = 0.0) -> None:
        """An empty shard.

        exact_rows: up to so many articles every story is compared, above it those that the indexes propose.
        in_common: how alike the encoder finds any two texts of this language, which says nothing of events.
        """
        self.model = model
        self.exact_rows = exact_rows
        self._in_common = in_common
        self.views = {name: TermView(WIDTHS[name], model.common_words) for name in TERM_VIEWS}
        self.stories: dict[StoryId, OpenStory] = {}
        self.articles: list[ArticleFeatures | None] = []
        self.story_of: list[StoryId | None] = []
        self.days = np.full(ROOM, np.nan)
        self.brief = np.zeros(ROOM)
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
        self.brief[row] = prepared.article.brief
        self.postings.put(row, prepared.terms[TEXT][0])
        if prepared.article.vector is not None:
            self.vectors.put(row, prepared.article.vector)
        if prepared.article.fingerprint is not None:
            self._prints[row] = prepared.article.fingerprint
        self.articles[row], self.story_of[row] = prepared.article, story_id
        story.rows.append(row)
        story.span([prepared.day])
        return row

    def _make_room(self, row: int, article: ArticleFeatures) -> None:
        if row >= len(self.days):
            self.days = np.concatenate([self.days, np.full_like(self.days, np.nan)])
            self.brief = np.concatenate([self.brief, np.zeros_like(self.brief)])
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
        story.first, story.last = math.nan, math.nan
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
        target.span([source.first, source.last])
        del self.stories[gone]

    def similarities(self, prepared: Prepared, rows: Ints) -> Floats:
        """Cosines of the article with the rows, one line per view in the order of `VIEWS`."""
        found = np.zeros((len(VIEWS), len(rows)), np.float32)
        for line, (view, (ids, weights)) in enumerate(zip(self.views.values(), prepared.terms, strict=True)):
            found[line] = view.similarities(ids, weights, rows)
        if prepared.article.vector is not None:
            found[-1] = self._beyond(self.vectors.similarities(prepared.article.vector, rows))
        self._last = prepared, rows, found
        return found

    def sums(self, story: OpenStory, rows: Ints) -> npt.NDArray[np.float64]:
        """Similarity of each of the rows with all articles of the story added up, one line per view."""
        found = np.zeros((len(VIEWS), len(rows)))
        for line, view in enumerate(self.views.values()):
            found[line] = view.similarities(*view.total(story.rows), rows)
        alike = self.vectors.of(rows) @ self.vectors.of(np.array(story.rows, np.int32)).sum(axis=0)
        found[-1] = self._beyond(alike, len(story.rows))
        return found

    def gram(self, parts: Sequence[Sequence[int]]) -> Iterator[AnyFloats]:
        """Similarities of each part's rows with each part's, added up: a table per view, one after the other."""
        yield from (view.gram(parts) for view in self.views.values())
        vectors = np.array([self.vectors.of(np.array(part, np.int32)).sum(axis=0) for part in parts])
        sizes = np.array([len(part) for part in parts])
        yield self._beyond(vectors @ vectors.T, np.outer(sizes, sizes))

    def has_vector(self, row: int) -> bool:
        """Whether the meaning of the row's article is known."""
        article = self.articles[row]
        return article is not None and article.vector is not None

    def _beyond(self, alike: AnyFloats, pairs: int | npt.NDArray[np.int64] = 1) -> AnyFloats:
        """Likeness in meaning, added up over so many pairs, without what any two texts of the language have of it."""
        if not self._in_common:
            return alike
        return (alike - self._in_common * pairs) / (1.0 - self._in_common)

    def ids(self, rows: Sequence[int]) -> list[ArticleId]:
        """The rows' articles by id."""
        return [article.id for row in rows if (article := self.articles[row]) is not None]

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
        return np.array([*lexical, self._beyond(np.asarray(sums[0] @ sums[1] / pairs))])

    def centers(self, stories: Sequence[OpenStory]) -> Floats:
        """The mean direction of each story's vectors, a row per story; zeros where it has none."""
        sums = np.array([self.vectors.of(np.array(story.rows, np.int32)).sum(axis=0) for story in stories], np.float32)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        return np.asarray(sums / np.maximum(lengths, 1e-9), np.float32)
