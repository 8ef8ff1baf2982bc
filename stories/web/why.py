"""Why an article is in its story: score, contributions, threshold, version and runner-up, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stories.models import Membership, Story
from stories.web.evidence import compares_stories, evidence_words, shared_words
from stories.web.how import How, gap, how, lead
from stories.web.links import outbound
from stories.web.moments import Moment, moment
from stories.web.wording import percent

# What the machine compares, and the two ways it words what it found: with and without words or names in common.
_ALIKE: Final[Mapping[str, tuple[Promise, Promise]]] = {
    "names": (
        gettext_lazy("It names the same: %(shared)s."),
        gettext_lazy("The names in it are %(percent)s the same."),
    ),
    "headline": (
        gettext_lazy("Its headline is %(percent)s alike and shares %(shared)s."),
        gettext_lazy("Its headline is %(percent)s alike."),
    ),
    "text": (
        gettext_lazy("Its text is %(percent)s alike in wording and shares %(shared)s."),
        gettext_lazy("Its text is %(percent)s alike in wording."),
    ),
    "meaning": (gettext_lazy("In meaning it is %(percent)s alike."),) * 2,
}
# The same of two stories that were compared as wholes.
_STORIES_ALIKE: Final[Mapping[str, Promise]] = {
    "names": gettext_lazy("The names in the two stories are %(percent)s the same."),
    "headline": gettext_lazy("The headlines of the two stories are %(percent)s alike."),
    "text": gettext_lazy("The two stories are %(percent)s alike in wording."),
    "meaning": gettext_lazy("In meaning the two stories are %(percent)s alike."),
}
LEAST_SHOWN: Final = 0.005  # a part of the sum that would read 0.00 is no reason
TOLD: Final = 3  # reasons in plain words
BRIEF_FROM: Final = 0.5  # of a text this short what it lacks in words is made up for, which decides as much as the rest


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence. width and x are percent of half a bar as SVG wants them; against: it spoke against."""

    words: str
    contribution: str
    against: bool
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Why:
    """The whole reasoning on one article. margin: by how much the score passes the threshold, '' without a score.

    how: the way it came here; told: what speaks for it, in plain words, the strongest first; reasons: every term of
    the sum; runner_up_gap: by how much the next best story was behind, or fell short where the article began one;
    runner_up_lead: by how much it is before, where more than the article's own score decided.
    """

    article_id: int
    title: str
    href: str
    language: str
    outlet: str
    how: How
    told: tuple[str, ...]
    score_label: str
    score: str
    threshold: str
    margin: str
    reasons: tuple[Reason, ...]
    runner_up: str
    runner_up_href: str
    runner_up_score: str
    runner_up_gap: str
    runner_up_lead: str
    began: bool
    version: str
    placed: Moment
    locked: bool
    gone: Moment | None


def membership(article_id: int) -> Membership | None:
    """The article's membership with its article, outlet, runner-up and original; one query."""
    heavy = ("article__text", "article__summary", "runner_up__vector_sum", "article__outlet__note")
    heavier = ("original__text", "original__summary", "original__outlet__note")
    rows = Membership.objects.select_related("article__outlet", "runner_up", "original__outlet")
    return rows.defer(*heavy, *heavier).filter(pk=article_id).first()


def reasons(found: Membership, now: datetime) -> Why:
    """The reasoning behind a membership, the strongest evidence first."""
    score, began = _score(found), found.method == "new" or found.score is None
    scored = score is not None and found.threshold is not None
    other = _runner_up(found)
    return Why(
        article_id=found.article_id,
        title=found.article.title,
        href=outbound(found.article.canonical_address),
        language=found.article.language,
        outlet=found.article.outlet.name,
        how=how(found),
        told=() if began else _told(found.evidence),
        # What began a story has no score of its own: the sum is that of the nearest story, which it did not join.
        score_label=_("Best score") if began else _("Score"),
        score=_number(score),
        threshold=_number(found.threshold),
        margin=_number((score or 0.0) - (found.threshold or 0.0)) if scored else "",
        reasons=_reasons(found.evidence),
        runner_up=(other.title or _("Story %(number)s") % {"number": other.pk}) if other else "",
        runner_up_href=other.get_absolute_url() if other else "",
        runner_up_score=_number(found.runner_up_score) if other and not began else "",
        runner_up_gap=gap(found) if other else "",
        runner_up_lead=lead(found) if other else "",
        began=found.score is None,
        version=found.model_version,
        placed=moment(found.placed_at, now),
        locked=found.locked,
        gone=moment(found.article.gone_since, now) if found.article.gone_since else None,
    )


def _score(found: Membership) -> float | None:
    """What the reasons add up to."""
    if found.score is not None or not found.evidence:
        return found.score
    return sum(float(row.get("contribution") or 0.0) for row in found.evidence)


def _runner_up(found: Membership) -> Story | None:
    """The next best story; none where that is this one, since the two have become one."""
    other = found.runner_up
    return None if other and found.story_id in (other.pk, other.merged_into_id) else other


def _told(evidence: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """What was found alike, each thing once; what only weighs the comparison, such as the base, is no reason."""
    best: dict[str, tuple[float, str]] = {}
    stories = compares_stories(evidence)
    for row in evidence:
        view = str(row.get("name", "")).partition("_")[0]
        contribution = float(row.get("contribution") or 0.0)
        if view in _ALIKE and contribution > max(best.get(view, (0.0, ""))[0], 0.0):
            shared = shared_words(row)
            words = _STORIES_ALIKE[view] if stories else _ALIKE[view][0 if shared else 1]
            alike = percent(min(max(float(row.get("value") or 0.0), 0.0), 1.0))
            best[view] = (contribution, str(words) % {"shared": shared, "percent": alike})
    ordered = sorted(best.values(), key=lambda item: -item[0])
    told = [words for _contribution, words in ordered[:TOLD]]
    if any(row.get("name") == "brief" and float(row.get("contribution") or 0.0) >= BRIEF_FROM for row in evidence):
        told.append(_("Little more than headlines is known here, so less likeness is enough."))
    return tuple(told)


def _reasons(evidence: Sequence[Mapping[str, Any]]) -> tuple[Reason, ...]:
    stories = compares_stories(evidence)
    weighed = [(float(row.get("contribution") or 0.0), evidence_words(row, stories=stories)) for row in evidence]
    weighed = [(contribution, words) for contribution, words in weighed if abs(contribution) >= LEAST_SHOWN]
    most = max((abs(contribution) for contribution, _words in weighed), default=0.0) or 1.0
    return tuple(
        _reason(contribution, words, 50 * abs(contribution) / most)
        for contribution, words in sorted(weighed, key=lambda pair: -abs(pair[0]))
    )


def _reason(contribution: float, words: str, half_width: float) -> Reason:
    against = contribution < 0
    start = 50 - half_width if against else 50.0
    return Reason(words, _number(contribution), against, f"{start:.2f}%", f"{half_width:.2f}%")


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:+.2f}".replace("-", "−")
