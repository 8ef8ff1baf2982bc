"""A story's lead picture: whose it is, its caption and credit, and the signed addresses of our own copy of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final, NamedTuple

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from stories.models import Article
from stories.scales import OriginKind, OutletKind
from stories.web import picture_store
from stories.web.links import outbound
from stories.web.story_rows import ArticleRow

WIDTHS: Final = (640, 1280)
HEIGHT: Final = 720  # of the place kept for the wider one: 16:9, as stories.net.pictures draws them
MOST_ASKED: Final = 20  # articles whose picture may be taken
MOST_CHARACTERS: Final = 240
SIGNATURE_CHARACTERS: Final = 40  # 160 bits
SALT: Final = "stories.web.picture"


class PictureRow(NamedTuple):
    """What an article says of its picture."""

    article_id: int
    address: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class StoryPicture:
    """A picture to show, width and height being its place's; credit may be '', href too where it can't be linked."""

    src: str
    srcset: str
    width: int
    height: int
    is_panorama: bool
    alt: str
    caption: str
    credit: str
    outlet: str
    href: str
    language: str


def story_picture(rows: Sequence[ArticleRow], title_article_id: int | None, now: datetime) -> StoryPicture | None:
    """The picture of a story with these articles; None where there is none, or pictures are off. One query."""
    if not settings.PICTURES:
        return None
    asked = candidates(rows, title_article_id)
    found = chosen([row.id for row in asked], _picture_rows([row.id for row in asked]), title_article_id)
    if found is None or picture_store.failed_lately(found.address, now):
        return None
    row = next(row for row in asked if row.id == found.article_id)
    return shown(found, row, picture_store.shape(found.address, WIDTHS[-1]))


def candidates(rows: Sequence[ArticleRow], title_article_id: int | None) -> list[ArticleRow]:
    """Whose pictures may be shown, in order: the headline's article, then own news, the earliest first.

    Never a republisher's or one that was taken away, and never one that came with an agency's or another's text: its
    rights are not known here.
    """
    ordered = sorted(rows, key=lambda row: (row.id != title_article_id, row.published, row.id))
    return list(islice((row for row in ordered if _may_lead(row, title_article_id)), MOST_ASKED))


def _may_lead(row: ArticleRow, title_article_id: int | None) -> bool:
    own = row.kind != OutletKind.REPUBLISHER and row.origin_kind in ("", OriginKind.OWN)
    return row.gone is None and own and (row.own_news or row.id == title_article_id)


def chosen(
    order: Sequence[int], pictures: Sequence[PictureRow], title_article_id: int | None = None
) -> PictureRow | None:
    """The first picture in that order of articles that has a credit; the headline's article needs none.

    Its outlet is then named as the one that published it.
    """
    by_article = {row.article_id: row for row in pictures if row.address}
    ordered = [by_article[article_id] for article_id in order if article_id in by_article]
    return next((row for row in ordered if row.credit.strip() or row.article_id == title_article_id), None)


def _picture_rows(article_ids: Sequence[int]) -> list[PictureRow]:
    columns = ("id", "image_address", "image_caption", "image_credit")
    rows = Article.objects.shown().filter(pk__in=article_ids).exclude(image_address="").values_list(*columns)
    return [PictureRow._make(row) for row in rows]


def shown(picture: PictureRow, row: ArticleRow, shape: tuple[int, int] | None) -> StoryPicture:
    """The picture as the page shows it; shape: of our copy, None before there is one."""
    wide, high = place(shape)
    caption = shortened(picture.caption)
    addresses = {width: address(picture, width) for width in WIDTHS}
    return StoryPicture(
        src=addresses[WIDTHS[-1]],
        srcset=", ".join(f"{href} {width}w" for width, href in addresses.items()),
        width=wide,
        height=high,
        is_panorama=(wide, high) == shape and high < HEIGHT,
        alt=_("Picture with %(outlet)s's article") % {"outlet": row.outlet},
        caption=caption,
        credit=shortened(picture.credit),
        outlet=row.outlet,
        href=outbound(row.address),
        language=row.language,
    )


def place(shape: tuple[int, int] | None) -> tuple[int, int]:
    """The place to keep, by width and height: 16:9, but a panorama that we hold needs no more than its own."""
    if shape and shape[0] * HEIGHT > shape[1] * WIDTHS[-1]:
        return shape
    return WIDTHS[-1], HEIGHT


def shortened(text: str) -> str:
    """One line of at most MOST_CHARACTERS, cut at a word with an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= MOST_CHARACTERS else line[:MOST_CHARACTERS].rsplit(" ", 1)[0] + " …"


def address(picture: PictureRow, width: int) -> str:
    """The address of our copy; it holds for this article, this width and the picture's present address alone."""
    return f"/pictures/{picture.article_id}/{width}/?s={signature(picture.article_id, width, picture.address)}"


def signature(article_id: int, width: int, picture_address: str) -> str:
    """HMAC-SHA256 under the installation's key: only pages of ours can name a picture to fetch."""
    value = f"{article_id}:{width}:{picture_address}"
    return salted_hmac(SALT, value, algorithm="sha256").hexdigest()[:SIGNATURE_CHARACTERS]


def is_signed(given: str, article_id: int, width: int, picture_address: str) -> bool:
    """Whether the signature is ours for exactly this; in constant time."""
    return constant_time_compare(given, signature(article_id, width, picture_address))
