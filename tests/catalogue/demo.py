"""The demo newsroom's files as a test reads them, and its figures reckoned apart from the program's own code."""

import csv
import json
import re
from collections import Counter, defaultdict
from datetime import datetime
from math import sqrt
from pathlib import Path
from statistics import fmean
from typing import Any

import stories.catalogue
from stories.scales import RATED_SIDES, Lean, OutletKind, Side, lean_at
from stories.text.folding import fold
from stories.text.shingles import shingles
from stories.text.tokens import tokens

DEMO = Path(stories.catalogue.__file__).parent / "demo"
NOW = datetime.fromisoformat("2025-06-30T12:00:00+00:00")
Z_80_PERCENT = 1.2816
CREDIT = re.compile(r"^[A-Z][A-Z ]+(?:, Halvern)? \((?:Meridian Wire|Northern Press Union)\) - ")
# Dates are moved when the demo is loaded, so a text that names a day or a month would be wrong on most days.
DATE_WORD = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|April|June|July|August|September|October"
    r"|November|December)\b"
)
Row = dict[str, Any]


def table(name: str) -> list[dict[str, str]]:
    with (DEMO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lines(name: str) -> list[Row]:
    return [json.loads(line) for line in (DEMO / name).read_text(encoding="utf-8").splitlines()]


OUTLETS = {row["domain"]: row for row in table("outlets.csv")}
RATINGS: dict[str, list[Lean]] = defaultdict(list)
for rating in table("ratings.csv"):
    RATINGS[rating["domain"]].append(Lean(rating["lean"]))
ARTICLES = lines("articles.jsonl")
BACKGROUND = lines("background.jsonl")


def grouped(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["story"]].append(row)
    return found


STORIES = grouped(ARTICLES)


def published(row: Row) -> datetime:
    return datetime.fromisoformat(row["published"])


def effective(domain: str) -> Lean | None:
    """The mean of the raters' words, as the method page says; None for an unrated outlet."""
    return lean_at(fmean(lean.score for lean in RATINGS[domain])) if domain in RATINGS else None


def sides(rows: list[Row]) -> Counter[Side]:
    """Counted outlets per side: by their news, republishers left out."""
    counted = {
        row["outlet"]
        for row in rows
        if row["genre"] == "news" and OUTLETS[row["outlet"]]["kind"] != OutletKind.REPUBLISHER
    }
    leans = (effective(domain) for domain in counted)
    return Counter(lean.side if lean else Side.UNRATED for lean in leans)


def base_rates() -> dict[Side, float]:
    """Each side's share of the rated seats in all political stories of the demo."""
    seats: Counter[Side] = Counter()
    for rows in grouped(ARTICLES + BACKGROUND).values():
        if rows[0]["section"] == "politics":
            seats += sides(rows)
    rated = sum(seats[side] for side in RATED_SIDES)
    return {side: seats[side] / rated for side in RATED_SIDES}


def wilson_upper(hits: int, n: int) -> float:
    z2 = Z_80_PERCENT**2
    share = hits / n
    return (share + z2 / (2 * n) + Z_80_PERCENT * sqrt(share * (1 - share) / n + z2 / (4 * n * n))) / (1 + z2 / n)


def likeness(one: str, other: str) -> float:
    """How much of the shorter text's 4-word shingles the other has, 0..1; editors cut an agency text from below."""
    a, b = shingles(tokens(fold(one)), 4), shingles(tokens(fold(other)), 4)
    return len(a & b) / min(len(a), len(b))
