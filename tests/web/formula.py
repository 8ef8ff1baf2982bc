"""docs/formula.md in plain Python: a story's numbers from its sum.json.

Written from the document alone: nothing of the code that counts may be imported here.
"""

import hashlib
import json
from collections import Counter
from datetime import datetime
from math import sqrt
from typing import Any

import pytest

Sum = dict[str, Any]
SIDES = ("left", "center", "right", "unrated")


def used_ratings(outlet: Sum, buckets: dict[str, Sum], at: datetime) -> list[Sum]:
    """Section 1, which ratings are used."""
    latest: dict[str, Sum] = {}
    for row in sorted(outlet["ratings"], key=lambda row: (datetime.fromisoformat(row["from"]), row["id"])):
        begun = datetime.fromisoformat(row["from"]) <= at
        ended = row["until"] is not None and datetime.fromisoformat(row["until"]) <= at
        if begun and not ended and not row["withdrawn"] and row["bucket"] in buckets:
            latest[row["rater"]] = row
    in_force = sorted(latest.values(), key=lambda row: (datetime.fromisoformat(row["from"]), row["id"]))
    desk = [row for row in in_force if row["by_desk"]]
    return desk[-1:] or in_force


def bucket_of(ratings: list[Sum], buckets: dict[str, Sum]) -> str | None:
    """Section 1, what they come to."""
    if not ratings:
        return None
    if len(ratings) == 1:
        return str(ratings[0]["bucket"])
    if any(bucket["score"] is None for bucket in buckets.values()):
        named = Counter(row["bucket"] for row in ratings).most_common(2)
        return str(named[0][0]) if len(named) == 1 or named[0][1] > named[1][1] else None
    mean = sum(buckets[row["bucket"]]["score"] for row in ratings) / len(ratings)

    def holds(bucket: Sum) -> bool:
        low, high = bucket["low"], bucket["high"]
        return (low is None or low <= mean) and (high is None or mean <= high)

    near = [bucket for bucket in buckets.values() if holds(bucket)] or list(buckets.values())
    return str(min(near, key=lambda bucket: (abs(bucket["score"] - mean), abs(bucket["score"])))["key"])


def seat_of(outlet: Sum, articles: dict[int, Sum]) -> str:
    """Section 2."""
    if outlet["kind"] == "republisher":
        return "republisher"
    genres = {articles[number]["genre"] for number in outlet["articles"]}
    return "opinion_only" if genres == {"opinion"} else "counted"


def texts_of(found: Sum) -> int:
    """Section 3: groups of joined articles."""
    group = {row["id"]: row["id"] for row in found["articles"]}
    for join in found["joins"]:
        old, new = group[join["other"]], group[join["article"]]
        group = {key: new if value == old else value for key, value in group.items()}
    return len(set(group.values()))


