"""Articles with pictures, a small internet that holds one, and the picture's address asked in it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.test import RequestFactory
from PIL import Image

from stories.models import Article, Story
from stories.net.fetch import fetch
from stories.web.picture import PictureRow, address, signature
from stories.web.picture_proxy import picture
from tests import make
from tests.net.origin import World, origin_running, plain, says
from tests.web.rows import article, counted

SOURCE = "http://pictures.example/pier.jpg"
CAPTION = "The ferry pier of Port Ansel on Tuesday."
CREDIT = "Mara Lind / Harbour Pictures"


def painted(size: tuple[int, int] = (1600, 900), form: str = "JPEG") -> bytes:
    """A picture of that size and kind."""
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, form)
    return out.getvalue()


@contextmanager
def world_with_a_picture() -> Iterator[World]:
    """An internet that has a picture at SOURCE."""
    with origin_running() as origin:
        origin.routes["/pier.jpg"] = says(plain(painted(), "Content-Type: image/jpeg"))
        yield World(origin)


def pictured(of: Any = None, **fields: Any) -> Article:
    """An article that names SOURCE with a caption and a credit."""
    shown = {"image_address": SOURCE, "image_caption": CAPTION, "image_credit": CREDIT}
    return article(of or make.outlet("The Lantern"), **shown | fields)


def story_with(*rows: Article) -> Story:
    """A counted story of these articles with the first one's headline."""
    return counted(make.story(*rows))


def href(row: Article, width: int = 1280) -> str:
    """The address that a page gives out."""
    return address(PictureRow(row.pk, row.image_address, "", ""), width)


def asked(world: World, row: Article, width: int = 1280, *, s: str | None = None, **headers: str) -> Any:
    """The answer of the picture's address in this world; `s` instead of the right signature."""
    query = {"s": signature(row.pk, width, row.image_address) if s is None else s}
    request = RequestFactory().get(f"/pictures/{row.pk}/{width}/", query, headers=headers)
    return picture(request, row.pk, width, fetch=partial(fetch, doors=world.doors))
