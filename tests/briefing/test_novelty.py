"""What a summary doesn't tell twice: the event in other words, and claims that stand in it already."""

from stories.briefing.novelty import TOLD_SHARE, event_of, told_share
from stories.briefing.summary import summarised
from tests.briefing.make import source

STOPPED = (
    "Ministers in Calder ordered Halden Power on Friday to stop its work on the wind farm off Port Ansel.",
    "Building of the wind farm was halted by a letter that named neither a reason nor a day for its end.",
    "Energy chief Karl Oster told crews of Halden Power to halt every task at sea off Port Ansel at once.",
    "The nearly finished project was ordered stopped while divers of the wind farm were laying cables.",
    "Halden Power halted its ships and cranes after the order from Calder reached the firm's lawyers.",
)
NEW = (
    "Forty of the 65 turbines of the wind farm stand already, and Marrowby was to have power next spring.",
    "Shares of Halden Power lost a fifth of their value in Brell when the exchange opened on Monday.",
    "Fishermen from Port Ansel had sued over the cables of the wind farm that cross their oldest grounds.",
    "Senator Ada Brandt called the order to Halden Power a gift to coal and promised a hearing in June.",
    "Port Ansel had hired 900 welders for the wind farm, who now wait at home without their wages.",
)
TITLES = (
    "Ministers halt wind farm off Port Ansel",
    "Work on wind farm halted",
    "Wind farm off Port Ansel ordered to stop work",
    "Halden Power halts its wind farm",
    "Port Ansel wind farm is stopped",
)
STORY = tuple(
    source(at, f"{stopped} {new}", title=title)
    for at, (stopped, new, title) in enumerate(zip(STOPPED, NEW, TITLES, strict=True), start=1)
)


def test_an_event_that_five_papers_tell_is_told_twice_at_most() -> None:
    told = [said.text for said in summarised(STORY)]
    assert 1 <= sum(text in STOPPED for text in told) <= 2
    assert sum(text in NEW for text in told) >= 2


def test_where_nobody_tells_anything_else_the_summary_is_shorter() -> None:
    alone = [source(at, text, title=TITLES[at - 1]) for at, text in enumerate(STOPPED, start=1)]
    assert len(summarised(alone)) <= 2


def test_an_event_is_known_by_what_headlines_say_is_done_in_whatever_words() -> None:
    event = event_of(STORY)
    assert all(map(event.is_told, STOPPED[:4]))
    assert not any(map(event.is_told, NEW))
    assert not event.is_told("The wind farm off Port Ansel is to have 65 turbines when it is ready.")


def test_no_event_is_read_in_a_language_without_like_words() -> None:
    texts = [source(at, "Der Windpark vor Port Ansel wurde gestoppt.", language="de") for at in (1, 2, 3)]
    assert not event_of(texts).deeds


def test_claims_in_like_words_are_told_and_new_names_and_numbers_are_not() -> None:
    told = ["Ada Brandt was arrested on Friday in Port Ansel over the missing funds of the harbour."]
    assert told_share("Brandt was detained over the missing harbour funds in Port Ansel.", told) >= TOLD_SHARE
    assert told_share("Brandt was arrested in 2019 over the funds of the Sunde museum.", told) < TOLD_SHARE
    assert told_share("The harbour opens in May.", []) == 0


def test_a_sentence_with_him_of_another_sentence_is_not_in_a_summary() -> None:
    leaning = "Police stopped him on the wind farm's pier off Port Ansel shortly before the work was halted."
    texts = [*STORY, source(9, leaning, title="Man stopped at wind farm off Port Ansel")]
    assert leaning not in [said.text for said in summarised(texts)]
    assert summarised(texts)
