"""A model's blocks in place of the extractive ones, where a service is configured and its sentences hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from stories.briefing.blocks import cited
from stories.briefing.checking import CHECKED_LANGUAGES, COMPARED_LANGUAGES, Checked, Dropped, checked
from stories.briefing.comparing import found_sentences, told_by
from stories.briefing.model_answers import GarbageError, stated
from stories.briefing.prompts import ANALYSES, COMPARED, WRITTEN, Prompt, block_prompt, comparison_prompt
from stories.briefing.providers import Completion, Provider, ProviderError, complete
from stories.briefing.reading import Source, independent
from stories.briefing.sharing import shared_out
from stories.briefing.steps.load import load
from stories.briefing.steps.model_use import Complete, SpentError, ask, note, provider, rests
from stories.models import Briefing, BriefingState, Writing
from stories.text.folding import clean

VERSION: Final = "written-4"  # a change of prompts or checks changes this
LEASE: Final = timedelta(minutes=10)
LONGEST_LEASE: Final = timedelta(hours=12)
FEWEST_TEXTS: Final = 2
FEWEST_SHOWN: Final = 4  # sentences: fewer are no ground for a text of several
MAX_WORDS: Final = 500  # of an error
ASKED: Final = "asked"  # of made_from: the blocks that the model was asked for, gone when the briefing is made anew


@dataclass(frozen=True, slots=True)
class Task:
    """A story whose briefing, made at `briefing`, is ours to work on until `until`."""

    story: int
    language: str
    briefing: datetime
    until: datetime


def writing_due(now: datetime) -> bool:
    """True where a model is configured and a story waits for it."""
    service = provider()
    return service is not None and not rests(service, now) and _due(now).exists()


def write_due(now: datetime, *, complete: Complete = complete) -> int:
    """Let the model work on the latest story that waits for it; 1, or 0 when none waits or the day's use is up."""
    service = provider()
    task = _claim(now) if service and not rests(service, now) else None
    if service is None or task is None:
        return 0
    try:
        _write(service, task, now, complete)
    except SpentError as error:
        _release(task, str(error))
        return 0
    except ProviderError as error:
        ours = Writing.objects.filter(story=task.story, leased_until=task.until)
        if error.heals:
            ours.update(error=error.words[:MAX_WORDS])  # and again when the lease has run out
        else:
            ours.update(error=error.words[:MAX_WORDS], leased_until=now + LONGEST_LEASE)
    return 1


def _due(now: datetime) -> QuerySet[BriefingState]:
    done = Writing.objects.filter(story=OuterRef("story"), for_briefing=OuterRef("made_at"))
    taken = Writing.objects.taken(now).filter(story=OuterRef("story"))
    told = Briefing.objects.filter(story=OuterRef("story"))
    return BriefingState.objects.filter(Exists(told), ~Exists(done), ~Exists(taken), made_at__isnull=False)


def _claim(now: datetime) -> Task | None:
    with transaction.atomic():
        due = _due(now).order_by(F("story__last_at").desc(nulls_last=True), "story")
        state = due.select_related("story").select_for_update(skip_locked=True, of=("self",)).first()
        if state is None or state.made_at is None:
            return None
        row, _ = Writing.objects.get_or_create(story=state.story)
        until = now + min(LEASE * 2 ** min(row.tries, 10), LONGEST_LEASE)
        Writing.objects.filter(pk=row.pk).update(leased_until=until, tries=row.tries + 1)
    return Task(state.story_id, state.story.language.partition("-")[0], state.made_at, until)


def _release(task: Task, words: str) -> None:
    """Give it back as it was: it did not fail."""
    ours = Writing.objects.filter(story=task.story, leased_until=task.until)
    ours.update(leased_until=None, tries=F("tries") - 1, error=words)


