"""A model's sentence with all the right names, numbers and words that says another thing with them is dropped."""

import pytest

from stories.briefing.checking import fault
from stories.briefing.model_answers import Stated
from stories.briefing.shown import Shown
from tests.briefing.make import source

TEXTS = (
    "Finance Minister Orla Venn accused Governor Tam Reiss of ignoring families with mortgages.",
    "About 1.2 million people voted, fewer than the 1.5 million in 2021.",
    "Karl Oster beat Lena Dahl in the run-off with 53 percent of the vote.",
    "The company will cut 340 jobs in Vintry and move its headquarters to Port Ansel.",
    "At least 40 people were killed when the ferry sank off Cape Mull, officials said.",
    "Doctors said Brandt could leave hospital within days.",
    "The former governor was questioned by prosecutors over payments to his party.",
    "The Calder Workers' Union called a strike for Monday after the decision.",
    "More than 2,000 nurses will stop work on Tuesday unless the trust improves its offer, their union said.",
    "The storm hit on Tuesday night and left 20,000 homes in the north without power.",
    "A 34-year-old woman was killed and two children were hurt when a bus left the road near Hald.",
    "Shares of Halden Steel fell 8 percent to 41 crowns.",
    "The mayor of Brell, Ada Brandt, was not injured in the attack, her spokesman said.",
    "Police arrested three men on Friday over the theft of 12 paintings from the Brell museum.",
)
SOURCES = [source(i, text, outlet_name=f"Moor Courier {i}") for i, text in enumerate(TEXTS, 1)]
SHOWN = {i: Shown(article, article.sentences[0]) for i, article in enumerate(SOURCES, 1)}


@pytest.mark.parametrize(
    ("text", "cites", "reason"),
    [
        ("Governor Tam Reiss accused Finance Minister Orla Venn of ignoring families.", (1,), "of another"),
        ("Finance Minister Tam Reiss was accused of ignoring families with mortgages.", (1,), "office of another"),
        ("Some 1.5 million people voted, fewer than the 1.2 million in 2021.", (2,), "of another"),
        ("About 1.2 million people voted, more than the 1.5 million in 2021.", (2,), "opposite"),
        ("Lena Dahl defeated Karl Oster in the run-off, taking 53 percent.", (3,), "of another"),
        ("Karl Oster won the run-off by a landslide, with 53 percent of the vote.", (3,), "colours"),
        ("The company will cut 340 jobs in Port Ansel and move to Vintry.", (4,), "of another"),
        ("The company already cut 340 jobs in Vintry.", (4,), "opposite"),
        ("The company cut 340 jobs in Vintry.", (4,), "possible"),
        ("According to officials 40 people were killed when the ferry sank.", (5,), "exact"),
        ("Doctors said Brandt left hospital within days.", (6,), "possible"),
        ("Brandt could leave hospital within days, witnesses said.", (6,), "don't name"),
        ("Prosecutors questioned the governor about payments to his party.", (7,), "no longer"),
        ("The Calder Workers' Union called off a strike for Monday.", (8,), "called off"),
        ("Their union said more than 2,000 nurses will strike on Tuesday.", (9,), "condition"),
        ("The storm hit on Tuesday night, leaving 20,000 homes in the south without power.", (10,), "opposite"),
        ("The storm hit on Tuesday morning, leaving 20,000 homes without power.", (10,), "opposite"),
        ("A 34-year-old woman killed two children with a bus near Hald.", (11,), "of another"),
        ("Halden Steel's shares fell 8 percent following a run-off for 53 percent of the vote.", (12, 3), "link"),
        ("Three thieves stole 12 paintings from the Brell museum.", (14,), "accusation"),
        ("**Karl Oster** won the run-off with 53 percent of the vote.", (3,), "markup"),
        ("Karl Oster won the run-off (brell.example/win) with 53 percent of the vote.", (3,), "markup"),
        ("Karl Oster won the run-off. Lena Dahl took 53 percent of the vote.", (3,), "one sentence"),
        ("The left-of-center Moor Courier 3 reports Karl Oster's win in the run-off vote.", (3,), "biased"),
        ("The pro-government Moor Courier 3 reports Karl Oster's win in the run-off vote.", (3,), "biased"),
    ],
)
def test_the_right_words_in_the_wrong_places_are_dropped(text: str, cites: tuple[int, ...], reason: str) -> None:
    assert reason in fault(Stated(text, cites), SHOWN)


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        ("Governor Tam Reiss was accused by Finance Minister Orla Venn of ignoring families with mortgages.", (1,)),
        ("Lena Dahl lost to Karl Oster, who took 53 percent in the run-off.", (3,)),
        ("Lena Dahl was beaten by Karl Oster in the run-off.", (3,)),
        ("In Vintry the company is to cut 340 jobs, and its headquarters will move to Port Ansel.", (4,)),
        ("No fewer than 40 people died when the ferry sank, according to officials.", (5,)),
        ("Brandt may leave hospital within days, said doctors.", (6,)),
        ("Prosecutors questioned the former governor about payments to his party.", (7,)),
        ("Unless the trust improves its offer, more than 2,000 nurses will strike on Tuesday, says their union.", (9,)),
        ("The storm, which hit on Tuesday night, cut power to 20,000 northern homes.", (10,)),
        ("A woman aged 34 died and two children were injured in a bus crash near Hald.", (11,)),
        ("Ada Brandt, Brell's mayor, was unhurt in the attack, according to her spokesman.", (13,)),
        ("Police held three men over the theft of a dozen paintings in Brell.", (14,)),
    ],
)
def test_the_same_said_the_other_way_round_is_kept(text: str, cites: tuple[int, ...]) -> None:
    assert fault(Stated(text, cites), SHOWN) == ""
