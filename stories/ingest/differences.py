"""What a text says that it did not say before, and the correction that its outlet put under it. Pure."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from stories.text.folding import fold

LEAST_LINE_CHARS: Final = 20  # shorter lines are headings, bylines and counters
NOTICE_CHARS: Final = 400
_NOTICE: Final = re.compile(
    r"^\W*(?:corrections?\b|clarifications?\b|correcting\b|editor.?s.? note\b|errat(?:um|a)\b"
    r"|an earlier version of this\b|a previous version of this\b"
    r"|this (?:article|story|piece|report|headline) (?:was|has been) (?:corrected|amended|updated|clarified)\b"
    r"|korrektur\b|berichtigung\b|rectificatif\b|correctif\b|fe de (?:errores|erratas)\b|rectificaci[oó]n\b"
    r"|errata corrige\b"
    r"|바로잡습니다|바로 잡습니다|정정\s?보도|\[?정정|訂正|おわび|更正)",
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
