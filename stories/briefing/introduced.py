"""Who is named in a sentence by surname alone, and where they are introduced by their full name. Pure."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from stories.briefing.reading import Source
from stories.briefing.tongues.short_names import is_short, short_names, stands_alone

MOST_NAMES: Final = 12  # of an article, the most frequent
_TITLES: Final = (
    r"(?:President|Vice President|Prime Minister|Minister|Chancellor|King|Queen|Prince|Princess|Pope|Mayor|Governor|"
    r"Gov\.|Senator|Sen\.|Rep\.|Judge|Justice|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Professor|Prof\.|Gen\.|General|Sir|Lord|Herr|"
    r"Frau|M\.|Mme)"
)
# Two to four words, each with a capital and more.
_PERSON: Final = re.compile(r"(?:[A-ZÀ-Þ][^\W\d_]*[a-zß-ÿ][\w'’-]* |[A-Z]\. ){1,3}[A-ZÀ-Þ][^\W\d_]*[a-zß-ÿ][\w'’-]+")
_NOBODY: Final = re.compile(r"\b[a-z][\w-]+|(?<=\b[Tt]he )[A-Z]\w+|(?<=\b[Ii]n )[A-Z]\w+|(?<=\bat )[A-Z]\w+")


def full_names(sources: Sequence[Source]) -> dict[str, frozenset[str]]:
    """Surname -> the full names it may stand for.

    A word that is also written small in the texts, or that stands behind "the" or "in", is nobody's surname. In Korean
    and Japanese the surname with what stands behind it, '정 시장', '麻田氏'.
    """
    found: dict[str, set[str]] = {}
    for source in sources:
        for name, _times in source.names[:MOST_NAMES]:
            if _PERSON.fullmatch(name):
                found.setdefault(name.split()[-1], set()).add(name)
    texts = [sentence.text for source in sources for sentence in source.sentences]
    nobody = {word for text in texts for word in _NOBODY.findall(text)}
    whole = {surname: frozenset(names) for surname, names in found.items() if not {surname, surname.lower()} & nobody}
    for language in {source.language for source in sources}:
        whole |= short_names(texts, language)
    return whole


def gives(text: str, names: dict[str, frozenset[str]]) -> frozenset[str]:
    """Surnames that the sentence introduces: with a full name, or with an office before them."""
    return frozenset(
        surname
        for surname, full in names.items()
        if (is_short(surname) and any(name in text for name in full))
        or (surname in text and _introduced(text, surname, full))
    )


def needs(text: str, names: dict[str, frozenset[str]]) -> frozenset[str]:
    """Surnames that stand in the sentence with nothing that introduces them."""
    found = {surname for surname in names if surname in text and re.search(rf"\b{re.escape(surname)}\b", text)}
    short = frozenset(
        name for name in names if is_short(name) and name in text and stands_alone(text, name, names[name])
    )
    return short | frozenset(name for name in found if not is_short(name) and not _introduced(text, name, names[name]))


def _introduced(text: str, surname: str, full: frozenset[str]) -> bool:
    first = re.search(rf"\b{re.escape(surname)}\b", text)
    if not first:
        return False
    named = [text.find(name) for name in full if name in text]
    if named and min(named) <= first.start():
        return True
    # A first name that nobody else writes, or an office: "Bram Ostley", "Mayor Ostley".
    return bool(_office(surname).search(text[: first.end()]))


@cache
def _office(surname: str) -> re.Pattern[str]:
    return re.compile(rf"\b{_TITLES} {re.escape(surname)}$")
