"""Names that are one person's in two spellings, and names that look alike and are two people's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.finding.names import names
from stories.finding.spellings import one_name

ONE = [
    ("Wi Sung-lac", "Wi Seong-rak"),
    ("Yoon Suk Yeol", "Yoon Seok-youl"),
    ("Yoon Suk-yeol", "Yun Seok-yeol"),
    ("Lee Jae-myung", "Yi Jaemyeong"),
    ("Lee Jae-myung", "Jae-myung Lee"),
    ("Han Duck-soo", "Han Deok-su"),
    ("Kim Jong Un", "Kim Jong-eun"),
    ("Park Geun-hye", "Pak Geunhye"),
    ("Park Chung-hee", "Park Jeong-hui"),
    ("Ban Ki-moon", "Pan Gi-mun"),
    ("Roh Moo-hyun", "No Mu-hyeon"),
    ("Chung Eui-yong", "Jeong Ui-yong"),
    ("Choo Kyung-ho", "Chu Gyeong-ho"),
    ("Kim Yong-chol", "Kim Yeong-cheol"),
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
    ("Volodymyr Zelenskiy", "Volodymyr Zelenskyj"),
    ("Sergei Lavrov", "Sergey Lavrov"),
    ("Dmitry Medvedev", "Dmitri Medvedev"),
    ("Alexei Navalny", "Alexey Navalnyy"),
    ("Mohammed Bazoum", "Mohamed Bazoum"),
    ("Muhammad Yunus", "Mohammad Yunus"),
    ("Moammar Gaddafi", "Moammar Ghaddafi"),
    ("Abdel Fattah al-Sisi", "Abdel Fattah el-Sisi"),
    ("Saddam Hussein", "Saddam Hussain"),
    ("Joe Biden", "Joe R. Biden"),
    ("Emmanuel Macron", "Émmanuel Macron"),
    ("José Mujica", "Jose Mujica"),
    ("Ursula von der Leyen", "Ursula Von Der Leyen"),
]
TWO = [
    ("Kim Jong Il", "Kim Jong Un"),
    ("Lee Jae-myung", "Lee Jae-yong"),
    ("Lee Jae-yong", "Lee Jae-young"),
    ("Park Geun-hye", "Park Chung-hee"),
    ("Moon Jae-in", "Moon Se-in"),
    ("Kim Seung-min", "Kim Sung-min"),
    ("Kim Dae-jung", "Kim Dae-jong"),
    ("Cho Tae-yong", "Cho Tae-yul"),
    ("Kim Min-ji", "Kim Min-hee"),
    ("Lee Je-hoon", "Lee Jae-hoon"),
    ("Choi Sang-mok", "Choi Sung-mok"),
    ("Wi Sung-lac", "Woo Sung-lac"),
    ("George Bush", "Jeb Bush"),
    ("Donald Trump", "Donald Trump Jr."),
    ("John F. Kennedy", "Robert F. Kennedy"),
    ("Alexei Navalny", "Yulia Navalnaya"),
    ("Sergei Lavrov", "Sergei Larov"),
    ("Vladimir Putin", "Vladimir Rutin"),
    ("Karin Keller", "Karen Keller"),
    ("Jan Novak", "Jen Novak"),
    ("Tim Walz", "Tom Walz"),
    ("Alexander Dvorak", "Alexandra Dvorak"),
    ("Mohammed Salem", "Mahmoud Salem"),
    ("Pedro Sánchez", "Pedro García Sánchez"),
    ("Mario Rossi", "Maria Rossi"),
    ("Xi Jinping", "Xi Mingze"),
    ("Biden", "Joe Biden"),
    ("Kim", "Gim"),
]


@pytest.mark.parametrize(("a", "b"), ONE)
def test_two_spellings_of_one_person_are_one_name(a: str, b: str) -> None:
    assert one_name(a, b)
    assert one_name(b, a)


@pytest.mark.parametrize(("a", "b"), TWO)
def test_two_people_stay_two(a: str, b: str) -> None:
    assert not one_name(a, b)
    assert not one_name(b, a)


def test_there_are_as_many_pairs_of_two_people_as_of_one() -> None:
    assert min(len(ONE), len(TWO)) >= 20


@given(st.text(max_size=40), st.text(max_size=40))
def test_it_matters_not_which_comes_first(a: str, b: str) -> None:
    assert one_name(a, b) == one_name(b, a)


def test_a_person_spelt_in_two_ways_by_two_outlets_is_one_name_of_the_story() -> None:
    found = names({1: [("Wi Sung-lac", 2)], 2: [("Wi Seong-rak", 1)], 3: [("Wi Sung-lac", 1), ("Wi", 1)]})
    assert [(named.name, named.times, named.aliases) for named in found] == [
        ("Wi Sung-lac", {1: 2, 2: 1, 3: 2}, ("wi", "wi seong-rak"))
    ]


def test_brothers_in_one_story_stay_two_names() -> None:
    found = names({n: [("Robert Kennedy", 1), ("Edward Kennedy", 1)] for n in (1, 2)})
    assert {named.key for named in found} == {"robert kennedy", "edward kennedy"}
