"""Pages read by another rating scheme: its own groups and words, the links that keep it, and what it can't change."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from stories.coverage.step import recount, refresh_standings
from stories.models import Entity, Mention, Outlet, RatingScheme, Story
from stories.scales import Lean
from tests import make
from tests.web import rows
from tests.web.formula import check
from tests.web.reading import all_words, body, facts, one, page, words
from tests.web.rows import story_of

pytestmark = pytest.mark.django_db

STEPS = ("Free hand", "Some rules", "Even", "Many rules", "Firm hand")


def harbour_scheme(*, has_sides: bool = False) -> RatingScheme:
    """A scheme of five steps, of its own or with sides."""
    sides = ("left", "left", "center", "right", "right") if has_sides else ("unrated",) * 5
    buckets = [
        {"key": label.lower().replace(" ", "-"), "label": label, "side": side, "score": i - 2}
        for i, (label, side) in enumerate(zip(STEPS, sides, strict=True))
    ]
    return RatingScheme.objects.create(slug="harbour", name="Harbour rules", buckets=buckets, has_sides=has_sides)


def ruled_story(*, has_sides: bool = False, **fields: Any) -> Story:
    """Six outlets: on lean LLLCRR, on the harbour scheme one Free hand, four Firm hand, and one that it leaves out."""
    harbour_scheme(has_sides=has_sides)
    story = story_of(Lean.LEFT, Lean.LEFT, Lean.LEFT, Lean.CENTER, Lean.RIGHT, Lean.RIGHT, **fields)
    outlets = list(Outlet.objects.filter(articles__membership__story=story).order_by("pk"))
    for outlet, step in zip(outlets, ("free-hand", *["firm-hand"] * 4), strict=False):
        make.rating(outlet, step, on="harbour")
    refresh_standings([outlet.pk for outlet in outlets], make.NOW)
    recount([story.pk], make.NOW)
    return story


def test_a_page_is_read_by_the_house_scheme_and_offers_the_others() -> None:
    story = ruled_story()
    tree = page(f"/stories/{story.pk}/")
    assert all_words(tree, ".schemes__link") == ["Political lean", "Harbour rules"]
    assert words(one(tree, ".schemes [aria-current]")) == "Political lean"
    assert not tree.cssselect(".schemes__note")
    assert facts(tree)["Left"] == "3"


def test_one_scheme_alone_is_no_choice() -> None:
    assert not page(f"/stories/{story_of(Lean.LEFT).pk}/").cssselect(".schemes")


def test_another_scale_shows_its_own_steps_and_says_so() -> None:
    story = ruled_story()
    tree = page(f"/stories/{story.pk}/?scheme=harbour")
    assert "Shown by Harbour rules." in words(one(tree, ".schemes__note"))
    assert "worked out on Political lean all the same" in words(one(tree, ".schemes__note"))
    numbered = [f"{i} {label}" for i, label in _numbered()]
    assert [" ".join(text.split()[:-1]) for text in all_words(tree, ".facts__part")][:5] == numbered
    assert all_words(page("/?scheme=harbour"), ".schemes__scale li") == numbered
    assert words(one(tree, ".bias__heading")) == "Most of the 5 rated outlets: Firm hand, 4"
    found = facts(tree)
    assert (found["Free hand"], found["Firm hand"], found["Unrated"]) == ("1", "4", "1")
    assert "Left" not in found
    assert words(one(tree, ".legend .side-step-6 .legend__percent")) == "80%"


def _numbered() -> list[tuple[int, str]]:
    """Two steps begin with the same letters, so all are numbered."""
    return list(enumerate(STEPS, start=1))


def test_an_outlet_that_a_scheme_leaves_out_is_unrated_there_and_never_in_the_middle() -> None:
    story = ruled_story()
    tree = page(f"/stories/{story.pk}/?scheme=harbour&side=unrated")
    assert [label.split()[-1] for label in all_words(tree, ".source .lean")] == ["–Unrated"]
    assert facts(tree)["Even"] == "0"


def test_sources_are_filtered_by_the_steps_and_their_links_keep_the_scheme() -> None:
    story = ruled_story()
    tree = page(f"/stories/{story.pk}/?scheme=harbour&side=firm-hand")
    assert len(tree.cssselect(".source")) == 4
    assert set(all_words(tree, ".source .lean")) == {"5Firm hand"}
    inner = [a.get("href") for a in tree.cssselect(".tabs a, .sorts a, .source__name")]
    assert all("scheme=harbour" in href for href in inner), inner
    fragment = body(f"/stories/{story.pk}/sources/?side=firm-hand&scheme=harbour")
    assert fragment in body(f"/stories/{story.pk}/?side=firm-hand&scheme=harbour")


def test_a_scheme_with_sides_has_left_center_and_right_and_its_own_verdict_and_sum() -> None:
    story = ruled_story(has_sides=True, section="politics")
    tree = page(f"/stories/{story.pk}/?scheme=harbour")
    assert (facts(tree)["Left"], facts(tree)["Right"], facts(tree)["Unrated"]) == ("1", "4", "1")
    assert one(tree, ".sum-open a").get("href") == f"/stories/{story.pk}/sum/?scheme=harbour"
    assert "verdict on this page is worked out on Harbour rules" in words(one(tree, ".schemes__note"))


@pytest.mark.parametrize("scheme", ["nowhere", "%00", "", "lean"])
def test_an_unknown_scheme_is_the_house_scheme(scheme: str) -> None:
    story = ruled_story()
    assert facts(page(f"/stories/{story.pk}/?scheme={scheme}"))["Left"] == "3"


def test_a_scheme_named_by_a_hostile_desk_stays_text() -> None:
    story = ruled_story()
    RatingScheme.objects.filter(slug="harbour").update(name="<script>alert(1)</script>")
    assert "<script>alert" not in body(f"/stories/{story.pk}/?scheme=harbour")


def test_a_story_page_asks_at_most_eight_questions_on_any_scheme() -> None:
    story = ruled_story()
    for query in ("", "?scheme=harbour", "?scheme=factuality"):
        with CaptureQueriesContext(connection) as captured:
            assert Client().get(f"/stories/{story.pk}/{query}").status_code == 200
        assert len(captured) <= 8, query


# --- lists of stories ---


@pytest.mark.parametrize(
    "address", ["/?", "/sections/politics/?", "/search/?q=ferry&", "/more/?", "/search/more/?q=ferry&"]
)
def test_lists_are_read_by_the_scheme_and_lead_to_pages_that_keep_it(address: str) -> None:
    story = ruled_story(title="Ferry council votes", section="politics")
    for i in range(24):
        story_of(Lean.LEFT, Lean.RIGHT, title=f"Ferry pier {i}", section="politics")
    tree = page(f"{address}scheme=harbour")
    links = [a.get("href") for a in tree.cssselect(".card__title a, .lead-story__title a, .line__title a")]
    assert links
    assert all(href.endswith("?scheme=harbour") for href in links), links
    assert not tree.cssselect(".segment.side-left, .small-bar .side-left, .match .side-left")
    if f"/stories/{story.pk}/?scheme=harbour" in links and not address.startswith("/more"):
        assert tree.cssselect(".side-step-6")


def test_the_outlet_page_and_the_blindspots_are_read_by_the_scheme() -> None:
    story = ruled_story(section="politics")
    outlet = Outlet.objects.filter(articles__membership__story=story).order_by("pk")[0]
    tree = page(f"/outlets/{outlet.slug}/?scheme=harbour")
    assert words(one(tree, ".recent .schemes [aria-current]")) == "Harbour rules"
    assert tree.cssselect(".recent .small-bar .side-step-6")
    assert one(tree, ".recent__story a").get("href") == f"/stories/{story.pk}/?scheme=harbour"
    assert "worked out on Political lean all the same" in words(one(page("/blindspots/?scheme=harbour"), "main"))


def test_a_search_keeps_its_words_when_the_scheme_changes_and_the_scheme_when_the_words_do() -> None:
    ruled_story(title="Ferry council votes")
    tree = page("/search/?q=ferry&scheme=harbour")
    hrefs = [a.get("href") for a in tree.cssselect(".schemes__link")]
    assert hrefs == ["/search/?q=ferry", "/search/?q=ferry&scheme=harbour"]
    assert [field.get("value") for field in tree.cssselect("form input[name=scheme]")] == ["harbour"] * 2


def test_a_story_in_a_list_is_counted_as_on_its_own_page() -> None:
    story = ruled_story()
    opinion = rows.article(make.outlet("Pier Opinion"), genre="opinion")
    copied = rows.article(make.outlet("All The News", kind="republisher"))
    for extra in (opinion, copied):
        make.rating(extra.outlet, "even", on="harbour")
        make.member(story, extra)
    rows.counted(story)
    in_list = one(page("/?scheme=harbour"), ".lead-story .bar--large title").text
    assert in_list == one(page(f"/stories/{story.pk}/?scheme=harbour"), ".bar--large title").text
    assert "Even 0" in in_list


def test_an_outlets_page_calls_a_scheme_and_its_steps_as_the_desk_does() -> None:
    story = ruled_story()
    outlet = Outlet.objects.filter(articles__membership__story=story).order_by("pk")[1]
    blocks = page(f"/outlets/{outlet.slug}/").cssselect(".standing")
    mine = next(block for block in blocks if words(one(block, "h2")) == "Harbour rules")
    assert words(one(mine, ".standing__value")) == "Firm hand"
    assert "Firm hand" in all_words(mine, "tbody td")


def test_results_outlets_topics_and_comparisons_are_read_by_the_scheme() -> None:
    story = ruled_story(title="Harbour council votes")
    outlets = list(Outlet.objects.filter(articles__membership__story=story).order_by("pk"))
    found = page("/search/?q=harbour&scheme=harbour")
    assert "Free hand" in words(one(found, ".matches")) or "Firm hand" in words(one(found, ".matches"))
    every = page("/outlets/?scheme=harbour")
    assert words(every.cssselect(".bias__heading")[0]) == "Most of the 5 rated outlets: Firm hand, 4"
    assert len(page("/outlets/?scheme=harbour&side=firm-hand").cssselect(".outlet-line")) == 4
    assert len(page("/outlets/?scheme=harbour&side=unrated").cssselect(".outlet-line")) == 1
    assert all("scheme=harbour" in link.get("href") for link in every.cssselect(".outlet-line a, .tabs a"))
    both = page(f"/compare/?outlets={outlets[0].slug},{outlets[1].slug}&scheme=harbour")
    assert "scheme=harbour" in one(both, ".line a").get("href")
    assert any(f"outlets={outlets[0].slug}" in link.get("href") for link in both.cssselect(".schemes__link"))


def test_a_topic_is_read_by_the_scheme() -> None:
    story = ruled_story()
    name = Entity.objects.create(key="ada hall", name="Ada Hall")
    for member in story.memberships.all():
        Mention.objects.create(entity=name, article=member.article)
    tree = page("/topics/ada_hall/?scheme=harbour")
    assert words(one(tree, ".schemes [aria-current]")) == "Harbour rules"
    assert "Firm hand 4" in body("/topics/ada_hall/?scheme=harbour")
    assert "scheme=harbour" in one(tree, ".card__title a").get("href")


def test_the_sum_of_a_scheme_without_sides_follows_from_its_json() -> None:
    story = ruled_story()
    address = f"/stories/{story.pk}/sum/?scheme=harbour"
    assert one(page(f"/stories/{story.pk}/?scheme=harbour"), ".sum-open a").get("href") == address
    found = json.loads(body(f"/stories/{story.pk}/sum.json?scheme=harbour"))
    check(found)
    assert found["shares"]["steps"]["firm-hand"] == 80
    tree = page(address)
    total = "Free hand 1 + Some rules 0 + Even 0 + Many rules 0 + Firm hand 4 + Unrated 1 = 6 outlets"
    assert words(one(tree, ".sum__total")) == total
    assert all_words(tree, ".sum__rounding tbody tr")[-1] == "5Firm hand 4 × 100 / 5 80 0/5 80%"
    assert "“Firm hand” has the most outlets and leads." in words(tree)
    assert "Blindspot" not in all_words(tree, "h2")
    assert one(tree, ".kicker a").get("href") == f"/stories/{story.pk}/?scheme=harbour"
    assert Client().get(f"/stories/{story.pk}/sum/verdict/?scheme=harbour").status_code == 404


def test_the_time_machine_is_read_by_the_scheme_too() -> None:
    story = ruled_story()
    tree = page(f"/stories/{story.pk}/?scheme=harbour")
    href = one(tree, ".past-open a").get("href")
    there = Client().get(href).headers["Location"]
    assert there.endswith("?scheme=harbour")
    then = page(there)
    assert words(one(then, ".schemes [aria-current]")) == "Harbour rules"
    assert "with today's ratings on Harbour rules" in words(then)
    assert [text.split()[:2] for text in all_words(then, "tbody tr")][1] == ["Free", "hand"]
    assert words(one(then, ".bias__heading")) == "Too few rated outlets for shares: 1"  # one was there by then
    links = [link.get("href") for link in then.cssselect("main a[href^='/stories/']:not(.schemes__link)")]
    assert links
    assert all("scheme=harbour" in href for href in links), links
