"""Show the sum: what a reader is shown, and that every number follows from the JSON by docs/formula.md alone.

Nothing of the code that counts is imported here: the functions below were written from the document.
"""

import hashlib
import json
from collections import Counter
from datetime import datetime, timedelta
from math import sqrt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stories.models import Annotation, Article, Coverage, Rating, Story
from stories.scales import Lean
from tests import make
from tests.web.reading import all_words, body, one, page, words
from tests.web.rows import article, counted, story_of, story_of_size

pytestmark = pytest.mark.django_db

Sum = dict[str, Any]
SIDES = ("left", "center", "right", "unrated")
NINE = (Lean.LEFT, Lean.LEFT, Lean.LEAN_LEFT, Lean.FAR_LEFT, Lean.CENTER, Lean.RIGHT, Lean.LEAN_RIGHT, "", "")


def the_sum(story: Story, query: str = "") -> Sum:
    answer = Client().get(f"/stories/{story.pk}/sum.json{query}")
    assert answer.status_code == 200
    found: Sum = json.loads(answer.content)
    return found


# --- the formula, from docs/formula.md ---


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
    """Section 1, what they come to, on a scheme with scores."""
    if not ratings:
        return None
    mean = sum(buckets[row["bucket"]]["score"] for row in ratings) / len(ratings)
    if len(ratings) == 1:
        return str(ratings[0]["bucket"])

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
    assert found["shares"] == shares_of(found["counts"], limits)
    stored = found["blindspot"]
    verdict = verdict_of(found["counts"], found["story"]["section"], stored["base"], limits)
    assert verdict[:2] == (stored["verdict"], stored["side"])
    assert verdict[2] == (None if stored["upper_bound"] is None else pytest.approx(stored["upper_bound"], abs=1e-12))
    for name, key in (("factuality", "factuality"), ("ownership", "owner_kind"), ("countries", "country")):
        rows = found["distributions"][name]
        assert {row["key"]: row["outlets"] for row in rows if row["outlets"]} == parts_of(seated, key)
        assert [row["percent"] for row in rows] == largest_remainder([row["outlets"] for row in rows])


# --- that it holds ---


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 9, 17, 60])
def test_every_number_follows_from_the_json(size: int) -> None:
    check(the_sum(story_of_size(size)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(
            st.lists(st.sampled_from(list(Lean)), max_size=3),
            st.sampled_from(["publisher", "publisher", "wire", "republisher"]),
            st.lists(st.sampled_from(["news", "news", "opinion"]), min_size=1, max_size=3),
            st.sampled_from(["", "", "Harbour Wire"]),
            st.booleans(),
        ),
        min_size=1,
        max_size=14,
    ),
    section=st.sampled_from(["politics", "world"]),
    base=st.sampled_from([(0, 0, 0, 0), (40, 3, 2, 3), (20, 5, 5, 5), (30, 1, 1, 9)]),
)
def test_every_number_of_any_story_follows_from_the_json(
    rows: list[Any], section: str, base: tuple[int, int, int, int]
) -> None:
    articles = []
    for leans, kind, genres, agency, desk in rows:
        outlet = make.outlet(kind=kind, country="US" if desk else "")
        for i, lean in enumerate(leans):
            make.rating(outlet, lean, rater=f"Rater {i}", by_desk=desk and i == 1)
        origin = ("wire", agency) if agency else ("own", "")
        articles += [article(outlet, genre=genre, origin=origin) for genre in genres]
    _newsroom(*base)
    check(the_sum(counted(make.story(*articles, section=section))))


def _newsroom(stories: int, left: int, center: int, right: int) -> None:
    """So many other political stories, with so many outlets of each side in each: the base of verdicts."""
    rows = Story.objects.bulk_create(
        [Story(title="Council meeting", section="politics", last_at=make.NOW) for _ in range(stories)]
    )
    seats = {"left": left, "center": center, "right": right, "outlets": left + center + right}
    Coverage.objects.bulk_create([Coverage(story=row, scheme=make.scheme(), **seats) for row in rows])


