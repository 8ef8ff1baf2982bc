"""The hours at which a story changed: what the time machine can stop at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from stories.coverage.members import Member
from stories.coverage.past import arrivals, there_by, whole_hour
from stories.scales import Genre, OutletKind, Side
from stories.web.past_rows import Past, Snapshot
from stories.web.wording import articles, number, outlets

NAMED_OUTLETS: Final = 3
# Translators: how much a count changed, such as +2.
_COUNTS: Final = {
    "articles": gettext_lazy("articles %(step)s"),
    "outlets": gettext_lazy("outlets %(step)s"),
    Side.LEFT: gettext_lazy("left %(step)s"),
    Side.CENTER: gettext_lazy("center %(step)s"),
    Side.RIGHT: gettext_lazy("right %(step)s"),
    Side.UNRATED: gettext_lazy("unrated %(step)s"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One hour at which something changed, and what, in words."""

    hour: datetime
    words: str


def changes(past: Past, now: datetime) -> tuple[Change, ...]:
    """Every change up to now, in order: by the articles' dates before we counted the story, since then by what we kept.

    An hour that isn't over yet is now.
    """
    first = past.watched_since
    found = {**_published(past, first), **_kept(past.snapshots)}
    return tuple(Change(hour, words) for hour, words in sorted(found.items()) if hour <= now)


def headline_at(past: Past, hour: datetime) -> tuple[str, int | None]:
    """The story's headline at the hour and the article that it is of; None for one that we kept or an editor wrote.

    Before we counted the story: that of the article which names it today where it was there, else of the one that
    would have led.
    """
    kept = past.snapshot(hour)
    if kept:
        return kept.title, None
    there = past.members_at(hour)
    named = None if past.story.title_edited else past.story.title_article_id
    article = named if any(member.article_id == named for member in there) else _leading(there)
    return (past.title_at(article, hour), article) if article else ("", None)


def _leading(members: Sequence[Member]) -> int | None:
    """The earliest news of an outlet's own, else the earliest of all."""
    first = min(members, key=lambda member: (not _own_news(member), there_by(member), member.article_id), default=None)
    return first.article_id if first else None


def _own_news(member: Member) -> bool:
    return member.genre is Genre.NEWS and member.kind is not OutletKind.REPUBLISHER and not member.origin_key


def _published(past: Past, end: datetime | None) -> dict[datetime, str]:
    """What the articles' dates, and new wordings of their headlines, tell of the time before `end`."""
    found = {}
    before = ""
    arrived = {row.hour: row for row in arrivals(past.members)}
    for hour in sorted(hour for hour in {*arrived, *_reworded(past)} if end is None or hour < end):
        title, _article = headline_at(past, hour)
        row = arrived.get(hour)
        pieces = [articles(row.articles), *_outlets(row.outlets)] if row else []
        if before and title != before:
            pieces.append(_("another headline"))
        if pieces:
            found[hour] = ", ".join(pieces)
        before = title
    return found


def _reworded(past: Past) -> set[datetime]:
    return {whole_hour(wording.since) for listed in past.wordings.values() for wording in listed[1:]}


def _outlets(names: Sequence[str]) -> list[str]:
    if not names:
        return []
    shown, rest = ", ".join(names[:NAMED_OUTLETS]), len(names) - NAMED_OUTLETS
    if rest <= 0:
        return [_("new: %(outlets)s") % {"outlets": shown}]
    words = ngettext("new: %(outlets)s and %(n)s more", "new: %(outlets)s and %(n)s more", rest)
    return [words % {"outlets": shown, "n": number(rest)}]


def _kept(snapshots: Sequence[Snapshot]) -> dict[datetime, str]:
    """What each snapshot changed against the one before; several within an hour are one change."""
    found: dict[datetime, str] = {}
    before: Snapshot | None = None
    last: dict[datetime, Snapshot] = {whole_hour(row.at): row for row in snapshots}
    for hour, row in sorted(last.items()):
        found[hour] = _difference(before, row)
        before = row
    return found


def _difference(before: Snapshot | None, after: Snapshot) -> str:
    if before is None:
        values = {
            "articles": articles(after.counts.get("articles", 0)),
            "outlets": outlets(after.counts.get("outlets", 0)),
        }
        return _("counted here for the first time: %(articles)s, %(outlets)s") % values
    steps = [(name, after.counts.get(name, 0) - before.counts.get(name, 0)) for name in _COUNTS]
    pieces = [_COUNTS[name] % {"step": f"{step:+d}".replace("-", "−")} for name, step in steps if step]
    if before.title != after.title:
        pieces.append(_("another headline"))
    if before.counts.get("blindspot_side") != after.counts.get("blindspot_side"):
        pieces.append(_("another blindspot verdict"))
    return ", ".join(pieces) or _("counted otherwise")
