"""What the search page says: what could not be read, what was found, and examples to learn from."""

from collections.abc import Callable, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from stories.finding.search import Misread, Problem, RefusedError
from stories.finding.steps.search import RANKED, Found
from stories.scales import Section
from stories.web.wording import long_day, number, stories

TOO_LONG: Final = gettext_lazy(
    "That search takes too long here. Add a word, an outlet or a date, such as after:2026-01."
)
NO_WORD: Final = gettext_lazy("There is no word in that to look for.")
# The words are examples; operators and their values are the same in every language.
EXAMPLES: Final[tuple[tuple[str | Promise, Promise], ...]] = (
    (
        pgettext_lazy("example of a search", "harbour ferry"),
        gettext_lazy("both words, in any order, with their plurals"),
    ),
    (
        pgettext_lazy("example of a search", '"harbour ferry"'),
        gettext_lazy("exactly these words, one after the other"),
    ),
    (pgettext_lazy("example of a search", "ferry -strike"), gettext_lazy("without a word")),
    (
        pgettext_lazy("example of a search", 'outlet:"Harbour Post"'),
        gettext_lazy("from one outlet, by its name or its address"),
    ),
    ("side:left", gettext_lazy("from outlets on one side: left, center, right or unrated")),
    ("country:kr language:ko", gettext_lazy("from a country, in a language")),
    ("section:politics", gettext_lazy("from a section")),
    (
        "after:2026-01-15 before:2026-03",
        gettext_lazy("from a day on, and before a day, a month or a year"),
    ),
)


def problem_words(problem: Problem) -> str:
    """What is wrong with a term, in a sentence."""
    return _EXPECTED[problem.kind]() % {"term": f"{problem.key}:{problem.value}", **_values(problem)}


def unknown_outlet(name: str) -> str:
    """That nothing here is called so."""
    return _("No outlet here is called “%(name)s”.") % {"name": name}


def refused_words(refused: RefusedError) -> str:
    """Why a search is refused."""
    if refused.counted == "characters":
        words = ngettext(
            "A search can have up to %(n)s character.", "A search can have up to %(n)s characters.", refused.most
        )
    else:
        words = ngettext(
            "A search can have up to %(n)s word, phrase or operator.",
            "A search can have up to %(n)s words, phrases and operators.",
            refused.most,
        )
    return words % {"n": number(refused.most)}


def summary(found: Found, page: int) -> str:
    """How much was found, and on which page of it the reader is."""
    words = _with_limits(found)
    return _("%(found)s, page %(page)s") % {"found": words, "page": number(page)} if page > 1 else words


def further(n: int) -> str:
    """'1 further article of this story matches', '' for none."""
    words = ngettext("%(n)s further article of this story matches", "%(n)s further articles of this story match", n)
    return words % {"n": number(n)} if n else ""


def _with_limits(found: Found) -> str:
    values = {"found": _found(found)}
    if found.back_to:
        words = _("%(found)s, searched back to %(day)s: to search all articles takes too long here")
        return words % (values | {"day": long_day(found.back_to)})
    if found.capped:
        return _("%(found)s among the newest %(ranked)s that match") % (values | {"ranked": number(RANKED)})
    return values["found"]


def _found(found: Found) -> str:
    if not found.stories:
        return _("Nothing found")
    # Translators: stories is "3 stories".
    words = ngettext(
        "%(stories)s with %(n)s matching article", "%(stories)s with %(n)s matching articles", found.articles
    )
    return words % {"stories": stories(found.stories), "n": number(found.articles)}


def _values(problem: Problem) -> dict[str, str]:
    return {"key": problem.key, "value": problem.value, "sections": ", ".join(section.value for section in Section)}


def _date() -> str:
    return _("%(term)s can't be read: that is not a date; write it as 2026-03-10, 2026-03 or 2026.")


_EXPECTED: Final[Mapping[Misread, Callable[[], str]]] = {
    Misread.LEFT_OUT: lambda: _("-%(key)s: can't be read: only words and phrases can be left out."),
    Misread.OUTLET: lambda: _("%(term)s can't be read: an outlet's name or address is expected."),
    Misread.SIDE: lambda: _("%(term)s can't be read: the sides are left, center, right and unrated."),
    Misread.COUNTRY: lambda: _("%(term)s can't be read: a country of two letters is expected, such as kr."),
    Misread.LANGUAGE: lambda: _("%(term)s can't be read: a language of two letters is expected, such as ko."),
    Misread.SECTION: lambda: _("%(term)s can't be read: the sections are %(sections)s."),
    Misread.DATE: _date,
    Misread.NO_DAY: lambda: _("No day is both before %(key)s and on or after %(value)s."),
}
