"""Where a text comes from, and what does not prove it."""

import pytest

from stories.annotate.article_text import ArticleText
from stories.annotate.origin import Origin, origin
from stories.scales import OriginKind, OutletKind

BODY = "The council closed the pier on Tuesday. " * 12


def of(text: str = BODY, outlet_name: str = "The Brell Post", wires: tuple[str, ...] = (), **said: str) -> Origin:
    return origin(ArticleText("Pier closes", text=text, outlet_name=outlet_name, wires=wires, **said))


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"BRELL (Reuters) - {BODY}", "Reuters"),
        (f"BRELL, Aug 20 (AP) — {BODY}", "Associated Press"),
        (f"By The Associated Press\n{BODY}", "Associated Press"),
        (f"AFP - {BODY}", "AFP"),
        (f"BRELL (Yonhap) -- {BODY}", "Yonhap"),
        (f"(브렐=연합뉴스) 홍길순 기자 = {BODY}", "Yonhap"),
        (f"[브렐=뉴시스] {BODY}", "Newsis"),
        (f"【ブレル時事】{BODY}", "Jiji Press"),
        (f"{BODY}(dpa)", "dpa"),
        (f"{BODY}\n© 2025 Agence France-Presse", "AFP"),
        (f"{BODY}\nCopyright 2025 The Associated Press. All rights reserved.", "Associated Press"),
        (f"{BODY}\n(Reporting by Odo Marsh in Brell; Editing by Ilka Vail)", "Reuters"),
    ],
)
def test_a_credit_in_its_place_makes_a_text_an_agencys(text: str, agency: str) -> None:
    found = of(text)
    assert (found.kind, found.name) == (OriginKind.WIRE, agency)
    assert len(found.evidence) == 1


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"The mayor told Reuters she would stay. {BODY}",
        f"{BODY}\nThe Associated Press contributed to this report.",
        f"{BODY}\n(With inputs from PTI)",
        f"{BODY}\nPhoto: Reuters",
        f"(Photo: AFP) {BODY}",
        f"The AA warned of delays – {BODY}",
        f"BRELL, Pa. — {BODY}",
        f"{BODY} She said (AP) was a bad name for a town. {BODY}",
    ],
)
def test_a_mention_a_picture_or_a_contribution_leaves_a_text_the_outlets_own(text: str) -> None:
    assert of(text) == Origin(OriginKind.OWN)


def test_source_byline_and_rights_are_credits() -> None:
    assert of(source_name="Reuters").evidence == ("source: Reuters",)
    assert of(byline="Odo Marsh, Associated Press").name == "Associated Press"
    assert of(rights="© AFP 2025").evidence == ("rights: © AFP 2025",)


def test_an_agency_of_the_catalogue_is_known_too() -> None:
    text = f"BRELL (Meridian Wire) - {BODY}"
    assert of(text).kind is OriginKind.OWN
    assert of(text, wires=("Meridian Wire",)).name == "Meridian Wire"


def test_an_agencys_own_page_is_its_own() -> None:
    assert of(f"BRELL (Reuters) - {BODY}", outlet_name="Reuters").kind is OriginKind.OWN
    assert of(f"BRELL (Reuters) - {BODY}", outlet_kind=OutletKind.WIRE).kind is OriginKind.OWN


def test_another_outlet_as_source_makes_a_text_republished() -> None:
    assert of(source_name="Harrow Times") == Origin(OriginKind.REPUBLISHED, "Harrow Times", ("source: Harrow Times",))


def test_the_outlets_own_name_as_source_makes_it_own() -> None:
    assert of(source_name="Brell Post").kind is OriginKind.OWN
    assert of(source_name="The Brell Post", outlet_name="brellpost.example").kind is OriginKind.OWN


def test_a_note_of_first_publication_names_the_outlet() -> None:
    found = of(f"{BODY}\nThis article originally appeared in The Harrow Times. Read more there.")
    assert (found.kind, found.name) == (OriginKind.REPUBLISHED, "The Harrow Times")


def test_a_republishers_article_is_republished_though_it_does_not_say_whose() -> None:
    found = of(outlet_kind=OutletKind.REPUBLISHER)
    assert (found.kind, found.name) == (OriginKind.REPUBLISHED, "")
    assert of(f"BRELL (Reuters) - {BODY}", outlet_kind=OutletKind.REPUBLISHER).name == "Reuters"
