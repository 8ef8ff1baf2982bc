"""Asking: a question to a story's articles, or to those of the last day, week or month; passages, or none.

A question is answered and forgotten: it is in no row, no log and no kept page, and it leaves this machine only where
a reader lets a configured language model answer it (ask_written.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from stories.briefing.asking import MOST_CHARACTERS
from stories.briefing.steps.ask import (
    Answered,
    Encode,
    Told,
    TookTooLongError,
    ask_days,
    ask_story,
    presets,
    presets_of_days,
    vectors,
)
from stories.briefing.steps.ask import Preset as Offered
from stories.models import Story
from stories.scales import Genre
from stories.web.ask_languages import not_asked, others_unread
from stories.web.ask_written import Written, with_model
from stories.web.caching import HX_REQUEST
from stories.web.clients import HOUR_S, client_key, too_often
from stories.web.links import outbound
from stories.web.moments import Moment, moment
from stories.web.story_page import headline
from stories.web.story_rows import story_row
from stories.web.wording import language, number

ASKS_A_MINUTE: Final = 15  # of one client: a reader thinks in between, a machine does not
ASKS_AN_HOUR: Final = 150
MINUTE_S: Final = 60
PRESETS: Final = 4
SPANS: Final[dict[str, tuple[int, str | Promise]]] = {
    "day": (1, gettext_lazy("Last day")),
    "week": (7, gettext_lazy("Last week")),
    "month": (30, gettext_lazy("Last month")),
}
SPAN: Final = "week"
NO_WORD: Final = gettext_lazy("There is no word in this that could be looked for. Name what the question is about.")
TOO_LONG: Final = gettext_lazy("A question can have up to %(most)s characters.")
TOO_OFTEN: Final = gettext_lazy("There were too many questions from where you are. Try again in a minute.")
TOOK_TOO_LONG: Final = gettext_lazy("This took too long to look for. Ask for fewer days, or name what it is about.")


@dataclass(frozen=True, slots=True)
class Shown:
    """One passage with where it stands. story_href: '' on the story's own page."""

    text: str
    language: str
    title: str
    href: str
    outlet: str
    outlet_href: str
    at: Moment
    opinion: bool
    story_href: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is put in place: passages, or that the articles do not say; problem: why nothing was looked for.

    near: where they do not say, what comes nearest all the same.

    write, write_fragment: where a language model's answer from the passages is asked for, '' without a model.
    """

    asked: str
    passages: tuple[Shown, ...] = ()
    searched: str = ""
    problem: str = ""
    status: int = 200
    write: str = ""
    write_fragment: str = ""
    written: Written | None = None
    near: tuple[Shown, ...] = ()


@dataclass(frozen=True, slots=True)
class Preset:
    """A question that these articles answer, and where its answer stands.

    headline: of its story, '' on that one's page.
    """

    text: str
    href: str
    fragment: str
    language: str
    headline: str


@dataclass(frozen=True, slots=True)
class Span:
    """How far back is asked."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class AskForm:
    """The form's one argument. fragment: where htmx gets the answer alone; spans: none for a story."""

    action: str
    fragment: str
    typed: str = ""
    spans: tuple[Span, ...] = ()
    presets: tuple[Preset, ...] = ()


@require_safe
@never_cache
def of_story(request: HttpRequest, story_id: int) -> HttpResponse:
    """The page on which a story is asked; ?q= is the question."""
    story = _found(story_id)
    context = {
        "form": _form(f"/stories/{story_id}/ask/", _typed(request), presets(story_id, PRESETS)),
        "answer": _of_story(request, story_id),
        "headline": headline(story),
        "story_href": f"/stories/{story_id}/",
    }
    return _page(request, "web/ask.html", context)


@require_safe
@never_cache
def answer_of_story(request: HttpRequest, story_id: int) -> HttpResponse:
    """The answer alone."""
    _found(story_id)
    return _page(request, "web/parts/ask_answer.html", {"answer": _of_story(request, story_id)})


@require_safe
@never_cache
def of_days(request: HttpRequest) -> HttpResponse:
    """The page on which the articles of the last day, week or month are asked."""
    now, span = datetime.now(UTC), _span(request)
    spans = tuple(Span(value, str(label), value == span) for value, (_days, label) in SPANS.items())
    questions = presets_of_days(now - timedelta(days=SPANS[span][0]), PRESETS, language())
    form = _form("/ask/", _typed(request), questions, spans)
    return _page(request, "web/ask.html", {"form": form, "answer": _of_days(request, now)})


@require_safe
@never_cache
def answer_of_days(request: HttpRequest) -> HttpResponse:
    """The answer alone."""
    return _page(request, "web/parts/ask_answer.html", {"answer": _of_days(request, datetime.now(UTC))})


