"""Lines that a reader of many real briefings found poor, each by the rule that keeps it out."""

import pytest

from stories.briefing.antecedents import means_nobody_named
from stories.briefing.days_differ import days_apart
from stories.briefing.quotable import quotable
from stories.briefing.quotes import aligned_quotes
from stories.briefing.statements import compared
from stories.briefing.who_is import introduced
from stories.briefing.worth_asking import introduces, of_harm
from tests.briefing.make import source


@pytest.mark.parametrize(
    "text",
    [
        "In Brell, he and his wife attended a ceremony at the naval college.",
        "Under his leadership, prices fell and the harbour's reserves grew.",
        "In May, Calder's senate voted to lift his immunity from prosecution.",
        "“The accused planned to take the harbour by force,” he argued, with the help of Ada Brandt.",
        "Brandt, his successor as mayor, has branded him the brains behind the closure.",
        "At the event, Brandt showed a photo of the old bridge at the harbour.",
        "The group warned in July that the old pier would not hold the winter.",
        "The same crew member is later heard in the video at the harbour.",
        "The charge sheet against him also listed the occupation of the city.",
        "Police stopped him near the harbour shortly before midnight on Tuesday.",
        "Officials said it would add 400 jobs at the harbour of Marrowby by next spring.",
        "The Calder Budget Office has said that it would add around 3.4 trillion crowns to the national debt.",
        "Residents say it will not reopen before the first storm of the winter.",
    ],
)
def test_a_pronoun_with_nobody_to_stand_for_leans_on_another_sentence(text: str) -> None:
    assert means_nobody_named(text, {"Brandt"})


@pytest.mark.parametrize(
    "text",
    [
        "Hun Marek and his father, who left the harbour in 2023, own two boats.",
        "A retired dentist with a telescope on his roof found a moon of the moon.",
        "Brandt and his wife attended a ceremony at the naval college.",
        "In his first speech, Ada Brandt promised a stone pier.",
        "A 34-year-old woman lost her boat when the storm hit the harbour.",
        "The mayor said “he asked for his coat” and left the hall at noon.",
        "The council voted to close the harbour bridge on Monday.",
        "The company said it would add 400 jobs at the harbour of Marrowby.",
        "Officials said it would be hard to rebuild the pier before the winter.",
        "Analysts of Hald Steel said it would add 400 jobs at the harbour.",
        "The Calder Budget Office said it would publish its figures in May.",
        "Congress said it would vote on the harbour law in the first week of May.",
    ],
)
def test_a_pronoun_with_somebody_before_it_does_not(text: str) -> None:
    assert not means_nobody_named(text, {"Brandt"})


@pytest.mark.parametrize(
    "text",
    [
        "Turns out, closing a bridge can cost more than the council had thought.",
        "The council just made a power play that is raising eyebrows in Brell.",
        "Quay Radio has approached the band and the festival for further details.",
        "View AllIt also accused Brandt of closing the harbour bridge in July.",
        "Ada Oster has more than three decades in journalism and writes of harbours for Quay Radio.",
        "North Brell & Calder: The council mourned the sailors who were lost in the storm.",
        "The minister further said that Calder has every right to its own harbour.",
    ],
)
def test_asides_and_what_points_back_are_not_quoted(text: str) -> None:
    assert not quotable(text, "en")


def test_who_speaks_next_is_not_who_spoke() -> None:
    said = "“We are sailors, not smugglers. What did we do, and what did our children do?”"
    text = f"{said} The Calder Health Ministry said Thursday that at least 62 people have died."
    assert [each.speaker for each in aligned_quotes([source(1, text)])] == [""]
    asked = "“We are sailors, not smugglers. What did our children do?” Ada Brandt asked on Thursday."
    assert [each.speaker for each in aligned_quotes([source(1, asked)])] == ["Ada Brandt"]


def test_the_name_of_a_file_is_no_quotation() -> None:
    text = "The council released “The Harbour Papers: Second Part” on Monday."
    assert aligned_quotes([source(1, text)]) == []


def test_a_date_without_its_year_is_no_other_day() -> None:
    begun = "The Ostermoor council suspended all ferries to the outer islands of Calder"
    one = source(1, f"{begun} on August 15.")
    other = source(2, f"{begun} on August 15, 2032.")
    later = source(3, f"{begun} on August 17, 2032.")
    assert not days_apart(compared([one, other]))
    assert days_apart(compared([one, later]))


def test_a_piece_of_a_name_is_introduced_as_nobody() -> None:
    text = "Calder's president Karim al-Oster opened the pier. Ada Brandt, the mayor of Ostermoor, came too."
    names = (("Karim", 2), ("Brandt", 2), ("Ada Brandt", 2))
    other = source(2, text, names=names)
    assert {each.name for each in introduced([source(1, text, names=names), other], "en")} == {"Ada Brandt"}


def test_who_is_asked_after_only_where_the_sentence_introduces_them() -> None:
    assert introduces("Ada Brandt", "Ada Brandt, the mayor of Ostermoor, opened the pier.")
    assert not introduces("Ada Brandt", "The pier was opened by Ada Brandt, who said it had cost too much.")
    assert not introduces("Quay Times", "But in a talk with The Quay Times, the head of the port was calm.")
    assert not introduces("Moor Division", "During a visit to the army's Moor Division, the mayor praised it.")


def test_how_many_were_killed_is_asked_where_headlines_tell_of_harm() -> None:
    assert of_harm("killed", ["Toll of ferry accident rises"])
    assert not of_harm("killed", ["Band leaves the stage at Brell festival"])
