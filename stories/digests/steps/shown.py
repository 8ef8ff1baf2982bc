"""A choice of stories as the words of a digest, in the language that is active."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from django.conf import settings
from django.db.models.functions import Left
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stories.digests.bar import cells
from stories.digests.candidate import Report
from stories.digests.choosing import Choice, Pick
from stories.digests.rendering import IN_SUBJECT, Chapter, Digest, Ending, Item, Labels, Quote, headline, subject
from stories.digests.steps import words
from stories.digests.wishes import BLINDSPOT, WEEKLY, Wish
from stories.models import Article
from stories.scales import Side
from stories.text.sentences import sentences
from stories.vocabulary import blindspot_label, side_label, side_letter
from stories.wording import long_day, number, stories

BLURB_CHARACTERS: Final = 320
READ_CHARACTERS: Final = 1_000  # as much of a text as its first sentence can need


def digest(chosen: Choice, wish: Wish, of: date, ending: Ending) -> Digest:
    """Everything that the digest of a day says. One query where blindspots are told, for their first sentences."""
    blurbs = _blurbs(pick.story.reports[0] for pick in chosen.blindspots)
    site = _site()
    return Digest(
        language=wish.language,
        site=settings.SITE_NAME,
        site_href=f"{site}/",
        name=_name(wish),
        date=_date(wish, of),
        subject=_subject(chosen, wish),
        colours="eu" if settings.SIDE_COLOURS == "eu" else "us",
        chapters=tuple(_chapters(chosen, wish, site, blurbs)),
        labels=Labels(why=_("Why it is here"), changed=_("Since you last had it"), read=_("Compare the coverage")),
        ending=ending,
    )


def ending(settings_href: str, stop_href: str) -> Ending:
    """What stands below the stories."""
    return Ending(
        words=_("You get this mail because this address was subscribed and confirmed at %(site)s.")
        % {"site": settings.SITE_NAME},
        method=_("How its stories are chosen"),
        method_href=f"{_site()}/method/#digests",
        settings=_("Change what it holds, or when it comes"),
        settings_href=settings_href,
        stop=_("Unsubscribe"),
        stop_href=stop_href,
        privacy=_("Nothing in this mail is counted: it holds no pictures, and its links lead straight to the site."),
    )


def _site() -> str:
    return str(settings.NEWSDESK_BASE_URL).rstrip("/")


def _name(wish: Wish) -> str:
    if wish.rhythm == BLINDSPOT:
        return _("Blindspot report")
    return _("Your weekly digest") if wish.rhythm == WEEKLY else _("Your daily digest")


def _date(wish: Wish, of: date) -> str:
    """'Tuesday 10 March 2026', 'The week to Tuesday 10 March 2026'."""
    day = long_day(of, weekday=True)
    return _("The week to %(day)s") % {"day": day} if wish.rhythm == WEEKLY else day


def _subject(chosen: Choice, wish: Wish) -> str:
    """The first headline, and how many more there are; a report of blindspots says so first."""
    picks = chosen.picks
    title = headline(picks[0].story.title, IN_SUBJECT)
    if wish.rhythm == BLINDSPOT:
        title = f"{blindspot_label(picks[0].story.blindspot)}: {title}"
    more = len(picks) - 1
    if more:
        text = ngettext("%(headline)s, and %(n)s more story", "%(headline)s, and %(n)s more stories", more)
        title = text % {"headline": title, "n": number(more)}
    return subject(title)


def _chapters(chosen: Choice, wish: Wish, site: str, blurbs: Mapping[int, str]) -> Iterable[Chapter]:
    weekly = wish.rhythm == WEEKLY
    if chosen.stories:
        followed = sum(pick.is_followed for pick in chosen.stories)
        note = ""
        if followed and followed < len(chosen.stories):
            note = _("%(n)s of what you follow, the others from beyond it.") % {"n": stories(followed)}
        yield Chapter(
            stories(len(chosen.stories)), note, tuple(_item(pick, site, None, weekly=weekly) for pick in chosen.stories)
        )
    if chosen.blindspots:
        title = _("This week's blindspots") if weekly else _("New blindspots")
        note = _("Political stories that one side hardly covers, by the outlets that are read and rated here.")
        items = tuple(
            _item(pick, site, _blurb(pick.story.reports[0], blurbs), weekly=weekly) for pick in chosen.blindspots
        )
        yield Chapter(title, note, items)


def _item(pick: Pick, site: str, blurb: Quote | None, *, weekly: bool) -> Item:
    story = pick.story
    letters = {side: side_letter(side) for side in Side}
    return Item(
        story=story.story,
        title=headline(story.title),
        language=story.language,
        href=f"{site}/stories/{story.story}/",
        origin=words.origin(story),
        badge=blindspot_label(story.blindspot),
        side=story.blindspot,
        cells=cells(story.left, story.center, story.right, story.unrated, letters),
        split=words.split(story),
        counts=words.counts(story),
        quotes=tuple(_quote(report) for report in story.headlines()),
        blurb=blurb,
        why=words.why(pick, weekly=weekly),
        changed=words.since_last(pick.changed),
    )


def _quote(report: Report) -> Quote:
    outlet = headline(report.outlet, words.IN_A_NAME)
    return Quote(headline(report.title), report.language, outlet, report.side.value, side_label(report.side))


def _blurb(report: Report, blurbs: Mapping[int, str]) -> Quote | None:
    text = blurbs.get(report.article, "")
    return Quote(text, report.language, headline(report.outlet, words.IN_A_NAME)) if text else None


def _blurbs(reports: Iterable[Report]) -> dict[int, str]:
    """The first sentence of each article, '' where there is no text."""
    ids = [report.article for report in reports]
    if not ids:
        return {}
    openings = Article.objects.filter(pk__in=ids).values_list("pk", Left("text", READ_CHARACTERS), "summary")
    return {pk: _first_sentence(text or summary) for pk, text, summary in openings}


def _first_sentence(text: str) -> str:
    found = sentences(text)
    return headline(found[0], BLURB_CHARACTERS) if found else ""
