"""One style sheet in place of several: a first view asks once, over the connection that it has."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

PARTS: Final = ("tokens", "base", "parts", "briefing", "papers", "pages")  # in this order, as later rules win
COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
# What a browser doesn't need: spaces around what parts rules and declarations, the last semicolon of a rule, and the
# space of a declaration, after which nothing opens.
NEEDLESS: Final = (
    (re.compile(r"\s*([{};,])\s*"), r"\1"),
    (re.compile(r";}"), "}"),
    (re.compile(r"(?<=[\w-]): (?=[^{}]*[;}])"), ":"),
)


def joined(texts: Iterable[str]) -> str:
    """The style sheets as one, without comments and needless spaces."""
    css = COMMENT.sub("", "\n".join(texts)).strip()
    for pattern, left in NEEDLESS:
        css = pattern.sub(left, css)
    return css + "\n"


def sheet_name() -> str:
    """The sheet's name among the static files; another for other rules, so that a browser may keep it for good."""
    return _made(_folder()) if settings.DEBUG else _made_once(_folder())


class SheetFinder(BaseFinder):
    """Finds the one style sheet, for `collectstatic` and for serving files as they are found."""

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:
        """Where the sheet lies."""
        found = [str(_folder() / path)] if path == sheet_name() else []
        return found if find_all else (found[0] if found else [])

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:  # noqa: ARG002
        """The sheet as it is now; those of former rules are left where they lie."""
        yield sheet_name(), FileSystemStorage(location=_folder())


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "sheets"


@cache
def _made_once(folder: Path) -> str:
    return _made(folder)


def _made(folder: Path) -> str:
    css = joined((settings.BASE_DIR / "static" / "css" / f"{part}.css").read_text("utf-8") for part in PARTS).encode()
    name = f"css/newsdesk.{hashlib.blake2b(css, digest_size=6).hexdigest()}.css"
    target = folder / name
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=target.parent, delete=False) as file:  # whole or not at all: others may make it too
            file.write(css)
        Path(file.name).replace(target)
    return name
