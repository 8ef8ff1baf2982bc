"""evaluate summary: each story's summary without one member, held against that member's headline and opening."""

import json
import os
import statistics
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from tqdm import tqdm

from stories.annotate.entities import entities
from stories.annotate.fingerprint import fingerprint
from stories.briefing.blocks import VERSION
from stories.briefing.datelines import behind_dateline
from stories.briefing.quotable import quotable
from stories.briefing.reading import Sentence, Source
from stories.briefing.summary import SENTENCES, chosen
from stories.coverage.config import DEFAULT_CONFIG
from stories.management.evaluations import labelled_articles as labelled
from stories.management.evaluations.rouge import Grams, grams, rouge
from stories.management.evaluations.summarisers import chance, lead, lexrank, oracle
from stories.scales import Genre, OutletKind, Side
from stories.text.sentences import sentence_spans

GOAL: Final = 0.18  # (ours - random) / (oracle - random)
LEAST_WORDS: Final = 60  # of a text: a shorter one is a teaser
MOST_LEFT_OUT: Final = 4  # members of a story, one after the other
MOST_OTHERS: Final = 40
MOST_SENTENCES: Final = 40  # of a text
OPENING: Final = 3  # sentences of the member left out
SYSTEMS: Final = ("ours", "lead", "lexrank", "random", "oracle")
DIGITS: Final = 4
_EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Case:
    """Texts of one story to summarise, one per independent text, and what the one left out says."""

    texts: tuple[Source, ...]
    reference: Grams


@dataclass(frozen=True)
class Score:
    """ROUGE-1, ROUGE-2 and words of a summary."""

    one: float
    two: float
    words: float

    @property
    def mean(self) -> float:
        """Of the two scores."""
        return (self.one + self.two) / 2


def run(paths: Sequence[Path], *, shared: Path | None = None) -> dict[str, Any]:
    """Figures for the stories that the files name: rows {"story"}, "half" saying which were tuned on.

    shared: the folder of the labelled articles, that of NEWSDESK_SHARED if None. Raises RowsError or OSError.
    """
    rows = [_row(path, line) for path in paths for line in path.read_text("utf-8").splitlines() if line.strip()]
    folder = shared or Path(os.environ.get("NEWSDESK_SHARED", "../shared")) / "data" / "clustering"
    members = _members({str(row["story"]) for row in rows}, folder)
    found: dict[str, dict[str, Any]] = {}
    for row in tqdm(rows, desc="stories", disable=None):
        cases = list(_cases(members.get(str(row["story"]), [])))
        if cases:
            found[str(row["story"])] = _story(cases) | {"half": row.get("half", "all")}
    if not found:
        raise labelled.RowsError("none of the stories is in the shared data: set NEWSDESK_SHARED")
    halves = sorted({str(each["half"]) for each in found.values()})
    by_half = {half: _figures([each for each in found.values() if each["half"] == half]) for half in halves}
    return {"all": _figures(list(found.values())), "halves": by_half, "goal": GOAL, "version": VERSION}


def lines(result: Mapping[str, Any]) -> Iterator[str]:
    """The figures as a person reads them."""
    yield f"version {result['version']}; leaving one member out, ROUGE F1 against its headline and first sentences"
    for name, figures in [("all", result["all"]), *result["halves"].items()]:
        yield f"{name}: {figures['stories']} stories, {figures['cases']} cases"
        for system in SYSTEMS:
            one = figures[system]
            yield f"  {system:8} ROUGE-1 {one['rouge1']:.3f}  ROUGE-2 {one['rouge2']:.3f}  words {one['words']:.0f}"
        held = "holds" if figures["share_of_possible"] >= result["goal"] else "missed"
        yield f"  (ours - random) / (oracle - random) {figures['share_of_possible']:.3f}   goal {GOAL}: {held}"
        yield f"  outlets in a summary {figures['outlets']:.2f}, sentences {figures['sentences']:.2f}"
        yield f"  redundancy: {figures['alike_pairs']:.3f} of the words of two of its sentences are common to them"


