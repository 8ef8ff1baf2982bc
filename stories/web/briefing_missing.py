"""What several outlets don't mention, each sentence once with all of their names, as the story page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from stories.web.wording import listed

if TYPE_CHECKING:
    from stories.web.briefing_papers import Paper, Sentence

FIRST_NAMED: Final = 3  # outlets; the rest are folded


@dataclass(frozen=True, slots=True)
class Missing:
    """A sentence that no text we have of these outlets tells."""

    sentence: Sentence
    outlets: tuple[str, ...]

    @property
    def first(self) -> str:
        """Those that are named at once: all, where folding would hide a single one."""
        return ", ".join(self.outlets[:FIRST_NAMED]) if self.rest else listed(self.outlets)

    @property
    def rest(self) -> tuple[str, ...]:
        """Those that are folded."""
        return self.outlets[FIRST_NAMED:] if len(self.outlets) > FIRST_NAMED + 1 else ()

    @property
    def rest_listed(self) -> str:
        """The same in a line."""
        return listed(self.rest)


def told_once(papers: Sequence[Paper]) -> tuple[tuple[Paper, ...], tuple[Missing, ...]]:
    """The outlets without what more than one of them lacks, and that by itself, what most lack first.

    An outlet that has nothing else is left out: it is named there.
    """
    lacking: dict[str, list[str]] = {}
    sentences: dict[str, Sentence] = {}
    for paper in papers:
        for sentence in paper.left_out:
            sentences.setdefault(sentence.text, sentence)
            lacking.setdefault(sentence.text, []).append(paper.name)
    shared = {text: tuple(dict.fromkeys(names)) for text, names in lacking.items() if len(set(names)) > 1}
    own = (replace(paper, left_out=tuple(s for s in paper.left_out if s.text not in shared)) for paper in papers)
    missing = [Missing(sentences[text], names) for text, names in shared.items()]
    missing.sort(key=lambda each: -len(each.outlets))
    return tuple(paper for paper in own if paper.points or paper.stresses), tuple(missing)
