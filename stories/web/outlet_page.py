"""What the outlet page shows, put together from rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from stories.models import Article, Coverage, Feed, FeedState, Outlet, Rating, RatingScheme, Standing
from stories.scales import Genre, Side
from stories.web.bar import Bar, bar
from stories.web.cards import StoryCard
from stories.web.countries import country
from stories.web.links import host, outbound
from stories.web.moments import Moment, moment
from stories.web.rules import NOBODY, NOT_WORKED_OUT, rule, why_not
from stories.web.scale_picture import Scale, scale
from stories.web.schemes import FIELDS, Axis, axis_from
from stories.web.vocabulary import bucket_label, feed_state_label, outlet_kind_label, owner_told, side_letter
from stories.web.wording import decimal, language_name, outlets

SCHEME_TITLES: Final[Mapping[str, Promise]] = {
    "lean": gettext_lazy("Political lean"),
    "factuality": gettext_lazy("Factuality"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of what is known of an outlet; code: a country's, or ''."""

    label: str
    words: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One rater's word. raw: the rater's own; bucket: what it counts as here; why: why it is left out, '' if used."""

    rater: str
    raw: str
    bucket: str
    side: str
    letter: str
    at: Moment
    evidence: str
    evidence_host: str
    note: str
    why: str


@dataclass(frozen=True, slots=True)
class StandingBlock:
    """An outlet's effective value on a scheme with every rating behind it.

    spread: how far the raters are apart, in words; '' with a single one. scale: None where it stands nowhere.
    """

    title: str
    value: str
    side: str
    letter: str
    rule: str
    spread: str
    ratings: tuple[RatingRow, ...]
    scale: Scale | None


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One feed and how it fares; error is an editor's words, or ''."""

    address: str
    href: str
    state: str
    healthy: bool
    last: Moment | None
    error: str


@dataclass(frozen=True, slots=True)
class RecentArticle:
    """An article with its story; story is '' while it waits for one. gone: since when it isn't at its address."""

    title: str
    href: str
    language: str
    at: Moment
    opinion: bool
    gone: Moment | None
    story: str
    story_href: str
    counts: str
    bar: Bar | None
    story_of_bar: int | None


@dataclass(frozen=True, slots=True)
class OutletPage:
    """The page's one argument."""

    name: str
    facts: tuple[Fact, ...]
    note: str
    standings: tuple[StandingBlock, ...]
    feeds: tuple[FeedRow, ...]
    articles: int
    stories: int
    opinion: int
    recent: tuple[RecentArticle, ...]
    slug: str
    lag: str
    not_covered: tuple[StoryCard, ...]


def outlet_facts(outlet: Outlet, domains: Sequence[str]) -> tuple[Fact, ...]:
    """Domains, kind, country, language and owner; what is not known is said to be so."""
    owner, home = outlet.owner, country(outlet.country)
    kind = owner_told(owner.kind, within=True) if owner else ""
    owned = (f"{owner.name} ({kind})" if kind else owner.name) if owner else _("not known")
    return (
        Fact(_("Domains"), ", ".join(domains) or pgettext("no domains", "none")),
        Fact(_("Kind"), outlet_kind_label(outlet.kind)),
        Fact(_("Country"), home.name if home else _("not known"), outlet.country),
        Fact(_("Language"), language_name(outlet.language) or _("not known")),
        Fact(_("Owner"), owned),
    )


def standings(outlet: Outlet, now: datetime) -> tuple[StandingBlock, ...]:
    """Lean first, then factuality, then other schemes with a rating. Two queries."""
    ratings: dict[str, list[Rating]] = {slug: [] for slug in SCHEME_TITLES}
    for rating in outlet.ratings.select_related("scheme"):
        ratings.setdefault(rating.scheme.slug, []).append(rating)
    held = {row.scheme.slug: row for row in outlet.standings.select_related("scheme")}
    return tuple(_block(slug, held.get(slug), found, now) for slug, found in ratings.items())


