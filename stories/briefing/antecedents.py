"""Whether 'he', 'her', 'his' or 'it' means somebody or something that the sentence itself names. English, pure."""

import re
from collections.abc import Collection
from typing import Final

from stories.briefing.kinds import TRADES
from stories.briefing.quotable import without_quotations
from stories.text.folding import fold

_PRONOUN: Final = re.compile(r"\b(?:[Hh]e|[Ss]he|him|[Hh]er|[Hh]is|hers|himself|herself)\b")
_CAPITALS: Final = re.compile(r"[A-Z][\w’'.-]+(?: (?:al|el|bin|de|da|del|van|von|der) ?-?)?[ -][A-Z][\w’'-]+")
_BACK: Final = re.compile(r"\W*(?:The group|The same|As for|At the event)\b")
# "…," he argued, with the help of Ada Brandt: and "Ada Brandt, his successor, has …".
_SPEAKS: Final = re.compile(r"\W*(?:he|she)\b")
_ANOTHERS: Final = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*, (?:his|her) (?:\w+ )?\w+,? (?!said|says|told)")
_OPENING: Final = """
    in on at under during by with for from after before since as the a an but and while when if though although despite
    alongside following according his her of into over until both
"""
_OPENERS: Final = frozenset(_OPENING.split())
_WORD: Final = re.compile(r"[A-Z][^\W\d_]+(?:-[^\W\d_]+)*")
_MORE: Final = "man|woman|boy|girl|teenager|mother|father|husband|wife|son|daughter|brother|sister|child|nobody"
# 'Officials said it would add 400 jobs': a thing that does something, and nothing before it that it could be.
_THING: Final = re.compile(
    r"\bit (?:would|will|could|may|might|has|had|plans?|wants?|intends?)\b"
    r"(?! (?:\w+ly |also |not |n't )?(?:be|been|take|taken|seem|appear|come|happen|snow|rain)\b)"
)
# 'The budget office has said that it would add 3 trillion to the debt': what does that is a law or a plan, no speaker.
_EFFECT: Final = re.compile(
    r"\W*(?:[\w&.’'-]+ ){1,8}(?:said|says|estimate[sd]|projects|projected|predict(?:s|ed)|forecasts?|found|warned) "
    r"(?:that )?it (?:would|will|could|may|might) (?:add|cost|save|reduce|increase|raise|lower|boost|push|hurt)\b"
    r".{0,60}\b(?:deficits?|debt|inflation|growth|prices|economy|GDP|taxpayers)\b"
)
_A_THING: Final = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat|[Ii]ts|[Oo]ne|[Nn]o|[Ee]very|[Ee]ach|his|her|their)\b|\d|['’]s?\b|(?<=\s)[A-Z]"
)
_PEOPLE: Final = re.compile(
    r"\W*(?!Reuters)(?:[\w-]+ ){0,2}[\w-]*(?:[eo]rs|[ia]sts|[ae]nts|ials|ians|ics|ysts|erts|sources|witnesses"
    r"|[Pp]eople|[Pp]olice)\b[\w ]* "
)
# Somebody told by what they are: 'a 34-year-old woman', 'the driver', 'one suspect'.
_SOMEBODY: Final = re.compile(
    rf"\b(?:{_MORE})s?\b"
    r"|\b(?:[Aa]n?|[Tt]he|[Oo]ne|[Ee]very|[Nn]o) (?:[\w-]+ ){0,2}[a-z]{2,}(?:er|or|ist|ian|ect|ant|ent|ee)\b"
)


def means_nobody_named(text: str, surnames: Collection[str]) -> bool:
    """True where its first such pronoun has nobody in the sentence to stand for, or its opening points back.

    So with 'it' that does something, where only people in the plural stand before it.

    surnames: of the article's names.
    """
    own = without_quotations(text)
    if _BACK.match(own) or _EFFECT.match(own):
        return True
    thing = _THING.search(own)
    if thing and _PEOPLE.fullmatch(own[: thing.start()]) and not _A_THING.search(own[: thing.start()]):
        return True
    pronoun = _PRONOUN.search(own)
    if not pronoun:
        return False
    if _SPEAKS.match(own) or _ANOTHERS.match(own):
        return True
    if any(fold(each[0].split()[0]) not in _OPENERS for each in _CAPITALS.finditer(own)) or any(
        word in surnames for word in _WORD.findall(own)
    ):
        return False
    before = own[: pronoun.start()]
    return not (_SOMEBODY.search(before) or TRADES.intersection(fold(before).split()))
