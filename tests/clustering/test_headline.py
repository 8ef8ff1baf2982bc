"""Which headline stands over a story: what the articles say together, with no side asked."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.clustering.headline import Candidate, choose, is_no_report, signs_of_opinion

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
MAPS = (
    "Island court lets the new harbour districts stand in 4-3 ruling",
    "Court upholds new harbour districts, 4-3",
    "High court of the islands lets new districts stand",
    "New harbour districts may stand, island court rules",
)


def rows(*titles: str, **fields: Any) -> list[Candidate]:
    return [Candidate(n, title, NOW + timedelta(minutes=n), **fields) for n, title in enumerate(titles)]


def chosen(*titles: str) -> str:
    best = choose(rows(*titles))
    assert best is not None
    return best.title


@pytest.mark.parametrize(
    "slanted",
    [
        "Four judges discover a power to draw districts",  # irony has words of its own
        "Extremist judges hand the harbour barons what they paid for",
        "At long last, sanity: judges stop the activists' power play",
        "Shameful court upholds rigged new harbour districts",
        "Court stands up for voters and lets the new harbour districts stand!",
    ],
)
def test_a_headline_that_judges_does_not_stand_over_the_story_whichever_side_it_is_of(slanted: str) -> None:
    assert chosen(slanted, *MAPS) in MAPS
    assert chosen(*MAPS, slanted) in MAPS


def test_the_headline_is_the_one_that_shares_most_with_the_others() -> None:
    shared = "Ferry to Gull Head stopped after engine fire, nobody hurt"
    others = (
        "Engine fire stops the Gull Head ferry, passengers walk",
        "Nobody hurt as fire breaks out on Gull Head ferry",
        "Commuters stranded for hours as old ship gives up again",
    )
    assert chosen(*others, shared) in {shared, others[0], others[1]}


def test_a_headline_that_breaks_off_gives_way() -> None:
    for cut in ("Ferry to Gull Head stopped after engine fire, as", "Ferry to Gull Head stopped after engine fire ..."):
        assert chosen(cut, "Ferry to Gull Head stopped after engine fire") != cut


def test_what_the_articles_open_with_counts_as_what_they_say() -> None:
    event = Candidate(1, "Lost painting by Wilma Arkel found in a terraced house", NOW)
    feature = Candidate(2, "A masterpiece behind the wardrobe of a quiet street", NOW)
    said = "A lost painting by Wilma Arkel was found in a terraced house."
    others = [Candidate(n, f"Art news of the day {n} for the islands", NOW, opening=said) for n in (3, 4)]
    assert choose([feature, event, *others]) == event


def test_copies_of_one_wording_count_once() -> None:
    copied = "Harbour barons celebrate as islanders look on in sorrow"
    assert chosen(*[copied] * 20, *MAPS) in MAPS


@pytest.mark.parametrize(
    "title",
    [
        "Harbour vote live: council debates the pier tax",
        "Live updates: the pier vote of Port Ansel",
        "Pier vote podcast: a night in the council of Port Ansel",
        "Watch: councillors shout at each other over the pier",
    ],
)
def test_a_live_page_or_a_broadcast_gives_way_to_a_report(title: str) -> None:
    assert is_no_report(title)
    assert chosen(title, "Council of Port Ansel passes the pier tax after a long debate") != title


@pytest.mark.parametrize(
    "title",
    ["Families live in fear of the flood at Brell", "Band to play live in Brell on Sunday", "Port Ansel council meets"],
)
def test_living_and_playing_make_no_live_page(title: str) -> None:
    assert not is_no_report(title)


@pytest.mark.parametrize(
    ("title", "signs"),
    [
        ("Council of Port Ansel passes the pier tax", 0),
        ("Mayor's deputy leaves as the councillors' strike goes on", 0),
        ("Council slams tax", 1),
        ("Is the pier tax here to stay?", 1),
        ("Shameless council slams woke tax", 3),
        ("You should read this", 2),
        ("Why the pier tax is wrong", 1),
        ("Mayor calls the tax 'a gift'", 1),
        ("A tax at last!", 1),
        ("Pier tax passed: what we know", 2),
        ("Analysis: the pier tax and the islands", 1),
    ],
)
def test_signs_of_opinion_are_words_that_judge_speak_to_the_reader_or_quote(title: str, signs: int) -> None:
    assert signs_of_opinion(title) == signs


def test_news_goes_before_opinion_and_an_outlets_own_before_a_copy() -> None:
    opinion, copy, own = (
        Candidate(1, MAPS[0], NOW, opinion=True),
        Candidate(2, MAPS[0], NOW, republished=True),
        Candidate(3, "Something with no word of the others at all", NOW),
    )
    assert choose([opinion, copy, own]) == own
    assert choose([opinion, copy]) == copy
    assert choose([opinion]) == opinion


def test_of_like_headlines_the_one_from_where_most_articles_are_from_is_taken() -> None:
    titles = ("Port Ansel pier closed after the storm", "Storm closes the pier of Port Ansel")
    home = [Candidate(n, title, NOW, country="kr") for n, title in enumerate(titles, 2)]
    afar = Candidate(1, "After the storm: pier closed, Port Ansel", NOW - timedelta(hours=1), country="us")
    assert choose([*home, afar]) in home


def test_of_two_headlines_the_nearer_article_is_taken_then_the_earlier() -> None:
    one, two = rows("Pier in Port Ansel closed after the storm", "Storm: the pier in Port Ansel is closed")
    assert choose([one, two]) == one
    near = Candidate(2, two.title, two.published, nearness=0.9)
    assert choose([one, near]) == near


def test_no_article_has_no_headline() -> None:
    assert choose([]) is None


@given(st.lists(st.text(max_size=60), min_size=1, max_size=12), st.randoms())
def test_the_order_of_the_articles_does_not_matter(titles: list[str], random: Any) -> None:
    found = rows(*titles)
    shuffled = random.sample(found, len(found))
    assert choose(found) == choose(shuffled)
