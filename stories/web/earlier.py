"""Stories that a story continues, is continued by, was once one with, or meets in other languages, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from stories.models import StoryLink, StoryLinkKind
from stories.web.wording import listed, number

MOST: Final = 6
# By kind, and whether the link leads back from this story or to it.
LABELS: Final[Mapping[tuple[str, bool], Promise]] = {
    (StoryLinkKind.SEQUEL.value, True): gettext_lazy("Previously"),
    (StoryLinkKind.SEQUEL.value, False): gettext_lazy("Continued in"),
    (StoryLinkKind.SPLIT.value, True): gettext_lazy("Was once part of"),
    (StoryLinkKind.SPLIT.value, False): gettext_lazy("A part of what was here is now"),
    (StoryLinkKind.LANGUAGE.value, True): gettext_lazy("In other languages (experimental)"),
    (StoryLinkKind.LANGUAGE.value, False): gettext_lazy("In other languages (experimental)"),
}


@dataclass(frozen=True, slots=True)
class EarlierLine:
    """One linked story: how it is linked, its headline and address, and the reason, '' where none is kept.

    ended: when the latest article of a story that this one continues was published, None of any other.
    """

    label: str
    title: str
    href: str
    language: str
    words: str
    ended: datetime | None = None


def links_of_story() -> ArraySubquery:
    """For an annotation of stories: their links both ways, for `earlier`."""
    rows = StoryLink.objects.filter(Q(story=OuterRef("pk")) | Q(other=OuterRef("pk"))).order_by("-made_at", "-pk")
    if not settings.LINK_LANGUAGES:
        rows = rows.exclude(kind=StoryLinkKind.LANGUAGE)
    told = JSONObject(
        kind="kind",
        because="because",
        story=F("story_id"),
        title="story__title",
        language="story__language",
        into=F("story__merged_into_id"),
        other=F("other_id"),
        other_title="other__title",
        other_language="other__language",
        other_into=F("other__merged_into_id"),
        other_last=F("other__last_at"),
    )
    return ArraySubquery(rows.values(told=told)[:MOST])


def earlier(found: Iterable[Mapping[str, Any]] | None, story_id: int) -> tuple[EarlierLine, ...]:
    """The links of the story as `links_of_story` has found them, the latest first; none to what is part of it again."""
    rows = [row for row in found or () if story_id not in (row["into"], row["other_into"])]
    return tuple(_line(row, back=row["story"] == story_id) for row in rows)


def _line(row: Mapping[str, Any], *, back: bool) -> EarlierLine:
    is_before = back and row["kind"] == StoryLinkKind.SEQUEL
    pk, title, language = ("other", "other_title", "other_language") if back else ("story", "title", "language")
    return EarlierLine(
        label=str(LABELS[row["kind"], back]),
        title=row[title] or _("Story %(number)s") % {"number": row[pk]},
        href=f"/stories/{row[pk]}/",
        language=row[language],
        words=_words(row["because"]) if row["kind"] != StoryLinkKind.SPLIT else "",
        ended=datetime.fromisoformat(row["other_last"]) if is_before and row["other_last"] else None,
    )


def _words(because: Mapping[str, Any]) -> str:
    days, names = round(float(because.get("days") or 0)), [str(name) for name in because.get("shared") or ()]
    pieces = []
    if days > 0:
        pieces.append(ngettext("%(n)s day between them", "%(n)s days between them", days) % {"n": number(days)})
    if names:
        pieces.append(_("both name %(names)s") % {"names": listed(names)})
    return "; ".join(pieces)
