"""A question in another language than English, as it is asked of sentences. Pure."""

from stories.briefing.asking import MOST_CHARACTERS, Question, Term
from stories.briefing.question_kind import Kind
from stories.briefing.tongues.spaced import bare
from stories.briefing.tongues.tongue import Tongue
from stories.text.folding import clean


def read(text: str, tongue: Tongue) -> Question:
    """The question as asked in the tongue; without terms where it has no word to look for."""
    text = clean(text, max_length=MOST_CHARACTERS)
    plain = bare(text) if tongue.cased else text
    kind = next((kind for kind, pattern in tongue.kinds if pattern.search(plain)), Kind.OTHER)
    who = tongue.who_is.fullmatch(text) if kind is Kind.WHO else None
    counted = tongue.counted.search(plain)
    unit = next((found for found in counted.groups() if found), "") if counted else ""
    terms: dict[str, Term] = {}
    for word in tongue.words(text):
        in_unit = tongue.counters and counted and counted.start() <= word.start < counted.end()
        if not tongue.asks(word.stem) and not in_unit:
            terms.setdefault(word.stem, Term(word.stem, frozenset(), word.name, text[word.start : word.end]))
    role = tongue.role.fullmatch(text) if kind is Kind.WHO and not who else None
    roles = tongue.words(role["role"]) if role else ()
    return Question(
        text,
        Kind.WHO_IS if who else kind,
        tuple(terms.values()),
        frozenset(terms),
        units=frozenset([unit if tongue.counters else _stems(unit, tongue)[0]]) if unit else frozenset(),
        role=roles[-1].stem if roles else "",
        language=tongue.code,
    )


def _stems(text: str, tongue: Tongue) -> list[str]:
    return [word.stem for word in tongue.words(text)] or [text]
