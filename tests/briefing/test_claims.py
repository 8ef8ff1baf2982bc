from stories.briefing.claims import DIFFERS, SILENT, STATES, UNKNOWN, claims
from stories.briefing.reading import Source
from stories.scales import Side
from tests.briefing.make import source

QUOTE = "“nobody in this town was told before the tunnel closed,” said Ilse Pankhurst."
FIGURE = "The Ostermoor shipyard strike drew {} workers on Monday, the union said."
FILLER = " ".join(
    f"The harbor of Ostermoor lies on the northern coast and boats leave it number{n} times." for n in range(20)
)


def story() -> list[Source]:
    return [
        source(1, f"{FIGURE.format('3,200')} {QUOTE}", side=Side.LEFT),
        source(2, f"{FIGURE.format('2,100')} {QUOTE}", side=Side.RIGHT),
        source(3, FILLER, side=Side.CENTER),
    ]


def test_a_claim_is_one_row_with_a_cell_for_each_side() -> None:
    figure, quotation = claims(story())
    assert figure.values == ("2,100 workers", "3,200 workers")
    assert [(cell.side, cell.state) for cell in figure.cells] == [
        (Side.LEFT, DIFFERS),
        (Side.CENTER, SILENT),
        (Side.RIGHT, DIFFERS),
    ]
    assert (quotation.speaker, [cell.state for cell in quotation.cells]) == ("Ilse Pankhurst", [STATES, SILENT, STATES])
    assert [stated.outlet_name for cell in quotation.cells for stated in cell.stated] == ["Outlet 1", "Outlet 2"]


def test_a_side_of_stubs_is_not_called_silent() -> None:
    *both, _full = story()
    figure, _quotation = claims(
        [*both, source(3, "The harbor of Ostermoor lies on the northern coast.", side=Side.CENTER)]
    )
    assert figure.cells[1].state == UNKNOWN


def test_a_side_that_has_the_number_anywhere_is_not_called_silent() -> None:
    *both, _full = story()
    figure, _quotation = claims([*both, source(3, f"Of 3,200 there was talk. {FILLER}", side=Side.CENTER)])
    assert figure.cells[1].state == UNKNOWN


def test_one_row_is_no_table() -> None:
    assert claims([source(1, QUOTE), source(2, QUOTE)]) == ()


def test_quotations_of_one_side_alone_are_no_table() -> None:
    other = "“The second fire was worse than the first one,” said Bram Ostley."
    texts = [source(1, f"{QUOTE} {other}"), source(2, f"{QUOTE} {other}")]
    assert claims(texts) == ()
    left, right = (source(i, f"{QUOTE} {other}", side=side) for i, side in ((1, Side.LEFT), (2, Side.RIGHT)))
    assert len(claims([left, right])) == 2
