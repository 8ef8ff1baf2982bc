"""Why a story is in a feed, on values."""

from hypothesis import given
from hypothesis import strategies as st

from stories.readers.following import NOTHING, About, Following, Kind, Thing, picks, reasons

KEYS = st.frozensets(st.sampled_from("abc"))
FOLLOWINGS = st.builds(Following, KEYS, KEYS, KEYS, st.frozensets(st.integers(1, 5)))
ABOUTS = st.builds(About, st.integers(1, 9), st.sampled_from("abcd"), KEYS, KEYS, st.floats(-9, 9))


def test_the_story_itself_is_the_first_reason_and_its_section_the_last() -> None:
    about = About(7, "politics", frozenset({"port ansel"}), frozenset({"harbour-post"}), 1.0)
    following = Following(
        frozenset({"politics"}), frozenset({"port ansel", "brell"}), frozenset({"harbour-post"}), frozenset({7})
    )
    assert reasons(about, following) == (
        Thing(Kind.STORY, "7"),
        Thing(Kind.ENTITY, "port ansel"),
        Thing(Kind.OUTLET, "harbour-post"),
        Thing(Kind.SECTION, "politics"),
    )


@given(st.lists(ABOUTS, unique_by=lambda about: about.story), FOLLOWINGS)
def test_every_story_of_the_feed_has_a_reason_and_every_story_with_one_is_there(
    abouts: list[About], following: Following
) -> None:
    found = picks(abouts, following)
    assert all(pick.why for pick in found)
    assert {pick.story for pick in found} == {about.story for about in abouts if reasons(about, following)}
    place = {about.story: (-about.order, -about.story) for about in abouts}
    assert [place[pick.story] for pick in found] == sorted(place[pick.story] for pick in found)


@given(st.lists(ABOUTS))
def test_who_follows_nothing_has_an_empty_feed(abouts: list[About]) -> None:
    assert picks(abouts, NOTHING) == ()
