"""Why an article is where it is: parts that add up, in words a reader can check."""

import pytest

from stories.clustering.explanation import listed
from stories.clustering.window import Window
from tests.clustering.articles import EVENTS, article, model, newsroom


def test_the_parts_of_a_score_add_up_to_it() -> None:
    window = Window(model())
    for number, (_, placed) in enumerate(newsroom()):
        assignment = window.place(placed, number)
        if assignment.score is not None:
            assert sum(part.contribution for part in assignment.evidence) == pytest.approx(assignment.score)


def test_the_words_name_what_is_shared_and_how_long_ago() -> None:
    window = Window(model())
    window.place(article(1, EVENTS["dam"][0], hours=0, names=("Velden", "Port Ansel")), "dam")
    assignment = window.assign(article(2, EVENTS["dam"][1], hours=14, names=("Port Ansel", "Velden")))
    words = {part.name: part.words for part in assignment.evidence}
    assert words["names_mean"].endswith("shares Port Ansel and Velden")
    assert "“velden”" in words["text_mean"]
    assert "“cracks”" in words["text_mean"]
    assert words["days"] == "14 hours from the story's nearest article in time"
    assert words["single"] == "the story has one article so far"


def test_a_new_story_says_what_it_was_compared_with() -> None:
    window = Window(model())
    window.place(article(1, EVENTS["dam"][0]), "dam")
    assignment = window.assign(article(2, EVENTS["levy"][0]))
    assert (assignment.story, assignment.nearest) == (None, 1)
    assert assignment.probability is not None
    assert assignment.probability < 0.5
    assert assignment.evidence


def test_evidence_is_kept_as_plain_json_with_the_strongest_part_first() -> None:
    window = Window(model())
    window.place(article(1, EVENTS["dam"][0]), "dam")
    rows = window.assign(article(2, EVENTS["dam"][1])).evidence_json()
    assert [abs(row["contribution"]) for row in rows] == sorted(
        (abs(row["contribution"]) for row in rows), reverse=True
    )
    assert set(rows[0]) == {"name", "value", "contribution", "words"}


@pytest.mark.parametrize(
    ("names", "expected"), [((), ""), (("A",), "A"), (("A", "B"), "A and B"), (("A", "B", "C"), "A, B and C")]
)
def test_a_list_reads_as_a_sentence_does(names: tuple[str, ...], expected: str) -> None:
    assert listed(names) == expected
