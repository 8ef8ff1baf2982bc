"""The story page by what a reader sees."""

from datetime import timedelta

import pytest
from django.test import Client

from stories.models import ArticleVersion, Coverage, Membership, Story
from stories.scales import Lean
from tests import make
from tests.web.reading import all_words, facts, one, page, words
from tests.web.rows import article, counted, story_of, story_of_size

pytestmark = pytest.mark.django_db

NINE = (Lean.LEFT, Lean.LEFT, Lean.LEAN_LEFT, Lean.FAR_LEFT, Lean.CENTER, Lean.RIGHT, Lean.LEAN_RIGHT, "", "")


def address(story: Story) -> str:
    return story.get_absolute_url()


def test_the_headline_says_whose_it_is() -> None:
    story = story_of(*NINE, title="Ferry pier to close in May")
    tree = page(address(story))
    assert words(one(tree, "h1")) == "Ferry pier to close in May"
    outlet = story.title_article.outlet
    assert words(one(tree, ".origin")) == f"Headline by {outlet.name} · its article"
    assert outlet.get_absolute_url() in [link.get("href") for link in tree.cssselect(".origin a")]


def test_an_editors_headline_is_said_to_be_one() -> None:
    story = story_of(*NINE)
    Story.objects.filter(pk=story.pk).update(title="What the pier vote means", title_edited=True)
    tree = page(address(story))
    assert words(one(tree, "h1")) == "What the pier vote means"
    assert "an editor of this site" in words(one(tree, ".origin"))


def test_the_lead_is_a_quotation_of_the_first_independent_news_report() -> None:
    late, early = make.NOW - timedelta(hours=1), make.NOW - timedelta(hours=5)
    quoted = make.outlet("The Lantern")
    rows = [
        article(make.outlet(), published_at=early, genre="opinion", text="I think the pier should stay."),
        article(make.outlet(), published_at=early, origin=("wire", "Harbour Wire"), text="PORT ANSEL - Wired."),
        article(quoted, published_at=late, text="The council voted. Work begins in May. A third one. A fourth one."),
    ]
    tree = page(address(counted(make.story(*rows))))
    assert words(one(tree, ".lead__text")) == "The council voted. Work begins in May. A third one."
    assert "The Lantern" in words(one(tree, ".lead__source"))


def test_the_details_show_every_bucket_and_add_up() -> None:
    found = facts(page(address(story_of(*NINE))))
    assert {key: found[key] for key in ("Outlets", "Left", "Center", "Right", "Unrated")} == {
        "Outlets": "9",
        "Left": "4",
        "Center": "1",
        "Right": "2",
        "Unrated": "2",
    }
    assert (found["Opinion only"], found["Republishers"]) == ("0", "0")
    assert found["Articles"] == "9"


def test_zero_buckets_stay_visible() -> None:
    tree = page(address(story_of(Lean.LEFT)))
    found = facts(tree)
    assert (found["Center"], found["Right"], found["Unrated"]) == ("0", "0", "0")
    assert all_words(tree, ".legend__entry") == ["L Left 1", "C Center 0", "R Right 0", "– Unrated 0"]


def test_the_bar_has_letters_numbers_and_how_many_are_rated() -> None:
    tree = page(address(story_of(*NINE)))
    assert all_words(tree, ".bar--large text") == ["L 57%", "C 14%", "R 29%"]
    assert words(one(tree, ".bias__rated")) == "7 of 9 outlets rated"
    assert words(one(tree, ".bias__heading")) == "Most of the 7 rated outlets are on the left: 4"
    assert one(tree, ".bar--large").get("aria-label") == words(one(tree, ".bar--large title"))


@pytest.mark.parametrize("leans", [(Lean.LEFT,), (Lean.LEFT, Lean.RIGHT), (Lean.LEFT, "", "", "", "", "")])
def test_under_three_rated_outlets_no_percent_stands_anywhere_near_the_bar(leans: tuple[Lean | str, ...]) -> None:
    tree = page(address(story_of(*leans)))
    assert "%" not in words(one(tree, ".story__bar"))
    assert "%" not in words(one(tree, ".details"))
    assert "%" not in one(tree, ".bar--large").get("aria-label")


