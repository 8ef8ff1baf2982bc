from hypothesis import given
from hypothesis import strategies as st

from stories.web.bar import bar

COUNT = st.integers(0, 40)


def width(text: str) -> float:
    return float(text.removesuffix("%"))


@given(COUNT, COUNT, COUNT, COUNT)
def test_segments_never_pass_the_edge_and_shares_fill_the_bar(left: int, center: int, right: int, unrated: int) -> None:
    found = bar(left, center, right, unrated)
    ends = [width(segment.x) + width(segment.width) for segment in found.segments]
    assert all(end <= 100.001 for end in ends)
    if not found.counts_only:
        assert abs(ends[-1] - 100) < 0.001


@given(COUNT, COUNT, COUNT, COUNT)
def test_the_legend_shows_all_four_buckets_and_they_add_up(left: int, center: int, right: int, unrated: int) -> None:
    found = bar(left, center, right, unrated)
    assert [entry.letter for entry in found.entries] == ["L", "C", "R", "–"]
    assert sum(entry.outlets for entry in found.entries) == found.outlets
    assert all(entry.letter in {"L", "C", "R", "–"} and entry.label for entry in found.entries)


@given(COUNT, COUNT, COUNT, COUNT)
def test_percent_is_shown_from_three_rated_outlets_on_and_sums_to_100(
    left: int, center: int, right: int, unrated: int
) -> None:
    found = bar(left, center, right, unrated)
    percents = [entry.percent for entry in found.entries if entry.percent is not None]
    assert sum(percents) == (0 if left + center + right < 3 else 100)
    assert found.entries[-1].percent is None


@given(COUNT, COUNT, COUNT)
def test_the_bar_and_the_legend_say_the_same_percent(left: int, center: int, right: int) -> None:
    found = bar(left, center, right, 0)
    said = {entry.letter: f"{entry.letter} {entry.percent}%" for entry in found.entries}
    assert all(segment.text in (said[segment.text[0]], segment.text[0]) for segment in found.segments if segment.text)


def test_under_three_rated_outlets_nothing_says_percent() -> None:
    found = bar(2, 0, 0, 5)
    assert "%" not in found.description + found.heading + found.rated_words
    assert all("%" not in segment.text for segment in found.segments)
    assert found.counts_only


def test_one_outlet_is_one_small_tile_and_never_the_whole_bar() -> None:
    (tile,) = bar(1, 0, 0, 0).segments
    assert width(tile.width) < 10
    assert tile.text == "L"


def test_a_tie_for_the_first_place_names_no_side() -> None:
    for counts in [(3, 0, 3, 0), (2, 2, 1, 0), (2, 2, 2, 4)]:
        heading = bar(*counts).heading
        assert "No side leads" in heading
        assert not any(side in heading for side in ("left", "center", "right"))


def test_all_a_majority_and_a_plurality_are_said_differently() -> None:
    assert bar(0, 3, 0, 1).heading == "All 3 rated outlets are in the center"
    assert bar(4, 1, 2, 2).heading == "Most of the 7 rated outlets are on the left: 4"
    assert bar(2, 3, 2, 0).heading == "The largest group of the 7 rated outlets is in the center: 3"


def test_three_and_four_rated_outlets_are_marked_as_few() -> None:
    assert [bar(n, 0, 0, 0).few for n in range(1, 7)] == [False, False, True, True, False, False]


def test_the_second_bar_holds_the_unrated_part() -> None:
    found = bar(4, 1, 2, 2)
    assert [segment.side for segment in found.segments] == ["left", "center", "right"]
    assert [segment.side for segment in found.whole] == ["left", "center", "right", "unrated"]
    assert found.rated_words == "7 of 9 outlets rated"
    assert bar(4, 1, 2, 0).whole == ()


def test_a_label_is_left_out_where_it_would_not_fit() -> None:
    texts = {segment.side: segment.text for segment in bar(30, 3, 1, 0).segments}
    assert texts == {"left": "L 88%", "center": "C", "right": ""}