def largest_remainder(counts: list[int]) -> list[int]:
    """Section 4."""
    whole = sum(counts)
    if not whole:
        return [0] * len(counts)
    shares = [100 * n // whole for n in counts]
    rests = [100 * n % whole for n in counts]
    order = sorted(range(len(counts)), key=lambda i: (-rests[i], -counts[i], i))
    for i in order[: 100 - sum(shares)]:
        shares[i] += 1
    return shares


def shares_of(counts: Sum, limits: Sum) -> Sum:
    """Sections 4 and 5."""
    sides = {side: counts[side] for side in ("left", "center", "right")}
    center, left, right = largest_remainder([sides["center"], sides["left"], sides["right"]])
    rated = sum(sides.values())
    display = "counts" if rated < limits["few_rated_from"] else "few" if rated < limits["percent_from"] else "percent"
    leaders = [side for side, n in sides.items() if n == max(sides.values())]
    leader = leaders[0] if len(leaders) == 1 and display != "counts" else None
    return {"left": left, "center": center, "right": right, "rated": rated, "display": display, "leader": leader}


def step_shares_of(steps: list[str], counts: Sum, limits: Sum) -> Sum:
    """Sections 4 and 5 on a scheme without sides."""
    outlets = [counts.get(step, 0) for step in steps]
    rated = sum(outlets)
    display = "counts" if rated < limits["few_rated_from"] else "few" if rated < limits["percent_from"] else "percent"
    leaders = [step for step, n in zip(steps, outlets, strict=True) if n == max(outlets)]
    leader = leaders[0] if len(leaders) == 1 and display != "counts" else None
    percents = dict(zip(steps, largest_remainder(outlets), strict=True))
    return {"steps": percents, "rated": rated, "display": display, "leader": leader}


def verdict_of(counts: Sum, section: str, base: Sum, limits: Sum) -> tuple[str, str | None, float | None]:
    """Section 6: the verdict, the side and the upper bound."""
    left, right = counts["left"], counts["right"]
    if left == right:
        return "none", None, None
    side = "left" if left < right else "right"
    low, high, n = min(left, right), max(left, right), left + counts["center"] + right
    p, z = low / n, limits["blindspot_z"]
    upper = min((p + z**2 / (2 * n) + z * sqrt(p * (1 - p) / n + z**2 / (4 * n**2))) / (1 + z**2 / n), 1.0)
    seats = base["left"] + base["center"] + base["right"]
    sizes = [
        n >= limits["blindspot_min_rated"],
        p <= limits["blindspot_low_share_max"],
        high / n >= limits["blindspot_high_share_min"],
        high >= limits["blindspot_high_outlets_min"],
    ]
    usual = upper < (base[side] / seats if seats else 0.0)
    enough = base["stories"] >= limits["base_rate_min_stories"]
    return _named(sizes, usual=usual, enough=enough, political=section == "politics"), side, upper


def _named(sizes: list[bool], *, usual: bool, enough: bool, political: bool) -> str:
    if not political:
        return "none"
    if not enough:
        return "unknown" if all(sizes) else "none"
    missing = [*sizes, usual].count(False)
    return {0: "blindspot", 1: "near_miss"}.get(missing, "none")


def parts_of(outlets: list[Sum], key: str) -> dict[str, int]:
    return dict(Counter(outlet[key] or "unknown" for outlet in outlets))


def check(found: Sum) -> None:
    """Every number of the JSON from its inputs."""
    limits = found["configuration"]["thresholds"]
    canonical = json.dumps(limits, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(canonical.encode()).hexdigest()[:16] == found["configuration"]["hash"]
    buckets = {bucket["key"]: bucket for bucket in found["scheme"]["buckets"]}
    articles = {row["id"]: row for row in found["articles"]}
    for outlet in found["outlets"]:
        used = used_ratings(outlet, buckets, datetime.fromisoformat(found["computed_at"]))
        assert {row["id"] for row in used} == {row["id"] for row in outlet["ratings"] if row["used"]}
        assert outlet["bucket"] == bucket_of(used, buckets)
        assert outlet["side"] == (buckets[outlet["bucket"]]["side"] if outlet["bucket"] else "unrated")
        assert outlet["seat"] == seat_of(outlet, articles)
    seated = [outlet for outlet in found["outlets"] if outlet["seat"] == "counted"]
    kinds = Counter(outlet["seat"] for outlet in found["outlets"])
    assert found["counts"] == {
        **{side: sum(outlet["side"] == side for outlet in seated) for side in SIDES},
        "outlets": len(seated),
        "opinion_only": kinds["opinion_only"],
        "republishers": kinds["republisher"],
        "articles": len(articles),
        "independent_texts": texts_of(found),
    }
    assert found["buckets"] == dict(Counter(outlet["bucket"] for outlet in seated if outlet["bucket"]))
    if found["scheme"]["has_sides"]:
        check_sides(found, limits)
    else:
        assert found["shares"] == step_shares_of(list(buckets), found["buckets"], limits)
        assert found["blindspot"] is None
    for name, key in (("factuality", "factuality"), ("ownership", "owner_kind"), ("countries", "country")):
        rows = found["distributions"][name]
        assert {row["key"]: row["outlets"] for row in rows if row["outlets"]} == parts_of(seated, key)
        assert [row["percent"] for row in rows] == largest_remainder([row["outlets"] for row in rows])


def check_sides(found: Sum, limits: Sum) -> None:
    """What follows on a scheme with sides alone."""
    assert found["shares"] == shares_of(found["counts"], limits)
    stored = found["blindspot"]
    verdict = verdict_of(found["counts"], found["story"]["section"], stored["base"], limits)
    assert verdict[:2] == (stored["verdict"], stored["side"])
    assert verdict[2] == (None if stored["upper_bound"] is None else pytest.approx(stored["upper_bound"], abs=1e-12))