def test_three_rated_outlets_are_marked_as_few() -> None:
    tree = page(address(story_of(Lean.LEFT, Lean.CENTER, Lean.CENTER, "")))
    assert words(one(tree, ".bias__rated")) == "3 of 4 outlets rated few rated outlets"


def test_a_tie_has_no_winner() -> None:
    heading = words(one(page(address(story_of(Lean.LEFT, Lean.RIGHT, Lean.LEFT, Lean.RIGHT, ""))), ".bias__heading"))
    assert heading == "No side leads among 4 rated outlets"


def test_an_unrated_outlet_is_never_shown_as_center() -> None:
    tree = page(address(story_of("", "", "", "", "")))
    assert facts(tree)["Center"] == "0"
    assert words(one(tree, ".bias__heading")) == "None of the outlets is rated"
    assert set(all_words(tree, ".source .lean")) == {"–Unrated"}


def test_a_source_shows_outlet_lean_factuality_owner_and_country() -> None:
    outlet = make.outlet("The Lantern", lean=Lean.LEAN_LEFT, country="GB")
    make.rating(outlet, "high", on="factuality")
    tree = page(address(counted(make.story(article(outlet, "Pier to close")))))
    line = words(one(tree, ".source__outlet"))
    assert line == "The Lantern LLean left Factuality high United Kingdom"
    link = one(tree, ".report__title a")
    assert link.get("rel") == "noopener noreferrer nofollow ugc"
    assert words(link) == "Pier to close"


def test_copies_opinion_and_republished_texts_are_labelled() -> None:
    rows = [
        article(make.outlet(lean=Lean.LEFT)),
        article(make.outlet(), origin=("wire", "Harbour Wire")),
        article(make.outlet(), genre="opinion"),
        article(make.outlet(kind="republisher"), origin=("republished", "The Lantern")),
    ]
    tree = page(address(counted(make.story(*rows))))
    tags = all_words(tree, ".source .tag")
    assert sorted(tags) == [
        "Opinion",
        "Opinion only: in no share",
        "Republished from The Lantern",
        "Republisher: in no share",
        "Wire copy of Harbour Wire",
    ]
    assert (facts(tree)["Outlets"], facts(tree)["Opinion only"], facts(tree)["Republishers"]) == ("2", "1", "1")


def test_a_changed_headline_is_shown_with_what_it_was() -> None:
    row = article(make.outlet(), "Pier to close in May")
    for hours, title in [(5, "Pier may close"), (1, "Pier to close in May")]:
        ArticleVersion.objects.create(article=row, title=title, seen_at=make.NOW - timedelta(hours=hours))
    tree = page(address(counted(make.story(row))))
    assert words(one(tree, ".report__earlier")) == "Headline before: Pier may close"


def test_the_list_is_filtered_by_side_without_javascript() -> None:
    story = story_of(*NINE)
    tree = page(f"{address(story)}?side=right")
    assert len(tree.cssselect(".source")) == 2
    assert {text[:1] for text in all_words(tree, ".source .lean")} == {"R"}
    assert words(one(tree, ".tabs [aria-current]")) == "R Right 2"


def test_every_tabs_number_is_the_number_of_its_rows() -> None:
    rows = [article(make.outlet(lean=lean)) for lean in (*NINE, Lean.LEFT)]
    rows.append(article(make.outlet(lean=Lean.RIGHT), genre="opinion"))
    story = counted(make.story(*rows))
    for tab in page(address(story)).cssselect(".tabs a"):
        listed = page(tab.get("href").removesuffix("#sources")).cssselect(".source")
        assert len(listed) == int(words(one(tab, ".tabs__count"))), words(tab)


def test_a_side_that_nobody_is_on_says_so() -> None:
    tree = page(f"{address(story_of(Lean.LEFT))}?side=right")
    assert words(one(tree, "#sources .quiet")) == "No right outlet covers this story."


def test_sources_come_twenty_at_a_time_and_none_is_lost() -> None:
    story = story_of_size(45)
    names: list[str] = []
    following = f"{address(story)}"
    while following:
        tree = page(following.removesuffix("#sources"))
        names += all_words(tree, ".source__name")
        following = next((link.get("href") for link in tree.cssselect("#sources .more a")), "")
    assert len(names) == len(set(names)) == 45


