"""evaluate tone: sentences and leads that two passes labelled, and what simple answers score on them."""

import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from stories.annotate import model, tone
from stories.management.evaluations import tone_items
from stories.management.evaluations.tone_items import Item, Read
from stories.scales import ToneBand, tone_band

GOAL_EXACT, GOAL_NEAR = 0.70, 0.95  # exact: or what the two passes agree on, where that is less
BANDS: Final = list(ToneBand)
SERIOUS: Final = BANDS.index(ToneBand.SERIOUS)
DIGITS: Final = 3
Answer = Callable[[Item], int | None]


def run(paths: Sequence[Path], *, read: Read | None = None, shared: Path | None = None) -> dict[str, Any]:
    """The figures of each file under its base name, shares 0..1. Raises RowsError, OSError or model.ModelError.

    read: texts to sentence vectors and what their tokens hold; shared: the folder of shared data.
    """
    return {
        "files": {path.name: evaluated(tone_items.read(path, shared=shared), read) for path in paths},
        "version": tone.learned().version,
    }


def evaluated(items: Sequence[Item], read: Read | None = None) -> dict[str, Any]:
    """Figures of ours and of what is compared with it, against each pass, their mean, and where both agree."""
    read = read or _reader()
    known = {item: _told(item, read) for item in items}
    systems: dict[str, Answer] = {"ours": lambda item: known[item], "always_serious": lambda _item: SERIOUS}
    vader = _vader()
    if vader is not None:
        systems["vader"] = vader
    passes = _passes(items)
    exact_goal = min([GOAL_EXACT, *([passes["exact"]] if passes else [])])
    return {
        "items": len(items),
        "sentences": sum(not item.title for item in items),
        "bands_a": {band.value: sum(item.bands[0] == place for item in items) for place, band in enumerate(BANDS)},
        "passes": passes,
        "goals": {"exact": exact_goal, "within_one": GOAL_NEAR},
        **{name: _against(items, answer) for name, answer in systems.items()},
    }


def lines(result: Mapping[str, Any]) -> Iterator[str]:
    """The figures as a person reads them."""
    yield f"version {result['version']}"
    for name, found in result["files"].items():
        yield f"{name}: {found['items']} items, {found['sentences']} of them sentences; pass a: {found['bands_a']}"
        if found["passes"]:
            agreed = found["passes"]
            yield (
                f"  the two passes: same band {agreed['exact']:.3f}, within one {agreed['within_one']:.3f}, "
                f"weighted kappa {agreed['kappa']:.3f}"
            )
        for system in ("ours", "always_serious", "vader"):
            for against, scores in found.get(system, {}).items():
                yield f"  {system:15}{against:12} band {scores['exact']:.3f}  within one {scores['within_one']:.3f}"
        yield f"  goals: band {found['goals']['exact']:.3f}, within one {found['goals']['within_one']:.3f}"


def kappa(one: Sequence[int], other: Sequence[int]) -> float:
    """Cohen's kappa with quadratic weights of two passes' bands; 1.0 where both give one and the same band throughout.

    Source: Cohen, Weighted kappa, Psychological Bulletin 70 (1968).
    """
    seen = statistics.fmean((a - b) ** 2 for a, b in zip(one, other, strict=True))
    chance = statistics.fmean((a - b) ** 2 for a in one for b in other)
    return 1 - seen / chance if chance else 1.0


def _told(item: Item, read: Read) -> int | None:
    texts = tone.texts(item.title, item.told)
    score = tone.tone(item.title, item.told, *(read(texts) if texts else (None, ())))
    return None if score is None else BANDS.index(tone_band(score))


def _reader() -> Read:
    from django.conf import settings

    return model.encoder(settings.MODEL_DIR).read


def _vader() -> Answer | None:
    """A general lexicon of sentiment, for comparison; None where it isn't installed (requirements-dev)."""
    try:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    except ImportError:
        return None
    analyzer = SentimentIntensityAnalyzer()

    def answer(item: Item) -> int:
        compound = float(analyzer.polarity_scores(item.whole)["compound"])
        return BANDS.index(tone_band(50 + 50 * compound))

    return answer


def _passes(items: Sequence[Item]) -> dict[str, float] | None:
    both = [item.bands for item in items if len(item.bands) == 2]
    if not both:
        return None
    one, other = [bands[0] for bands in both], [bands[1] for bands in both]
    return {**_shares(one, other), "kappa": round(kappa(one, other), DIGITS)}


def _against(items: Sequence[Item], answer: Answer) -> dict[str, dict[str, float]]:
    """Shares against each pass, the mean of these, and items on which both agree; no answer is a wrong one."""
    both = [item for item in items if len(item.bands) == 2]
    found = {"a": _shares([answer(item) for item in items], [item.bands[0] for item in items])}
    if both:
        found["b"] = _shares([answer(item) for item in both], [item.bands[1] for item in both])
        found["mean"] = {
            name: round(statistics.fmean(found[one][name] for one in ("a", "b")), DIGITS) for name in found["a"]
        }
        agreed = [item for item in both if item.bands[0] == item.bands[1]]
        found["both agree"] = _shares([answer(item) for item in agreed], [item.bands[0] for item in agreed])
    return found


def _shares(told: Sequence[int | None], true: Sequence[int]) -> dict[str, float]:
    apart = [len(BANDS) if one is None else abs(one - other) for one, other in zip(told, true, strict=True)]
    return {
        "exact": round(statistics.fmean(each == 0 for each in apart), DIGITS) if apart else 0.0,
        "within_one": round(statistics.fmean(each <= 1 for each in apart), DIGITS) if apart else 0.0,
    }
