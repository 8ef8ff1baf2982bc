"""What a question asks for: a person, a day, a place, a number, a reason, somebody's words. Pure."""

import re
from enum import StrEnum
from typing import Final

from stories.text.folding import fold


class Kind(StrEnum):
    """What would answer the question; OTHER: nothing that a rule could see. WHO_IS: what a named person is."""

    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    MANY = "many"
    MONEY = "money"
    MUCH = "much"
    AGE = "age"
    MEASURE = "measure"
    WHY = "why"
    SAID = "said"
    WHO_IS = "who is"
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
# The first that fits counts; folded text. Korean, Japanese and Chinese words stand beside the English ones.
_KINDS: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (Kind.SAID, rf"\bwhat (?:{_DID}) .*\b(?:{_SAY}|response|reaction)\b"),
        (Kind.MONEY, rf"\bhow much\b.*\b(?:{_PAID})\b"
                     rf"|\b(?:what|which)(?: (?:is|was|are|were|would be|will be))?(?: the)?(?: [\w'-]+)? (?:{_SUM})\b"
                     r"|얼마(?!나)|いくら|多少钱"),
        (Kind.MUCH, rf"\bhow much\b|\b(?:what|which) (?:[\w'-]+ )*?(?:{_AMOUNT})\b|いくら"),
        (Kind.MANY, r"\bhow many\b|\bhow often\b|\bwhat number\b|몇(?! 살)|何人|何件|何回|いくつ|多少|几"),
        (Kind.AGE, r"\bhow old\b|\bwhat age\b|몇 살|何歳"),
        (Kind.MEASURE, r"\bhow (?:long|high|tall|far|big|large|deep|fast|wide|heavy)\b|얼마나|何年"),
        (Kind.WHEN, r"\bwhen\b|\b(?:what|which) (?:day|date|year|month|time|week)\b|언제|며칠|いつ|何日|何时|什么时候"),
        (Kind.WHERE, rf"\bwhere\b|\b(?:what|which) (?:{_PLACE})\b|어디|どこ|哪里|哪儿"),
        (Kind.WHY, r"\bwhy\b|\bwhat (?:reason|caused|led to)\b|왜|なぜ|どうして|为什么"),
        (Kind.WHO, rf"\bwho(?:m|se)?\b|\b(?:what|which) (?:{_BODY})\b|\bname of\b|누가|누구|誰|谁"),
    )
)  # fmt: skip
_WHO_IS: Final = re.compile(r"\s*[Ww]ho (?:is|was|are|were) (?:[A-Z][\w.'’-]*\s?){1,4}\?*\s*")
_UNIT: Final = re.compile(
    r"\bhow many ((?:[a-z'-]+ ){0,4}?[a-z'-]+)\b(?= (?:ha|di|do|is|are|was|were|wi|ca|co|ta|to)|[^\w\s]|$)"
)
_SPEAKER: Final = re.compile(rf"\b[Ww]hat (?:{_DID}) (.+?) (?:{_SAY})\b")


def kind(question: str) -> Kind:
    """What the question asks for."""
    if _WHO_IS.fullmatch(question):
        return Kind.WHO_IS
    folded = fold(question)
    return next((found for found, pattern in _KINDS if pattern.search(folded)), Kind.OTHER)


def unit(question: str) -> str:
    """What 'how many' counts ('police officers'), folded; '' without."""
    found = _UNIT.search(fold(question))
    return found[1] if found else ""


def speaker(question: str) -> str:
    """Whose words are asked for, as written: "Israel's foreign minister"; '' where no one's are."""
    found = _SPEAKER.search(question)
    return found[1] if found else ""