def _write(service: Provider, task: Task, now: datetime, complete: Complete) -> None:
    """Block by block, each stored as soon as it is there: what was paid for is kept, and what is missing asked for."""
    sources = load(task.story)
    untold = _untold(task, sources)
    problems = [untold] if untold else []
    for block in () if untold else _missing(task):
        prompt = _prompt(block, task, sources, service.most_characters)
        try:
            found = _block(prompt, block, partial(ask, service, now=now, complete=complete))
        except ProviderError as error:
            if not error.of_this_text:
                raise
            problems.append(f"{block}: {error.words}")
            found = None
        if found:
            note(service, found, now)
        is_shown = found and found.holds and shared_out(block, found.said, prompt.shown.values())
        row = _row(service, task, block, _content(block, found, prompt), now) if found and is_shown else None
        if not _store(task, block, found, row):
            _release(task, "the briefing was made anew meanwhile")
            return
    ours = Writing.objects.filter(story=task.story, leased_until=task.until)
    words = " ".join(problems)[:MAX_WORDS]
    ours.update(for_briefing=task.briefing, leased_until=None, tries=0, error=words)


def _untold(task: Task, sources: Sequence[Source]) -> str:
    """Why the model is not asked about a story, '' where it is; the desk shows it."""
    if task.language not in CHECKED_LANGUAGES:
        return f"not asked: names, doubts and denials in this language ({task.language or 'unknown'}) can't be checked"
    return "" if independent(sources) >= FEWEST_TEXTS else "not asked: fewer than two independent texts"


def _missing(task: Task) -> list[str]:
    """The blocks that the model has not been asked for since the briefing was made."""
    state = BriefingState.objects.filter(story=task.story, made_at=task.briefing).first()
    asked = state.made_from.get(ASKED, ()) if state else ()
    able = WRITTEN if task.language in COMPARED_LANGUAGES else [block for block in WRITTEN if block != COMPARED]
    return [block for block in able if block not in asked]


def _store(task: Task, block: str, found: Checked | None, row: Briefing | None) -> bool:
    """The block in place of the extractive one where it holds; False where the story is no longer ours to write."""
    with transaction.atomic():
        writing = Writing.objects.filter(story=task.story, leased_until=task.until).select_for_update().first()
        state = BriefingState.objects.filter(story=task.story, made_at=task.briefing).select_for_update().first()
        if writing is None or state is None:
            return False
        asked = state.made_from.get(ASKED, [])
        state.made_from[ASKED] = [*asked, block]
        dropped = [[block, one.text, one.reason] for one in found.dropped] if found else []
        writing.dropped = [*(writing.dropped if asked else ()), *dropped]
        writing.save(update_fields=["dropped"])
        if row:
            Briefing.objects.filter(story=task.story, block=block).delete()
            row.save()
            # An article that only the model cites makes the briefing due as well when it changes.
            state.made_from["cited"] = sorted({*cited(row.content), *state.made_from.get("cited", ())})
        state.save(update_fields=["made_from"])
    return True


def _block(prompt: Prompt, block: str, asked: Callable[[Prompt], Completion]) -> Checked | None:
    """The block's sentences as they were checked; None where there is too little to show the model."""
    if len(prompt.shown) < FEWEST_SHOWN:
        return None
    answer = asked(prompt)
    try:
        said = stated(answer.text)
        return checked(said, prompt.shown, analysis=block in ANALYSES, comparison=block == COMPARED)
    except GarbageError as error:
        return Checked((), (Dropped(clean(answer.text, max_length=MAX_WORDS), str(error)),))


def _prompt(block: str, task: Task, sources: Sequence[Source], most_characters: int) -> Prompt:
    if block != COMPARED:
        return block_prompt(block, sources, task.language, most_characters)
    row = Briefing.objects.filter(story=task.story, block="papers", made_at=task.briefing).first()
    return comparison_prompt(found_sentences(row.content if row else {}, sources), task.language, most_characters)


def _content(block: str, found: Checked, prompt: Prompt) -> dict[str, Any]:
    """As blocks are stored; of the comparison's sentences also whose each is."""
    shown = {(one.source.article, one.sentence.start): one for one in prompt.shown.values()}
    said: list[dict[str, Any]] = []
    for one in found.said:
        stored: dict[str, Any] = {"text": one.text, "citations": [[c.article, c.start, c.end] for c in one.citations]}
        if block == COMPARED:
            stored |= told_by([shown[place.article, place.start] for place in one.citations])
        said.append(stored)
    return {"sentences": said}


def _row(service: Provider, task: Task, block: str, content: dict[str, Any], now: datetime) -> Briefing:
    return Briefing(
        story_id=task.story,
        block=block,
        content=content,
        method=service.model[:60],
        version=VERSION,
        article_ids=sorted(set(cited(content))),
        language=task.language,
        made_at=now,
    )
