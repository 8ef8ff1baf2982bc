"""evaluate ask of a file with texts of ours: questions in other languages than English, some of them unanswerable.

Rows: a story with its articles {story, language, half, articles: [{outlet, title, text}]}, then its questions {story,
question, article: the place of the one that answers, says: words of the sentence that does}, both null where the texts
don't say. half: tuned, where the rules were made with the questions in view; held out, asked when the rules were done
and mended by since; unseen, written after that.
"""

import json
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from stories.briefing.passages import passages
from stories.briefing.reading import Sentence, Source
from stories.briefing.tongues.known import asked_in, read_in
from stories.management.evaluations.labelled_articles import RowsError
from stories.scales import Genre, OutletKind, Side
from stories.text.sentences import sentence_spans

HALVES: Final = ("tuned", "held out", "unseen")
_WHEN: Final = datetime(2031, 5, 4, tzinfo=UTC)


def holds_texts(path: Path) -> bool:
    """Whether the file is one of these: its first row is a story with its articles."""
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    return '"articles"' in first


def outcomes(path: Path) -> tuple[dict[tuple[str, str], list[str]], float]:
    """(language, half) -> what became of each question, in the words of `ask`; and milliseconds for each question.

    Raises RowsError.
    """
    stories: dict[str, Mapping[str, Any]] = {}
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    asked, begun = 0, time.process_time()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            if "articles" in row:
                stories[row["story"]] = row | {"sources": _sources(row)}
                continue
            story = stories[row["story"]]
            found[story["language"], story["half"]].append(_outcome(row, story))
        except (ValueError, KeyError, TypeError) as error:
            raise RowsError(f"{path.name}, line {number}: this is not a story nor a question of one.") from error
        asked += 1
    return dict(found), 1000 * (time.process_time() - begun) / max(1, asked)


def lines(name: str, found: Mapping[str, Any]) -> Iterator[str]:
    """A line for each language and half."""
    yield f"{name}: {found['stories']} stories, {found['ms_per_question']} ms each"
    for part, figures in found["languages"].items():
        yield (
            f"  {part}: first right {figures['top1']}, right in three {figures['top3']} of {figures['answerable']}"
            f" (refused {figures['refused_wrong']}); wrong answers {figures['answered_wrong']} of"
            f" {figures['unanswerable']} unanswerable"
        )


def _outcome(row: Mapping[str, Any], story: Mapping[str, Any]) -> str:
    sources: Sequence[Source] = story["sources"]
    language = asked_in(row["question"], {story["language"]})
    told = [source for source in sources if source.language == language]
    found = passages(read_in(row["question"], language), told) if told else ()
    if row["says"] is None:
        return "answered" if found else "left"
    right = [each.article == row["article"] and row["says"] in each.text for each in found]
    if not found:
        return "refused"
    return "first" if right[0] else "in three" if any(right) else "wrong"


def _sources(row: Mapping[str, Any]) -> list[Source]:
    return [
        Source(
            article=place,
            outlet=place,
            outlet_name=article["outlet"],
            side=Side.UNRATED,
            kind=OutletKind.PUBLISHER,
            genre=Genre.NEWS,
            language=row["language"],
            title=article["title"],
            published=_WHEN,
            independent_text=place,
            sentences=tuple(
                Sentence(start, end, article["text"][start:end]) for start, end in sentence_spans(article["text"])
            ),
        )
        for place, article in enumerate(row["articles"])
    ]