def _form(action: str, typed: str, questions: Sequence[Offered], spans: tuple[Span, ...] = ()) -> AskForm:
    """Of a story or, with spans, of days, whose questions are put to their own story and name it."""
    listed = []
    for each in questions:
        query, page = urlencode({"q": each.question}), f"/stories/{each.story}/ask/"
        headline_ = each.headline if spans else ""
        listed.append(Preset(each.question, f"{page}?{query}", f"{page}answer/?{query}", each.language, headline_))
    return AskForm(action, f"{action}answer/", typed[:MOST_CHARACTERS], spans, tuple(listed))


def _found(story_id: int) -> Story:
    found = story_row(story_id)
    if found is None:
        raise Http404
    return found


def _typed(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()


def _span(request: HttpRequest) -> str:
    span = request.GET.get("last", "")
    return span if span in SPANS else SPAN


def _of_story(request: HttpRequest, story_id: int) -> Answer | None:
    typed = _typed(request)
    if refused := _refused(request, typed):
        return refused
    if not typed:
        return None
    found = ask_story(story_id, typed, encode=_encode())
    n = found.articles
    read = ngettext("%(n)s article of this story was read.", "%(n)s articles of this story were read.", n)
    searched = f"{read % {'n': number(n)}} {others_unread(found)}".strip()
    return with_model(request, _answer(found, searched, of_one_story=True), found)


def _of_days(request: HttpRequest, now: datetime) -> Answer | None:
    typed = _typed(request)
    if refused := _refused(request, typed):
        return refused
    if not typed:
        return None
    days, _label = SPANS[_span(request)]
    try:
        found = ask_days(typed, now - timedelta(days=days), now, encode=_encode())
    except TookTooLongError:
        return Answer(typed, problem=str(TOOK_TOO_LONG), status=HTTPStatus.SERVICE_UNAVAILABLE)
    return with_model(request, _answer(found, _searched(found.articles, days), of_one_story=False), found)


def _searched(n: int, days: int) -> str:
    if not n:
        words = ngettext(
            "No article of the last %(days)s day has the words of the question.",
            "No article of the last %(days)s days has the words of the question.",
            days,
        )
        return words % {"days": number(days)}
    back = ngettext("the last %(days)s day", "the last %(days)s days", days) % {"days": number(days)}
    read = ngettext(
        "%(n)s article of %(back)s with words of the question was read.",
        "%(n)s articles of %(back)s with words of the question were read.",
        n,
    )
    return read % {"n": number(n), "back": back}


def _refused(request: HttpRequest, typed: str) -> Answer | None:
    """Why the question is not looked for; None where it is, or where there is none."""
    if len(typed) > MOST_CHARACTERS:
        words = str(TOO_LONG) % {"most": number(MOST_CHARACTERS)}
        return Answer(typed[:MOST_CHARACTERS], problem=words, status=HTTPStatus.BAD_REQUEST)
    who = client_key(request)
    if typed and (
        too_often("question", who, ASKS_A_MINUTE, MINUTE_S) or too_often("question", who, ASKS_AN_HOUR, HOUR_S)
    ):
        return Answer(typed, problem=str(TOO_OFTEN), status=HTTPStatus.TOO_MANY_REQUESTS)
    return None


def _encode() -> Encode:
    """The sentence encoder, loaded at the first question that needs it; by words alone where that is switched off."""
    return vectors(settings.MODEL_DIR) if settings.ASK_BY_MEANING else lambda _text: None


def _answer(found: Answered, searched: str, *, of_one_story: bool) -> Answer:
    if why := not_asked(found, of_one_story=of_one_story):
        return Answer(found.question.text, problem=why)
    if not found.question.terms:
        return Answer(found.question.text, problem=str(NO_WORD))
    now = datetime.now(UTC)
    shown, near = (
        tuple(_shown(told, now, of_one_story=of_one_story) for told in each) for each in (found.told, found.near)
    )
    return Answer(found.question.text, shown, searched, near=near)


def _shown(told: Told, now: datetime, *, of_one_story: bool) -> Shown:
    article = told.article
    return Shown(
        told.passage.text,
        article.language,
        article.title,
        outbound(article.address),
        article.outlet.name,
        article.outlet.get_absolute_url(),
        moment(article.published_at, now, article.published_precision),
        article.genre == Genre.OPINION,
        "" if of_one_story else f"/stories/{article.membership.story_id}/",
    )


def _page(request: HttpRequest, template: str, context: Mapping[str, object]) -> HttpResponse:
    answer = context["answer"]
    status = answer.status if isinstance(answer, Answer) else 200
    # htmx shows no answer but a 200.
    response = render(request, template, dict(context), status=200 if HX_REQUEST in request.META else status)
    response["X-Robots-Tag"] = "noindex"
    return response


__all__ = ["SPAN", "answer_of_days", "answer_of_story", "of_days", "of_story"]
