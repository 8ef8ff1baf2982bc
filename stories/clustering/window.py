"""The active stories in memory and where an article belongs among them: the core that production and evaluation share.

Values in, values out: the step fills a window from rows, asks `assign` for each article in order of arrival, and tells
the window with `add` what became of it. Articles join stories of their own language only, so each language is a shard
that knows nothing of the others.
"""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from stories.annotate.language import encodes
from stories.clustering import model as learned
from stories.clustering.assignment import Assignment, StoryId
from stories.clustering.candidates import candidates
from stories.clustering.explanation import explain
from stories.clustering.features import ArticleFeatures, ArticleId, Constraints
from stories.clustering.scoring import Ranking, rank
from stories.clustering.shard import EXACT_ROWS, Prepared, Shard, day_of

FREE = Constraints()
AT_HOME = "en"  # the language that the usual encoder was made for
# Of any two texts in another one that it reads: unlike articles are 0.30 alike in French, 0.10 in English; unlike
# headlines 0.30 to 0.33 in French, German and Spanish, 0.05 in English. docs/decisions/0039
IN_COMMON = 0.25


class Window:
    """Stories that may still take articles."""

    def __init__(
        self,
        model: learned.ClusterModel | None = None,
        exact_rows: int = EXACT_ROWS,
        in_common: float = IN_COMMON,
    ) -> None:
        """An empty window; without a model the one shipped with the code.

        exact_rows: articles of a language up to which every story is compared. in_common: how much more alike than two
        English texts the encoder finds any two of another language; 0.0 for one that knows all languages as well.
        """
        self.model = model or learned.default()
        self._in_common = in_common
        self._exact_rows = exact_rows
        self._shards: dict[str, Shard] = {}
        self._places: dict[ArticleId, tuple[str, int]] = {}

    def __len__(self) -> int:
        """How many articles are in the window."""
        return len(self._places)

    def __contains__(self, article_id: ArticleId) -> bool:
        return article_id in self._places

    def story_of(self, article_id: ArticleId) -> StoryId:
        """The story of an article in the window; KeyError for another."""
        language, row = self._places[article_id]
        story = self._shards[language].story_of[row]
        if story is None:
            raise KeyError(article_id)
        return story

    def articles_of(self, story: StoryId) -> list[ArticleId]:
        """The story's articles, none where it isn't in the window."""
        # An edited article may have another language than when it joined: its story is in two shards.
        here = ((shard, shard.stories[story]) for shard in self._shards.values() if story in shard.stories)
        return [article for shard, held in here for article in shard.ids(held.rows)]

    def stories(self) -> dict[StoryId, tuple[ArticleId, ...]]:
        """Every story's articles in the order they came."""
        found: dict[StoryId, tuple[ArticleId, ...]] = {}
        for shard in self._shards.values():
            for story in shard.stories.values():
                # An edited article may have another language than when it joined: its story is in two shards.
                articles = tuple(article.id for row in story.rows if (article := shard.articles[row]) is not None)
                found[story.id] = found.get(story.id, ()) + articles
        return found

    def shard_with(self, story: StoryId) -> Shard:
        """The shard that holds the story; KeyError for an unknown one."""
        for shard in self._shards.values():
            if story in shard.stories:
                return shard
        raise KeyError(story)

    def article(self, article_id: ArticleId) -> ArticleFeatures:
        """An article of the window; KeyError for another."""
        language, row = self._places[article_id]
        found = self._shards[language].articles[row]
        if found is None:
            raise KeyError(article_id)
        return found

    def shards(self) -> Iterator[Shard]:
        """The shards, one per language."""
        yield from self._shards.values()

    def place(self, article: ArticleFeatures, new: StoryId, constraints: Constraints = FREE) -> Assignment:
        """Where the article belongs, and it is there now; `new` is the id for a story that it begins."""
        shard = self._shard(article.language)
        prepared = shard.prepare(article)
        assignment = self._assigned(shard, prepared, constraints)
        self._put(shard, prepared, new if assignment.story is None else assignment.story)
        return assignment

    def assign(self, article: ArticleFeatures, constraints: Constraints = FREE) -> Assignment:
        """Where the article belongs; the window stays as it is.

        A must-link to an article of the window decides alone. A story that holds a cannot-link partner is out.
        """
        shard = self._shard(article.language)
        return self._assigned(shard, shard.prepare(article), constraints)

    def fit(self, article: ArticleFeatures, story: StoryId) -> Assignment:
        """How well the article fits this one story, near in time or not; the window stays as it is.

        score is None where no article of the story is in the window in the article's language.
        """
        shard = self._shard(article.language)
        prepared = shard.prepare(article)
        known = [story] if story in shard.stories else []
        return self._told(shard, prepared, rank(shard, prepared, known, always=True), "score")

    def nearest(self, article: ArticleFeatures, besides: Collection[StoryId] = ()) -> tuple[StoryId, float] | None:
        """The story that the article fits best besides these, and its score; None where no other is near."""
        shard = self._shard(article.language)
        prepared = shard.prepare(article)
        best = rank(shard, prepared, [story for story in candidates(shard, prepared) if story not in besides]).best
        return (best[0].story, best[0].score) if best else None

    def add(self, article: ArticleFeatures, story: StoryId) -> None:
        """Put an article into a story, known or new. An id that is in the window already raises ValueError."""
        shard = self._shard(article.language)
        self._put(shard, shard.prepare(article), story)

    def remove(self, article_id: ArticleId) -> StoryId:
        """The story that the article was taken out of: the exact inverse of `add`."""
        language, row = self._places.pop(article_id)
        return self._shards[language].remove(row)

    def merge(self, gone: StoryId, kept: StoryId) -> None:
        """Move the articles of one story into another, those in other languages too; KeyError for one unknown."""
        holding = [shard for shard in self._shards.values() if gone in shard.stories]
        if not holding or not any(kept in shard.stories for shard in self._shards.values()):
            raise KeyError(gone)
        for shard in holding:
            if kept in shard.stories:
                shard.merge(gone, kept)
                continue
            for article_id in shard.ids(shard.stories[gone].rows):
                article = self.article(article_id)
                self.remove(article_id)
                self.add(article, kept)

    def close(self, now: datetime) -> list[StoryId]:
        """Ids of the stories that have left the window: last article older than the model's days before now.

        Undated articles count as of no age: a story of none but those stays until it is removed.
        """
        limit = day_of(now - timedelta(days=self.model.window_days))
        closed = [
            story.id
            for shard in self._shards.values()
            for story in shard.stories.values()
            if all(shard.days[row] < limit for row in story.rows)
        ]
        for story_id in closed:
            for article_id in self.articles_of(story_id):
                self.remove(article_id)
        return closed

    def _shard(self, language: str) -> Shard:
        if language not in self._shards:
            foreign = encodes(language) and language not in (AT_HOME, "")
            self._shards[language] = Shard(self.model, self._exact_rows, self._in_common if foreign else 0.0)
        return self._shards[language]

    def _put(self, shard: Shard, prepared: Prepared, story: StoryId) -> None:
        article = prepared.article
        if article.id in self._places:
            raise ValueError(f"article {article.id} is in the window already")
        self._places[article.id] = (article.language, shard.add(prepared, story))

    def _stories_of(self, articles: set[ArticleId]) -> list[StoryId]:
        known = sorted((article for article in articles if article in self._places), key=str)
        return list(dict.fromkeys(self.story_of(article) for article in known))

    def _assigned(self, shard: Shard, prepared: Prepared, constraints: Constraints) -> Assignment:
        article_id = prepared.article.id
        barred = self._stories_of(constraints.partners(article_id, constraints.cannot))
        linked = self._stories_of(constraints.partners(article_id, constraints.must))
        forced = [story for story in linked if story in shard.stories and story not in barred]
        if forced:
            return self._told(shard, prepared, rank(shard, prepared, forced, always=True), "person")
        near = [story for story in candidates(shard, prepared) if story not in barred]
        ranking = rank(shard, prepared, near)
        if ranking.copy:
            return self._told(shard, prepared, ranking, "near_duplicate")
        joins = ranking.best and ranking.best[0].score > self.model.threshold
        return self._told(shard, prepared, ranking, "score" if joins else "new")

    def _told(self, shard: Shard, prepared: Prepared, ranking: Ranking, method: str) -> Assignment:
        if not ranking.best:
            return Assignment(prepared.article.id, None, method, None, self.model.threshold, self.model.version)
        shown = ranking.copy if ranking.copy and method == "near_duplicate" else ranking.best[0]
        joins = method != "new"
        other = next((story for story in ranking.best if not joins or story.story != shown.story), None)
        nearest = shard.articles[shown.nearest]
        return Assignment(
            article=prepared.article.id,
            story=shown.story if joins else None,
            method=method,
            score=shown.score,
            threshold=self.model.threshold,
            model_version=self.model.version,
            evidence=explain(shard, prepared, shown),
            runner_up=(other.story, other.score) if other else None,
            nearest=nearest.id if nearest else None,
            candidates=ranking.scored,
            rivals=ranking.rivals,
        )
