"""Go deeper: questions that the articles answer, each with its answer and whose it is."""

from __future__ import annotations

from dataclasses import dataclass

from stories.web.cited import Citations, Made, Quotation, Stored


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with the sentence that answers it."""

    question: str
    quotation: Quotation


@dataclass(frozen=True, slots=True)
class Deeper:
    """The block's one argument."""

    answers: tuple[Answered, ...]
    made: Made


def deeper(stored: Stored, citations: Citations) -> Deeper | None:
    """A block of {"questions": [{"question", "text", "citations"}]}; None when nothing it cites is here any more."""
    found = []
    for each in stored.content.get("questions", ()):
        cited = citations.of(each["citations"])
        if cited:
            found.append(Answered(each["question"], Quotation(each["text"], cited[0].language, cited, "")))
    return Deeper(tuple(found), stored.made) if found else None
