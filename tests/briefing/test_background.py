"""How we got here: dated sentences about days before the event."""

from datetime import UTC, date, datetime

import pytest

from stories.briefing.background import background
from stories.scales import Genre
from tests.briefing.make import source

NAMES = (("Ostermoor", 2),)
PLAIN = "The council of Ostermoor closed the old harbour bridge for good."


def found(text: str, **given: object) -> list[tuple[str, str]]:
    """(day, precision) of what the text's sentences tell, in a story of 4 May 2031."""
    pair = [source(1, text, names=NAMES, **given), source(2, PLAIN, names=NAMES, **given)]
    return [(dated.day.isoformat(), dated.precision) for dated in background(pair, str(given.get("language", "en")))]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Engineers in Ostermoor found the first cracks on March 12, 2029, in a steel hanger.", ("2029-03-12", "day")),
        ("Engineers in Ostermoor found the first cracks on 12 March 2029 in a steel hanger.", ("2029-03-12", "day")),
        ("The bridge of Ostermoor was repaired in 2027 by the shipping union of the town.", ("2027-01-01", "year")),
        ("The bridge of Ostermoor was first closed to lorries in April after a storm.", ("2031-04-01", "month")),
        ("The bridge of Ostermoor was first closed to lorries last November after a storm.", ("2030-11-01", "month")),
        ("Voters of Ostermoor had refused to pay for a new bridge on Dec. 3 of that winter.", ("2030-12-03", "day")),
        ("The repairs in Ostermoor took all of Sept. 2028 and cost two million crowns.", ("2028-09-01", "month")),
    ],
)
def test_a_day_before_the_event_is_told_as_exactly_as_it_stands_there(text: str, day: tuple[str, str]) -> None:
    assert found(text) == [day]


@pytest.mark.parametrize(
    "text",
    [
        "The council of Ostermoor closed the bridge on May 3 after engineers had warned of it.",
        "A new bridge for Ostermoor will be open to all traffic on June 1, said the office.",
        "A new bridge for Ostermoor will be open to all traffic in August, said the office.",
        "The bridge of Ostermoor may close again, and its lamps may be sold by the council.",
        "Lorries were kept from the bridge of Ostermoor in 2029 and again in 2030 for months.",
        "In 1931 a bridge of another town was built by its union of shipping and of rails.",
        "The council of Ostermoor plans to spend until 2035 what the bridge would have cost.",
        "He said that the bridge of Ostermoor had been closed on March 12, 2029, for a day.",
        "The mayor of Ostermoor has spent seven weekends since the storm at her house in Mar-a-Vista.",
        "Mayor Ada Brandt speaks to a crowd before the bridge of Ostermoor, Brell, April 22, 2029.",
        "The council of Ostermoor had until April 30 to answer what the engineers had asked it.",
        '"The bridge of Ostermoor will outlive all of its mayors," Ada Brandt said on March 12, 2029.',
        "The council of Ostermoor is not to blame for the bridge, Ada Brandt said on April 28 in the town hall.",
    ],
)
def test_the_event_itself_the_future_two_days_other_things_and_half_sentences_are_left_out(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("Ostermoor의 다리는 2029년 3월 12일 처음으로 통행이 제한됐다고 시의회가 밝혔다.", "ko", "2029-03-12"),
        ("Die Brücke von Ostermoor wurde am 12. März 2029 zum ersten Mal für Lastwagen gesperrt.", "de", "2029-03-12"),
        ("Le pont d’Ostermoor a été fermé aux camions le 12 mars 2029 après une longue tempête.", "fr", "2029-03-12"),
    ],
)
def test_dates_are_read_in_the_storys_language(text: str, language: str, day: str) -> None:
    assert found(text, language=language) == [(day, "day")]


def test_of_one_day_the_sentence_that_shares_most_with_the_others_is_taken_and_days_are_in_order() -> None:
    texts = [
        "Cracks were found in Ostermoor's bridge in 2029 by a diver who was looking for a lost dog.",
        "Cracks were found in the steel of Ostermoor's bridge in 2029 by engineers of the harbour.",
        "Engineers of the harbour found cracks in the steel of Ostermoor's bridge in 2029. "
        "The bridge of Ostermoor was sold in 2027 by the shipping union.",
    ]
    told = background([source(i, text, names=NAMES) for i, text in enumerate(texts, 1)], "en")
    assert [dated.day for dated in told] == [date(2027, 1, 1), date(2029, 1, 1)]
    assert told[1].said.citations[0].article in (2, 3)


