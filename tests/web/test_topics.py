"""A topic's page, and where names lead to it, by what a reader sees."""

import pytest
from django.test import Client

from stories.finding.steps.names import note_names_due
from stories.models import Annotation, Briefing, Entity, EntityDescription, Story
from stories.scales import Lean
from tests import make
from tests.web.reading import all_words, body, one, page, words
from tests.web.rows import story_of
from tests.web.test_queries import queries

pytestmark = pytest.mark.django_db


def about(*names: str, leans: tuple[Lean | str, ...] = (Lean.LEFT, Lean.RIGHT), title: str = "") -> Story:
    story = story_of(*leans, title=title)
    found = Annotation.objects.filter(article__membership__story=story)
    found.update(entities=[[name, 1] for name in names])
    note_names_due(make.NOW)
    return story


def test_a_topic_has_its_stories_and_the_sides_of_its_outlets() -> None:
    about("Port Ansel", "Ferry Council", leans=(Lean.LEFT, Lean.CENTER, Lean.RIGHT), title="The vote")
    about("Port Ansel", leans=(Lean.LEFT, Lean.LEFT, ""), title="The pier")
    about("Gull Head", title="The lamp")
    tree = page("/topics/port_ansel/")
    assert words(one(tree, "h1")) == "Port Ansel"
    assert sorted(all_words(tree, ".card__title")) == ["The pier", "The vote"]
    assert one(tree, "main > * .bar[aria-label^='Left 3']") is not None
    assert all_words(tree, ".topics__list li") == ["Ferry Council 1 story"]
    assert "2 stories · 6 articles" in words(one(tree, "main header .quiet"))


def test_a_topic_says_what_it_is_and_who_says_so() -> None:
    story = about("Ada Brandt", title="The vote")
    assert not all_words(page("/topics/ada_brandt/"), ".names__about")
    article = Annotation.objects.filter(article__membership__story=story).values_list("article", flat=True)[0]
    told = {"key": "ada brandt", "name": "Ada Brandt", "text": "the mayor of Ostermoor", "citations": [[article, 0, 9]]}
    Briefing.objects.create(story=story, block="names", content={"names": [told]}, method="extractive", version="1")
    tree = page("/topics/ada_brandt/")
    assert all_words(tree, ".names__about") == ["“the mayor of Ostermoor”"]
    assert one(tree, ".said__source a[href^='/outlets/']") is not None
    EntityDescription.objects.create(
        entity=Entity.objects.get(key="ada brandt"),
        language="en",
        text="Ada Brandt is a pilot.",
        source="Wikipedia",
        described_at=make.NOW,
        fetched_at=make.NOW,
    )
    tree = page("/topics/ada_brandt/")
    assert all_words(tree, ".names__about") == ["Ada Brandt is a pilot."]
    assert "Wikipedia" in words(one(tree, ".said__source"))


def test_a_person_who_has_no_page_is_introduced_without_a_link() -> None:
    story = about("솔내군")
    article = Annotation.objects.filter(article__membership__story=story).values_list("article", flat=True)[0]
    told = {"key": "장경미", "name": "장경미", "text": "솔내군수", "citations": [[article, 0, 9]], "beside": True}
    Briefing.objects.create(story=story, block="names", content={"names": [told]}, method="extractive", version="1")
    tree = page(story.get_absolute_url())
    assert all_words(tree, ".topics__name") == ["솔내군", "장경미"]
    assert all_words(tree, "a.topics__name") == ["솔내군"]
    assert all_words(tree, ".names__about") == ["“솔내군수”"]


def test_words_of_a_script_without_capitals_are_no_topics() -> None:
    story = about("말했다", "주민", "해온시", "한빛건설", "위한", title="다리")
    about("말했다", "해온시", title="강")
    assert all_words(page(story.get_absolute_url()), ".topics__name") == ["한빛건설", "해온시"]
    assert all_words(page("/topics/해온시/"), ".topics__list li") == ["한빛건설 1 story"]
    assert words(one(page("/topics/말했다/"), "h1")) == "말했다"
    plain = about("말했다", "주민", title="비")
    assert not all_words(page(plain.get_absolute_url()), ".names, .topics__name")


@pytest.mark.parametrize("address", ["/topics/nobody/", "/topics/nobody/more/", "/topics/%00/", "/topics/Port_Ansel/"])
def test_a_name_that_nothing_here_uses_has_no_page(address: str) -> None:
    about("Port Ansel")
    assert Client().get(address).status_code == 404


def test_a_name_in_any_script_has_an_address() -> None:
    story = about("한빛 항구", "Käse & Söhne's")
    for link in page(story.get_absolute_url()).cssselect(".topics__name"):
        assert words(one(page(link.get("href")), "h1")) == words(link)


def test_a_story_leads_to_its_names_and_the_front_page_to_the_most_covered() -> None:
    stories = [about("Port Ansel"), about("Port Ansel", "Gull Head")]
    assert sorted(all_words(page(stories[1].get_absolute_url()), ".topics__name")) == ["Gull Head", "Port Ansel"]
    assert all_words(page("/"), ".topics__list li") == ["Port Ansel 2 stories"]


def test_the_topic_page_contains_each_page_of_its_stories() -> None:
    for _ in range(20):
        about("Port Ansel")
    for asked in ("", "?page=2"):
        assert body(f"/topics/port_ansel/more/{asked}") in body(f"/topics/port_ansel/{asked}")


def test_a_topic_asks_as_much_for_two_stories_as_for_twelve() -> None:
    about("Port Ansel"), about("Port Ansel")
    few = queries("/topics/port_ansel/")
    for _ in range(10):
        about("Port Ansel", "Gull Head")
    assert queries("/topics/port_ansel/") == few <= 8


def test_a_short_form_leads_to_the_name_it_stands_for() -> None:
    about("Lee Jun-ho", "Lee", "United States")
    for short, full in (("lee", "lee_jun-ho"), ("u.s.", "united_states")):
        answer = Client().get(f"/topics/{short}/")
        assert (answer.status_code, answer["Location"]) == (302, f"/topics/{full}/")
        assert Client().get(f"/topics/{full}/").status_code == 200
