"""What is said of a question in a language that the articles are not in or that can't be asked, or for everything."""

from django.utils.translation import gettext as _

from stories.briefing.steps.ask import Answered
from stories.briefing.tongues.at_large import is_at_large
from stories.briefing.tongues.known import ASKED
from stories.wording import language_name, listed


def not_asked(found: Answered, *, of_one_story: bool) -> str:
    """Why the articles could not be asked this; '' where they were."""
    if is_at_large(found.question.text):
        return _at_large(of_one_story=of_one_story)
    asked = listed(sorted(map(language_name, ASKED)))
    if not found.spoken:
        return _("A question in this language can't be answered here. Ask in one of these: %(languages)s.") % {
            "languages": asked
        }
    if not of_one_story or found.articles or not found.others:
        return ""
    told = listed([language_name(code) for code in found.others])
    if not ASKED.intersection(found.others):
        words = _(
            "The articles of this story are in %(theirs)s. Questions can be answered from articles in these languages"
            " alone: %(languages)s."
        )
        return words % {"theirs": told, "languages": asked}
    words = _(
        "The articles of this story are in %(theirs)s, and a question finds sentences in its own language only. Ask in"
        " %(these)s."
    )
    these = listed([language_name(code) for code in found.others if code in ASKED], either=True)
    return words % {"theirs": told, "these": these}


def _at_large(*, of_one_story: bool) -> str:
    if of_one_story:
        return _(
            "What happened is told by the briefing on the story's page. A question here finds sentences that name a"
            " person, a number, a day, a place or a reason."
        )
    return _(
        "What is new is told on the front page. A question here finds sentences that name a person, a number, a day, a"
        " place or a reason."
    )


def others_unread(found: Answered) -> str:
    """That articles in other languages were not read, and in which; '' without any."""
    if not found.others:
        return ""
    names = listed([language_name(code) for code in found.others])
    return _("Articles in other languages were not: %(languages)s.") % {"languages": names}
