"""How each article came into its story, and which stories are linked to it, by what a reader sees."""

from typing import Any

import pytest

from stories.models import Membership, Story, StoryLink, StoryState
from stories.scales import Lean
from tests import make
from tests.web.reading import all_words, one, page, words
from tests.web.rows import story_of

pytestmark = pytest.mark.django_db
MERGED = {"kind": "merge", "from": 7, "title": "Pier closes", "confidence": 0.93, "shared": ["Ansel", "Tarrant"]}


def why(method: str, because: dict[str, Any] | None = None, **fields: Any) -> str:
    """The text of the reasoning on an article that came so."""
    story = story_of(Lean.LEFT, Lean.RIGHT)
    member = story.memberships.order_by("pk").last()
    Membership.objects.filter(pk=member.pk).update(method=method, because=because or {}, **fields)
    return words(one(page(f"/stories/{story.pk}/why/{member.pk}/"), ".why"))


def test_a_merge_says_how_sure_the_machine_was_and_what_both_named() -> None:
    text = why("merge", MERGED)
    assert "It came with a story that was merged into this one." in text
    assert "The machine was 93% sure; both stories name Ansel and Tarrant." in text


@pytest.mark.parametrize(
    ("because", "sentence"),
    [
        ({**MERGED, "by": "ana"}, "An editor merged the story that it was in, “Pier closes”, into this one"),
        ({"kind": "split", "title": "Pier closes", "from": 7}, "An editor parted it from the story “Pier closes”"),
        ({"kind": "must"}, "An editor said that it belongs with an article of this story"),
        (
            {"kind": "cannot", "title": "100% Pier", "from": 7},
            "doesn't belong with an article of the story “100% Pier”",
        ),
        ({}, "A person placed it here; the machine leaves it."),
    ],
)
def test_each_decision_of_a_person_has_its_sentence_and_names_nobody(because: dict[str, Any], sentence: str) -> None:
    text = why("person", because, locked=True)
    assert sentence in text
    assert "ana" not in text


def test_a_split_and_a_move_lead_to_where_the_article_was() -> None:
    before = make.story(make.article(title="Pier closes"))
    told = {"kind": "split", "from": before.pk, "title": "Pier closes", "similarity": 0.12}
    text = why("split", told)
    assert "It was part of another story that turned out to be two events." in text
    assert "The two parts are 12% alike on average." in text
    assert "Before, it was in Pier closes." in text
    moved = why("move", {"kind": "move", "from": before.pk, "title": "Pier closes"})
    assert "fits this story clearly better than the one it was in. Before, it was in Pier closes." in moved


def test_a_move_by_a_look_at_both_stories_does_not_say_that_the_text_changed() -> None:
    before = make.story(make.article(title="Pier closes"))
    text = why("move", {"kind": "regroup", "from": before.pk, "title": "Pier closes"})
    assert "A look at all articles of both stories showed that it fits this one better." in text
    assert "Before, it was in Pier closes." in text
    assert "changed" not in text


def test_a_copy_names_the_outlet_that_was_first() -> None:
    original = make.article(make.outlet("Harbour Wire"))
    assert "nearly the same as that of Harbour Wire, which was first." in why("near_duplicate", original=original)


def test_an_edited_article_that_stays_says_so() -> None:
    text = why("score", {"rescored_at": "2026-03-10T12:00:00+00:00"})
    assert "Its text changed after it was placed. It stays" in text


def test_the_nearest_story_is_named_with_the_gap() -> None:
    other = make.story(make.article(title="Ferry strike"))
    behind = why("score", score=1.5, threshold=0.0, runner_up=other, runner_up_score=-0.7)
    assert "The next best story was Ferry strike, 2.2 behind." in behind
    short = why("new", score=None, threshold=0.0, runner_up=other, runner_up_score=-0.7)
    assert "The nearest story was Ferry strike; it fell 0.7 short." in short
    nearer = why("merge", score=0.2, threshold=0.0, runner_up=other, runner_up_score=0.7)
    assert "By its own score alone it would fit Ferry strike better, by 0.5." in nearer
    unknown = why("person", score=None, threshold=0.0, runner_up=other, runner_up_score=None)
    assert "The next best story was Ferry strike." in unknown


def linked(kind: str, **because: Any) -> tuple[Story, Story]:
    story, other = story_of(Lean.LEFT, title="Dam mended"), story_of(Lean.RIGHT, title="Dam cracks")
    StoryLink.objects.create(story=story, other=other, kind=kind, because=because)
    return story, other


def lines(story: Story) -> list[str]:
    return all_words(page(f"/stories/{story.pk}/"), ".earlier li")


def test_a_sequel_and_the_story_that_it_continues_name_each_other_with_the_reason() -> None:
    story, other = linked("sequel", days=12.4, shared=["Velden", "Port Ansel"])
    assert lines(story) == [f"Previously {other.title} 12 days between them; both name Velden and Port Ansel"]
    assert lines(other)[0].startswith(f"Continued in {story.title}")


def test_stories_of_other_languages_are_named_where_that_is_switched_on(settings: Any) -> None:
    story, other = linked("language", likeness=0.4, shared=["Velden", "Port Ansel"])
    assert lines(story) == lines(other) == []
    settings.LINK_LANGUAGES = True
    told = "In other languages (experimental)"
    assert lines(story) == [f"{told} {other.title} both name Velden and Port Ansel"]
    assert lines(other) == [f"{told} {story.title} both name Velden and Port Ansel"]


def test_two_parts_of_a_split_name_each_other() -> None:
    story, other = linked("split")
    assert lines(story) == [f"Was once part of {other.title}"]
    assert lines(other) == [f"A part of what was here is now {story.title}"]


def test_a_part_that_came_back_is_no_longer_named_and_a_story_without_links_says_nothing() -> None:
    story, other = linked("split")
    Story.objects.filter(pk=story.pk).update(state=StoryState.MERGED, merged_into=other)
    assert lines(other) == []
    assert not page(f"/stories/{story_of(Lean.LEFT).pk}/").cssselect(".earlier")
