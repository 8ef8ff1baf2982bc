"""Show the sum: what a reader is shown, and that every number follows from the JSON by docs/formula.md alone."""

import json
from datetime import timedelta
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
from tests.web.formula import Sum, check
from tests.web.reading import all_words, body, one, page, words
from tests.web.rows import article, counted, story_of, story_of_size

pytestmark = pytest.mark.django_db

NINE = (Lean.LEFT, Lean.LEFT, Lean.LEAN_LEFT, Lean.FAR_LEFT, Lean.CENTER, Lean.RIGHT, Lean.LEAN_RIGHT, "", "")


def the_sum(story: Story, query: str = "") -> Sum:
    answer = Client().get(f"/stories/{story.pk}/sum.json{query}")
    assert answer.status_code == 200
    found: Sum = json.loads(answer.content)
    return found


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


def test_the_bound_is_shown_with_its_numbers() -> None:
    _newsroom(40, 5, 3, 5)
    text = words(one(page(f"/stories/{story_of(*NINE, section='politics').pk}/sum/"), ".sum__verdict"))
    assert "p = 2/7 = 0.2857, n = 7, z = 1.2816" in text
    assert "40 political stories: left 200 (38.5%), center 120 (23.1%), right 200 (38.5%)." in text


def test_a_story_that_is_not_political_is_not_held_against_the_rule() -> None:
    tree = page(f"/stories/{story_of(*NINE, section='sport').pk}/sum/")
    assert words(one(tree, ".sum__verdict")).startswith("Blindspot Only political stories")
    assert not tree.cssselect(".conditions")


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
