"""Dates that a page shows its readers: 'Posted June. 02, 2025 07:26,', '12 hours ago' beside the headline. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from stories.ingest.blocks import Block
from stories.ingest.dates import ParsedDate, believable, parse_date
from stories.scales import DateSource

MAX_LINE_CHARS = 120
MAX_UNLABELLED_CHARS = 60
NEAR_HEADLINE = 15  # blocks before or after the h1, where an unlabelled date is the article's own
_PUBLISHED = (
    r"first posted|posted|published|first published|publié|veröffentlicht|publicado|입력|기사입력|등록|公開|配信"
)
_MODIFIED = r"last updated|updated|modified|last modified|mis à jour|aktualisiert|actualizado|수정|최종수정|更新"
_LABEL = re.compile(
    rf"(?:^|(?<=[\s,|/·]))(?:(?P<published>{_PUBLISHED})|(?P<modified>{_MODIFIED}))(?![^\W\d_])", re.IGNORECASE
)
_HINT = re.compile(
    r"\d{1,2}[:h]\d{2}|\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}|\d\s*[년年]|\b(?:19|20)\d\d\b"
    r"|\bago\b|\bvor\b|\bil y a\b|\bhace\b|[전前]\b|yesterday|today|gestern|heute|hier",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ShownDates:
    """The dates a page shows as its article's own; None where it shows none."""

    published: ParsedDate | None = None
    modified: ParsedDate | None = None


def read(lines: Sequence[Block], zone: str, fetched_at: datetime) -> ShownDates:
    """A labelled date anywhere outside navigation; else the first unlabelled one near the headline."""
    published: ParsedDate | None = None
    modified: ParsedDate | None = None
    heading = next((place for place, block in enumerate(lines) if block.tag == "h1"), 0)
    near: ParsedDate | None = None
    for place, block in enumerate(lines):
        if block.aside or len(block.text) > MAX_LINE_CHARS or not _HINT.search(block.text):
            continue
        for label, found in labelled(block.text, zone, fetched_at):
            published = published or (found if label == "published" else None)
            modified = modified or (found if label == "modified" else None)
        if near is None and abs(place - heading) <= NEAR_HEADLINE and len(block.text) <= MAX_UNLABELLED_CHARS:
            near = _date(block.text, zone, fetched_at, known_forms_only=True)
    return ShownDates(published or near, modified)


def labelled(text: str, zone: str, fetched_at: datetime) -> Iterator[tuple[str, ParsedDate]]:
    """('published' or 'modified', date) for each date that a line labels, as 'Posted … Updated …' does."""
    marks = list(_LABEL.finditer(text))
    for mark, following in zip(marks, [*(m.start() for m in marks[1:]), len(text)], strict=False):
        found = _date(text[mark.end() : following].strip(" :.,|"), zone, fetched_at)
        if found:
            yield ("published" if mark["published"] else "modified"), found


def is_date_line(line: str, zone: str, fetched_at: datetime) -> bool:
    """Whether a line is nothing but dates, so that it is no part of the text."""
    if len(line) > MAX_LINE_CHARS or not _HINT.search(line):
        return False
    if len(line) <= MAX_UNLABELLED_CHARS and parse_date(line, zone, fetched_at, known_forms_only=True):
        return True
    marks = list(_LABEL.finditer(line))
    return (
        bool(marks)
        and not line[: marks[0].start()].strip()
        and len(list(labelled(line, zone, fetched_at))) == len(marks)
    )


def _date(text: str, zone: str, fetched_at: datetime, *, known_forms_only: bool = False) -> ParsedDate | None:
    found = parse_date(text, zone, fetched_at, DateSource.PAGE_TEXT, known_forms_only=known_forms_only)
    return found if found and believable(found.moment, fetched_at) else None
