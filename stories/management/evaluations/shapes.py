"""What stories look like from outside, whatever their articles are about: how many, how large, how many of one."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

DIGITS = 4


@dataclass(frozen=True)
class Shape:
    """Of some articles: in how many stories they are, how many the largest has, how many stories have only one."""

    articles: int
    stories: int
    largest: int
    single: int

    @property
    def single_share(self) -> float:
        """The share of stories with a single article, 0..1; 0.0 without stories."""
        return self.single / self.stories if self.stories else 0.0


def shape(stories: Sequence[Hashable]) -> Shape:
    """The shape of articles whose stories these are."""
    sizes = Counter(stories).values()
    return Shape(len(stories), len(sizes), max(sizes, default=0), sum(size == 1 for size in sizes))


def by_language(languages: Sequence[str], stories: Sequence[Hashable]) -> dict[str, Shape]:
    """A shape for each language, that of most articles first; both sequences have an entry per article."""
    found: defaultdict[str, list[Hashable]] = defaultdict(list)
    for language, story in zip(languages, stories, strict=True):
        found[language].append(story)
    return {code: shape(found[code]) for code in sorted(found, key=lambda code: (-len(found[code]), code))}


def figures(runs: Sequence[Mapping[str, Shape]]) -> dict[str, dict[str, Any]]:
    """Of each language over several runs: the mean number of stories and share of single ones, the largest of any."""
    return {
        code: {
            "articles": runs[0][code].articles,
            "stories": round(fmean(run[code].stories for run in runs), 1),
            "largest_story": max(run[code].largest for run in runs),
            "single_share": round(fmean(run[code].single_share for run in runs), DIGITS),
        }
        for code in runs[0]
    }


def lines(languages: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """A line for each language as a person reads it; none where there is but one."""
    if len(languages) < 2:
        return []
    return [
        f"  {code or 'no language'}: {found['articles']} articles, {found['stories']:.0f} stories, "
        f"largest {found['largest_story']}, {found['single_share']:.0%} of one article"
        for code, found in languages.items()
    ]
