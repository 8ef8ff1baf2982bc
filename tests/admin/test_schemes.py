"""An editor makes a rating scheme of the newsroom's own, rates by it and words it anew."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from stories import tasks
from stories.models import Edit, Rating, RatingScheme, Standing
from tests import make

pytestmark = pytest.mark.django_db

ADD = "/admin/stories/ratingscheme/add/"
LIBERTY = {"name": "Liberty and order", "country": "", "steps": "Libertarian\nIn between\nAuthoritarian"}


def made(desk: Client, **given: str) -> RatingScheme:
    answer = desk.post(ADD, LIBERTY | given)
    assert answer.status_code == 302, answer.content.decode()
    return RatingScheme.objects.get(slug="liberty-and-order")


def change(desk: Client, scheme: RatingScheme, **given: str) -> Any:
    return desk.post(f"/admin/stories/ratingscheme/{scheme.pk}/change/", LIBERTY | given)


def test_a_scheme_of_ones_own_is_made_with_its_steps_in_order(desk: Client) -> None:
    scheme = made(desk)
    assert [(step["key"], step["score"]) for step in scheme.buckets] == [
        ("libertarian", -1.0),
        ("in_between", 0.0),
        ("authoritarian", 1.0),
    ]
    assert not scheme.has_sides
    edit = Edit.objects.get(kind="scheme")
    assert (edit.actor_label, edit.subject) == ("ana", "rating scheme Liberty and order")


def test_steps_with_sides_make_a_scheme_of_sides(desk: Client) -> None:
    scheme = made(desk, steps="Very left, left\nLeft, mostly, left\nMiddle, Center\nRight, right")
    assert scheme.has_sides
    assert [(step["label"], step["side"]) for step in scheme.buckets] == [
        ("Very left", "left"),
        ("Left, mostly", "left"),
        ("Middle", "center"),
        ("Right", "right"),
    ]


def test_an_outlet_is_tagged_by_the_new_scheme_and_stands_where_its_rating_puts_it(desk: Client) -> None:
    made(desk)
    outlet = make.outlet()
    given = {"rating": "liberty-and-order:authoritarian", "rater": "", "evidence": "", "note": ""}
    assert desk.post(f"/admin/stories/outlet/rate/?ids={outlet.pk}", given).status_code == 302
    tasks.follow(Edit.objects.get(kind="rate").pk)
    assert Standing.objects.get(outlet=outlet).bucket == "authoritarian"


def test_a_step_worded_anew_keeps_its_ratings(desk: Client) -> None:
    scheme = made(desk)
    make.rating(make.outlet(), "authoritarian", on=scheme.slug)
    assert change(desk, scheme, steps="Libertarian\nIn between\nFirm hand").status_code == 302
    scheme.refresh_from_db()
    assert scheme.buckets[2] == scheme.buckets[2] | {"key": "authoritarian", "label": "Firm hand"}
    assert Edit.objects.filter(kind="scheme")[0].outlet_ids == [Rating.objects.get().outlet_id]


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ("Libertarian\nIn between", "that step stays"),
        ("Libertarian", "2 to 9 steps"),
        ("Libertarian, left\nIn between\nAuthoritarian", "Either every step has a side"),
        ("Libertarian\nUnrated\nAuthoritarian", "a word of its own"),
        ("Libertarian\nLibertarian\nAuthoritarian", "a word of its own"),
    ],
)
def test_what_would_lose_a_rating_or_make_no_scale_is_refused_in_words(desk: Client, steps: str, words: str) -> None:
    scheme = made(desk)
    make.rating(make.outlet(), "authoritarian", on=scheme.slug)
    answer = change(desk, scheme, steps=steps)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert RatingScheme.objects.get(pk=scheme.pk).buckets == scheme.buckets
    assert Edit.objects.filter(kind="scheme").count() == 1


def test_two_schemes_of_one_name_are_refused(desk: Client) -> None:
    made(desk)
    assert "a name of its own" in desk.post(ADD, LIBERTY).content.decode()


def test_the_seeded_schemes_stay_as_they_are(desk: Client) -> None:
    lean = make.scheme()
    assert change(desk, lean).status_code == 403
    assert RatingScheme.objects.get(pk=lean.pk).name == lean.name


def test_nobody_without_the_right_makes_a_scheme() -> None:
    client = Client()
    person = make.user("bo")
    person.is_staff = True
    person.save()
    client.force_login(person)
    assert client.post(ADD, LIBERTY).status_code == 403
