"""A story's articles as sources of a briefing, and what of them tells whether it is to be made anew."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
from django.db import connection

from stories.annotate.furniture import hash_of, pieces
from stories.annotate.model import DIMENSIONS
from stories.briefing.changed import Current
from stories.briefing.datelines import behind_dateline
from stories.briefing.reading import Sentence, Source
from stories.coverage.config import DEFAULT_CONFIG
from stories.coverage.members import Member
from stories.coverage.texts import independent_texts
from stories.scales import DatePrecision, Genre, OriginKind, OutletKind, Side
from stories.text.sentences import sentence_spans

HOUSE_SCHEME: Final = "lean"
LONGEST_SENTENCE: Final = 1_000  # characters; longer are lists, and patterns over them take very long
MOST_SOURCES: Final = 300  # of a story of more, the first report of each text comes before copies, the latest first

_FROM: Final = """
FROM stories_membership member
JOIN stories_article article ON article.id = member.article_id
JOIN stories_outlet outlet ON outlet.id = article.outlet_id
LEFT JOIN stories_annotation note ON note.article_id = article.id
LEFT JOIN stories_standing lean ON lean.outlet_id = outlet.id
    AND lean.scheme_id = (SELECT id FROM stories_ratingscheme WHERE slug = %(scheme)s)
"""
_COLUMNS: Final = """
SELECT article.id, outlet.id, outlet.name, outlet.kind, coalesce(lean.side, 'unrated'), article.genre,
    article.published_at, coalesce(note.origin_kind, ''), coalesce(note.origin_name, ''), note.fingerprint,
    left(encode(sha256(convert_to(concat_ws(E'\\n', article.title, article.text, article.genre, outlet.id,
        coalesce(lean.side, 'unrated')), 'UTF8')), 'hex'), 16)
"""
_MEMBERS: Final = f"""
{_COLUMNS} {_FROM}
WHERE member.story_id = %(story)s AND article.removed_at IS NULL AND article.gone_since IS NULL
ORDER BY article.published_at, article.id
"""
_THESE: Final = f"""
{_COLUMNS} {_FROM}
WHERE article.id = ANY(%(articles)s) AND article.removed_at IS NULL AND article.gone_since IS NULL
ORDER BY article.published_at, article.id
"""
_SOURCES: Final = f"""
SELECT article.id, article.title, article.text, article.language, coalesce(note.entities, '[]'),
    coalesce(note.left_out, '[]'), coalesce(told.text_hash, ''), coalesce(told.spans, '[]'), told.vectors,
    told.tone
{_FROM}
LEFT JOIN stories_sentencenotes told ON told.article_id = article.id
WHERE article.id = ANY(%(articles)s) AND article.removed_at IS NULL AND article.gone_since IS NULL
ORDER BY article.published_at, article.id
"""


class MemberRow(NamedTuple):
    """An article of the story without its text, in the order of the query; digest: of all that a briefing reads."""

    article: int
    outlet: int
    outlet_name: str
    kind: str
    side: str
    genre: str
    published: datetime
    origin_kind: str
    origin: str
    fingerprint: bytes | memoryview | None
    digest: str


def load(story_id: int) -> tuple[Source, ...]:
    """The story's articles that are still there, the earliest first, with their sentences. Two queries.

    An article whose sentences were not noted as its text is now has sentences without vectors.
    """
    return _loaded(member_rows(story_id))


def load_articles(articles: Sequence[int]) -> tuple[Source, ...]:
    """These articles, of whatever stories, as `load` gives a story's. Two queries."""
    found = _asked(_THESE, {"articles": list(articles), "scheme": HOUSE_SCHEME})
    return _loaded([MemberRow._make(row) for row in found])


def _loaded(rows: Sequence[MemberRow]) -> tuple[Source, ...]:
    texts = _texts(rows)
    chosen = {row.article: row for row in _most_telling(rows, texts)}
    found = _asked(_SOURCES, {"articles": list(chosen), "scheme": HOUSE_SCHEME})
    return tuple(_source(chosen[row[0]], texts[row[0]], *row[1:]) for row in found)


def current(rows: Sequence[MemberRow]) -> Current:
    """The story's articles as `changed.verdict` compares them."""
    return Current({row.article: row.digest for row in rows}, len(set(_texts(rows).values())))


