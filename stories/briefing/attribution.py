"""Whether a model's sentence gives each outlet its own: who is named is cited, and figures are not swapped. Pure."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from stories.briefing.number_words import numbers
from stories.briefing.phrases import LABELS
from stories.briefing.shown import Shown
from stories.text.folding import fold
from stories.text.stop_words import STOP_WORDS

_ARTICLE: Final = re.compile(r"^(?:the|die|der|das|le|la|les|el)\s+", re.IGNORECASE)
_LATIN_END: Final = re.compile(r"[A-Za-z0-9À-ɏ]$")
_LINKED: Final = re.compile(r"[\s,;]*(?:and|or|und|oder|et|ou|y|o|&|as well as)?[\s,]*(?:the)?\s*", re.IGNORECASE)
_CAPITAL: Final = re.compile(r"(?<![\w.])[^\W\d_a-z][\w'’-]+")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_UNSPACED: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_RUN: Final = re.compile("[\u30a1-\u30fa\u30fc]{2,}|[\u3400-\u9fff々]{2,}")


def misattributed(text: str, cited: Sequence[Shown], shown: Collection[Shown]) -> str:
    """Why the sentence gives an outlet what isn't its own, '' when it doesn't.

    shown: all that the model saw: an outlet of these that is named must be cited, also where another outlet quotes it.
    """
    own = {one.source.outlet_name for one in cited}
    named = list(_named(text, {one.source.outlet_name for one in shown} | own))
    strange = sorted({outlet for _start, _end, outlet in named} - own)
    if strange:
        return f"names an outlet that it does not cite: {', '.join(strange)}"
    if named and len(own) > 1 and not _unmixed(text, named, cited):
        return "mixes up what each outlet says"
    return "calls an outlet biased: ratings never come from a model" if named and _labels(text, cited, named) else ""


def _labels(text: str, cited: Sequence[Shown], named: Sequence[tuple[int, int, str]]) -> bool:
    """Whether a word for a lean stands in it that no cited sentence has; the outlets' own names hold none."""
    for start, end, _outlet in named:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    basis = " ".join(one.sentence.text for one in cited)
    return bool({fold(word) for word in LABELS.findall(text)} - {fold(word) for word in LABELS.findall(basis)})


def _named(text: str, outlets: Collection[str]) -> Iterator[tuple[int, int, str]]:
    """(start, end, outlet) of each outlet that is named, in the order of the text; of two names the longer."""
    left = text
    found = []
    for outlet in sorted(outlets, key=len, reverse=True):
        for match in _pattern(outlet).finditer(left):
            found.append((match.start(), match.end(), outlet))
            left = f"{left[: match.start()]}{' ' * (match.end() - match.start())}{left[match.end() :]}"
    yield from sorted(found)


def _pattern(outlet: str) -> re.Pattern[str]:
    """Its name, with or without its article; a Korean particle may follow. One word must be written as it is: Time."""
    bare = _ARTICLE.sub("", outlet)
    ends = r"(?![A-Za-z0-9À-ɏ])" if _LATIN_END.search(bare) else ""
    anyhow = re.IGNORECASE if " " in bare or "." in bare else re.NOFLAG
    begins = "" if _UNSPACED.match(bare) else r"(?<![\w])"
    return re.compile(rf"{begins}{re.escape(bare)}{ends}" if bare else r"(?!)", anyhow)


def _unmixed(text: str, named: Sequence[tuple[int, int, str]], cited: Sequence[Shown]) -> bool:
    """Whether the numbers and names that stand behind each outlet, or before each, are in what is cited of it."""
    told: dict[str, str] = {}
    for one in cited:
        told[one.source.outlet_name] = f"{told.get(one.source.outlet_name, '')} {one.sentence.text}"
    groups = list(_groups(text, named))
    text = text[:1].lower() + text[1:]  # a sentence's first word is no name
    edges = [0, *(edge for start, end, _outlets in groups for edge in (start, end)), len(text)]
    parts = [text[edges[i] : edges[i + 1]] for i in range(0, len(edges), 2)]  # one more than there are groups
    outlets = [group[2] for group in groups]
    behind, before = [outlets[0], *outlets], [*outlets, outlets[-1]]
    return any(
        all(_holds(part, who, told) for part, who in zip(parts, whose, strict=True)) for whose in (behind, before)
    )


def _groups(text: str, named: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Outlets named in one breath, "the Quay and the Beacon", as one."""
    group: tuple[int, int, frozenset[str]] | None = None
    for start, end, outlet in named:
        if group and _LINKED.fullmatch(text[group[1] : start]):
            group = (group[0], end, group[2] | {outlet})
            continue
        if group:
            yield group
        group = (start, end, frozenset({outlet}))
    if group:
        yield group


def _holds(part: str, outlets: frozenset[str], told: Mapping[str, str]) -> bool:
    for outlet in outlets:
        basis = f"{told.get(outlet, '')} {outlet}"
        if numbers(part) - numbers(basis):
            return False
        known = fold(basis)
        names = {fold(_POSSESSIVE.sub("", name)) for name in _CAPITAL.findall(part)} - STOP_WORDS
        if any(name not in known for name in names) or any(run[:2] not in basis for run in _RUN.findall(part)):
            return False
    return True