def _block(slug: str, standing: Standing | None, ratings: Sequence[Rating], now: datetime) -> StandingBlock:
    axis = _axis(ratings[0].scheme) if ratings else None
    inputs: Mapping[str, Any] = standing.inputs if standing else {}
    why = {item["id"]: why_not(str(item["why"])) for item in inputs.get("left_out", [])}
    why = dict.fromkeys(inputs.get("used", []), "") | why
    side = Side(standing.side) if standing else Side.UNRATED
    spread = standing.spread if standing and standing.raters > 1 else None
    rows = tuple(_rating(row, why.get(row.pk, str(NOT_WORKED_OUT)), now) for row in ratings)
    return StandingBlock(
        title=axis.name if axis else str(SCHEME_TITLES[slug]),
        value=_label(axis, standing.bucket if standing else ""),
        side=side.value if slug == "lean" else "",
        letter=side_letter(side) if slug == "lean" else "",
        rule=_rule(standing, ratings),
        spread=_spread(spread) if spread is not None else "",
        ratings=rows,
        scale=_scale(axis, standing, [rating for rating in ratings if why.get(rating.pk) == ""]),
    )


def _scale(axis: Axis | None, standing: Standing | None, used: Sequence[Rating]) -> Scale | None:
    if axis is None or standing is None or not standing.bucket or not used:
        return None
    return scale(axis, used[0].scheme.buckets, standing.bucket, [rating.bucket for rating in used])


def _axis(scheme: RatingScheme) -> Axis:
    return axis_from({name: getattr(scheme, name) for name in FIELDS})


def _label(axis: Axis | None, bucket: str) -> str:
    return axis.label(bucket) if axis else bucket_label(bucket)


def _rule(standing: Standing | None, ratings: Sequence[Rating]) -> str:
    if standing is None or not standing.inputs.get("rule"):
        return str(NOT_WORKED_OUT if ratings else NOBODY)
    used = set(standing.inputs.get("used", ()))
    by_desk = any(row.by_desk for row in ratings if row.pk in used)
    return rule(len(used), by_desk=by_desk, score=standing.score, placed=bool(standing.bucket))


def _spread(steps: float) -> str:
    if steps == 0:
        return _("they agree")
    # Translators: how far the raters of an outlet are apart on the scale; n may be 1.5.
    words = ngettext("they are %(n)s step apart", "they are %(n)s steps apart", 1 if steps == 1 else 2)
    return words % {"n": decimal(steps)}


def _rating(row: Rating, why: str, now: datetime) -> RatingRow:
    buckets = {bucket["key"]: Side.of(bucket.get("side")) for bucket in row.scheme.buckets}
    side = (buckets.get(row.bucket) or Side.UNRATED) if row.scheme.has_sides else None
    return RatingRow(
        rater=row.rater,
        raw=row.raw_value,
        bucket=_label(_axis(row.scheme), row.bucket),
        side=side.value if side else "",
        letter=side_letter(side) if side else "",
        at=moment(row.valid_from, now),
        evidence=outbound(row.evidence_address),
        evidence_host=host(row.evidence_address),
        note=row.note,
        why=why,
    )


def feed_rows(feeds: Iterable[Feed], now: datetime) -> tuple[FeedRow, ...]:
    """Each feed with its state in words and its last success."""
    return tuple(
        FeedRow(
            address=feed.address,
            href=outbound(feed.address),
            state=feed_state_label(feed.state),
            healthy=feed.state == FeedState.ACTIVE,
            last=moment(feed.last_success_at, now) if feed.last_success_at else None,
            error=feed.error_words,
        )
        for feed in feeds
    )


def recent_articles(
    rows: Sequence[Article], coverages: Mapping[int, Coverage], now: datetime
) -> tuple[RecentArticle, ...]:
    """The outlet's articles with the stories they are in."""
    return tuple(_recent(row, coverages, now) for row in rows)


def _recent(row: Article, coverages: Mapping[int, Coverage], now: datetime) -> RecentArticle:
    story = row.membership.story if hasattr(row, "membership") else None
    coverage = coverages.get(story.pk) if story else None
    return RecentArticle(
        title=row.title,
        href=outbound(row.canonical_address),
        language=row.language,
        at=moment(row.published_at, now, row.published_precision),
        opinion=row.genre == Genre.OPINION,
        gone=moment(row.gone_since, now) if row.gone_since else None,
        story=(story.title or _("Story %(number)s") % {"number": story.pk}) if story else "",
        story_href=story.get_absolute_url() if story else "",
        counts=outlets(coverage.outlets) if coverage else "",
        bar=bar(coverage.left, coverage.center, coverage.right, coverage.unrated) if coverage else None,
        story_of_bar=coverage.story_id if coverage else None,
    )