@pytest.mark.parametrize(
    ("leans", "base", "verdict"),
    [
        ([Lean.RIGHT] * 12, (40, 5, 3, 5), "blindspot"),
        ([Lean.LEFT] * 12, (40, 6, 3, 0), "near_miss"),
        ([Lean.LEFT] * 12, (12, 5, 3, 5), "unknown"),
        ([Lean.LEFT] * 6 + [Lean.RIGHT] * 6, (40, 5, 3, 5), "none"),
    ],
)
def test_each_verdict_follows_from_the_json(leans: list[Lean], base: Any, verdict: str) -> None:
    _newsroom(*base)
    found = the_sum(story_of(*leans, section="politics"))
    assert found["blindspot"]["verdict"] == verdict
    check(found)


def test_like_texts_and_their_likeness_are_told() -> None:
    print_ = bytes(range(128)) * 4
    like = bytes([255, 255, 255, 255] * 20) + print_[80:]
    rows = [article(make.outlet(name)) for name in ("The Lantern", "Quay Times", "Gull Daily")]
    for row, stored in zip(rows, (print_, like, b""), strict=True):
        Annotation.objects.filter(article=row).update(fingerprint=stored or None)
    found = the_sum(counted(make.story(*rows)))
    check(found)
    assert found["counts"]["independent_texts"] == 2
    assert found["joins"] == [
        {"article": rows[0].pk, "other": rows[1].pk, "origin": "", "likeness": pytest.approx(108 / 128)}
    ]
    tree = page(f"/stories/{found['story']['id']}/sum/")
    assert "The Lantern and Quay Times: 84% of the wording in common" in words(one(tree, ".sum"))


# --- what a reader sees ---


def test_the_json_says_what_it_is_and_is_taken_for_nothing_else() -> None:
    answer = Client().get(f"/stories/{story_of(*NINE).pk}/sum.json")
    assert answer["Content-Type"] == "application/json"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_page_contains_its_fragments_byte_for_byte() -> None:
    story = story_of(*NINE, section="politics")
    whole, inputs = body(f"/stories/{story.pk}/sum/"), body(f"/stories/{story.pk}/sum/inputs/")
    assert inputs in whole
    assert body(f"/stories/{story.pk}/sum/verdict/") in inputs
    assert "<html" not in inputs
    assert "csrf" not in inputs


def test_the_bar_and_the_badge_open_the_sum_with_and_without_scripts() -> None:
    story = story_of(*NINE, section="politics")
    tree = page(f"/stories/{story.pk}/")
    links = [one(tree, ".sum-open a"), one(tree, ".verdict [hx-get]")]
    assert [link.get("href").partition("#")[0] for link in links] == [f"/stories/{story.pk}/sum/"] * 2
    assert [link.get("hx-get") for link in links] == [
        f"/stories/{story.pk}/sum/inputs/",
        f"/stories/{story.pk}/sum/verdict/",
    ]
    assert page(links[1].get("href").partition("#")[0]).cssselect("#blindspot")


def test_every_rating_is_told_with_its_rater_word_and_evidence() -> None:
    outlet = make.outlet("The Lantern")
    evidence = "https://ratings.example/lantern"
    make.rating(outlet, "left", rater="Harbour Review", raw_value="Leans port", evidence_address=evidence)
    make.rating(outlet, "center", rater="Old Review", valid_until=make.NOW, valid_from=make.NOW - timedelta(days=9))
    tree = page(f"/stories/{counted(make.story(article(outlet))).pk}/sum/")
    given_, old = all_words(tree, ".sum__ratings li")
    assert given_.startswith("Harbour Review: “Leans port”, counts as left, since 10 Mar 2026")
    assert old.endswith("Not used: no longer in force")
    assert evidence in [link.get("href") for link in tree.cssselect(".sum__ratings a")]


