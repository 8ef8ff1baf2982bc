"""'Why is this here?' says first what speaks for an article's place, and keeps the arithmetic for those who ask."""

from __future__ import annotations

import pytest

from stories.models import Membership, StoryState
from stories.scales import Lean
from tests import make
from tests.web.reading import all_words, body, one, page, words
from tests.web.rows import story_of

pytestmark = pytest.mark.django_db

EVIDENCE = [
    {"name": "base", "value": 1.0, "contribution": -5.6, "words": "where every article starts before it is compared"},
    {
        "name": "text_nearest",
        "value": 0.71,
        "contribution": 3.5,
        "words": "wording 71 % alike; shares “ferry” and “pier”",
    },
    {"name": "text_center", "value": 0.5, "contribution": 0.7, "words": "wording 50 % alike with the story as a whole"},
    {"name": "names_center", "value": 0.4, "contribution": 0.2, "words": "names 40 % alike; shares Port Ansel"},
    {"name": "headline_center", "value": 0.3, "contribution": -0.1, "words": "headlines 30 % alike"},
    {"name": "single", "value": 1.0, "contribution": 1.3, "words": "the story has one article so far"},
]


def address_of(method: str = "score", evidence: object = EVIDENCE) -> str:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    member = story.memberships.order_by("pk").last()
    assert member is not None
    Membership.objects.filter(pk=member.pk).update(method=method, evidence=evidence, score=1.2, threshold=-1.0)
    return f"/stories/{story.pk}/why/{member.pk}/"


def test_what_speaks_for_it_comes_first_in_plain_words() -> None:
    tree = page(address_of())
    assert all_words(tree, ".why__told li") == [
        "Its text is 71% alike in wording and shares “ferry” and “pier”.",
        "It names the same: Port Ansel.",
    ]
    text = words(tree)
    assert text.index("Its text is 71%") < text.index("−5.60")


def test_of_headlines_alone_it_says_that_less_is_enough() -> None:
    brief = {"name": "brief", "value": 1.0, "contribution": 1.6, "words": "of both little more than headlines is known"}
    meaning = {"name": "meaning_mean", "value": 0.47, "contribution": 3.0, "words": "meaning 47 % alike"}
    assert all_words(page(address_of(evidence=[*EVIDENCE[:1], meaning, brief])), ".why__told li") == [
        "In meaning it is 47% alike.",
        "Little more than headlines is known here, so less likeness is enough.",
    ]


def test_the_arithmetic_is_folded_and_whole() -> None:
    tree = page(address_of())
    folded = one(tree, "details.why__sum")
    assert folded.get("open") is None
    assert len(folded.cssselect(".reason")) == len(EVIDENCE)
    assert "−5.60" in words(folded)


def test_an_article_that_began_the_story_was_like_no_other() -> None:
    assert not page(address_of("new")).cssselect(".why__told")


def test_of_an_article_that_began_the_story_the_sum_is_that_of_the_nearest_one() -> None:
    address = address_of("new")
    Membership.objects.update(score=None, threshold=0.5)
    told = words(one(page(address), ".why__numbers"))
    assert told == "Best score +0.00 Needed +0.50 Margin −0.50"


def test_hostile_words_of_an_article_stay_text() -> None:
    evil = [
        {
            "name": "names_center",
            "value": 9.0,
            "contribution": 1.0,
            "words": "x; shares <script>alert(1)</script> %(x)s",
        }
    ]
    answer = body(address_of(evidence=evil))
    assert "<script>" not in answer
    assert "%(x)s" in answer


WHOLES = [
    {"name": "base", "value": 1.0, "contribution": -4.9, "words": "where two stories start before they are compared"},
    {
        "name": "text_mean",
        "value": 0.41,
        "contribution": 3.5,
        "words": "wording of the two stories 41 % alike on average",
    },
    {"name": "size", "value": 2.0794, "contribution": 0.9, "words": "the larger story has 8 articles"},
    {"name": "smaller", "value": 1.0986, "contribution": -0.5, "words": "the smaller story has 3 articles"},
    {"name": "days", "value": 0.25, "contribution": -0.25, "words": "6 hours between the two stories"},
]


def test_where_two_stories_were_compared_as_wholes_the_words_say_so() -> None:
    tree = page(address_of("merge", WHOLES))
    assert all_words(tree, ".why__told li") == ["The two stories are 41% alike in wording."]
    assert all_words(tree, ".reason__words") == [
        "where two stories start before they are compared",
        "wording of the two stories 41% alike on average",
        "the larger story has 8 articles",
        "the smaller story has 3 articles",
        "6 hours between the two stories",
    ]


def test_of_a_story_that_grew_for_days_it_says_how_many_articles_count() -> None:
    words_kept = "61 of the story's articles count: those of about the same time, ten at least"
    tree = page(address_of(evidence=[{"name": "size", "value": 4.1109, "contribution": 1.8, "words": words_kept}]))
    assert all_words(tree, ".reason__words") == [words_kept]


def test_what_adds_nothing_to_the_sum_is_no_reason() -> None:
    minutes = {"name": "days", "value": 0.002, "contribution": -0.002, "words": "0 hours from the story's nearest"}
    assert len(page(address_of(evidence=[*EVIDENCE, minutes])).cssselect(".reason")) == len(EVIDENCE)


def test_a_story_that_has_become_one_with_this_is_not_the_next_best() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    gone = make.story(state=StoryState.MERGED, merged_into=story, title="Pier is shut")
    member = story.memberships.order_by("pk").last()
    assert member is not None
    address = f"/stories/{story.pk}/why/{member.pk}/"
    for other in (gone, story):
        Membership.objects.filter(pk=member.pk).update(
            method="score", evidence=EVIDENCE, score=1.2, threshold=0.0, runner_up=other, runner_up_score=0.9
        )
        assert "next best" not in words(page(address)).casefold()
