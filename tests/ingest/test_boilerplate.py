"""Lines that are not the article, and lines that only look so."""

import pytest

from stories.ingest.boilerplate import (
    caption_line,
    hashtags,
    is_chrome,
    is_rights,
    repeated_lines,
    sort_out,
    split_caption,
)

CHROME = """print page small font big font|facebook share|tweet share|Go to contents|Skip to main content
Share this article|Advertisement|ADVERTISEMENT|Comments
Leave a comment|Read more…|Most read|Related articles|More from Business|Sign in
Sign up for our newsletter|Back to top|You may also like|Copy link
Follow us on Facebook and Instagram|Comments (14)
Externer Inhalt nicht verfügbar|External content not available
Your privacy settings prevent this post from loading.|Zur Anzeige aktiviere bitte die Inhalte in den Einstellungen.
Email Print Share|Story continues below advertisement|Recommended for you|Editors’ picks|Log in|Trending now"""
TEXT = """The printer stopped on page three.|She shared the prize on Facebook.|Comments by the mayor angered the guild.
Most read the sign and walked on, but a few stayed.|Menu prices rose by a tenth.
He asked them to share the cost.|Advertisements for the ferry were pulled.|Sign-ups for the race closed on Friday.
Related work goes on in the harbour.|The new settings of the lock, engineers said, keep the water out.
External content was not what the harbour office had asked for."""


@pytest.mark.parametrize("line", CHROME.replace("\n", "|").split("|"))
def test_controls_and_headings_of_lists_are_chrome(line):
    assert is_chrome(line)


@pytest.mark.parametrize("line", TEXT.replace("\n", "|").split("|"))
def test_sentences_are_not(line):
    assert not is_chrome(line)


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("#Port Almery #ferry toll #harbour", ["Port Almery", "ferry toll", "harbour"]),
        ("#harbour", ["harbour"]),
        ("Tags: #a #b", ["a", "b"]),
        ("#a, #b | #c", ["a", "b", "c"]),
        ("#1 in the race was a boat from the far shore, and nobody minded at all", []),
        ("She came in #2.", []),
        ("No tags here", []),
    ],
)
def test_hashtags_may_hold_spaces(line, tags):
    assert hashtags(line) == tags


@pytest.mark.parametrize(
    ("line", "rights"),
    [
        ("Copyright by Seabird Today", True),
        ("Copyright © 2025 The Gazette", True),
        ("© The Gazette 2025. All rights reserved.", True),
        ("ⓒ 한빛일보, 무단 전재 및 재배포 금지", True),
        ("Copyright law protects the song, the court said.", False),
        ("Copyrights on old maps have run out.", False),
        ("She holds the copyright.", False),
    ],
)
def test_a_line_that_claims_the_rights_is_told_from_one_about_them(line, rights):
    assert is_rights(line) == rights


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            "The mayor opens the new pier in Port Almery. / Source: Harbour Office",
            ("The mayor opens the new pier in Port Almery.", "Harbour Office"),
        ),
        ("Photo: Sam Whitlow", ("", "Sam Whitlow")),
        ("Photo: Sam Whitlow / The Gazette", None),
        ("The source: a man who knew the pier.", None),
        ("Source: the harbour office's own count.", None),
        ("A photo by Sam Whitlow hangs in the hall, and the guild is proud of it.", None),
    ],
)
def test_a_captions_line_is_told_by_its_credit(line, found):
    assert caption_line(line) == found


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("The pier. (Photo: Sam Whitlow)", "The pier.", "Sam Whitlow"),
        ("The pier. Photo by Sam Whitlow", "The pier.", "Sam Whitlow"),
        ("The pier © Sam Whitlow", "The pier", "Sam Whitlow"),
        ("The pier | Credit: Agency Nord", "The pier", "Agency Nord"),
        ("Der Pier. Foto: Nordbild", "Der Pier.", "Nordbild"),
        ("The pier at dawn.", "The pier at dawn.", ""),
        ("", "", ""),
    ],
)
def test_a_figures_caption_gives_up_its_credit(text, caption, credit):
    assert split_caption(text) == (caption, credit)


def test_a_headline_is_dropped_from_the_top_of_a_text_only():
    lines = sort_out(
        ["The Boats Are Out", "They left at dawn.", "The boats are out"], titles=frozenset({"the boats are out"})
    )
    assert lines.kept == ("They left at dawn.", "The boats are out")


def test_lines_that_half_of_an_outlets_pages_have_are_its_furniture():
    pages = [[f"Story {n}.", "Support our work", "The weather"] for n in range(4)] + [
        ["Story 5.", "Support OUR work"]
    ] * 2
    assert repeated_lines(pages) == {"support our work", "the weather"}
    assert repeated_lines(pages[:3]) == frozenset()


@pytest.mark.parametrize(
    ("line", "is_credit"),
    [
        ("Ana Ruiz/Getty Images", True),
        ("STR / AFP", True),
        ("Ben Ro/Reuters/Quay Pictures", True),
        ("The ferry line is run by either/or, AP learned", False),
        ("He moved from Quay Weekly to AFP", False),
    ],
)
def test_a_photographer_and_an_agency_alone_are_a_credit(line, is_credit):
    assert (caption_line(line) == ("", line)) == is_credit
