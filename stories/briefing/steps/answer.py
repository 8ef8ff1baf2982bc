"""A language model's answer from the passages that were found for a question, checked like all that it writes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from stories.annotate.language import primary
from stories.briefing.checking import CHECKED_LANGUAGES, Checked, Dropped, checked
from stories.briefing.model_answers import GarbageError, stated
from stories.briefing.prompts import answer_prompt
from stories.briefing.providers import ProviderError, complete
from stories.briefing.reading import Sentence, Source
from stories.briefing.shown import Shown
from stories.briefing.steps.ask import Answered, Told
from stories.briefing.steps.model_use import Complete, SpentError, ask, note, provider
from stories.scales import Genre, OutletKind, Side

LONGEST_WAIT_S: Final = 20.0  # somebody is waiting
MOST_TOKENS: Final = 300


class NoAnswerError(Exception):
    """Nothing that can be shown; its argument says why, for the log: readers are told that there is none."""


def written_answer(found: Answered, now: datetime, *, complete: Complete = complete) -> Checked:
    """The model's sentences that hold, citing the passages by their place, from 1. Raises NoAnswerError."""
    service = provider()
    if service is None or not can_be_written(found):
        raise NoAnswerError("no model is set, or there is nothing to answer from")
    shown = [_shown(place, told) for place, told in enumerate(found.told, 1)]
    language = primary(found.told[0].article.language)
    prompt = answer_prompt(found.question.text, shown, language)
    quick = replace(service, timeout_s=min(service.timeout_s, LONGEST_WAIT_S), most_tokens=MOST_TOKENS)
    try:
        answer = ask(quick, prompt, now, complete=complete)
        checks = checked(stated(answer.text), prompt.shown)
    except SpentError as error:
        raise NoAnswerError(str(error)) from error
    except ProviderError as error:
        raise NoAnswerError(error.words) from error
    except GarbageError as error:
        note(service, Checked((), (Dropped("", str(error)),)), now)
        raise NoAnswerError(str(error)) from error
    note(service, checks, now)
    if not checks.holds:
        raise NoAnswerError("no sentence of the model's was kept")
    return checks


def can_be_written(found: Answered) -> bool:
    """Whether there are passages, in languages in which what a model writes of them can be checked."""
    return bool(found.told) and all(primary(told.article.language) in CHECKED_LANGUAGES for told in found.told)


def _shown(place: int, told: Told) -> Shown:
    """The passage as what the model is shown: its article's number is its place in the answer."""
    article, passage = told.article, told.passage
    source = Source(
        article=place,
        outlet=article.outlet_id,
        outlet_name=article.outlet.name,
        side=Side.UNRATED,
        kind=OutletKind(article.outlet.kind),
        genre=Genre(article.genre),
        language=article.language,
        title=article.title,
        published=article.published_at,
        independent_text=place,
        sentences=(),
    )
    return Shown(source, Sentence(passage.start, passage.end, passage.text))
