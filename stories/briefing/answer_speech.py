"""Whether a sentence gives the words of whoever a question asks about. Pure."""

import re
from typing import Final

from stories.text.folding import fold

_PASSIVE: Final = r"(?:and|was|were|is|are|be|been|being)\b"
_SPEECH: Final = (
    r"sa(?:id|ys?|ying)\b|told\b|tells\b|call(?:ed|s)\b|describ\w+|repl(?:ied|ies)|respond\w*|wrote\b|writes\b|argu\w+"
    r"|claim\w*|insist\w*|warn\w*|add(?:ed|s)\b|stated\b|promis\w+|urg\w+|comment\w*|announc\w+|declar\w+|denie[ds]\b"
    r"|dismiss\w*|denounc\w+|prais\w+|predict\w*|acknowledg\w+|accus\w+|critici[sz]\w+|condemn\w*|blam\w+|according to"
    r"|had this to say"
)
# Verbs before a name whose bearer speaks: 'said Ory'. In 'blamed Ory' and 'told Ory' another does.
_SAID_BY: Final = (
    r"sa(?:id|ys?)\b|repl(?:ied|ies)|wrote\b|writes\b|argue[ds]\b|claim(?:ed|s)\b|insist(?:ed|s)\b|warn(?:ed|s)\b"
    r"|add(?:ed|s)\b|stated\b|promise[ds]\b|announce[ds]\b|declare[ds]\b|predict(?:ed|s)\b|acknowledge[ds]\b"
    r"|respond(?:ed|s)\b|comment(?:ed|s)\b|according to"
)
_OF_ANOTHER: Final = frozenset(
    ("of", "for", "to", "against", "as", "by", "that", "who", "about", "whether", "if", "than", "killing")
)


def speaks(speaker: str, sentence: str) -> bool:
    """Whether the last name or noun of the speaker is the subject of a verb of speech: 'Ory, his lawyer, said'."""
    words = fold(speaker).split()
    if not words:
        return False
    head = re.escape(words[-1].removesuffix("'s"))
    apposed = r"(?: \([^)]{1,20}\))?(?:,[^,\"]{1,60},|, (?:which|who))?"
    before = rf"\b{head}{apposed}(?: (?!{_PASSIVE})[\w-]+){{0,2}}? (?:{_SPEECH})"
    behind = rf"(?:{_SAID_BY}) (?:[\w.-]+ ){{0,4}}?{head}\b(?!')"
    told = fold(sentence)
    found = re.finditer(f"{before}|{behind}", told)
    return any(not _of_another(words, told[: each.start()], each.group()) for each in found)


def _of_another(words: list[str], before: str, found: str) -> bool:
    """'A critic of Ada Brandt said', 'said a critic of Ada Brandt', 'denied that Ada Brandt said'."""
    ahead = before.split()
    while ahead and ahead[-1] in words:
        ahead.pop()
    inside = (word for word in found.split()[1:] if word not in words and not found.startswith(words[-1]))
    return not _OF_ANOTHER.isdisjoint(ahead[-2:]) or not (_OF_ANOTHER - {"by", "to"}).isdisjoint(inside)
