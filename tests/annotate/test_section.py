"""Which section an article is in, and whether an editor can see why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.annotate.article_text import ArticleText
from stories.annotate.section import address_parts, section, sections_named
from stories.scales import Section


@pytest.mark.parametrize(
    "title",
    [
        "Senate votes down the harbour bill",
        "Bundestag streitet über den Hafen",
        "Le premier ministre promet un vote sur le port",
        "El gobierno presenta su plan para el puerto",
        "首相、港の計画を発表",
        "대통령, 항만 계획 발표",
    ],
)
def test_politics_is_known_by_the_headline_in_six_languages(title: str) -> None:
    verdict = section(ArticleText(title))
    assert verdict.value is Section.POLITICS
    assert verdict.evidence[0].startswith("title says '")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://brell.example/us-politics/2025/pier-closes", Section.POLITICS),
        ("https://sports.brell.example/2025/pier-closes", Section.SPORT),
        ("https://brell.example/economy/markets/pier-closes", Section.BUSINESS),
        ("https://brell.example/ko/%EA%B2%BD%EC%A0%9C/pier", Section.BUSINESS),
        ("https://brell.example/news/2025/08/politics-of-the-pier", Section.OTHER),
        ("https://politics.co.uk/2025/pier", Section.OTHER),
        ("http://[broken/politics/x", Section.OTHER),
    ],
)
def test_the_folders_of_an_address_tell_the_section_and_its_last_part_does_not(address: str, expected: Section) -> None:
    assert section(ArticleText("Pier closes", address=address)).value is expected


def test_an_outlets_own_category_outvotes_a_word_of_the_headline() -> None:
    verdict = section(ArticleText("Club president resigns before cup final", feed_categories=("Football",)))
    assert verdict.value is Section.SPORT
    assert "feed category 'Football'" in verdict.evidence


def test_a_place_gives_way_to_a_topic() -> None:
    politics = ArticleText("Parliament elects prime minister", address="https://brell.example/world/pm")
    accident = ArticleText("Bus falls into ravine", address="https://brell.example/world/bus")
    assert section(politics).value is Section.POLITICS
    assert section(accident).value is Section.WORLD


def test_the_pages_own_section_is_evidence() -> None:
    verdict = section(ArticleText("A pier", json_ld_section="Science & Environment"))
    assert verdict.value is Section.SCIENCE
    assert verdict.evidence == ("page's section 'Science & Environment'",)


def test_one_word_in_the_lead_is_not_enough_and_two_are() -> None:
    assert section(ArticleText("A pier", text="The mayor spoke.")).value is Section.OTHER
    assert section(ArticleText("A pier", text="The mayor spoke to lawmakers.")).value is Section.POLITICS


def test_words_far_down_do_not_count() -> None:
    assert section(ArticleText("A pier", text="Stone. " * 60 + "senate congress election")).value is Section.OTHER


def test_a_word_is_found_whole() -> None:
    assert section(ArticleText("Presidential suite for sale at Senator Hotelscape")).value is Section.POLITICS
    assert section(ArticleText("Congressmanship and stockings")).value is Section.OTHER


def test_a_long_tag_list_does_not_outvote_an_outlet() -> None:
    tags = ("Film", "Music", "Books", "Theatre", "Fashion", "Travel", "Food")
    article = ArticleText("A pier", tags=tags, feed_categories=("Politics",), json_ld_section="Politics")
    assert section(article).value is Section.POLITICS


@pytest.mark.parametrize("name", ["Latest", "News", "", "Home", "2025", "All the news of the day in politics"])
def test_a_category_that_says_nothing_is_no_section(name: str) -> None:
    assert sections_named(name) == []


def test_parts_of_an_address_leave_out_numbers_names_and_headlines() -> None:
    address = "https://www.politics.brell.example/2025/08/us-news/the-long-pier-closes-now/4711"
    assert address_parts(address) == ["www", "politics", "us-news"]


@given(st.text(max_size=80), st.text(max_size=80), st.lists(st.text(max_size=20), max_size=4))
def test_any_article_has_a_section_and_evidence_unless_it_is_other(title: str, address: str, tags: list[str]) -> None:
    verdict = section(ArticleText(title, address=address, tags=tuple(tags)))
    assert (verdict.value is Section.OTHER) == (not verdict.evidence)