def member_rows(story_id: int) -> list[MemberRow]:
    """The story's articles, the earliest first, without those taken down, here or by their outlets. One query."""
    return [MemberRow._make(row) for row in _asked(_MEMBERS, {"story": story_id, "scheme": HOUSE_SCHEME})]


def _asked(query: str, given: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        return list(cursor.fetchall())


def _texts(rows: Sequence[MemberRow]) -> dict[int, int]:
    """Article -> the number of its independent text, as coverage counts them."""
    texts = independent_texts([_member(row) for row in rows], DEFAULT_CONFIG.same_text_jaccard)
    return {article: number for number, text in enumerate(texts) for article in text.articles}


def _member(row: MemberRow) -> Member:
    credited = row.origin_kind in (OriginKind.WIRE, OriginKind.REPUBLISHED)
    return Member(
        article_id=row.article,
        outlet_id=row.outlet,
        outlet=row.outlet_name,
        kind=OutletKind(row.kind),
        side=Side(row.side),
        bucket=None,
        genre=Genre(row.genre),
        published=row.published,
        precision=DatePrecision.SEEN,
        seen=row.published,
        origin_key=row.origin if credited else "",
        fingerprint=bytes(row.fingerprint or b""),
    )


def _most_telling(rows: Sequence[MemberRow], texts: dict[int, int]) -> list[MemberRow]:
    """All of them, or as many as a briefing may have."""
    if len(rows) <= MOST_SOURCES:
        return list(rows)
    first: dict[int, int] = {}
    for row in rows:
        first.setdefault(texts[row.article], row.article)
    firsts = set(first.values())
    return sorted(rows, key=lambda row: (row.article in firsts, row.published, row.article))[-MOST_SOURCES:]


def _source(row: MemberRow, text_number: int, *found: Any) -> Source:
    title, text, language, names, left_out, text_hash, spans, vectors, tone = found
    sentences = tuple(_sentences(text, json.loads(left_out), text_hash, json.loads(spans), vectors))
    readable = tuple(sentence for sentence in sentences if sentence.end - sentence.start <= LONGEST_SENTENCE)
    return Source(
        article=row.article,
        outlet=row.outlet,
        outlet_name=row.outlet_name,
        side=Side(row.side),
        kind=OutletKind(row.kind),
        genre=Genre(row.genre),
        language=language.partition("-")[0],
        title=title,
        published=row.published,
        independent_text=text_number,
        sentences=readable,
        names=tuple((str(name), int(times)) for name, times in json.loads(names)),
        tone=tone if text_hash == hash_of_text(text) else None,
        unread=len(readable) < len(sentences),
    )


def _sentences(
    text: str, left_out: Sequence[str], text_hash: str, spans: Sequence[Sequence[int]], stored: bytes | None
) -> Iterator[Sentence]:
    noted = text_hash == hash_of_text(text)
    listed = [(int(start), int(end)) for start, end in spans] if noted else sentence_spans(text)
    vectors = _vectors(stored) if noted else None
    gone = _furniture(text, left_out)
    for place, (start, end) in enumerate(listed):
        if not any(first <= start < last for first, last in gone):
            known = vectors is not None and place < len(vectors)
            begin = behind_dateline(text, start, end)
            yield Sentence(begin, end, text[begin:end], vectors[place] if known and vectors is not None else None)


def hash_of_text(text: str) -> str:
    """As the notes of its sentences name the text that they are of."""
    return hashlib.sha256(text.encode()).hexdigest()


def _vectors(stored: bytes | memoryview | None) -> npt.NDArray[np.float32] | None:
    if stored is None:
        return None
    return np.frombuffer(stored, np.float16).reshape(-1, DIMENSIONS).astype(np.float32)


def _furniture(text: str, left_out: Sequence[str]) -> list[tuple[int, int]]:
    """Where the lines are that the outlet has on every page."""
    if not left_out:
        return []
    wanted = {hash_of(str(piece)) for piece in left_out}
    found, start = [], 0
    for piece in pieces(text):
        place = text.find(piece, start)
        if hash_of(piece) in wanted:
            found.append((place, place + len(piece)))
        start = place + len(piece)
    return found
