"""A rater's own words and numbers -> a bucket of one of our schemes.

Bands of numbers: AllSides, Ad Fontes Media and Media Bias/Fact Check as the raters print them. A rater's 'Left' stays
Left: the five-step raters have no word for far left, so none is invented for them.
"""

import math
import re
from collections.abc import Mapping as Words
from dataclasses import dataclass, field
from typing import Final

from stories.catalogue.report import Problem
from stories.catalogue.table import NotCsvError, fold_column, read_table
from stories.scales import Lean, factuality_of, lean_of


@dataclass(frozen=True, slots=True)
class Band:
    """Numbers that mean one bucket: low <= number < high."""

    low: float
    high: float
    bucket: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """How one rater's values read. words: folded word -> bucket; they go before the scheme's own words."""

    name: str
    words: Words[str, str] = field(default_factory=dict)
    bands: tuple[Band, ...] = ()
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A rating scheme as an import needs it. buckets: key -> label, from one end to the other."""

    slug: str
    buckets: Words[str, str]

    @property
    def accepted(self) -> str:
        """The words an editor may write, in one line."""
        more = "; also L, C and R" if self.slug == "lean" else ""
        return ", ".join(self.buckets.values()) + more


def fold(word: str) -> str:
    """A value made comparable: 'Left-Center' and 'left center' are one."""
    return " ".join(re.sub(r"[_\-–—/]+", " ", word).split()).strip(" .").casefold()


def bucket_of(raw: str, scheme: Scheme, mapping: Mapping) -> str | None:
    """The bucket that a rater's value stands for, None for one that says nothing on this scheme."""
    key = fold(raw)
    if (named := mapping.words.get(key)) is not None:
        return named if named in scheme.buckets else None
    if (number := _number(raw)) is not None:
        return next((band.bucket for band in mapping.bands if band.low <= number < band.high), None)
    return _own_word(key, scheme)


def _own_word(key: str, scheme: Scheme) -> str | None:
    found: str | None = None
    if scheme.slug == "lean":
        found = lean_of(key)
    elif scheme.slug == "factuality":
        found = factuality_of(key)
    own = {fold(word): bucket for bucket, label in scheme.buckets.items() for word in (bucket, label)}
    found = own.get(key, found)
    return str(found) if found in scheme.buckets else None


def _number(raw: str) -> float | None:
    try:
        number = float(raw.strip().replace("−", "-").replace("+", "").removesuffix("%"))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


_LEANS: Final = [lean.value for lean in Lean]


def _mirrored(inner: float, cuts: tuple[float, ...], outer: float) -> tuple[Band, ...]:
    """Bands of a scale from -outer to +outer: center inside ±inner, one step more at each cut, a cut included.

    The last step is left out where there are fewer cuts: with one cut there is no far left.
    """
    edges = [inner, *cuts, math.nextafter(outer, math.inf)]
    right = [Band(edges[i], edges[i + 1], _LEANS[4 + i]) for i in range(len(edges) - 1)]
    left = [Band(_above(-band.high), _above(-band.low), _LEANS[2 - i]) for i, band in enumerate(right)]
    return (*reversed(left), Band(_above(-inner), inner, Lean.CENTER), *right)


def _above(edge: float) -> float:
    return math.nextafter(edge, math.inf)


def _sides(pairs: Words[str, str]) -> dict[str, str]:
    """Words with '@' for the side, both sides of them: {'strong @': 'left'} reads strong left and strong right."""
    return {
        word.replace("@", side): bucket.replace("left", side)
        for word, bucket in pairs.items()
        for side in ("left", "right")
    }


PRESETS: Final = {
    mapping.name: mapping
    for mapping in (
        Mapping("seven"),
        Mapping("allsides", _sides({"@": "left", "lean @": "lean_left"}), _mirrored(1, (3,), 6), "lean"),
        Mapping(
            "adfontes",
            _sides(
                {
                    "skews @": "lean_left",
                    "strong @": "left",
                    "hyper partisan @": "far_left",
                    "hyperpartisan @": "far_left",
                    "most extreme @": "far_left",
                }
            )
            | {"middle": "center", "balanced": "center", "middle or balanced bias": "center"},
            _mirrored(6, (18, 30), 42),
            "lean",
        ),
        Mapping(
            "mbfc",
            _sides({"@ center": "lean_left", "@": "left", "extreme @": "far_left", "far @": "far_left"})
            | {"least biased": "center", "least": "center"},
            _mirrored(2, (5, 8), 10),
            "lean",
        ),
    )
}


def read_mapping(source: bytes, name: str, scheme: Scheme) -> tuple[Mapping, tuple[Problem, ...]]:
    """A mapping file: CSV with columns value and bucket, or low, high and bucket for numbers (low <= number < high).

    An empty low or high is no bound. Raises NotCsvError; a line whose bucket the scheme doesn't have is a problem.
    """
    table = read_table(source)
    if not table.has("bucket", scheme.slug) or not table.has("value", "low", "high"):
        raise NotCsvError("A mapping file needs the column bucket, and value (a word) or low and high (numbers).")
    words: dict[str, str] = {}
    bands: list[Band] = []
    problems: list[Problem] = []
    for row in table.rows:
        bucket = bucket_of(row.first("bucket", fold_column(scheme.slug)), scheme, Mapping(""))
        low, high = _number(row.first("low") or "-1e300"), _number(row.first("high") or "1e300")
        if bucket is None:
            why = f"its bucket is none of {scheme.accepted}"
            problems.append(Problem(row.line, row.first("bucket", "value")[:60], why))
        elif value := row.first("value"):
            words[fold(value)] = bucket
        elif low is not None and high is not None and row.first("low", "high"):
            bands.append(Band(low, high, bucket))
        else:
            problems.append(Problem(row.line, "", "neither a value nor numbers for low and high"))
    return Mapping(name, words, tuple(bands), scheme.slug), tuple(problems)
