"""The method page: docs/method.md with the numbers of the running configuration."""

from datetime import UTC, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from stories.briefing import changed, passages, quotable, summary
from stories.clustering import model as clusterer
from stories.coverage import headlines
from stories.coverage.blindspot import BaseRate
from stories.coverage.config import DEFAULT_CONFIG, CoverageConfig
from stories.coverage.step import base_rates
from stories.digests import changes
from stories.digests.steps import candidates, compose
from stories.finding import names, rank
from stories.models import RatingScheme
from stories.scales import Side
from stories.web.method_papers import papers_values
from stories.web.prose import chapters, page_source
from stories.web.wording import number, percent


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """How stories are formed and counted, with the thresholds and base rates of this installation."""
    base = base_rates(RatingScheme.objects.get(slug="lean"), datetime.now(UTC))
    values = {
        **_clustering(),
        **_coverage(DEFAULT_CONFIG),
        **_base(base),
        **_ranking(),
        **_words(),
        **_digests(),
        **_briefings(),
        **papers_values(),
        "ask_most": str(passages.MOST),
    }
    return render(request, "web/method.html", {"chapters": chapters(page_source("method"), values)})


def _clustering() -> dict[str, str]:
    model = clusterer.default()
    return {
        "window_days": f"{model.window_days:g}",
        "threshold": f"{model.threshold:g}",
        "duplicate_likeness": percent(model.duplicate_jaccard),
        "model_version": model.version,
    }


def _coverage(config: CoverageConfig) -> dict[str, str]:
    return {
        "same_text": percent(config.same_text_jaccard),
        "few_rated_from": str(config.few_rated_from),
        "few_rated_to": str(config.percent_from - 1),
        "percent_from": str(config.percent_from),
        "blindspot_min_rated": str(config.blindspot_min_rated),
        "blindspot_low": percent(config.blindspot_low_share_max),
        "blindspot_high": percent(config.blindspot_high_share_min),
        "blindspot_high_outlets": str(config.blindspot_high_outlets_min),
        "blindspot_z": str(config.blindspot_z),
        "base_rate_days": str(config.base_rate_days),
        "base_rate_min": str(config.base_rate_min_stories),
        "configuration_hash": config.hash,
    }


def _base(base: BaseRate) -> dict[str, str]:
    seats = {Side.LEFT: base.left, Side.CENTER: base.center, Side.RIGHT: base.right}
    shown = {f"base_{side}": _usual(base, side, n) for side, n in seats.items()}
    return {"base_stories": number(base.stories), **shown}


def _usual(base: BaseRate, side: Side, n: int) -> str:
    # Translators: a seat is one outlet in one story.
    words = ngettext("%(share)s (%(n)s of %(seats)s seat)", "%(share)s (%(n)s of %(seats)s seats)", base.seats)
    return words % {
        "share": percent(base.of(side), digits=1, exactly=True),
        "n": number(n),
        "seats": number(base.seats),
    }


def _ranking() -> dict[str, str]:
    return {
        "alone": f"{rank.ALONE:g}",
        "outlets_weight": f"{rank.OUTLETS_WEIGHT:g}",
        "texts_weight": f"{rank.TEXTS_WEIGHT:g}",
        "per_side": percent(rank.PER_FURTHER_SIDE),
        "half_life": f"{rank.HALF_LIFE_H:g}",
    }


def _words() -> dict[str, str]:
    return {
        "shared_from": str(headlines.SHARED_FROM),
        "one_sided_from": str(headlines.ONE_SIDED_FROM),
        "names_from": str(names.ARTICLES_FROM),
        "names_most": str(names.MOST_NAMES),
    }


def _digests() -> dict[str, str]:
    return {
        "digest_hours": f"{candidates.DAY / timedelta(hours=1):g}",
        "remembered": str(compose.REMEMBERED),
        "grown_least": str(changes.GROWN_AT_LEAST),
        "grown_by": percent(changes.GROWN_BY),
    }


def _briefings() -> dict[str, str]:
    return {
        "briefing_texts": str(summary.FEWEST_TEXTS),
        "summary_sentences": str(summary.SENTENCES),
        "quote_least": str(quotable.LEAST_WORDS),
        "quote_most": str(quotable.MOST_WORDS),
        "briefing_share": percent(changed.CHANGED_SHARE),
        "briefing_few": str(changed.FEW_TEXTS),
        "briefing_hours": f"{changed.TAKEN_UP_AFTER / timedelta(hours=1):g}",
    }
