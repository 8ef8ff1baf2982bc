"""The demo newsroom's files: what a new user sees first shows each thing that a story page can show."""

import re
from collections import Counter
from datetime import datetime, timedelta
from statistics import fmean
from urllib.parse import urlsplit

import pytest

from stories.scales import RATED_SIDES, Lean, OutletKind, OwnerKind, Side, factuality_of
from tests.catalogue.demo import (
    ARTICLES,
    BACKGROUND,
    CREDIT,
    DATE_WORD,
    DEMO,
    NOW,
    OUTLETS,
    RATINGS,
    STORIES,
    Row,
    base_rates,
    effective,
    grouped,
    likeness,
    published,
    sides,
    table,
    wilson_upper,
)


def test_the_outlets_cover_every_lean_three_countries_and_every_kind() -> None:
    assert len(OUTLETS) >= 24
    assert len({row["country"] for row in OUTLETS.values()}) == 3
    assert {row["kind"] for row in OUTLETS.values()} == {kind.value for kind in OutletKind}
    assert {effective(domain) for domain in OUTLETS} == {*Lean, None}
    assert sum(effective(domain) is None for domain in OUTLETS) >= 6
    assert {row["language"] for row in OUTLETS.values()} == {"en", "ko"}


def test_some_owners_have_several_outlets_and_owners_are_of_all_kinds() -> None:
    assert {row["owner_kind"] for row in OUTLETS.values()} == {kind.value for kind in OwnerKind} - {"uncategorized"}
    owners = Counter(row["owner"] for row in OUTLETS.values())
    assert sum(count >= 2 for count in owners.values()) >= 4
    assert owners["Tellaris Communications"] >= 2


def test_two_raters_rate_most_outlets_and_disagree_on_several() -> None:
    assert {row["rater"] for row in table("ratings.csv")} == {"Prairie Media Index", "Open Lens Panel"}
    assert set(RATINGS) <= set(OUTLETS)
    assert sum(len(set(leans)) == 2 for leans in RATINGS.values()) >= 6
    assert sum(len({lean.side for lean in leans}) == 2 for leans in RATINGS.values()) >= 3


def test_the_sides_do_not_hang_on_how_a_mean_between_two_steps_is_rounded() -> None:
    assert not [domain for domain, leans in RATINGS.items() if abs(fmean(lean.score for lean in leans)) == 0.5]


def test_factuality_is_given_for_known_outlets_in_known_words() -> None:
    rows = table("factuality.csv")
    assert {row["domain"] for row in rows} <= set(OUTLETS)
    assert all(factuality_of(row["factuality"]) for row in rows)


def test_there_are_enough_stories_and_articles_over_ten_days() -> None:
    assert len(STORIES) >= 18
    assert len(ARTICLES) >= 150
    assert len({published(row).date() for row in ARTICLES}) >= 10


@pytest.mark.parametrize(("rows", "days"), [(ARTICLES, 10), (BACKGROUND, 31)], ids=["articles", "background"])
def test_every_date_is_within_the_span(rows: list[Row], days: int) -> None:
    for row in rows:
        assert NOW - timedelta(days=days) <= published(row) <= NOW, row["id"]
        changed = row.get("retitled_at")
        assert changed is None or published(row) < datetime.fromisoformat(changed) <= NOW, row["id"]


def test_ids_and_addresses_are_unique_and_belong_to_the_outlet() -> None:
    rows = ARTICLES + BACKGROUND
    assert len({row["id"] for row in rows}) == len({row["url"] for row in rows}) == len(rows)
    for row in rows:
        assert row["outlet"] in OUTLETS, row["id"]
        assert urlsplit(row["url"]).hostname == row["outlet"], row["id"]


def test_no_address_and_no_evidence_is_on_a_real_domain() -> None:
    text = "\n".join(file.read_text(encoding="utf-8") for file in DEMO.iterdir() if file.suffix != ".md")
    hosts = {urlsplit(found).hostname or "" for found in re.findall(r"https?://[^\s\",]+", text)}
    assert all(host.endswith(".example") for host in hosts)
    assert all(domain.endswith(".example") for domain in OUTLETS)


