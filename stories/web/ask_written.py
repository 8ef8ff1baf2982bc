"""A language model's checked answer above the passages, where one is set and a reader asks for it."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from stories.briefing.steps.answer import NoAnswerError, can_be_written, written_answer
from stories.briefing.steps.ask import Answered
from stories.briefing.steps.model_use import provider
from stories.web.clients import DAY_S, HOUR_S, client_key, too_often

if TYPE_CHECKING:
    from stories.web.ask import Answer

WRITTEN_A_MINUTE: Final = 4  # of one client: each costs the site
WRITTEN_AN_HOUR: Final = 30
SHARE: Final = 0.25  # of the day's calls: the briefings have the rest
MINUTE_S: Final = 60
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WrittenSentence:
    """One sentence with the passages that it rests on, by their place from 1."""

    text: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What the model wrote; problem: why there is nothing."""

    model: str
    sentences: tuple[WrittenSentence, ...] = ()
    problem: str = ""


def with_model(request: HttpRequest, answer: Answer, found: Answered) -> Answer:
    """The answer with the model's above it where ?written=1 asks for it from a page of ours, else with a link."""
    service = provider()
    if service is None or not answer.passages or not can_be_written(found):
        return answer
    if request.GET.get("written") != "1" or not _from_here(request):
        query = request.GET.copy()
        query["written"] = "1"
        page = request.path.removesuffix("answer/")
        return replace(answer, write=f"{page}?{query.urlencode()}", write_fragment=f"{page}answer/?{query.urlencode()}")
    return replace(answer, written=_written(request, found, service.model))


def _from_here(request: HttpRequest) -> bool:
    """Whether a page of this site asks: a link or a picture elsewhere must not spend calls, nor steer what is written.

    Browsers tell Sec-Fetch-Site over https alone; over http the page that asks is in Referer.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    return urlsplit(request.headers.get("Referer", "")).netloc == request.get_host()


def _written(request: HttpRequest, found: Answered, model: str) -> Written:
    who = client_key(request)
    if too_often("written", who, WRITTEN_A_MINUTE, MINUTE_S) or too_often("written", who, WRITTEN_AN_HOUR, HOUR_S):
        return Written(model, problem=_("There were too many questions from where you are. Try again in a minute."))
    if too_often("written", "all", max(1, int(settings.MODEL_DAILY_CALLS * SHARE)), DAY_S):
        return Written(model, problem=_("The model has answered as many questions as it may in a day."))
    try:
        checked = written_answer(found, datetime.now(UTC))
    except NoAnswerError as error:
        log.info("the model gave no answer: %s", error)
        return Written(model, problem=_("The model gave no answer that these passages bear out."))
    sentences = (WrittenSentence(one.text, tuple(place.article for place in one.citations)) for one in checked.said)
    return Written(model, tuple(sentences))