def test_the_rounding_is_shown_step_by_step() -> None:
    tree = page(f"/stories/{story_of(*NINE).pk}/sum/")
    assert all_words(tree, ".sum__rounding tbody tr") == [
        "LLeft 4 × 100 / 7 57 1/7 57%",
        "CCenter 1 × 100 / 7 14 2/7 14%",
        "RRight 2 × 100 / 7 28 4/7 +1 29%",
    ]
    assert "add up to 99; 1 point missing goes to the largest rest: right." in words(one(tree, ".sum"))
    assert words(one(tree, ".sum__total")) == "Left 4 + center 1 + right 2 + unrated 2 = 9 outlets"


def test_what_was_left_out_is_named_with_the_reason() -> None:
    gone = article(make.outlet("Gull Daily"), "A headline that was withdrawn")
    rows = [
        article(make.outlet("The Lantern", lean=Lean.LEFT)),
        article(make.outlet("Pier Opinion"), genre="opinion"),
        article(make.outlet("All The News", kind="republisher")),
        gone,
    ]
    Article.objects.filter(pk=gone.pk).update(removed_at=make.NOW)
    text = words(one(page(f"/stories/{counted(make.story(*rows)).pk}/sum/"), ".sum"))
    assert "Present only with opinion: in no share: 1 outlet Pier Opinion" in text
    assert "in no share: 1 outlet All The News" in text
    assert "Gull Daily, taken down 10 Mar 2026" in text
    assert gone.title not in text


def test_a_hostile_evidence_address_is_no_link() -> None:
    story = story_of(Lean.LEFT)
    Rating.objects.update(evidence_address="javascript:alert(1)", rater="<b>Rater</b>")
    assert "javascript:" not in body(f"/stories/{story.pk}/sum/")
    assert "<b>Rater" not in body(f"/stories/{story.pk}/sum/")
    assert the_sum(story)["outlets"][0]["ratings"][0]["evidence"] == ""


def test_a_story_that_changed_since_says_so() -> None:
    story = story_of(Lean.LEFT)
    assert not page(f"/stories/{story.pk}/sum/").cssselect(".sum__behind")
    Story.objects.filter(pk=story.pk).update(revision=7)
    assert page(f"/stories/{story.pk}/sum/").cssselect(".sum__behind")


@pytest.mark.parametrize("query", ["?scheme=nowhere", "?scheme=%00", "?scheme="])
def test_an_unknown_scheme_is_answered_with_leans(query: str) -> None:
    assert the_sum(story_of(Lean.LEFT), query)["scheme"]["slug"] == "lean"


def test_without_a_count_there_is_no_sum() -> None:
    story = make.story(article(make.outlet()))
    for path in ("sum/", "sum/inputs/", "sum/verdict/", "sum.json"):
        assert Client().get(f"/stories/{story.pk}/{path}").status_code == 404
        assert Client().get(f"/stories/999999/{path}").status_code == 404


def test_a_merged_storys_sum_leads_to_where_it_went() -> None:
    old, new = story_of(Lean.LEFT), story_of(Lean.RIGHT)
    Story.objects.filter(pk=old.pk).update(state="merged", merged_into=new)
    assert Client().get(f"/stories/{old.pk}/sum/")["Location"] == f"/stories/{new.pk}/sum/"


@pytest.mark.parametrize(("outlets", "per_outlet"), [(1, 1), (60, 1), (60, 4)])
def test_the_sum_asks_at_most_eight_questions(outlets: int, per_outlet: int) -> None:
    story = story_of_size(outlets, per_outlet)
    for path in ("sum/", "sum/inputs/", "sum/verdict/", "sum.json"):
        with CaptureQueriesContext(connection) as captured:
            assert Client().get(f"/stories/{story.pk}/{path}").status_code == 200
        assert len(captured) <= 8
