"""Sentences of a story's articles noted: where each is in its text, and its vector where the encoder can read it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final

import numpy as np
from django.conf import settings
from django.db import connection

from stories.annotate import model, tone
from stories.annotate.language import encodes
from stories.annotate.tone_tokens import States
from stories.models import SentenceNotes
from stories.text.folding import clean
from stories.text.sentences import sentence_spans

VERSION: Final = "sentences-4"
MOST_ENCODED: Final = 80  # sentences of an article that get a vector: a page of more is a list or a whole book
BATCH: Final = 20  # articles written at once: a run that dies begins where it was

# Articles whose text was not noted as it is now. The hash is PostgreSQL's own, so no text travels to be compared.
_STALE: Final = """
SELECT article.id, article.title, article.text, article.language
FROM stories_membership member
JOIN stories_article article ON article.id = member.article_id
LEFT JOIN stories_sentencenotes note ON note.article_id = article.id AND note.version = %(version)s
    AND note.text_hash = encode(sha256(convert_to(article.text, 'UTF8')), 'hex')
WHERE member.story_id = %(story)s AND article.removed_at IS NULL AND article.text <> '' AND note.article_id IS NULL
ORDER BY article.id LIMIT %(batch)s
"""
_WRITTEN: Final = ("text_hash", "spans", "vectors", "tone", "version", "made_at")

Read = Callable[[Sequence[str]], tuple[np.ndarray, States]]  # texts to vectors and to what their tokens hold


def note_sentences(story_id: int, now: datetime, *, read: Read | None = None) -> int:
    """Note the sentences of the story's articles whose texts are new or were changed; how many articles.

    Safe to repeat. Raises model.ModelError where a text must be encoded and the model can't be used.
    """
    read = read or _read
    done = 0
    while rows := _stale(story_id):
        notes = [_noted(*row, now=now, read=read) for row in rows]
        SentenceNotes.objects.bulk_create(
            notes, update_conflicts=True, unique_fields=["article"], update_fields=_WRITTEN
        )
        done += len(notes)
    return done


def _read(texts: Sequence[str]) -> tuple[np.ndarray, States]:
    return model.encoder(settings.MODEL_DIR).read(texts)


def _stale(story_id: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_STALE, {"story": story_id, "version": VERSION, "batch": BATCH})
        return list(cursor.fetchall())


def _noted(article_id: int, title: str, text: str, language: str, *, now: datetime, read: Read) -> SentenceNotes:
    spans = sentence_spans(text)
    told = [clean(text[start:end]) for start, end in spans[:MOST_ENCODED]]
    code = language.partition("-")[0]
    vectors, states = read(told) if told and encodes(code) else (None, ())
    return SentenceNotes(
        article_id=article_id,
        text_hash=hashlib.sha256(text.encode()).hexdigest(),
        spans=[list(span) for span in spans],
        vectors=None if vectors is None else vectors.astype(np.float16).tobytes(),
        tone=None if vectors is None or not tone.reads(code) else _tone(clean(title), told, vectors, states, read),
        version=VERSION,
        made_at=now,
    )


def _tone(title: str, told: Sequence[str], vectors: np.ndarray, states: States, read: Read) -> float | None:
    """The article's tone; of what it reads, only the title was not encoded yet."""
    places = [told.index(sentence) for sentence in tone.lead(told)]
    first, its = read([title] if title else [])
    return tone.tone(title, told, np.concatenate([first, vectors[places]]), [*its, *(states[each] for each in places)])
