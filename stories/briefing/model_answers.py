"""What a language model answered, as sentences with the numbers of what they rest on. Pure."""

import json
import re
from dataclasses import dataclass
from typing import Any, Final

from stories.text.folding import clean

MOST_SENTENCES: Final = 20
LONGEST_ANSWER: Final = 20_000  # characters; more is no briefing
LONGEST_SENTENCE: Final = 600
MOST_CITED: Final = 6  # of one sentence: one that rests on everything rests on nothing

_UNSTORABLE: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")  # PostgreSQL and UTF-8 refuse some of these
_FENCED: Final = re.compile(r"```(?:json)?\s*(.*?)```", re.DOTALL | re.IGNORECASE)


class GarbageError(ValueError):
    """The answer is not what was asked for; its argument says why in an operator's words."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One sentence of a model. cites: numbers of the sentences that it was shown."""

    text: str
    cites: tuple[int, ...]


def stated(answer: str) -> tuple[Stated, ...]:
    """The sentences of an answer of the form {"sentences": [{"text": ..., "cites": [1, 4]}, ...]}.

    A fence around it, as many models put one, is taken off. Raises GarbageError where it is of another form.
    """
    if len(answer) > LONGEST_ANSWER:
        raise GarbageError(f"The answer has {len(answer)} characters, far more than was asked for.")
    fenced = _FENCED.search(answer)
    try:
        read = json.loads(fenced[1] if fenced else answer)
    except (ValueError, RecursionError) as error:  # no JSON, or a number of thousands of digits
        raise GarbageError("The answer is not JSON.") from error
    rows = read.get("sentences") if isinstance(read, dict) else None
    if not isinstance(rows, list):
        raise GarbageError('The answer holds no list of "sentences".')
    return tuple(_one(row) for row in rows[:MOST_SENTENCES])


def _one(row: Any) -> Stated:
    text = row.get("text") if isinstance(row, dict) else None
    if not isinstance(text, str) or len(text) > LONGEST_SENTENCE:
        raise GarbageError("A sentence of the answer is no text, or is endless.")
    if _UNSTORABLE.search(text):
        raise GarbageError("A sentence of the answer holds characters that are no text.")
    cites = row.get("cites")
    numbers = [n for n in cites if isinstance(n, int) and not isinstance(n, bool)] if isinstance(cites, list) else []
    return Stated(clean(text), tuple(dict.fromkeys(numbers)))
