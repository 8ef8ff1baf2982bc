"""What the story page reads: a fixed number of queries, however many articles a story has."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from django.db import connection
from django.db.models import Exists, OuterRef
from django.db.models.functions import Left

from stories.coverage.members import Member
from stories.models import Article, ArticleVersion, Story
from stories.scales import DatePrecision, Genre, OriginKind, OutletKind, Side
from stories.web.briefing_rows import blocks_of_story, names_of_story
from stories.web.earlier import links_of_story
from stories.web.schemes import held_beside

LEAD_CHARACTERS: Final = 2_000  # as much of a text as its first sentences can need


class ArticleRow(NamedTuple):
    """One article of a story with its outlet, as the page needs them; no text.

    gone: since when it is no longer at its address. domain: the outlet's, where another of the story has its name.
    """

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
    gone: datetime | None = None
    domain: str = ""

    @property
    def own_news(self) -> bool:
        """True for news of a publisher's or an agency's own: what may lead a story."""
        return (
            self.genre == Genre.NEWS
            and self.kind != OutletKind.REPUBLISHER
            and self.origin_kind in ("", OriginKind.OWN)
        )


# In ArticleRow's order. Written out: the ORM needs longer to put this together than the database to answer it.
_ROWS: Final = """
SELECT article.id, article.title, article.canonical_address, article.language, article.genre,
    article.published_at, article.published_precision, article.first_seen_at,
    outlet.id, outlet.name, outlet.slug, outlet.kind, outlet.country,
    coalesce(owner.name, ''), coalesce(owner.kind, ''),
    coalesce(note.origin_kind, ''), coalesce(note.origin_name, ''),
    coalesce(lean.bucket, ''), coalesce(lean.side, %(unrated)s), coalesce(factuality.bucket, ''), article.gone_since,
    CASE WHEN min(outlet.id) OVER by_name <> max(outlet.id) OVER by_name THEN coalesce(
        (SELECT name FROM stories_domain WHERE outlet_id = outlet.id ORDER BY id LIMIT 1), '') ELSE '' END
FROM stories_membership member
JOIN stories_article article ON article.id = member.article_id
JOIN stories_outlet outlet ON outlet.id = article.outlet_id
LEFT JOIN stories_owner owner ON owner.id = outlet.owner_id
LEFT JOIN stories_annotation note ON note.article_id = article.id
LEFT JOIN stories_standing lean ON lean.outlet_id = outlet.id
    AND lean.scheme_id = (SELECT id FROM stories_ratingscheme WHERE slug = %(scheme)s)
LEFT JOIN stories_standing factuality ON factuality.outlet_id = outlet.id
    AND factuality.scheme_id = (SELECT id FROM stories_ratingscheme WHERE slug = 'factuality')
WHERE member.story_id = %(story)s AND article.removed_at IS NULL
WINDOW by_name AS (PARTITION BY outlet.name)
ORDER BY article.published_at DESC, article.id DESC
"""
# A call of an enum takes five times as long as a look-up, and a large story needs thousands.
_SIDES: Final = {side.value: side for side in Side}
_KINDS: Final = {kind.value: kind for kind in OutletKind}
_GENRES: Final = {genre.value: genre for genre in Genre}
_PRECISIONS: Final = {precision.value: precision for precision in DatePrecision}
_SIDE: Final = ArticleRow._fields.index("side")


def article_rows(story_id: int, scheme: str = "lean") -> list[ArticleRow]:
    """The story's articles that were not taken down, the latest first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, {"story": story_id, "scheme": scheme, "unrated": Side.UNRATED.value})
        rows = cursor.fetchall()
    return [ArticleRow._make((*row[:_SIDE], _SIDES[row[_SIDE]], *row[_SIDE + 1 :])) for row in rows]


def members(rows: Iterable[ArticleRow]) -> list[Member]:
    """The rows as coverage counts them; without fingerprints, so not for counting independent texts."""
    return [
        Member(
            article_id=row.id,
            outlet_id=row.outlet_id,
            outlet=row.outlet,
            kind=_KINDS[row.kind],
            side=row.side,
            bucket=row.lean or None,
            genre=_GENRES[row.genre],
            published=row.published,
            precision=_PRECISIONS[row.precision],
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


class TextEdit(NamedTuple):
    """A text that its outlet changed: when we saw it, how many words, and the correction that came with it, or ''."""

    seen: datetime
    words: int
    notice: str


class History(NamedTuple):
    """Every wording of an article's headline, and every change of its text, the oldest first."""

    wordings: Sequence[Wording]
    edits: Sequence[TextEdit]


NEVER_CHANGED: Final = History((), ())


def histories(story_id: int) -> dict[int, History]:
    """What became of the story's articles whose headline or text changed, by article. One query."""
    others = ArticleVersion.objects.filter(article_id=OuterRef("article_id"))
    changed = Exists(others.exclude(title=OuterRef("article__title"))) | Exists(others.filter(words_changed__gt=0))
    versions = ArticleVersion.objects.filter(changed, article__membership__story_id=story_id)
    rows = versions.order_by("article_id", "seen_at", "id")
    wordings: dict[int, list[Wording]] = {}
    edits: dict[int, list[TextEdit]] = {}
    for article_id, title, seen, words, notice in rows.values_list(
        "article_id", "title", "seen_at", "words_changed", "notice"
    ):
        known = wordings.setdefault(article_id, [])
        if all(title != wording.title for wording in known):
            known.append(Wording(title, seen))
        if words:
            edits.setdefault(article_id, []).append(TextEdit(seen, words, notice))
    return {article_id: History(found, edits.get(article_id, ())) for article_id, found in wordings.items()}


def openings(rows: Iterable[ArticleRow]) -> dict[int, str]:
    """The beginning of each article's text, or its feed's summary where there is no text, by id. One query."""
    read = Article.objects.filter(pk__in=[row.id for row in rows])
    found = read.values_list("pk", Left("text", LEAD_CHARACTERS), Left("summary", LEAD_CHARACTERS))
    return {id_: text or summary for id_, text, summary in found}


def story_row(story_id: int) -> Story | None:
    """The story with its headline's article, its `topics`, the `schemes` to read it by, stories `linked` to it
    and what is `told` of it: the blocks of its briefing."""
    heavy = ("vector_sum", "title_article__text", "title_article__summary", "title_article__outlet__note")
    rows = (
        Story.objects.select_related("title_article__outlet")
        .defer(*heavy)
        .annotate(topics=names_of_story(), schemes=held_beside(), linked=links_of_story(), told=blocks_of_story())
    )
    return rows.filter(pk=story_id).first()