def _row(path: Path, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
        return {"story": row["story"], **row}
    except (ValueError, KeyError, TypeError) as error:
        raise labelled.RowsError(f"{path.name}: a row is not a story as JSON.") from error


def _members(stories: set[str], folder: Path) -> dict[str, list[labelled.Labelled]]:
    """The articles with text of these stories."""
    found: dict[str, list[labelled.Labelled]] = defaultdict(list)
    for path in sorted(folder.glob("*.jsonl.gz")):
        if path.name.startswith("background"):
            continue
        for article in labelled.read(path):
            if article.story in stories and len((article.row.get("text") or "").split()) >= LEAST_WORDS:
                found[str(article.story)].append(article)
    return found


def _cases(members: Sequence[labelled.Labelled]) -> Iterator[Case]:
    """The story without one of its members and that one's copies, for some members."""
    sources = _sources(members)
    order = Random(5).sample(sources, len(sources))
    made = 0
    for left_out in order:
        firsts: dict[int, Source] = {}
        for source in sources:
            if source.independent_text != left_out.independent_text:
                firsts.setdefault(source.independent_text, source)
        if len(firsts) >= 2 and made < MOST_LEFT_OUT:
            made += 1
            opening = [sentence.text for sentence in left_out.sentences[:OPENING]]
            yield Case(tuple(firsts.values())[:MOST_OTHERS], grams([left_out.title, *opening]))


def _sources(members: Sequence[labelled.Labelled]) -> list[Source]:
    prints = [fingerprint(member.row["text"]) for member in members]
    numbers = list(range(len(members)))
    for place, mine in enumerate(prints):
        for other, theirs in enumerate(prints[:place]):
            if mine is not None and theirs is not None and (mine == theirs).mean() >= DEFAULT_CONFIG.same_text_jaccard:
                numbers[place] = numbers[other]
                break
    outlets = {name: number for number, name in enumerate(sorted({str(one.row.get("outlet")) for one in members}))}
    return [_source(place, member, outlets, numbers[place]) for place, member in enumerate(members)]


def _source(place: int, member: labelled.Labelled, outlets: Mapping[str, int], text_number: int) -> Source:
    text, title = member.row["text"], member.row["title"]
    spans = sentence_spans(text)[:MOST_SENTENCES]
    behind = [(behind_dateline(text, start, end), end) for start, end in spans]
    return Source(
        article=place,
        outlet=outlets[str(member.row.get("outlet"))],
        outlet_name=str(member.row.get("outlet")),
        side=Side.UNRATED,
        kind=OutletKind.PUBLISHER,
        genre=Genre.NEWS,
        language=str(member.row.get("lang") or "en"),
        title=title,
        published=member.published or _EPOCH + timedelta(minutes=place),
        independent_text=text_number,
        sentences=tuple(Sentence(begin, end, text[begin:end]) for begin, end in behind),
        names=tuple(entities(title, text)),
    )


def _story(cases: Sequence[Case]) -> dict[str, Any]:
    """The means over the story's cases."""
    scores: dict[str, list[Score]] = defaultdict(list)
    shapes = []
    for case in cases:
        picked = chosen(case.texts)
        told = [one.sentence.text for one in picked]
        raw = [sentence.text for text in case.texts for sentence in text.sentences if len(sentence.text.split()) > 3]
        fair = [text for text in raw if quotable(text, "en")]  # chance draws from what we may draw from
        drawn = chance(fair or raw, SENTENCES)
        for name, summaries in {
            "ours": [told],
            "lead": [lead(case.texts, SENTENCES)],
            "lexrank": [lexrank(raw, SENTENCES)],
            "random": drawn,
            "oracle": [oracle(raw, case.reference, SENTENCES)],
        }.items():
            scores[name].append(_mean([_score(case.reference, summary) for summary in summaries]))
        shapes.append((len({one.source.outlet for one in picked}), len(told), _alike(told)))
    outlets, sentences, alike = (statistics.fmean(column) for column in zip(*shapes, strict=True))
    return {
        "cases": len(cases),
        "scores": {name: _mean(of) for name, of in scores.items()},
        "outlets": outlets,
        "sentences": sentences,
        "alike_pairs": alike,
    }


def _score(reference: Grams, summary: Sequence[str]) -> Score:
    one, two = rouge(reference, grams(summary))
    return Score(one, two, sum(len(sentence.split()) for sentence in summary))


def _mean(scores: Sequence[Score]) -> Score:
    of = statistics.fmean
    return Score(of(s.one for s in scores), of(s.two for s in scores), of(s.words for s in scores))


def _alike(told: Sequence[str]) -> float:
    """The mean share of words that two of the summary's sentences have in common: ROUGE-1 of each pair."""
    pairs = [rouge(grams([a]), grams([b]))[0] for at, a in enumerate(told) for b in told[at + 1 :]]
    return statistics.fmean(pairs) if pairs else 0.0


def _figures(stories: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    means = {name: _mean([story["scores"][name] for story in stories]) for name in SYSTEMS}
    possible = means["oracle"].mean - means["random"].mean
    share = (means["ours"].mean - means["random"].mean) / possible if possible else 0.0
    shown = {
        name: {"rouge1": round(s.one, DIGITS), "rouge2": round(s.two, DIGITS), "words": round(s.words, 1)}
        for name, s in means.items()
    }
    shape = {
        key: round(statistics.fmean(story[key] for story in stories), DIGITS)
        for key in ("outlets", "sentences", "alike_pairs")
    }
    cases = sum(story["cases"] for story in stories)
    best = all(means["ours"].mean > means[name].mean for name in ("lead", "lexrank", "random"))
    return (
        {"stories": len(stories), "cases": cases, "share_of_possible": round(share, DIGITS), "best": best}
        | shown
        | shape
    )
