"""evaluate ask: questions of ours over stories of the shared data, a third of them with no answer in the texts.

Rows: story, question, answer_article and span of an answer (both null where the texts don't say), also: further
[article, start, end] that state the same, half: one of PARTS, within: articles of the story that alone are read, and
up to which character, where no more was labelled. Others' texts are joined from the shared data. A file with texts of
ours in other languages is read by `ask_languages`.
"""

import json
import os
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from django.conf import settings
from tqdm import tqdm

from stories.annotate import model
from stories.briefing.asking import read
from stories.briefing.passages import Passage, passages
from stories.briefing.reading import Sentence, Source
from stories.management.evaluations import ask_languages
from stories.management.evaluations.labelled_articles import RowsError
from stories.management.evaluations.labelled_articles import read as read_articles
from stories.scales import Genre, OutletKind, Side
from stories.text.sentences import sentence_spans

ARTICLES: Final = ("groundnews_2025_08.jsonl.gz", "allsides_2016_2017.jsonl.gz")
PARTS: Final = ("tuned", "held out", "written last", "own words", "unseen", "new")
NEW: Final = PARTS[-1]  # far more and far harder than the others, so all but these have figures of their own
GOAL_FIRST, GOAL_WRONG = 0.85, 0.02
DIGITS: Final = 3
UNDATED: Final = datetime.min.replace(tzinfo=UTC)

Vector = npt.NDArray[np.float32]
Vectors = Callable[[Sequence[str]], Sequence[Vector | None]]


def run(paths: Sequence[Path], *, vectors: Vectors | None = None, shared: Path | None = None) -> dict[str, Any]:
    """The figures of each file under its base name: of its parts, of all, and of all by words alone.

    vectors: texts to sentence vectors, None for none. Raises RowsError, OSError, or model.ModelError without a model.
    """
    shared = shared or Path(os.environ.get("NEWSDESK_SHARED", "../shared")) / "data" / "clustering"
    ours = {path.name: _in_languages(path) for path in paths if ask_languages.holds_texts(path)}
    theirs = {path.name: evaluated(path, shared, vectors or _encoded) for path in paths if path.name not in ours}
    return {"files": theirs | ours}


def _in_languages(path: Path) -> dict[str, Any]:
    found, each_ms = ask_languages.outcomes(path)
    by_part = {f"{language}, {half}": _figures(outcomes) for (language, half), outcomes in found.items()}
    by_half = {
        f"all, {half}": _figures(
            [outcome for (_, part), outcomes in found.items() if part == half for outcome in outcomes]
        )
        for half in ask_languages.HALVES
    }
    stories = sum('"articles"' in line for line in path.read_text(encoding="utf-8").splitlines())
    return {"stories": stories, "ms_per_question": round(each_ms, 1), "languages": by_part | by_half}


def evaluated(path: Path, shared: Path, vectors: Vectors) -> dict[str, Any]:
    """One file's figures. shared: the folder with the articles."""
    rows = _rows(path)
    ids, stories = _stories({row["story"]: row.get("within") for row in rows}, shared)
    by_words = [_outcome(row, _answers(row, stories, None), ids) for row in rows]
    begun = time.process_time()
    stories, asked = _with_vectors(stories, [row["question"] for row in rows], vectors)
    encoding_s = time.process_time() - begun
    begun = time.process_time()
    outcomes = [_outcome(row, _answers(row, stories, vector), ids) for row, vector in zip(rows, asked, strict=True)]
    asking_s = time.process_time() - begun
    halves = {
        half: _figures([outcome for row, outcome in zip(rows, outcomes, strict=True) if row["half"] == half])
        for half in PARTS
    }
    return {
        "stories": len(stories),
        "articles": sum(map(len, stories.values())),
        "halves": halves,
        "all but new": _figures([each for row, each in zip(rows, outcomes, strict=True) if row["half"] != NEW]),
        "all": _figures(outcomes),
        "by_words": _figures(by_words),
        "ms_per_question": round(1000 * asking_s / len(rows), 1),
        "encoding_s": round(encoding_s, 1),
    }


def lines(result: dict[str, Any]) -> Iterator[str]:
    """The figures as a person reads them."""
    for name, found in result["files"].items():
        if "languages" in found:
            yield from ask_languages.lines(name, found)
            continue
        yield f"{name}: {found['articles']} articles in {found['stories']} stories, {found['ms_per_question']} ms each"
        parts = {
            **found["halves"],
            "all but new": found["all but new"],
            "all": found["all"],
            "all by words": found["by_words"],
        }
        for part, figures in parts.items():
            yield (
                f"  {part}: first right {figures['top1']}, right in three {figures['top3']} of {figures['answerable']}"
                f" (refused {figures['refused_wrong']}); wrong answers {figures['answered_wrong']} of"
                f" {figures['unanswerable']} unanswerable (refused {figures['refused_right']})"
            )
        yield f"  goals: first right at least {GOAL_FIRST}, wrong answers at most {GOAL_WRONG} of the unanswerable"


