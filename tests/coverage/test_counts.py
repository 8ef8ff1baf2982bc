"""The counts of a story: an outlet once, opinion and republishers apart, copies as one text."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.annotate.fingerprint import fingerprint as fingerprint_of
from stories.annotate.fingerprint import to_bytes
from stories.coverage.counts import counts
from stories.coverage.members import SeatKind
from stories.scales import Genre, Lean, OutletKind
from tests.coverage.members import center, left, member, right

LANES = 128


def fingerprint(number):
    """A fingerprint unlike every other number's."""
    return np.random.default_rng(number).integers(0, 2**32, LANES, dtype=np.uint32)


def like(lanes, share):
    """A fingerprint that agrees with `lanes` in that share of its lanes."""
    changed = lanes.copy()
    changed[: round(LANES * (1 - share))] += 1
    return changed


def test_an_outlet_counts_once_however_much_it_writes():
    found = counts([left(1), left(1), left(1), right(2)])
    assert (found.left, found.right, found.outlets, found.articles) == (1, 1, 2, 4)


def test_an_untagged_outlet_is_unrated_and_never_center():
    found = counts([member(1), center(2)])
    assert (found.unrated, found.center, found.rated, found.outlets) == (1, 1, 1, 2)


def test_an_outlet_with_only_opinion_is_counted_apart():
    found = counts([left(1, genre=Genre.OPINION), right(2)])
    assert (found.left, found.right, found.outlets, found.opinion_only) == (0, 1, 1, 1)


def test_an_outlet_with_news_and_opinion_counts_by_its_news():
    found = counts([left(1, genre=Genre.OPINION), left(1)])
    assert (found.left, found.opinion_only, found.articles) == (1, 0, 2)


def test_a_republisher_never_counts_as_one_more_outlet():
    found = counts([left(1), right(2, kind=OutletKind.REPUBLISHER), right(3, kind=OutletKind.REPUBLISHER)])
    assert (found.outlets, found.right, found.republishers) == (1, 0, 2)


def test_a_wire_agency_is_an_outlet():
    assert counts([center(1, kind=OutletKind.WIRE)]).center == 1


def test_forty_outlets_with_one_wire_story_are_forty_outlets_and_one_text():
    lanes = fingerprint(1)
    found = counts([left(i, fingerprint=like(lanes, 0.9).tobytes()) for i in range(40)])
    assert (found.outlets, found.independent_texts) == (40, 1)


@pytest.mark.parametrize(("share", "texts"), [(1.0, 1), (0.61, 1), (0.58, 2), (0.0, 2)])
def test_texts_are_one_from_six_tenths_alike(share, texts):
    lanes = fingerprint(3)
    found = counts([left(1, fingerprint=lanes.tobytes()), right(2, fingerprint=like(lanes, share).tobytes())])
    assert found.independent_texts == texts


def test_likeness_spreads_along_a_chain_of_rewrites():
    first = fingerprint(4)
    second = like(first, 0.7)
    third = second.copy()
    third[-40:] += 1
    found = counts([left(i, fingerprint=lanes.tobytes()) for i, lanes in enumerate([first, second, third])])
    assert found.independent_texts == 1


def test_copies_credited_to_one_agency_are_one_text_with_the_agencys_own():
    members = [
        center(1, outlet="Meridian Wire", kind=OutletKind.WIRE, fingerprint=fingerprint(5).tobytes()),
        left(2, origin_key="Meridian Wire", fingerprint=fingerprint(6).tobytes()),
        right(3, origin_key="meridian wire"),
        right(4, fingerprint=fingerprint(7).tobytes()),
    ]
    found = counts(members)
    assert found.independent_texts == 2
    assert (found.texts[0].outlets, found.texts[0].origin.casefold()) == (3, "meridian wire")


def test_a_republished_copy_is_one_text_with_one_of_the_papers_own_articles_only():
    members = [
        left(1, outlet="Harbor Post"),
        left(1, outlet="Harbor Post"),
        left(2, kind=OutletKind.REPUBLISHER, origin_key="Harbor Post"),
    ]
    assert counts(members).independent_texts == 2


def test_real_rewrites_of_one_text_are_one_and_another_report_is_not():
    text = " ".join(f"The ferry council of Port Ansel heard speaker {i} on berth {i * 7}." for i in range(30))
    shorter = text[: len(text) * 9 // 10]
    other = " ".join(f"Residents near berth {i * 3} told us on day {i} what they think." for i in range(30))
    prints = [to_bytes(fingerprint_of(wording)) for wording in (text, shorter, other)]
    found = counts([left(i, fingerprint=stored) for i, stored in enumerate(prints)])
    assert [len(one.articles) for one in found.texts] == [2, 1]


def test_headlines_without_a_text_are_not_taken_for_copies():
    assert counts([left(1), right(2)]).independent_texts == 2


def test_the_seven_points_are_kept_beside_the_three_sides():
    found = counts([member(1, Lean.FAR_LEFT), member(2, Lean.LEAN_LEFT), member(3, Lean.LEAN_LEFT), member(4)])
    assert found.by_bucket == (("far_left", 1), ("lean_left", 2))
    assert found.left == 3


def test_a_story_without_articles_counts_nothing():
    found = counts([])
    assert (found.outlets, found.articles, found.independent_texts) == (0, 0, 0)


@st.composite
def stories(draw):
    """Members of up to eight outlets, each with one lean and one kind."""
    leans = {i: draw(st.sampled_from([*Lean, None])) for i in range(8)}
    kinds = {i: draw(st.sampled_from(list(OutletKind))) for i in range(8)}
    size = draw(st.integers(0, 20))
    members = []
    for _ in range(size):
        outlet = draw(st.integers(0, 7))
        members.append(
            member(
                outlet,
                leans[outlet],
                kind=kinds[outlet],
                genre=draw(st.sampled_from(list(Genre))),
                origin_key=draw(st.sampled_from(["", "", "Meridian Wire"])),
                fingerprint=draw(st.sampled_from([b"", fingerprint(8).tobytes(), fingerprint(9).tobytes()])),
            )
        )
    return members


@given(stories())
def test_every_outlet_has_one_seat_and_the_counts_add_up(members):
    found = counts(members)
    assert found.outlets == found.left + found.center + found.right + found.unrated
    assert found.outlets + found.opinion_only + found.republishers == len({m.outlet_id for m in members})
    assert sum(n for _, n in found.by_bucket) == found.rated
    assert found.outlets == sum(seat.kind is SeatKind.COUNTED for seat in found.seats)


@given(stories())
def test_every_article_is_in_exactly_one_text(members):
    found = counts(members)
    assert sorted(i for text in found.texts for i in text.articles) == sorted(m.article_id for m in members)


@given(stories(), st.randoms(use_true_random=False))
def test_the_order_of_the_articles_does_not_matter(members, random):
    assert counts(random.sample(members, len(members))) == counts(members)


@given(stories(), st.sampled_from([*Lean, None]))
def test_one_more_outlet_never_lowers_a_count(members, lean):
    before, after = counts(members), counts([*members, member(99, lean)])
    assert after.outlets == before.outlets + 1
    assert after.independent_texts == before.independent_texts + 1
    assert all(getattr(after, side) >= getattr(before, side) for side in ("left", "center", "right", "unrated"))