def test_a_single_text_or_opinion_tells_no_background() -> None:
    text = "The bridge of Ostermoor was built in 1931 by the shipping union of the town."
    assert background([source(1, text, names=NAMES)], "en") == ()
    pieces = [source(i, text, names=NAMES, genre=Genre.OPINION) for i in (1, 2)]
    assert background(pieces, "en") == ()


@pytest.mark.parametrize(
    "text",
    [
        "The engineer Karl Oster, who built the bridge of Ostermoor, was born in Brell in 2023.",
        "The shipping company of Ostermoor, founded in 2024, owns most of the old harbour.",
        "Karl Oster graduated from the school of engineers in Ostermoor in 2025 and stayed there.",
        "Karl Oster has been the harbour master of Ostermoor since 2026, when he came from Brell.",
        "The flood was the strongest that the town of Ostermoor has seen since 2024, said the office.",
        "Ostermoor (14,000 lorries in 2029) depends on the road that leads over the old bridge.",
        "In 1951 a storm broke the old bridge of Ostermoor, and the council had it mended.",
    ],
)
def test_a_life_a_houses_history_a_record_and_what_one_paper_alone_remembers_led_nowhere(text: str) -> None:
    assert found(text) == []


def test_what_half_of_the_papers_go_back_to_is_told_however_old_it_is() -> None:
    text = "In 1951 a storm broke the old bridge of Ostermoor, and the council had it mended."
    assert found(f"{text} Nobody has forgotten 1951 in the town.") == []
    other = source(2, f"{PLAIN} The storm of 1951 took two of its piers.", names=NAMES)
    (old,) = background([source(1, text, names=NAMES), other], "en")
    assert (old.day.year, old.said.text) == (1951, text)


def test_a_date_that_may_be_next_years_is_not_told_as_last_years() -> None:
    december = datetime(2030, 12, 9, tzinfo=UTC)
    assert found("The new mayor of Ostermoor takes office on Jan. 20 in the old town hall.", published=december) == []
    told = found("The old mayor of Ostermoor left the office on Nov. 20 in a storm of anger.", published=december)
    assert told == [("2030-11-20", "day")]


def test_a_date_without_a_year_early_in_january_is_last_years() -> None:
    when = datetime(2031, 1, 5, tzinfo=UTC)
    text = "The bridge of Ostermoor was first closed to lorries on December 20 after a storm."
    assert found(text, published=when) == [("2030-12-20", "day")]


def test_the_day_that_the_openings_name_is_the_events_own() -> None:
    own = "Divers saw on April 28 that the bridge of Ostermoor had lost one of its four hangers."
    other = "Harbour pilots of Ostermoor noticed on April 28 how low the deck of the bridge hung."
    texts = [source(1, f"{PLAIN} {own}", names=NAMES), source(2, f"{PLAIN} {other}", names=NAMES)]
    assert background(texts, "en") == ()
    (told,) = background([texts[0], source(2, PLAIN, names=NAMES)], "en")
    assert told.day == date(2031, 4, 28)


def test_one_thing_is_told_once_though_papers_date_it_differently() -> None:
    one = "The bridge of Ostermoor was mended in 2027 by the shipping union of the town for its lorries."
    two = "In 2028 the shipping union of the town mended the bridge of Ostermoor for its lorries and carts."
    told = background([source(1, one, names=NAMES), source(2, two, names=NAMES)], "en")
    assert len(told) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Hélène Marchais, présidente de Rail Valbrune depuis 2028, recevra les syndicats de Valbrune jeudi."),
        ("ja", "川原電機の主力事業は赤字で、2030年9月中間期の純損失は820億円だった。"),
    ],
)
def test_what_is_to_come_and_a_houses_half_year_are_no_background(language: str, text: str) -> None:
    names = (("Valbrune", 3), ("川原電機", 3))
    told = [source(n, text, language=language, names=names) for n in (1, 2)]
    assert background(told, language) == ()
