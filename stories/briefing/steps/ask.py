"""A question asked of a story's articles, or of the articles of some days; nothing of it is stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from django.db import OperationalError, connection, transaction
from django.db.models import Case, QuerySet, When
from psycopg.errors import QueryCanceled

from stories.annotate.language import primary
from stories.briefing.asking import Question
from stories.briefing.passages import Passage, nearest, passages
from stories.briefing.reading import Source
from stories.briefing.steps.load import load, load_articles
from stories.briefing.tongues.known import ASKED, ENGLISH, TONGUES, asked_in, read_in
from stories.finding.search import forms
from stories.models import Article, Briefing

Vector = npt.NDArray[np.float32]
Encode = Callable[[str], Vector | None]

MATCHING: Final = 1000  # newest articles with a word of the question that are ranked
READ: Final = 40  # best of them whose sentences are read: 40 texts take 0.1 s
TIMEOUT_MS: Final = 1000
PRESET_BLOCK: Final = "questions"
_CANDIDATES: Final = """
SELECT document.article_id FROM (
    SELECT article_id, words, published_at FROM stories_searchdocument
    WHERE published_at >= %s AND published_at <= %s AND words @@ ({must})
    ORDER BY published_at DESC LIMIT %s
) document
JOIN stories_membership membership ON membership.article_id = document.article_id
ORDER BY ts_rank(document.words, {any}, 1) DESC, document.published_at DESC, document.article_id LIMIT %s
"""


class TookTooLongError(Exception):
    """The database was stopped before it had the articles."""


@dataclass(frozen=True, slots=True)
class Told:
    """A passage with the row of its article, which has its outlet and its story."""

    passage: Passage
    article: Article


@dataclass(frozen=True, slots=True)
class Answered:
    """What was asked, the passages that answer, best first, and how many articles were read for it.

    near: where none answers, the sentences nearest to the question in meaning; none where it is asked by words alone.

    language: of the question, ISO 639-1; '' where nothing tells. others: languages of articles that were not read since
    they are in another than the question's.
    """

    question: Question
    told: tuple[Told, ...]
    articles: int
    language: str = ENGLISH
    others: tuple[str, ...] = ()
    near: tuple[Told, ...] = ()

    @property
    def spoken(self) -> bool:
        """Whether questions in this language can be answered at all."""
        return self.language in ASKED


def ask_story(story_id: int, text: str, *, encode: Encode) -> Answered:
    """The answer of a story's articles. Three queries."""
    sources = load(story_id)
    return _answered(text, asked_in(text, [primary(source.language) for source in sources]), sources, encode)


def ask_days(text: str, since: datetime, now: datetime, *, encode: Encode) -> Answered:
    """The answer of the articles since a moment that have the question's words. Four queries.

    Raises TookTooLongError.
    """
    language = asked_in(text, ())
    question = read_in(text, language)
    found = _candidates(question, since, now) if question.terms and language in ASKED else []
    return _answered(text, language, load_articles(found) if found else (), encode)


@dataclass(frozen=True, slots=True)
class Preset:
    """A question that a story's articles answer."""

    question: str
    story: int
    headline: str
    language: str


def presets(story_id: int, most: int) -> tuple[Preset, ...]:
    """Questions that the story's articles answer. One query."""
    return _in_turn(Briefing.objects.filter(story=story_id), most)


def presets_of_days(since: datetime, most: int, language: str) -> tuple[Preset, ...]:
    """Questions of the largest stories since a moment, those in a language first, one of each in turn. One query."""
    own = Case(When(story__language=language, then=0), default=1)
    recent = Briefing.objects.filter(story__last_at__gte=since).order_by(own, "-story__article_count", "story")
    return _in_turn(recent, most)


def _in_turn(rows: QuerySet[Briefing], most: int) -> tuple[Preset, ...]:
    found = rows.filter(block=PRESET_BLOCK).values_list("story", "story__title", "story__language", "content")[:most]
    lists = [
        [Preset(str(item["question"]), story, title, language) for item in content.get("questions", [])]
        for story, title, language, content in found
    ]
    in_turn = [questions[turn] for turn in range(most) for questions in lists if turn < len(questions)]
    return tuple({each.question: each for each in reversed(in_turn)}.values())[::-1][:most]


def vectors(folder: Path) -> Encode:
    """The encoder of a models folder as asking needs it; None without a model, and for a text it can't read."""

    def vector(text: str) -> Vector | None:
        # Here, since it brings 100 MB with it: a process that is never asked shall not have them.
        from stories.annotate import model

        try:
            return np.asarray(model.encoder(folder).encode([text])[0], np.float32) if text.isascii() else None
        except model.ModelError:
            return None

    return vector


def _answered(text: str, language: str, sources: Sequence[Source], encode: Encode) -> Answered:
    question = read_in(text, language)
    have_text = [source for source in sources if source.sentences]
    told = [source for source in have_text if primary(source.language) in (language, "")]
    others = tuple(dict.fromkeys(primary(source.language) for source in have_text if source not in told))
    if language not in ASKED:
        return Answered(question, (), 0, language, others)
    has_vectors = any(sentence.vector is not None for source in told for sentence in source.sentences)
    vector = encode(question.text) if has_vectors and language == ENGLISH else None
    found = passages(question, told, vector)
    near = () if found or vector is None or not question.terms else nearest(told, vector)
    listed = _with_rows((*found, *near))
    return Answered(question, listed if found else (), len(told), language, others, near=() if found else listed)


def _with_rows(found: Sequence[Passage]) -> tuple[Told, ...]:
    wanted = Article.objects.filter(pk__in=[passage.article for passage in found], gone_since=None).shown()
    rows = {row.pk: row for row in wanted.select_related("outlet", "membership").defer("text", "summary")}
    return tuple(Told(passage, rows[passage.article]) for passage in found if passage.article in rows)


def _candidates(question: Question, since: datetime, now: datetime) -> list[int]:
    """Articles with all names of the question and any of its words, the best by search's own rank."""
    # Where particles hang on words, the word without them is looked for.
    hangs = question.language in TONGUES and bool(TONGUES[question.language].counters)
    each = [((term.word,) if hangs else forms(term.typed), term.name) for term in question.terms]
    names = [f"({_any(words)})" for words, name in each if name]
    any_word = " || ".join(_any(words) for words, _name in each)
    parameters: list[Any] = [form for words, name in each if name for form in words]
    every = [form for words, _name in each for form in words]
    must = " && ".join([*names, f"({any_word})"])
    statement = _CANDIDATES.format(must=must, any=f"({any_word})")
    return [row[0] for row in _rows(statement, [since, now, *parameters, *every, MATCHING, *every, READ])]


def _any(words: Sequence[str]) -> str:
    return " || ".join(["newsdesk_search_query(%s)"] * len(words))


def _rows(statement: str, parameters: list[Any]) -> list[Any]:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(TIMEOUT_MS)])
            cursor.execute(statement, parameters)
            return list(cursor.fetchall())
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TookTooLongError(f"looking for articles took over {TIMEOUT_MS} ms") from error
        raise
