from dataclasses import replace

from stories.briefing.papers import only, papers
from stories.briefing.reading import Source
from stories.scales import Genre, Side
from tests.briefing.make import source

FIRE = "The fire in the Kestrel tunnel broke out in a lorry that carried paint to Ostermoor."
SHUT = "The Ostermoor council shut the Kestrel tunnel to lorries for the rest of the winter."
FIRE_TOO = "A lorry that carried paint to Ostermoor caught fire, and the fire in the Kestrel tunnel broke out."
SHUT_TOO = "To lorries the Kestrel tunnel is shut for the rest of the winter, the Ostermoor council said."
LONE = "Smoke detectors near the eastern portal had been switched off since spring, an inspector wrote."
FILLER = [
    "Residents of the valley drove around the mountain on the old pass road.",
    "The mayor thanked volunteers who brought blankets and tea through the night.",
    "Engineers began to measure the vault with lasers on the following day.",
    "A school at the western end opened its gym for stranded travellers.",
    "Bakeries ran out of bread before noon because deliveries came late.",
    "The railway added two trains for commuters who could not drive.",
    "Weather services expect snow on the pass before the end of the week.",
    "Shops in the old town reported fewer customers than on other days.",
]


def whole(number: int, *own: str, **given: object) -> Source:
    """An article long enough to say what it leaves out, its filler in words of its own."""
    filler = [
        f"{line[:-1]}, according to neighbour{number} records{number} kept{number} since{number} long."
        for line in FILLER
    ]
    return source(
        number, " ".join([*own, *filler, *(f"{line[:-1]} again, once more{number}." for line in FILLER)]), **given
    )


def test_a_statement_without_any_like_it_is_what_only_that_paper_reports() -> None:
    found = {paper.name: paper for paper in only([source(1, f"{FIRE} {LONE}"), source(2, f"{FIRE_TOO} {SHUT_TOO}")])}
    assert [said.text for said in found["Outlet 1"].statements] == [LONE]


def test_what_the_others_agree_on_is_missing_only_in_a_whole_text() -> None:
    others = [whole(1, FIRE, SHUT), whole(2, FIRE_TOO, SHUT_TOO)]
    late = only([*others, whole(3, "A blaze began on Monday, firefighters said.")])
    missing = {paper.name: [said.text for said in paper.left_out] for paper in late}
    assert SHUT in missing["Outlet 3"]
    stub = only([*others, source(3, "A blaze began on Monday, firefighters said.")])
    assert not any(paper.left_out for paper in stub if paper.name == "Outlet 3")


def test_what_few_of_many_papers_tell_is_missing_in_none() -> None:
    sides = {1: Side.LEFT, 2: Side.RIGHT, 3: Side.LEFT}
    told = [whole(n, FIRE, SHUT if n == 1 else SHUT_TOO, side=side) for n, side in sides.items()]
    others = [whole(n, f"Number {n} of the fire brigades came down from the hills.") for n in range(4, 14)]
    assert not any(paper.left_out for paper in only([*told, *others]))
    assert any(paper.left_out for paper in only([*told, *others[:3]]))


def test_a_copy_of_an_agency_text_is_nobodys_own() -> None:
    copies = [source(1, LONE, independent_text=1), source(2, LONE, independent_text=1), source(3, FIRE)]
    assert not any(paper.statements for paper in only(copies) if paper.name in ("Outlet 1", "Outlet 2"))


def test_a_name_is_one_papers_own_when_no_other_has_a_word_of_it() -> None:
    text = f"{FIRE} Thaddeus Oyelaran inspected it. The report by Thaddeus Oyelaran is due soon, the council said."
    found = only([source(1, text, names=(("Thaddeus Oyelaran", 2),)), source(2, f"{FIRE_TOO} {SHUT_TOO}")])
    assert [name for paper in found for name, _said in paper.names] == ["Thaddeus Oyelaran"]
    shared = only([source(1, text, names=(("Thaddeus Oyelaran", 2),)), source(2, f"{FIRE_TOO} Oyelaran inspected it.")])
    assert not any(paper.names for paper in shared)


def test_a_photographer_is_no_name_that_one_paper_alone_has() -> None:
    credited = f"{FIRE} (AP Photo/Thaddeus Oyelaran, File) It burned on. (AP Photo/Thaddeus Oyelaran, File)"
    found = only([source(1, credited, names=(("Thaddeus Oyelaran", 2),)), source(2, f"{FIRE_TOO} {SHUT_TOO}")])
    assert not any(paper.names for paper in found)


def test_a_word_that_one_paper_uses_much_more_is_what_it_stresses() -> None:
    insurers = " ".join(f"Insurers weigh costs in the valley on day{n} while insurers wait." for n in range(6))
    found = only([whole(1, FIRE, insurers), whole(2, FIRE_TOO, SHUT), whole(3, SHUT_TOO)])
    (paper,) = [paper for paper in found if paper.name == "Outlet 1"]
    stressed = {each.term: (each.times, each.elsewhere) for each in paper.stresses}
    assert stressed["insurers"] == (12, 0.0)


def test_common_words_and_what_most_others_write_of_are_no_stress() -> None:
    plain = " ".join(f"Things went their way for people on day{n} while people wait." for n in range(6))
    tunnel = " ".join(f"Lorries stand before the Kestrel tunnel on day{n} as the tunnel stays shut." for n in range(6))
    found = only([whole(1, FIRE, plain, tunnel), whole(2, FIRE_TOO, SHUT), whole(3, SHUT_TOO)])
    terms = {each.term for paper in found for each in paper.stresses}
    assert not terms & {"people", "way", "tunnel", "Kestrel"}


def test_a_name_that_is_stressed_stands_in_full() -> None:
    text = " ".join(f"Inspector Thaddeus Oyelaran looked at vault{n}, and Oyelaran wrote." for n in range(7))
    found = only(
        [whole(1, FIRE, text, names=(("Thaddeus Oyelaran", 14),)), whole(2, FIRE_TOO, SHUT), whole(3, SHUT_TOO)]
    )
    assert "Thaddeus Oyelaran" in {each.term for paper in found for each in paper.stresses}


def test_a_side_is_spoken_of_from_two_outlets_on() -> None:
    lone_too = "Since spring, an inspector wrote, detectors of smoke by the portal (eastern) had been switched to off."
    left = [source(1, f"{FIRE} {LONE}", side=Side.LEFT), source(2, f"{FIRE_TOO} {lone_too}", side=Side.LEFT)]
    right = [source(3, f"{FIRE_TOO} {SHUT}", side=Side.RIGHT), source(4, f"{FIRE} {SHUT_TOO}", side=Side.RIGHT)]
    sides = {paper.side: paper for paper in only([*left, *right]) if not paper.outlet}
    assert [said.text for said in sides[Side.LEFT].statements] == [LONE]
    assert len(sides[Side.LEFT].statements[0].citations) == 2
    assert not any(paper for paper in only([left[0], *right]) if not paper.outlet and paper.side is Side.LEFT)


def test_opinion_and_other_languages_are_not_compared() -> None:
    news = [source(1, f"{FIRE} {LONE}"), source(2, f"{FIRE_TOO} {SHUT_TOO}")]
    beside = [source(3, f"{SHUT} {LONE}", genre=Genre.OPINION), source(4, f"{SHUT} {LONE}", language="de")]
    assert papers([*news, *beside]) == papers([*news, replace(beside[0], sentences=())])


def test_one_text_is_compared_with_nothing() -> None:
    assert papers([source(1, FIRE, independent_text=1), source(2, FIRE, independent_text=1)]) is None
