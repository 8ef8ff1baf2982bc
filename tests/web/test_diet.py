"""My news diet: nothing noted before it is switched on, honest about little, taken along and erased."""

import csv
import io
import json

import pytest
from django.test import Client

from stories.models import Reading, Story
from stories.scales import Lean
from tests.web.reading import all_words, page_of, signed_in, words
from tests.web.rows import story_of

pytestmark = pytest.mark.django_db


def read(client: Client, *stories: Story) -> None:
    for story in stories:
        assert client.get(f"/stories/{story.pk}/").status_code == 200


def left_stories(n: int) -> list[Story]:
    return [story_of(Lean.LEFT, Lean.LEFT, title=f"Ferry number {nth}") for nth in range(n)]


def test_nothing_is_noted_before_it_is_switched_on_nor_afterwards() -> None:
    story, reader = story_of(Lean.LEFT), signed_in()
    read(reader, story)
    assert not Reading.objects.exists()
    reader.post("/me/diet/switch/", {"on": "1"})
    read(reader, story)
    read(reader, story)
    assert Reading.objects.count() == 1
    reader.post("/me/diet/switch/", {"on": ""})
    Reading.objects.all().delete()
    read(reader, story)
    assert not Reading.objects.exists()


def test_a_page_that_a_browser_fetches_ahead_was_not_read() -> None:
    story, reader = story_of(Lean.LEFT), signed_in()
    reader.post("/me/diet/switch/", {"on": "1"})
    reader.get(f"/stories/{story.pk}/", headers={"Sec-Purpose": "prefetch"})
    assert not Reading.objects.exists()


def test_of_little_reading_no_mix_is_shown() -> None:
    reader = signed_in()
    reader.post("/me/diet/switch/", {"on": "1"})
    read(reader, *left_stories(4))
    page = page_of(reader, "/me/diet/")
    assert "4 stories read in this time: too few to say anything. From 5 on the mix stands here." in words(page)
    assert not page.cssselect("table")


def test_the_mix_of_what_was_read_stands_beside_the_sites_and_unrated_is_no_center() -> None:
    reader = signed_in()
    reader.post("/me/diet/switch/", {"on": "1"})
    own = left_stories(5)
    for nth in range(5):
        story_of(None, None, title=f"Harbour number {nth}")
    read(reader, *own)
    page = page_of(reader, "/me/diet/")
    assert all_words(page.cssselect(".mix")[0], "tbody tr") == ["Left 100% 50%", "Unrated 0% 50%"]
    assert "5 stories read, beside 10 stories here" in words(page)


def test_what_was_read_can_be_taken_along_and_no_cell_is_a_formula() -> None:
    reader, stories = signed_in(), [story_of(Lean.LEFT, title='=HYPERLINK("https://evil.example")')]
    reader.post("/me/diet/switch/", {"on": "1"})
    read(reader, *stories)
    rows = list(csv.DictReader(io.StringIO(reader.get("/me/diet.csv").content.decode("utf-8-sig"))))
    assert rows[0]["headline"].startswith("'=HYPERLINK")
    assert (rows[0]["day"], rows[0]["left"], rows[0]["unrated"]) == ("2026-03-10", "1", "0")
    record = json.loads(reader.get("/me/diet.json").content)
    assert record["readings"][0]["headline"].startswith("=HYPERLINK")
    assert record["shares"]["sides"]["left"] == 1


def test_one_button_erases_what_was_read_and_of_this_reader_alone() -> None:
    story, ada, bo = story_of(Lean.LEFT), signed_in(), signed_in()
    for reader in (ada, bo):
        reader.post("/me/diet/switch/", {"on": "1"})
        read(reader, story)
    ada.post("/me/diet/erase/")
    assert Reading.objects.count() == 1
    assert json.loads(ada.get("/me/diet.json").content)["readings"] == []


def test_my_blindspots_go_by_the_diet_else_by_the_outlets_and_say_which() -> None:
    reader, blind = signed_in(), story_of(Lean.RIGHT, Lean.RIGHT, title="A tax is cut", section="politics")
    blind.coverages.update(blindspot_side="left")
    assert "isn't known" in words(page_of(reader, "/me/blindspots/"))
    own = left_stories(5)
    slug = own[0].memberships.order_by("pk")[0].article.outlet.slug
    reader.post("/me/follow/", {"kind": "outlet", "key": slug, "on": "1"})
    page = page_of(reader, "/me/blindspots/")
    assert all_words(page, ".card__title") == ["A tax is cut"]
    assert "by the 1 outlet you follow: mostly Left" in words(page)
    reader.post("/me/diet/switch/", {"on": "1"})
    read(reader, *own)
    assert "By the 5 stories of your news diet you read most from: Left." in words(page_of(reader, "/me/blindspots/"))
