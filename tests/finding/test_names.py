"""The names that a story is about, and the rows made of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.finding.names import MOST_NAMES, entity_key, most_covered, names
from stories.finding.steps.names import covered_topics, named_also, named_with, note_names_due, stories_about
from stories.models import Annotation, Article, Entity, Mention, Story
from tests import make
from tests.web.rows import counted


def test_a_name_in_two_articles_is_a_name_of_the_story() -> None:
    (found,) = names({1: [("Port Ansel", 3), ("Soup", 1)], 2: [("PORT ANSEL", 1)], 3: [("Port Ansel", 1)]})
    assert (found.key, found.name, found.times) == ("port ansel", "Port Ansel", {1: 3, 2: 1, 3: 1})


def test_figures_and_the_outlets_that_write_are_no_names_of_a_story() -> None:
    article = [("$2 million", 1), ("300", 2), ("Harbour Post", 1), ("G20", 1)]
    assert [found.key for found in names({1: article, 2: article}, ["Harbour Post"])] == ["g20"]


@pytest.mark.parametrize("name", ["", "A", "x" * 81, "a/b", "a_b", "a?b", "41-38", "..", "#tag"])
def test_what_can_not_be_an_address_is_no_name(name: str) -> None:
    assert entity_key(name) == ""


def test_of_two_names_in_as_many_stories_the_longer_is_shown() -> None:
    rows = [("ansel", 4), ("port ansel", 4), ("ferry council", 3), ("ferry", 5)]
    assert most_covered(rows, 3) == ("ferry", "port ansel", "ferry council")


@given(st.dictionaries(st.integers(), st.lists(st.tuples(st.text(max_size=8), st.integers(0, 9))), max_size=6))
def test_names_are_few_and_each_is_in_two_articles(articles: dict[int, list[tuple[str, int]]]) -> None:
    found = names(articles)
    assert len(found) <= MOST_NAMES
    assert len({named.key for named in found}) == len(found)
    assert all(len(named.times) > 1 and min(named.times.values()) > 0 for named in found)


def noted(article: Article, *entities: str) -> Article:
    Annotation.objects.create(article=article, entities=[[name, 1] for name in entities], version="test")
    return article


def about(*entities: str, articles: int = 2) -> Story:
    return counted(make.story(*(noted(make.article(), *entities) for _ in range(articles))))


def mentions() -> set[tuple[int, str]]:
    return set(Mention.objects.values_list("article_id", "entity__key"))


@pytest.mark.django_db
def test_names_are_noted_once_and_again_after_a_change() -> None:
    one, two, alone = (noted(make.article(), name) for name in ("Port Ansel", "Port Ansel", "Gull Head"))
    story = make.story(one, two, alone)
    assert note_names_due(make.NOW) == 1
    assert note_names_due(make.NOW) == 0
    assert mentions() == {(one.pk, "port ansel"), (two.pk, "port ansel")}
    Annotation.objects.filter(article=two).update(entities=[["Gull Head", 2]])
    Story.objects.filter(pk=story.pk).update(revision=2)
    assert note_names_due(make.NOW) == 1
    assert mentions() == {(two.pk, "gull head"), (alone.pk, "gull head")}
    assert Mention.objects.get(article=two).times == 2


@pytest.mark.django_db
def test_two_stories_that_name_the_same_share_a_topic() -> None:
    stories = [about("Port Ansel", "Ferry Council"), about("Port Ansel", "Gull Head"), about("Gull Head")]
    note_names_due(make.NOW)
    assert Entity.objects.count() == 3
    topic = Entity.objects.get(key="port ansel")
    assert {row.story_id for row in stories_about(topic, limit=9)} == {story.pk for story in stories[:2]}
    assert [item.name for item in named_with(topic)] == ["Ferry Council", "Gull Head"]


@pytest.mark.django_db
def test_topics_of_the_week_are_the_names_in_most_stories_and_one_story_is_no_topic() -> None:
    about("Port Ansel", "Gull Head", "Ferry Council")
    about("Port Ansel", "Gull Head")
    about("Port Ansel")
    note_names_due(make.NOW)
    found = covered_topics(make.NOW)
    assert [(item.name, item.stories) for item in found] == [("Port Ansel", 3), ("Gull Head", 2)]


@pytest.mark.django_db
def test_an_article_that_was_taken_down_names_nothing() -> None:
    story = about("Port Ansel", articles=3)
    note_names_due(make.NOW)
    gone = story.memberships.first()
    assert gone is not None
    Article.objects.filter(pk=gone.pk).update(removed_at=make.NOW)
    Story.objects.filter(pk=story.pk).update(revision=9)
    note_names_due(make.NOW)
    assert gone.pk not in {article_id for article_id, _ in mentions()}
    assert len(mentions()) == 2


@pytest.mark.django_db
def test_other_forms_of_a_name_are_kept_with_it() -> None:
    about("Lee Jun-ho", "Lee", "United States")
    note_names_due(make.NOW)
    about("Lee Jun-ho", "Councillor Lee Jun-ho")
    note_names_due(make.NOW)
    assert Entity.objects.get(key="lee jun-ho").aliases == ["councillor lee jun-ho", "lee"]
    assert "u.s." in Entity.objects.get(key="united states").aliases
    assert named_also("lee") == Entity.objects.get(key="lee jun-ho")
    assert named_also("nobody") is None


@pytest.mark.django_db
def test_a_spelling_that_was_found_to_be_anothers_in_one_story_is_so_in_the_next() -> None:
    both = make.story(*(make.article() for _ in range(3)))
    for article, name in zip(Article.objects.all(), ("Wi Jun-rak", "Wi Jun-rak", "Wi Joon-lac"), strict=True):
        Annotation.objects.update_or_create(article=article, defaults={"entities": [[name, 1]]})
    note_names_due(make.NOW)
    later = about("Wi Joon-lac")
    note_names_due(make.NOW)
    assert [entity.key for entity in Entity.objects.all()] == ["wi jun-rak"]
    named_in = Mention.objects.values_list("article__membership__story", flat=True)
    assert set(named_in) == {both.pk, later.pk}
