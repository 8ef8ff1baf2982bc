"""Whose copy each copy is: on values, and as rows say it after counting."""

from datetime import timedelta

import numpy as np
import pytest

from stories.annotate.fingerprint import to_bytes
from stories.coverage.members import Member
from stories.coverage.originals import originals
from stories.coverage.step import recount
from stories.models import Annotation, Membership
from stories.scales import DatePrecision, Genre, OutletKind, Side
from tests import make
from tests.make import NOW

SAME_AT = 0.6


def print_(seed: int, other: int | None = None, alike: float = 0.9) -> bytes:
    """A fingerprint; with `other`, so much alike that one's."""
    lanes = np.random.default_rng(seed).integers(0, 2**32, 128, dtype=np.uint32)
    if other is not None:
        shared = int(128 * alike)
        lanes[:shared] = np.random.default_rng(other).integers(0, 2**32, 128, dtype=np.uint32)[:shared]
    return to_bytes(lanes)


def member(number: int, minutes: int, **fields: object) -> Member:
    defaults: dict[str, object] = {
        "outlet_id": number,
        "outlet": f"Outlet {number}",
        "kind": OutletKind.PUBLISHER,
        "side": Side.UNRATED,
        "bucket": None,
        "genre": Genre.NEWS,
        "published": NOW + timedelta(minutes=minutes),
        "precision": DatePrecision.MINUTE,
        "seen": NOW,
        "language": "en",
        "fingerprint": print_(number),
    }
    return Member(article_id=number, **defaults | fields)  # type: ignore[arg-type]


def test_of_like_texts_the_earliest_is_the_original_whatever_came_to_us_first() -> None:
    late, first = member(1, 30), member(2, 0, fingerprint=print_(2, other=1))
    assert originals([late, first], SAME_AT) == {1: 2}


def test_an_outlets_own_text_goes_before_a_republishers_and_a_credited_one() -> None:
    copies = [
        member(1, 0, kind=OutletKind.REPUBLISHER),
        member(2, 5, origin_key="Harbour Wire", fingerprint=print_(2, other=1)),
        member(3, 9, fingerprint=print_(3, other=1)),
    ]
    assert originals(copies, SAME_AT) == {1: 3, 2: 3}


def test_a_text_credited_to_an_agency_is_a_copy_of_the_agencys_own() -> None:
    wire = member(1, 10, outlet="Harbour Wire", kind=OutletKind.WIRE)
    cut_short = member(2, 0, origin_key="harbour wire")
    assert originals([wire, cut_short], SAME_AT) == {2: 1}


def test_a_credit_to_somebody_who_is_not_here_makes_no_original() -> None:
    assert originals([member(1, 0, origin_key="Harbour Wire"), member(2, 5)], SAME_AT) == {}


def test_nothing_is_a_copy_across_languages() -> None:
    wire = member(1, 0, outlet="Harbour Wire", language="ko")
    assert originals([wire, member(2, 5, origin_key="Harbour Wire"), member(3, 6, fingerprint=print_(3, 1))], 0.6) == {}


def test_a_copy_of_a_copy_is_a_copy_of_the_first() -> None:
    rows = [
        member(1, 0, outlet="Harbour Wire"),
        member(2, 5, origin_key="Harbour Wire"),
        member(3, 9, fingerprint=print_(3, other=2), origin_key="Somebody"),
    ]
    assert originals(rows, SAME_AT) == {2: 1, 3: 1}


def test_two_that_credit_each_other_end_somewhere() -> None:
    rows = [member(1, 0, outlet="Gull", origin_key="Tern"), member(2, 1, outlet="Tern", origin_key="Gull")]
    assert originals(rows, SAME_AT) == {}


@pytest.mark.django_db
def test_counting_attaches_copies_and_lets_go_of_them_again() -> None:
    rows = [make.article(published_at=NOW - timedelta(hours=hours)) for hours in (1, 3)]
    for row in rows:
        Annotation.objects.create(article=row, language="en", version="test", fingerprint=print_(7))
    story = make.story(*rows)
    recount([story.pk], NOW)
    assert Membership.objects.get(article=rows[0]).original_id == rows[1].pk
    assert Membership.objects.get(article=rows[1]).original_id is None
    Annotation.objects.filter(article=rows[1]).update(fingerprint=print_(8))
    recount([story.pk], NOW)
    assert not Membership.objects.filter(original__isnull=False).exists()
