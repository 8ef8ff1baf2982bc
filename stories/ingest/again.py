"""An article's page looked at again: when, and what the answer means for the article. Pure.

Of 100 articles about five have another headline and fifteen another text within a day, and one or two are gone within
a week (the reference's U-09 and U-10), so a day and a week after the reading are when it is worth asking.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from stories.ingest.decide import SAME_AT, likeness
from stories.ingest.differences import new_words, notice_of
from stories.text.folding import fold

UNREAD, READ = 0, 1  # the first look of a page that could not be had at first, and of one that was read
AFTER: Final = (timedelta(hours=1), timedelta(days=1), timedelta(days=7))
SPREAD: Final = 0.1  # of the time to a look, so that articles read together are not asked for together
NO_LATER_THAN: Final = timedelta(days=14)  # after the reading: whoever was switched off that long need not catch up
CONFIRMED_AFTER: Final = timedelta(hours=20)  # between two answers without the article, about a day apart
GONE_LOOKS_UNTIL, GONE_LOOK = timedelta(days=35), timedelta(days=7)  # whether it has come back
TRIES: Final = 3
TRY_AGAIN: Final = (timedelta(minutes=30), timedelta(hours=3))
LEAST_WAIT: Final = timedelta(minutes=10)
KEPT_SHARE: Final = 0.8  # a text shorter than this share of the one we hold is a part of it: a wall came up
SAME_TEXT_AT: Final = 0.3  # share of words in common; two articles of one outlet on one event have under 0.2
SAYS_MISSING: Final = re.compile(
    r"\b404\b|\bnot found\b|can.t be found|no longer (?:available|exists)|(?:has been|was) (?:removed|deleted)"
    r"|찾을 수 없|존재하지 않|삭제된|見つかりません|不存在|nicht gefunden|no encontrada|introuvable",
    re.IGNORECASE,
)


class Kind(StrEnum):
    """What an answer says of the article."""

    SAME = "same"
    CHANGED = "changed"
    OTHER = "other"  # neither the article nor a word that it is gone: nothing is concluded
    MISSING = "missing"
    GONE = "gone"
    TROUBLE = "trouble"


@dataclass(frozen=True)
class Held:
    """The article as we have it; page_title: its page's headline at the last reading, '' if unknown."""

    title: str
    page_title: str
    text: str


@dataclass(frozen=True)
class Look:
    """What a look came to. title, text: the new ones, '' where they stand; notice: the correction it now carries."""

    kind: Kind
    words: str = ""
    title: str = ""
    text: str = ""
    words_changed: int = 0
    notice: str = ""
    page_title: str = ""
    retry_after_s: int = 0


@dataclass(frozen=True)
class Plan:
    """Where an article's looks stand: when the next is, how many are over, and since when the article is away."""

    due_at: datetime | None
    step: int
    attempts: int = 0
    missing_since: datetime | None = None
    gone_since: datetime | None = None


def planned(read_at: datetime, step: int, now: datetime, chance: float) -> datetime | None:
    """When that look is, None where there is none; chance: a random value in 0..1."""
    if step >= len(AFTER) or now - read_at > NO_LATER_THAN:
        return None
    return max(read_at + AFTER[step] * (1 - SPREAD + 2 * SPREAD * chance), now + LEAST_WAIT)


def after(before: Plan, read_at: datetime, look: Look, now: datetime, chance: float) -> Plan:
    """The plan after a look. before.attempts counts this one."""
    if look.kind is Kind.TROUBLE and before.attempts < TRIES:
        wait = max(TRY_AGAIN[max(before.attempts, 1) - 1], timedelta(seconds=look.retry_after_s))
        return replace(before, due_at=now + wait * (1 + SPREAD * chance))
    missing, gone = _away(before, look.kind, now)
    if missing and not gone and look.kind is Kind.MISSING:
        return Plan(missing + timedelta(days=1) * (1 + SPREAD * chance), before.step, 0, missing, None)
    due = planned(read_at, before.step + 1, now, chance)
    if due is None and gone and now - read_at < GONE_LOOKS_UNTIL:
        due = now + GONE_LOOK * (1 - SPREAD + 2 * SPREAD * chance)
    return Plan(due, before.step + 1, 0, missing, gone)


def _away(before: Plan, kind: Kind, now: datetime) -> tuple[datetime | None, datetime | None]:
    """Since when the article is missing, and since when it counts as gone."""
    if kind in (Kind.SAME, Kind.CHANGED):
        return None, None
    missing, gone = before.missing_since, before.gone_since
    if kind in (Kind.MISSING, Kind.GONE):
        missing = missing or now
        sure = kind is Kind.GONE or now - missing >= CONFIRMED_AFTER
        gone = gone or (missing if sure else None)
    return missing, gone


def of_status(status: int, retry_after_s: int | None) -> Look | None:
    """What an answer without a page means; None for one with a page."""
    if status == 200:
        return None
    if status == 304:
        return Look(Kind.SAME)
    if status == 410:
        return Look(Kind.GONE, "The outlet has taken the page down. (410)")
    if status == 404:
        return Look(Kind.MISSING, "The page is not at its address. (404)")
    if status == 429 or status >= 500:
        return Look(Kind.TROUBLE, f"The site answered {status}.", retry_after_s=retry_after_s or 0)
    return Look(Kind.OTHER, f"The site does not give the page. ({status})")


def of_page(held: Held, title: str, text: str) -> Look:
    """What a page with this headline and text means for the article that we hold."""
    if not text and SAYS_MISSING.search(title):
        return Look(Kind.MISSING, "The page says that the article is not there.")
    if not text:
        return Look(Kind.OTHER, "No text was found on the page.") if held.text else _compared(held, title, text)
    alike = max(likeness(title, held.title), likeness(title, held.page_title)) >= SAME_AT
    if held.text and not alike and likeness(text, held.text) < SAME_TEXT_AT:
        if SAYS_MISSING.search(title):
            return Look(Kind.MISSING, "The page says that the article is not there.")
        return Look(Kind.OTHER, "The address shows something else now: nothing of it was taken.")
    return _compared(held, title, text)


def _compared(held: Held, title: str, text: str) -> Look:
    known = fold(held.page_title)
    retitled = title if known and fold(title) not in ("", known, fold(held.title)) else ""
    cut = len(text) < KEPT_SHARE * len(held.text)
    changed = 0 if cut else new_words(held.text, text)
    look = Look(
        Kind.CHANGED if retitled or changed else Kind.SAME,
        "The page gives only a part of the text now: the whole one was kept." if cut else "",
        title=retitled,
        page_title=title,
    )
    if not changed:
        return look
    return replace(look, text=text, words_changed=changed, notice=notice_of(held.text, text))


def is_front(address: str) -> bool:
    """Whether it is a site's front page, or that of one of its languages."""
    parts = [part for part in urlsplit(address).path.split("/") if part]
    return not parts or (len(parts) == 1 and (len(parts[0]) == 2 or parts[0].partition(".")[0] in ("index", "home")))
