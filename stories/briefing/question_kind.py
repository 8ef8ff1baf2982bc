"""What a question asks for: a person, a day, a place, a number, a reason, somebody's words. Pure."""

import re
from enum import StrEnum
from typing import Final

from stories.text.folding import fold


class Kind(StrEnum):
    """What would answer the question; OTHER: nothing that a rule could see.

    WHO_IS: what a named person is. LONG: how long something takes or is.
    WHICH: one or some of a kind, mostly by name. HOW: the way in which.
    """

    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    MANY = "many"
    MONEY = "money"
    MUCH = "much"
    AGE = "age"
    LONG = "long"
    MEASURE = "measure"
    WHY = "why"
    SAID = "said"
    WHO_IS = "who is"
    WHICH = "which"
    HOW = "how"
    OTHER = "other"


_AMOUNT: Final = "sum|amount|loss|share|percentage|percent|rate|turnout|lead|increase|rise|drop|discount|margin"
_PAID: Final = (
    "costs?|price|worth|pa(?:y|id|ys)|money|spen[dt]|rais(?:e|ed)|give|gave|given|donated?|earn\\w*|sav(?:e|ed)|fees?"
    "|salary|wages?|profit|damages|fine|budget|reimburse\\w*|cash|lend|lent|owes?|owed|fund\\w*|financ\\w+"
)
_SUM: Final = "price|salary|wages?|profit|fine|budget|reward|fee|deductible|damages|bail|bond|cost|costs"
_PLACE: Final = "place|city|town|country|state|street|hospital|region|village|port|province|airport|district"
_BODY: Final = (
    "person|man|woman|lawyer|judge|minister|senator|official|team|group|body|agency|company|bank|party|county"
)
_SAY: Final = "say|said|reply|replied|tell|told|think|comment|respond|answer|call|called|argue|claim|promise"
_DID: Final = "did|does|do|has|have|was|is"
# 'How strong was', 'how low does': of whatever can be measured.
_HOW_ANY: Final = (
    r"\bhow (?!(?:did|do|does|is|are|was|were|has|have|had|can|could|will|would|should|come|about|many|much|often|old"
    r"|well|soon|important|serious|likely|[a-z]+ly)\b)[a-z]+ (?:did|do|does|is|are|was|were|has|have|will|would|can"
    r"|could|must|should)\b"
)
_NAMED: Final = (
    r"\bwhat (?:is|was|are|were) the names? of\b|\bname (?:the|of the) "
    r"|\bwhat (?:is|was) (?:[\w'’-]+ ){0,4}[\w-]+['’]s name\b"
)
# The first that fits counts; folded text.
_KINDS: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (Kind.SAID, rf"\bwhat (?:{_DID}) .*\b(?:{_SAY}|response|reaction)\b"),
        (Kind.MONEY, rf"\bhow much\b.*\b(?:{_PAID})\b"
                     rf"|\b(?:what|which)(?: (?:is|was|are|were|would be|will be))?(?: the)?"
                     rf"(?: [\w'-]+)? (?:{_SUM})\b"),
        (Kind.MUCH, rf"\bhow much\b|\b(?:what|which) (?:[\w'-]+ )*?(?:{_AMOUNT})\b"),
        (Kind.MANY, r"\bhow many\b|\bhow often\b|\bwhat number\b"),
        (Kind.AGE, r"\bhow old\b|\bwhat age\b"),
        (Kind.LONG, r"\bhow long\b"),
        (Kind.MEASURE, rf"\bhow (?:high|tall|far|big|large|deep|fast|wide|heavy)\b|{_HOW_ANY}"),
        (Kind.WHEN, r"\bwhen\b|\bhow soon\b|\b(?:what|which) (?:day|date|year|month|time|week)\b"),
        (Kind.WHERE, rf"\bwhere\b|\b(?:what|which) (?:{_PLACE})\b"),
        (Kind.WHY, r"\bwhy\b|\bwhat (?:reason|caused|led to|made|makes|prompted|sparked|triggered)\b"),
        (Kind.WHO, rf"\bwho(?:m|se)?\b|\b(?:what|which) (?:{_BODY})\b|{_NAMED}"),
        (Kind.WHICH, r"\bwhich\b"),
        (Kind.HOW, r"\bhow (?:did|do|does|is|are|was|were|has|have|had|can|could|will|would|should)\b"),
    )
)  # fmt: skip
# What follows another word that asks asks nothing: 'How did they react when'.
_ASKS: Final = re.compile(r"\b(?:who|whom|whose|what|when|where|why|how|which)\b")
_WHO_IS: Final = re.compile(r"\s*[Ww]ho (?:is|was|are|were) (?:[A-Z][\w.'’-]*\s?){1,4}\?*\s*")
_UNIT: Final = re.compile(
    r"\bhow many (?:of (?:the )?(?:[\w-]+['’]s? )?)?((?:[a-z'-]+ ){0,4}?[a-z'-]+)\b"
    r"(?= (?:ha[sd]|have|did|do|does|is|are|was|were|will|would|can|could|must|takes?|took|to|in|of|on|at|from|for"
    r"|with)\b|[^\w\s'’]|$)"
)
_ROLE: Final = re.compile(
    r"(?:who (?:is|was|are|were|exactly is)|(?:what (?:is|was|are|were) )?(?:the )?names? (?:of )?)\b ?(?:the |an? )?"
    r"((?:[\w.'’-]+ ){0,5}?[\w.-]+)(?= (?:of|in|for|at|on|who|that|now|from|to|with)\b|\s*\?*\s*$)",
    re.I,
)
_ROLE_NAMED: Final = re.compile(
    r"what (?:is|was) (?:the |an? )?((?:[\w.'’-]+ ){0,4}?[\w.-]+)['’]s name\s*\?*\s*$", re.I
)
_DOES: Final = re.compile(r"^(?!acting)\w+(?:ed|ing)$|^(?:it|this|that|they|he|she)$")
_LONGEST_UNIT: Final = 2
_AHEAD: Final = re.compile(r"\b(?:will|going to)\b", re.I)
_SPEAKER: Final = re.compile(rf"\b[Ww]hat (?:{_DID}) (.+?) (?:{_SAY})\b")


def kind(question: str) -> Kind:
    """What the question asks for."""
    if _WHO_IS.fullmatch(question):
        return Kind.WHO_IS
    folded = fold(question)
    first = _ASKS.search(folded)
    asked = first.start() if first else len(folded)
    for found, pattern in _KINDS:
        match = pattern.search(folded)
        if match and match.start() <= asked:
            return found
    return Kind.OTHER


def unit(question: str) -> str:
    """What 'how many' counts ('police officers'), folded; '' without."""
    found = _UNIT.search(fold(question))
    if not found:
        return ""
    words = found[1].split()
    return " ".join(words[:_LONGEST_UNIT])  # 'How many bullets hit Scott?': nothing tells the noun's end


def role(question: str) -> str:
    """What somebody is whose name is asked for, folded: 'wife' in "What is the name of Pence's wife?"; '' without."""
    found = _ROLE_NAMED.match(question.strip()) or _ROLE.match(question.strip())
    words = found[1].split() if found else [""]
    if words[-1][:1].isupper() or _DOES.search(words[0]) or _DOES.search(words[-1]):
        return ""
    return fold(words[-1])


def looks_ahead(question: str) -> bool:
    """Whether the question asks for what is still to come."""
    return bool(_AHEAD.search(question))


def speaker(question: str) -> str:
    """Whose words are asked for, as written: "Israel's foreign minister"; '' where no one's are."""
    found = _SPEAKER.search(question)
    return found[1] if found else ""
