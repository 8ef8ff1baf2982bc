"""What a text says that it did not say before, and the correction that its outlet put under it. Pure."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from stories.text.folding import fold

LEAST_LINE_CHARS: Final = 20  # shorter lines are headings, bylines and counters
NOTICE_CHARS: Final = 400
# A word that may begin any sentence is one of a correction where a colon or a dash follows it before long. An editor's
# note is one, and an update, where it says so: of 20 such lines in 1,071 recorded texts 17 asked for money, named an
# agency or told of something new.
_NOTICE: Final = re.compile(
    r"^\W*(?:(?:corrections?|clarifications?|errat(?:um|a)|korrektur|berichtigung|rectificatif|correctif"
    r"|fe de (?:errores|erratas)|rectificaci[oó]n|errata corrige|정정|訂正|更正)\b[^.!?]{0,40}[:：—–\]]"
    r"|an earlier version of this\b|a previous version of this\b"
    r"|this (?:article|story|piece|report|headline) (?:was|has been) (?:corrected|amended|clarified)\b"
    r"|(?:editor.?s.? note\b|this (?:article|story|piece|report) (?:was|has been) updated to\b)"
    r"[^\n]{0,120}?\b(?:correct|clarif|accurat|an earlier version|misstat|misspel|incorrect|wrong|error)"
    r"|바로\s?잡습니다|정정\s?보도|정정합니다|訂正します|おわび)",
    re.IGNORECASE,
)


def new_words(before: str, now: str) -> int:
    """How many words of its lines came or went, whichever is more; 0 where lines only changed places."""
    old, new = _words(before), _words(now)
    return max((new - old).total(), (old - new).total())


def notice_of(before: str, now: str) -> str:
    """The line of the text that owns up to a change and was not there before, cut to 400 characters; '' for none."""
    known = {fold(line) for line in before.splitlines()}
    for line in now.splitlines():
        if _NOTICE.match(line) and fold(line) not in known:
            return line.strip()[:NOTICE_CHARS]
    return ""


def _words(text: str) -> Counter[str]:
    lines = [line for line in text.splitlines() if len(line) >= LEAST_LINE_CHARS]
    return Counter(re.findall(r"\w+", fold("\n".join(lines))))
