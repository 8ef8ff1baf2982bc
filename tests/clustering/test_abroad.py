"""Stories of one event in different languages are linked: on values, on rows, and on the page where switched on."""

from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.clustering.abroad import Told, anchors, counterparts, sounds
from stories.clustering.steps.abroad import link_languages
from stories.clustering.steps.audit import audit
from stories.models import Annotation, Article, Story, StoryLink, StoryLinkKind
from tests import make
from tests.clustering import rows
from tests.make import NOW


@pytest.mark.parametrize(
    ("one", "other"),
    [("Velden", "벨덴"), ("Velden", "ベルデン"), ("Skellan", "스켈란"), ("Oduya", "오두야"), ("Karlin", "칼린")],
)
def test_a_name_sounds_the_same_in_each_script(one: str, other: str) -> None:
    assert sounds(one) == sounds(other)


@given(st.text(max_size=20))
def test_any_word_has_sounds_of_seven_kinds(word: str) -> None:
    assert set(sounds(word)) <= set("AKLNPST")


def told(story: int, language: str, title: str, names: tuple[str, ...] = (), hours: float = 0.0) -> Told:
    at = NOW + timedelta(hours=hours)
    return Told(story, language, (title,), names, at, at)


DAM = told(1, "en", "Cracks found in Velden dam near Port Skellan", ("Velden", "Port Skellan"))
OTHERS = [
    told(2, "en", "Marrowby council approves levy on empty shops", ("Marrowby",)),
    told(3, "en", "Rovers win final after Oduya saves penalties", ("Rovers", "Oduya")),
]
DAM_KO = told(11, "ko", "벨덴 댐에서 균열 발견, 스켈란 저수지 수위 낮춰")
OTHERS_KO = [told(12, "ko", "하람시 시장 선거에서 민서연 당선"), told(13, "ko", "벨덴에서 열린 빵 축제에 사천 명")]


def test_stories_that_name_the_same_are_counterparts() -> None:
    (pair,) = counterparts([DAM, *OTHERS, DAM_KO, *OTHERS_KO])
    assert (pair.story, pair.other) == (1, 11)
    assert set(pair.shared) == {"Velden", "Port Skellan"}
    assert 0 < pair.likeness <= 1


def test_one_name_in_common_is_not_enough_and_neither_are_figures() -> None:
    assert counterparts([DAM, *OTHERS, *OTHERS_KO]) == []
    figures = [told(1, "en", "Levy of 4,500 on 312 shops"), told(2, "ko", "상점 312곳에 4500")]
    assert {"n:4500", "n:312"} <= anchors(figures[0]).keys() & anchors(figures[1]).keys()
    assert counterparts(figures) == []


def test_stories_far_apart_in_time_are_no_counterparts() -> None:
    later = told(11, "ko", DAM_KO.titles[0], hours=60)
    assert counterparts([DAM, *OTHERS, later, *OTHERS_KO]) == []


def test_stories_of_one_language_are_never_linked() -> None:
    assert counterparts([DAM, told(4, "en", "Velden dam at Port Skellan holds", ("Velden", "Port Skellan"))]) == []


def test_where_both_are_read_meaning_counts() -> None:
    def french(likeness: float) -> list[Told]:
        one, other = np.eye(2, dtype=np.float32)
        mean = np.float32(likeness) * one + np.float32((1 - likeness**2) ** 0.5) * other
        barrage = told(21, "fr", "Fissures au barrage", ("Velden", "Skellan", "Torvay", "Gallin", "Brell", "Aldmoor"))
        at = {"first": NOW, "last": NOW}
        return [
            Told(1, "en", DAM.titles, DAM.names, vector=one, **at),
            Told(21, "fr", barrage.titles, barrage.names, vector=mean, **at),
            told(22, "fr", "Grève à Marrowby", ("Marrowby",)),
            *OTHERS,
        ]

    assert [pair.other for pair in counterparts(french(0.9))] == [21]
    assert counterparts(french(0.0)) == []


@given(st.lists(st.sampled_from([DAM, *OTHERS, DAM_KO, *OTHERS_KO]), unique=True))
def test_a_story_has_one_counterpart_in_a_language_whatever_else_is_there(stories: list[Told]) -> None:
    pairs = counterparts(stories)
    assert len({pair.story for pair in pairs}) == len({pair.other for pair in pairs}) == len(pairs)


@pytest.fixture
def stories() -> tuple[Story, Story]:
    """An English and a Korean story on the dam, among others."""
    made = []
    for one in (DAM, DAM_KO, *OTHERS, *OTHERS_KO):
        article = rows.article(one.titles[0], language=one.language)
        Annotation.objects.filter(article=article).update(entities=[[name, 1] for name in one.names])
        made.append(make.story(article, language=one.language, title=one.titles[0]))
    return made[0], made[1]


@pytest.mark.django_db
def test_the_audit_links_them_where_that_is_switched_on(stories: tuple[Story, Story], settings: Any) -> None:
    audit(NOW)
    assert not StoryLink.objects.exists()
    settings.LINK_LANGUAGES = True
    audit(NOW, everything=True)
    link = StoryLink.objects.get(kind=StoryLinkKind.LANGUAGE)
    assert {link.story, link.other} == set(stories)
    audit(NOW, everything=True)
    assert StoryLink.objects.count() == 1
    assert {story.state for story in Story.objects.all()} == {"open"}, "they are linked, never merged"


@pytest.mark.django_db
def test_a_link_that_no_longer_holds_is_gone(stories: tuple[Story, Story]) -> None:
    everything = list(Story.objects.values_list("pk", flat=True))
    assert link_languages(everything, NOW) == 1
    Article.objects.filter(membership__story=stories[1]).update(title="하람시 시장 선거")
    assert link_languages(everything, NOW) == 0
    assert not StoryLink.objects.exists()