def test_every_article_is_whole_and_names_no_day_or_month() -> None:
    for row in ARTICLES + BACKGROUND:
        assert all((row["title"], row["summary"], row["image"] is None)), row["id"]
        assert len(row["text"]) > 150, row["id"]
        assert not DATE_WORD.search(f"{row['title']} {row['summary']} {row['text']}"), row["id"]


def test_headlines_are_as_varied_as_in_life() -> None:
    own = [row for row in ARTICLES + BACKGROUND if OUTLETS[row["outlet"]]["kind"] == OutletKind.PUBLISHER]
    assert len({row["title"] for row in own}) == len(own)


def test_the_big_story_has_twenty_articles_from_seventeen_outlets() -> None:
    rows = STORIES["kestrel-tunnel-fire"]
    assert len(rows) >= 20
    assert len({row["outlet"] for row in rows}) >= 17


@pytest.mark.parametrize(
    ("story", "wire"),
    [
        ("kestrel-tunnel-fire", "meridianwire.example"),
        ("mill-spur-fire", "meridianwire.example"),
        ("northmere-teacher-pay", "npunion.example"),
    ],
)
def test_an_agency_text_is_carried_nearly_word_for_word_by_five_outlets(story: str, wire: str) -> None:
    agency = next(row for row in STORIES[story] if row["outlet"] == wire)
    others = [row for row in STORIES[story] if row["outlet"] != wire]
    copies = [row for row in others if likeness(row["text"], agency["text"]) >= 0.85]
    publishers = {row["outlet"] for row in copies if OUTLETS[row["outlet"]]["kind"] == OutletKind.PUBLISHER}
    assert len(publishers) >= 5
    assert sum(bool(CREDIT.match(row["text"])) for row in copies) >= 4
    assert len({row["text"] for row in copies}) >= 3  # small edits
    assert all(likeness(row["text"], agency["text"]) < 0.3 for row in others if row not in copies)


def test_republishers_carry_only_what_an_agency_wrote() -> None:
    carried = [row for row in ARTICLES if OUTLETS[row["outlet"]]["kind"] == OutletKind.REPUBLISHER]
    assert len(carried) >= 4
    assert all(CREDIT.match(row["text"]) for row in carried)


@pytest.mark.parametrize(
    ("story", "one", "other"),
    [("kestrel-tunnel-fire", "40", "46"), ("halvern-growth", "2.6 percent", "2.3 percent"),
     ("garam-yard-strike", "3,200", "2,100"), ("mill-spur-fire", "4,300 acres", "6,100 acres")],
)  # fmt: skip
def test_outlets_differ_on_a_figure(story: str, one: str, other: str) -> None:
    outlets = [{row["outlet"] for row in STORIES[story] if figure in row["text"]} for figure in (one, other)]
    assert outlets[0] - outlets[1]
    assert outlets[1]


def test_headlines_were_changed_after_publication() -> None:
    changed = [row for row in ARTICLES if row.get("previous_title")]
    assert len(changed) >= 2
    assert all(row["previous_title"] != row["title"] and row["retitled_at"] for row in changed)


def test_opinion_stands_beside_news_and_in_one_outlet_instead_of_it() -> None:
    opinion = [row for row in ARTICLES if row["genre"] == "opinion"]
    assert len(opinion) >= 4
    assert all("/opinion/" in row["url"] for row in opinion)
    news = {(row["story"], row["outlet"]) for row in ARTICLES if row["genre"] == "news"}
    beside = [(row["story"], row["outlet"]) in news for row in opinion]
    assert any(beside)
    assert not all(beside)


def test_the_tie_is_a_tie_that_an_opinion_piece_would_break() -> None:
    rows = STORIES["district-map-ruling"]
    found = sides(rows)
    assert found[Side.LEFT] == found[Side.RIGHT] >= 4
    assert any(row["genre"] == "opinion" and effective(row["outlet"]) is Lean.FAR_LEFT for row in rows)
    found = sides(STORIES["second-homes-levy"])
    assert found[Side.LEFT] == found[Side.CENTER] == found[Side.RIGHT]


