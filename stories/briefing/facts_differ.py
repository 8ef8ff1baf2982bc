"""Ages, costs and years of one name on which a story's papers differ, and days of one event. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from stories.briefing.days_differ import Told, days_apart
from stories.briefing.figures_differ import MOST_VALUES, Differing, Value, compatible, shared_words
from stories.briefing.introduced import full_names
from stories.briefing.named_facts import AGE, Fact, facts
from stories.briefing.reading import Said
from stories.briefing.statements import Compared, Statement, voices

DAY: Final = "day"
TIME_OF_AGES: Final = timedelta(days=30)  # between reports: later somebody may have had a birthday


def facts_differing(story: Compared) -> tuple[Differing, ...]:
    """The facts about names, then the days, those in most outlets first."""
    groups: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    full = {source.article: full_names([source]) for source in story.sources}
    for each in story.statements:
        for fact in facts(each, full[each.source.article]):
            groups[fact.key].append(fact)
    rows = [row for group in groups.values() if (row := _row(story, group)) is not None]
    rows += [_of_days(story, *pair) for pair in days_apart(story)]
    return tuple(sorted(rows, key=lambda row: -sum(len(value.said) for value in row.values)))


def _row(story: Compared, group: Sequence[Fact]) -> Differing | None:
    """The facts of one name as a row; None unless two texts gainsay one another, or where one has both values."""
    values: dict[float, list[Fact]] = defaultdict(list)
    for fact in group:
        values[fact.number].append(fact)
    pairs = [(one, other) for one in values for other in values if one < other]
    apart = [pair for pair in pairs if _gainsay(story, *(values[number] for number in pair))]
    standing = sorted({number for pair in apart for number in pair})
    if not 2 <= len(standing) <= MOST_VALUES:
        return None
    name = max((fact.name for fact in group), key=len)
    shown = tuple(_value(story, values[number]) for number in standing)
    return Differing(f"{name} {group[0].what}".strip(), group[0].kind, group[0].kind, shown)


def _gainsay(story: Compared, one: Sequence[Fact], other: Sequence[Fact]) -> bool:
    """Whether both can't be true, and no text has both."""
    first, second = one[0], other[0]
    if {fact.statement.text_number for fact in one} & {fact.statement.text_number for fact in other}:
        return False
    if first.amount is not None and second.amount is not None:
        return not compatible(first.amount, second.amount)
    if first.kind == AGE:
        return abs(first.statement.source.published - second.statement.source.published) <= TIME_OF_AGES
    return not (_write(story, one, second.written) and _write(story, other, first.written))


def _write(story: Compared, found: Sequence[Fact], written: str) -> bool:
    """Whether each of the facts' texts has the other year too, for whatever."""
    texts = {fact.statement.text_number for fact in found}
    having = {each.text_number for each in story.statements if written in each.sentence.text}
    return texts <= having


def _value(story: Compared, found: Sequence[Fact]) -> Value:
    shortest = min((fact.written for fact in found), key=len)
    return Value(shortest, found[0].number, "", _said(story, (fact.statement for fact in found)))


def _of_days(story: Compared, one: Told, other: Told) -> Differing:
    """A row of two days, the earlier one first."""
    values = [
        Value(told.written, float(told.weekday), "", _said(story, (told.statement,)))
        for told in sorted((one, other), key=lambda told: (told.when or date.min, told.weekday))
    ]
    return Differing(shared_words((one.statement, other.statement)), DAY, DAY, tuple(values))


def _said(story: Compared, statements: Iterable[Statement]) -> tuple[Said, ...]:
    """What each text says, once."""
    by_text = {each.text_number: each for each in reversed(list(statements))}
    return tuple(said for text in sorted(by_text) for said in voices(story, by_text[text]))
