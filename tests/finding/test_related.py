"""Related stories: near in wording or with shared, rare names, and the reason."""

from hypothesis import given
from hypothesis import strategies as st

from stories.finding.related import Candidate, related


def candidate(story_id, nearness, *names, **fields):
    return Candidate(story_id, nearness, frozenset(names), **fields)


OTHERS = [candidate(i, 0.1, "The State", "Harbor Fund") for i in range(100, 110)]


def test_shared_rare_names_make_a_story_related_and_are_the_reason():
    own = ["Port Ansel", "Mira Tolland", "Ferry Board"]
    (found,) = related(own, [candidate(1, 0.5, "Mira Tolland", "Port Ansel"), *OTHERS], 5)
    assert (found.story_id, found.told) == (1, ("Mira Tolland", "Port Ansel"))


def test_what_is_neither_near_nor_names_the_same_is_not_related():
    assert related(["Port Ansel"], [candidate(1, 0.5, "Kestrel Bay"), candidate(2, 0.1, "Port Ansel")], 5) == ()


def test_names_that_everyone_carries_make_nothing_related():
    everyone = [candidate(i, 0.5, "The State", "Harbor Fund") for i in range(10)]
    assert related(["The State", "Harbor Fund"], everyone, 5) == ()


def test_names_make_up_for_distance_only_so_far():
    own = ["Mira Tolland", "Port Ansel", "Ferry Board", "Dock Nine", "Pier Four"]
    assert related(own, [candidate(1, 0.3, *own), *OTHERS], 5) == ()


def test_a_story_close_in_wording_needs_no_name():
    (found,) = related([], [candidate(1, 0.8)], 5)
    assert (found.told, found.same_storyline) == ((), False)


def test_a_name_that_many_carry_is_no_reason_to_tell():
    own = ["The State"]
    found = related(own, [candidate(1, 0.8, "The State"), *OTHERS], 5)
    assert found[0].told == ()


def test_a_figure_is_no_name():
    (found,) = related(["50%", "120"], [candidate(1, 0.8, "50%", "120")], 5)
    assert (found.shared, found.told) == ((), ())


def test_a_rare_name_counts_for_more_than_one_that_all_carry():
    own = ["The State", "Mira Tolland", "Harbor Fund"]
    everywhere = [candidate(i, 0.7, "The State", "Harbor Fund") for i in range(1, 6)]
    found = related(own, [*everywhere, candidate(9, 0.7, "The State", "Mira Tolland")], 5)
    assert found[0].story_id == 9
    assert found[0].shared[0] == "Mira Tolland"


def test_a_sequel_in_the_same_storyline_comes_first():
    found = related([], [candidate(1, 0.9), candidate(2, 0.2, same_storyline=True)], 5)
    assert [(item.story_id, item.same_storyline) for item in found] == [(2, True), (1, False)]


names = st.frozensets(st.sampled_from("ABCDEF"))


@given(names, st.lists(st.tuples(st.floats(-1, 1), names), max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_does_not_matter(own, found, random):
    candidates = [Candidate(i, nearness, shared) for i, (nearness, shared) in enumerate(found)]
    shuffled = random.sample(candidates, len(candidates))
    assert related(own, shuffled, 4) == related(own, candidates, 4)
    assert len(related(own, candidates, 4)) <= 4