@pytest.mark.parametrize(
    ("story", "low", "high"),
    [("veldt-memos", Side.RIGHT, Side.LEFT), ("bright-roofs-audit", Side.LEFT, Side.RIGHT)],
)
def test_each_side_has_a_blindspot_by_the_rule(story: str, low: Side, high: Side) -> None:
    found, rows = sides(STORIES[story]), STORIES[story]
    rated = sum(found[side] for side in RATED_SIDES)
    assert all(row["section"] == "politics" for row in rows)
    assert rated >= 8
    assert found[low] / rated <= 0.2
    assert found[high] / rated >= 0.4
    assert found[high] >= 3
    assert found[Side.CENTER] >= 2
    assert wilson_upper(found[low], rated) < base_rates()[low]


def test_only_the_two_blindspots_are_blindspots() -> None:
    rates = base_rates()
    blind = set()
    for story, rows in grouped(ARTICLES + BACKGROUND).items():
        found = sides(rows)
        rated = sum(found[side] for side in RATED_SIDES)
        low, high = sorted((Side.LEFT, Side.RIGHT), key=lambda side: found[side])
        if rows[0]["section"] != "politics" or rated < 8 or found[high] < max(3, 0.4 * rated):
            continue
        if found[low] <= 0.2 * rated and wilson_upper(found[low], rated) < rates[low]:
            blind.add(story)
    assert blind == {"veldt-memos", "bright-roofs-audit"}


def test_the_background_gives_a_base_rate_of_enough_political_stories() -> None:
    stories = grouped(BACKGROUND)
    assert len(stories) >= 34
    assert all(row["section"] == "politics" for row in BACKGROUND)
    assert all(2 <= len(rows) <= 4 for rows in stories.values())
    rates = base_rates()
    assert rates[Side.LEFT] == pytest.approx(0.38, abs=0.04)
    assert rates[Side.CENTER] == pytest.approx(0.27, abs=0.04)
    assert rates[Side.RIGHT] == pytest.approx(0.35, abs=0.04)


def test_a_story_is_mostly_unrated_and_one_has_one_outlet() -> None:
    found = sides(STORIES["wither-shellfish"])
    assert found[Side.UNRATED] > 2 * sum(found[side] for side in RATED_SIDES)
    assert {row["outlet"] for row in STORIES["school-bell"]} == {"sablewoodweekly.example"}
    assert len(STORIES["foundry-street-clock"]) == 1


def test_a_sequel_is_five_days_younger_and_two_councils_vote_in_two_stories() -> None:
    first, second = STORIES["kestrel-tunnel-fire"], STORIES["kestrel-tunnel-inquiry"]
    assert min(map(published, second)) - max(map(published, first)) > timedelta(days=4)
    assert min(map(published, second)) - min(map(published, first)) > timedelta(days=5)
    one, other = STORIES["quillan-short-lets"], STORIES["sablewood-short-lets"]
    assert min(map(published, other)) - max(map(published, one)) < timedelta(days=2)


def test_the_korean_articles_are_a_story_of_their_own() -> None:
    korean = [row for row in ARTICLES if row["lang"] == "ko"]
    assert 2 <= len(korean) <= 4
    assert {row["story"] for row in korean} == {"haeon-night-tram"}
    assert all(re.search(r"[가-힣]", row["title"]) for row in korean)


def test_the_sections_go_beyond_politics() -> None:
    assert {"politics", "world", "business", "science", "health", "sport", "culture"} <= {
        row["section"] for row in ARTICLES
    }


def test_the_readme_says_what_every_story_shows() -> None:
    told = re.findall(r"^\| ([a-z, -]+) \|", (DEMO / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert {name for cell in told for name in cell.split(", ")} - {"file", "story"} == set(STORIES)
