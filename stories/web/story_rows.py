"""What the story page reads: a fixed number of queries, however many articles a story has."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.db.models import Exists, OuterRef
from django.db.models.functions import Left

from stories.coverage.members import Member
from stories.models import Article, ArticleVersion, Membership, Standing, Story
from stories.scales import DatePrecision, Genre, OriginKind, OutletKind, Side

LEAD_CHARACTERS: Final = 2_000  # as much of a text as its first sentences can need


class ArticleRow(NamedTuple):
    """One article of a story with its outlet, as the page needs them; no text."""

    id: int
    title: str
    address: str
    language: str
    genre: str
    published: datetime
    precision: str
    seen: datetime
    outlet_id: int
    outlet: str
    slug: str
    kind: str
    country: str
    owner: str
    owner_kind: str
    origin_kind: str
    origin: str
    lean: str
    side: Side
    factuality: str

    @property
    def own_news(self) -> bool:
        """True for news of a publisher's or an agency's own: what may lead a story."""
        return (
            self.genre == Genre.NEWS
            and self.kind != OutletKind.REPUBLISHER
            and self.origin_kind in ("", OriginKind.OWN)
        )


# In ArticleRow's order, up to what the standings add.
COLUMNS: Final = (
    "article_id",
    "article__title",
    "article__canonical_address",
    "article__language",
    "article__genre",
    "article__published_at",
    "article__published_precision",
    "article__first_seen_at",
    "article__outlet_id",
    "article__outlet__name",
    "article__outlet__slug",
    "article__outlet__kind",
    "article__outlet__country",
    "article__outlet__owner__name",
    "article__outlet__owner__kind",
    "article__annotation__origin_kind",
    "article__annotation__origin_name",
)


def article_rows(story_id: int, scheme: str = "lean") -> list[ArticleRow]:
    """The story's articles that were not taken down, the latest first. Two queries."""
    standings = _standings(story_id, scheme)
    rows = (
        Membership.objects.filter(story_id=story_id, article__removed_at__isnull=True)
        .order_by("-article__published_at", "-article_id")
        .values_list(*COLUMNS)
    )
    return [_row(row, standings, scheme) for row in rows]


def _row(row: Sequence[Any], standings: Mapping[tuple[int, str], tuple[str, Side]], scheme: str) -> ArticleRow:
    outlet_id = row[COLUMNS.index("article__outlet_id")]
    lean, side = standings.get((outlet_id, scheme), ("", Side.UNRATED))
    factuality, _ = standings.get((outlet_id, "factuality"), ("", Side.UNRATED))
    return ArticleRow._make([*(value or "" for value in row), lean, side, factuality])


def _standings(story_id: int, scheme: str) -> dict[tuple[int, str], tuple[str, Side]]:
    """(outlet, scheme) -> (bucket, side) of the story's outlets on the scheme and on factuality."""
    rows = Standing.objects.filter(
        outlet_id__in=Membership.objects.filter(story_id=story_id).values("article__outlet_id"),
        scheme__slug__in=[scheme, "factuality"],
    ).values_list("outlet_id", "scheme__slug", "bucket", "side")
    return {(outlet_id, slug): (bucket, Side(side)) for outlet_id, slug, bucket, side in rows}


def members(rows: Iterable[ArticleRow]) -> list[Member]:
    """The rows as coverage counts them; without fingerprints, so not for counting independent texts."""
    return [
        Member(
            article_id=row.id,
            outlet_id=row.outlet_id,
            outlet=row.outlet,
            kind=OutletKind(row.kind),
            side=row.side,
            bucket=row.lean or None,
            genre=Genre(row.genre),
            published=row.published,
            precision=DatePrecision(row.precision),
            seen=row.seen,
            title=row.title,
            origin_key=row.origin if row.origin_kind != OriginKind.OWN else "",
        )
        for row in rows
    ]


class Wording(NamedTuple):
    """A headline as it once read, and when it was first seen so."""

    title: str
    seen: datetime


def changed_headlines(story_id: int) -> dict[int, list[Wording]]:
    """Every wording of the story's headlines that changed, the oldest first, by article. One query."""
    others = ArticleVersion.objects.filter(article_id=OuterRef("article_id")).exclude(title=OuterRef("article__title"))
    versions = ArticleVersion.objects.filter(Exists(others), article__membership__story_id=story_id)
    found: dict[int, list[Wording]] = {}
    rows = versions.order_by("article_id", "seen_at", "id").values_list("article_id", "title", "seen_at")
    for article_id, title, seen in rows:
        wordings = found.setdefault(article_id, [])
        if all(title != known.title for known in wordings):  # another text under the same headline is no change of it
            wordings.append(Wording(title, seen))
    return found


def opening(article_id: int) -> str:
    """The beginning of an article's text, or its feed's summary where there is no text. One query."""
    row = (
        Article.objects.filter(pk=article_id)
        .values_list(Left("text", LEAD_CHARACTERS), Left("summary", LEAD_CHARACTERS))
        .first()
    )
    return (row[0] or row[1]) if row else ""


def story_row(story_id: int) -> Story | None:
    """The story with whose headline it bears. One query."""
    heavy = ("title_article__text", "title_article__summary", "title_article__outlet__note")
    return Story.objects.select_related("title_article__outlet").defer(*heavy).filter(pk=story_id).first()
