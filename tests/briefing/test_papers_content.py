import json
from datetime import UTC, datetime

from stories.briefing.context import Context
from stories.briefing.papers_content import claims_block, figures_block, papers_block, quotes_block
from stories.scales import Side
from tests.briefing.make import source

CONTEXT = Context(1, "Strike in Ostermoor", "en", datetime(2031, 5, 5, tzinfo=UTC))
QUOTE = "“nobody in this town was told before the yard closed,” said Ilse Pankhurst."
FIGURE = "The Ostermoor shipyard strike drew {} workers on Monday, the union said."
BLOCKS = (papers_block, figures_block, quotes_block, claims_block)


def test_what_a_row_holds_is_plain_json_that_cites_the_storys_articles() -> None:
    story = (
        source(1, f"{FIGURE.format('3,200')} {QUOTE}", side=Side.LEFT),
        source(
            2,
            f"{FIGURE.format('2,100')} {QUOTE} Smoke rose from the old dry dock for most of the night.",
            side=Side.RIGHT,
        ),
    )
    contents = [block(story, CONTEXT) for block in BLOCKS]
    assert all(contents)
    assert json.loads(json.dumps(contents)) == contents


def test_a_story_that_gives_nothing_to_compare_has_none_of_the_blocks() -> None:
    story = (
        source(1, FIGURE.format("3,200"), independent_text=1),
        source(2, FIGURE.format("3,200"), independent_text=1),
    )
    assert [block(story, CONTEXT) for block in BLOCKS] == [None] * 4


def test_articles_in_another_language_than_the_storys_are_left_out() -> None:
    story = (source(1, FIGURE.format("3,200")), source(2, FIGURE.format("2,100"), language="de"))
    assert figures_block(story, CONTEXT) is None
