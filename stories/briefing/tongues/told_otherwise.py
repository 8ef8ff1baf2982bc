"""Whether another article gives another toll than the sentence that would answer how many. Pure."""

from collections.abc import Iterable, Sequence

from stories.briefing.amounts import amounts
from stories.briefing.reading import Source


def holds(kind: str, text: str, sources: Sequence[Source], early: int) -> bool:
    """Whether a question of how many may be answered by the sentence. early: sentences of each source that are read."""
    others = (sentence.text for source in sources for sentence in source.sentences[:early])
    return kind != "many" or not told_otherwise(text, others, sources[0].language)


def told_otherwise(text: str, others: Iterable[str], language: str) -> bool:
    """Whether one of the others counts the same casualties as the sentence, and counts them differently.

    A toll rises: the first report's is no answer once there is a later one.
    """
    own = {each.unit: each.low for each in amounts(text, language) if each.kind == "toll"}
    found = (each for other in others for each in amounts(other, language) if each.kind == "toll")
    return any(each.unit in own and each.low != own[each.unit] for each in found)