def _rows(path: Path) -> list[dict[str, Any]]:
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            rows.append({"also": [], "half": PARTS[1]} | {key: row[key] for key in _KEYS} | row)
        except (ValueError, KeyError, TypeError) as error:
            raise RowsError(f"{path.name}, line {number}: this is not a question with its answer.") from error
    return rows


_KEYS: Final = ("story", "question", "answer_article", "span")


def _stories(
    wanted: Mapping[str, Mapping[str, int] | None], shared: Path
) -> tuple[dict[int, str], dict[str, list[Source]]]:
    """Numbers of articles to their ids, and the sources of each story. wanted: stories, and what is read of each."""
    found: dict[str, list[Source]] = defaultdict(list)
    ids: dict[int, str] = {}
    for name in ARTICLES:
        for article in read_articles(shared / name):
            whole: dict[str, int | None] = {article.row["id"]: None}
            ends = wanted.get(str(article.story)) or whole
            if article.story in wanted and article.row.get("text") and article.row["id"] in ends:
                ids[len(ids)] = article.row["id"]
                row = article.row | {"text": article.row["text"][: ends[article.row["id"]]]}
                found[str(article.story)].append(_source(len(ids) - 1, row, article.published))
    if missing := set(wanted) - set(found):
        raise RowsError(f"the shared data has no articles of {', '.join(sorted(missing))}")
    return ids, dict(found)


def _source(number: int, row: Mapping[str, Any], published: datetime | None) -> Source:
    text = row["text"]
    return Source(
        article=number,
        outlet=number,
        outlet_name=row["outlet"],
        side=Side.UNRATED,
        kind=OutletKind.PUBLISHER,
        genre=Genre.NEWS,
        language=row.get("lang") or "en",
        title=row["title"],
        published=published or UNDATED,
        independent_text=number,
        sentences=tuple(Sentence(start, end, text[start:end]) for start, end in sentence_spans(text)),
    )


def _encoded(texts: Sequence[str]) -> list[Vector | None]:
    encoder = model.encoder(settings.MODEL_DIR)
    return [encoder.encode([text])[0] for text in tqdm(texts, desc="sentences", disable=None)]


def _with_vectors(
    stories: Mapping[str, Sequence[Source]], questions: Sequence[str], vectors: Vectors
) -> tuple[dict[str, list[Source]], list[Vector | None]]:
    texts = list(
        dict.fromkeys(
            [s.text for sources in stories.values() for source in sources for s in source.sentences] + list(questions)
        )
    )
    known = dict(zip(texts, vectors(texts), strict=True))
    told = {story: [_told(source, known) for source in sources] for story, sources in stories.items()}
    return told, [known[question] for question in questions]


def _told(source: Source, known: Mapping[str, Vector | None]) -> Source:
    sentences = tuple(Sentence(s.start, s.end, s.text, known[s.text]) for s in source.sentences)
    return replace(source, sentences=sentences)


def _answers(
    row: Mapping[str, Any], stories: Mapping[str, Sequence[Source]], vector: Vector | None
) -> tuple[Passage, ...]:
    return passages(read(row["question"]), stories[row["story"]], vector)


def _outcome(row: Mapping[str, Any], found: Sequence[Passage], ids: Mapping[int, str]) -> str:
    """first, in three, wrong or refused for a question with an answer; answered or left for one without."""
    if row["span"] is None:
        return "answered" if found else "left"
    spans = [[row["answer_article"], *row["span"]], *row["also"]]
    right = [any(ids[p.article] == a and p.start < end and start < p.end for a, start, end in spans) for p in found]
    if not right:
        return "refused"
    return "first" if right[0] else "in three" if any(right) else "wrong"


def _figures(outcomes: Sequence[str]) -> dict[str, Any]:
    counts = Counter(outcomes)
    unanswerable = counts["answered"] + counts["left"]
    answerable = len(outcomes) - unanswerable
    first, three = counts["first"], counts["first"] + counts["in three"]
    return {
        "n": len(outcomes),
        "answerable": answerable,
        "unanswerable": unanswerable,
        "top1": round(first / answerable, DIGITS) if answerable else None,
        "top3": round(three / answerable, DIGITS) if answerable else None,
        "refused_wrong": counts["refused"],
        "refused_right": counts["left"],
        "answered_wrong": counts["answered"],
        "answered_wrong_share": round(counts["answered"] / unanswerable, DIGITS) if unanswerable else None,
    }
