"""What the outlet page shows, put together from rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from stories.models import Article, Coverage, Feed, FeedState, Outlet, Rating, Standing
from stories.scales import Genre, OutletKind, OwnerKind, Side
from stories.web.bar import Bar, bar
from stories.web.cards import StoryCard
from stories.web.countries import country
from stories.web.links import host, outbound
from stories.web.moments import Moment, moment
from stories.web.sources import lean_label
from stories.web.wording import counted

SCHEME_TITLES: Final = {"lean": "Political lean", "factuality": "Factuality"}
NOT_WORKED_OUT: Final = "not yet worked out"


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

    spread: how far the raters are apart, in words; '' with a single one.
    """

    title: str
    value: str
    side: str
    letter: str
    rule: str
    spread: str
    ratings: tuple[RatingRow, ...]


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
    """An article with its story; story is '' while it waits for one."""

    title: str
    href: str
    language: str
    at: Moment
    opinion: bool
    story: str
    story_href: str
    counts: str
    bar: Bar | None


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
    owned = f"{owner.name} ({OwnerKind(owner.kind).label.lower()})" if owner else "not known"
    return (
        Fact("Domains", ", ".join(domains) or "none"),
        Fact("Kind", OutletKind(outlet.kind).label),
        Fact("Country", home.name if home else "not known", outlet.country),
        Fact("Language", outlet.language or "not known"),
        Fact("Owner", owned),
    )


def standings(outlet: Outlet, now: datetime) -> tuple[StandingBlock, ...]:
    """Lean first, then factuality, then other schemes with a rating. Two queries."""
    ratings: dict[str, list[Rating]] = {slug: [] for slug in SCHEME_TITLES}
    for rating in outlet.ratings.select_related("scheme"):
        ratings.setdefault(rating.scheme.slug, []).append(rating)
    held = {row.scheme.slug: row for row in outlet.standings.select_related("scheme")}
    return tuple(_block(slug, held.get(slug), found, now) for slug, found in ratings.items())


def _block(slug: str, standing: Standing | None, ratings: Sequence[Rating], now: datetime) -> StandingBlock:
    inputs: Mapping[str, Any] = standing.inputs if standing else {}
    left_out = {item["id"]: str(item["why"]) for item in inputs.get("left_out", [])}
    known = {*inputs.get("used", []), *left_out}
    side = Side(standing.side) if standing else Side.UNRATED
    spread = standing.spread if standing and standing.raters > 1 else None
    return StandingBlock(
        title=SCHEME_TITLES.get(slug, slug.replace("_", " ").capitalize()),
        value=lean_label(standing.bucket if standing else ""),
        side=side.value if slug == "lean" else "",
        letter=side.letter if slug == "lean" else "",
        rule=str(inputs.get("rule", "")) or ("nobody has rated it" if not ratings else NOT_WORKED_OUT),
        spread=_spread(spread) if spread is not None else "",
        ratings=tuple(
            _rating(row, left_out.get(row.pk, "" if row.pk in known else NOT_WORKED_OUT), now) for row in ratings
        ),
    )


def _spread(steps: float) -> str:
    if steps == 0:
        return "they agree"
    number = f"{steps:.1f}".removesuffix(".0")
    return f"they are {number} step{'' if number == '1' else 's'} apart"


def _rating(row: Rating, why: str, now: datetime) -> RatingRow:
    buckets = {bucket["key"]: Side.of(bucket.get("side")) for bucket in row.scheme.buckets}
    side = (buckets.get(row.bucket) or Side.UNRATED) if row.scheme.has_sides else None
    return RatingRow(
        rater=row.rater,
        raw=row.raw_value,
        bucket=lean_label(row.bucket),
        side=side.value if side else "",
        letter=side.letter if side else "",
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
            state=FeedState(feed.state).label,
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
        story=(story.title or f"Story {story.pk}") if story else "",
        story_href=story.get_absolute_url() if story else "",
        counts=counted(coverage.outlets, "outlet") if coverage else "",
        bar=bar(coverage.left, coverage.center, coverage.right, coverage.unrated) if coverage else None,
    )