def test_an_outlet_with_many_articles_is_one_entry() -> None:
    tree = page(address(story_of(Lean.LEFT, Lean.RIGHT, per_outlet=5)))
    assert len(tree.cssselect(".source")) == 2
    assert all_words(tree, ".source__folded summary")[0].startswith("2 more from ")


def test_headlines_stand_side_by_side_where_two_sides_report() -> None:
    tree = page(address(story_of(*NINE)))
    assert all_words(tree, ".columns__heading") == ["L Left", "C Center", "R Right"]
    assert not page(address(story_of(Lean.LEFT, Lean.LEFT, ""))).cssselect(".columns")


def test_who_reported_first_is_named() -> None:
    story = story_of(*NINE)
    first = story.memberships.order_by("article__published_at").first().article.outlet.name
    assert facts(page(address(story)))["First to report"].startswith(first)


def test_a_blindspot_shows_its_conditions_met_and_not_met() -> None:
    story = story_of(*NINE)
    conditions = [
        {"name": "rated", "holds": True, "found": 7, "needed": 5, "words": "7 rated outlets"},
        {"name": "below_base_rate", "holds": False, "found": 0.305, "needed": 0.2, "words": "chance alone could"},
    ]
    verdict = {"verdict": "near_miss", "side": "right", "political": True, "words": "Nearly.", "conditions": conditions}
    Coverage.objects.filter(story=story).update(blindspot=verdict)
    tree = page(address(story))
    assert words(one(tree, ".verdict .rubric")) == "Nearly a blindspot of the right"
    assert all_words(tree, ".conditions__row") == [
        "met 7 rated outlets; at least 5 are needed",
        "not met chance alone could raise right to 30.5%; its usual share here is 20%",
    ]


def test_why_an_article_is_here_is_told_in_words_and_numbers() -> None:
    story = story_of(*NINE)
    member = story.memberships.first()
    evidence = [{"name": "headline", "value": 0.4, "contribution": 2.25, "words": "headlines 40 % alike"}]
    Membership.objects.filter(pk=member.pk).update(score=1.5, threshold=0.25, evidence=evidence, model_version="v7")
    text = words(one(page(f"{address(story)}articles/{member.pk}/"), ".why"))
    for piece in ("+1.50", "+0.25", "+1.25", "+2.25", "headlines 40% alike", "v7"):
        assert piece in text


def test_an_article_that_moved_leads_to_its_story() -> None:
    old, new = story_of(Lean.LEFT), story_of(Lean.RIGHT)
    moved = new.memberships.get().pk
    answer = Client().get(f"{address(old)}articles/{moved}/")
    assert (answer.status_code, answer["Location"]) == (302, f"{address(new)}articles/{moved}/")
    assert Client().get(f"{address(old)}why/{moved}/")["Location"] == f"{address(new)}why/{moved}/"


def test_a_merged_story_leads_to_where_it_went_for_good() -> None:
    old, new = story_of(Lean.LEFT), story_of(Lean.RIGHT)
    Story.objects.filter(pk=old.pk).update(state="merged", merged_into=new)
    answer = Client().get(address(old))
    assert (answer.status_code, answer["Location"]) == (301, address(new))


def test_a_story_that_is_missing_or_empty_is_not_found() -> None:
    empty = make.story()
    assert Client().get("/stories/999999/").status_code == 404
    assert Client().get(address(empty)).status_code == 404


def test_a_story_not_yet_counted_shows_its_sources_and_says_so() -> None:
    tree = page(address(make.story(article(make.outlet()))))
    assert "being counted" in words(one(tree, ".story__bar"))
    assert len(tree.cssselect(".source")) == 1


def test_an_article_taken_down_is_not_listed() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    gone = story.memberships.first().article
    gone.removed_at = make.NOW
    gone.save()
    assert len(page(address(story)).cssselect(".source")) == 1


def test_an_open_story_refreshes_its_time_and_a_closed_one_does_not() -> None:
    story = story_of(Lean.LEFT)
    assert one(page(address(story)), "#updated").get("hx-trigger") == "every 60s"
    Story.objects.filter(pk=story.pk).update(state="closed")
    assert one(page(address(story)), "#updated").get("hx-get") is None
