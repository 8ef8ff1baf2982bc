"""What an outlet has on every page is left out of what is compared, and stays in what is stored."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.annotate.furniture import furniture, hashes, pieces, told_headline, trimmed, without
from stories.annotate.step import annotate_due
from stories.clustering.steps.window import features
from stories.models import Annotation, Article, Outlet, Stage
from tests import make
from tests.make import NOW

WORDS = "The ferry council of Port Ansel heard engineer number {n} about pier {n} for {n} hours on Tuesday evening."
APPEAL = "Sign up to the Harbour Post morning letter and never miss a ferry, a pier or a council again."
OTHER_APPEAL = "The Gull is free for everybody because readers like you pay for it: become a friend of the Gull."


def body(n: int, line: str = APPEAL) -> str:
    return f"{WORDS.format(n=n)}\n{line}\nWork on pier {n} is to begin in May, said councillor {n} after the vote."


def test_a_line_on_most_pages_is_furniture_and_the_others_are_not() -> None:
    found = furniture([hashes(body(n)) for n in range(6)])
    told = trimmed(body(3), found)
    assert told.left_out == (APPEAL,)
    assert APPEAL not in told.text
    assert WORDS.format(n=3) in told.text


@pytest.mark.parametrize("pages", [0, 1, 4])
def test_of_fewer_than_five_pages_nothing_is_furniture(pages: int) -> None:
    assert furniture([hashes(body(n)) for n in range(pages)]) == frozenset()


def test_three_versions_of_one_report_are_not_furniture() -> None:
    pages = [hashes(body(1)) for _ in range(3)] + [hashes(body(n, "")) for n in range(5, 8)]
    assert furniture(pages) == frozenset()


def test_a_text_in_one_line_is_compared_by_its_sentences() -> None:
    line = " ".join(pieces(body(1)))
    assert len(pieces(line)) == 3
    assert trimmed(line, furniture([hashes(body(n)) for n in range(6)])).left_out == (APPEAL,)


def test_a_page_that_is_nearly_all_furniture_is_kept_whole() -> None:
    page = f"{APPEAL}\nWater: 3 m."
    assert trimmed(page, set(hashes(APPEAL))).left_out == ()


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=40), max_size=12), st.data())
def test_what_was_left_out_says_how_the_text_was_trimmed(lines: list[str], data: st.DataObject) -> None:
    text = "\n".join(lines)
    known = hashes(text)
    told = trimmed(text, set(data.draw(st.lists(st.sampled_from(known)))) if known else ())
    assert without(text, told.left_out) == told.text


def read(texts: list[str]) -> np.ndarray:
    return np.ones((len(texts), 384), np.float32)


def written(outlet: Outlet, n: int, text: str) -> Article:
    return make.article(outlet, f"Ferry council hears about pier {n}", text=text, stage=Stage.ANNOTATE)


def drain() -> None:
    while annotate_due(NOW, encode=read):
        pass


@pytest.mark.django_db
def test_an_outlets_copies_are_told_across_what_each_outlet_adds() -> None:
    post, gull = make.outlet("Harbour Post"), make.outlet("Gull")
    for n in range(6):
        written(post, n, body(n))
        written(gull, n + 10, body(n + 10, OTHER_APPEAL))
    ours, theirs = written(post, 50, body(50)), written(gull, 50, body(50, OTHER_APPEAL))
    drain()
    one, other = Annotation.objects.get(article=ours), Annotation.objects.get(article=theirs)
    assert (one.left_out, other.left_out) == ([APPEAL], [OTHER_APPEAL])
    assert bytes(one.fingerprint) == bytes(other.fingerprint)
    assert Article.objects.get(pk=ours.pk).text == body(50)


@pytest.mark.django_db
def test_the_rule_holds_however_long_the_line_has_been_left_out() -> None:
    post = make.outlet("Harbour Post")
    for n in range(40):
        written(post, n, body(n))
        drain()
    assert Annotation.objects.filter(article__outlet=post, left_out=[APPEAL]).count() >= 35


@pytest.mark.django_db
def test_an_outlets_first_articles_are_read_again_once_it_is_known_what_it_repeats() -> None:
    post = make.outlet("Harbour Post")
    first = [written(post, n, body(n)) for n in range(3)]
    drain()
    Article.objects.update(stage=Stage.PLACED)
    assert not Annotation.objects.exclude(left_out=[]).exists()
    for n in range(3, 6):
        written(post, n, body(n))
    drain()
    notes = Annotation.objects.filter(article__in=first)
    assert [note.left_out for note in notes] == [[APPEAL]] * 3
    assert set(Article.objects.filter(pk__in=[row.pk for row in first]).values_list("stage", flat=True)) == {
        Stage.CLUSTER
    }


@pytest.mark.django_db
def test_stories_are_formed_by_what_is_left() -> None:
    post = make.outlet("Harbour Post")
    for n in range(6):
        written(post, n, body(n))
    drain()
    row = Article.objects.select_related("annotation", "outlet").last()
    assert "letter" not in features(row).wording.text
    assert "council" in " ".join(features(row).wording.text)


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("[Breaking] Cracks found in Velden dam [Video]", "Cracks found in Velden dam"),
        ("[날씨] 벨덴 흐리고 비(종합)", "벨덴 흐리고 비"),
        ("【天気】ベルデン 3月4日 雨", "ベルデン   雨"),
        ("[오늘의 날씨] 2026년 3월 4일", ""),
        ("Corvid plant (CRVD)", "Corvid plant (CRVD)"),
        ("Cracks in Velden dam (3)", "Cracks in Velden dam"),
        ("Velden [the dam] holds", "Velden [the dam] holds"),
    ],
)
def test_a_headline_is_compared_without_its_place_in_the_paper(title: str, told: str) -> None:
    assert told_headline(title).split() == told.split()


@given(st.text())
def test_a_label_is_gone_after_one_look(title: str) -> None:
    assert told_headline(told_headline(title)) in told_headline(title)


def test_a_style_sheet_among_the_text_is_left_out_and_a_long_list_stays() -> None:
    sheet = ".pier{color:red;margin:0}.dam{width:10px;height:16px}@media(min-width:768px){.gull::before{display:none}}"
    listed = "The council chose: piers; dams; gulls; ferries; shops; levies; schools; and, at the end, itself."
    told = trimmed(f"{sheet}\n{WORDS.format(n=1)}\n{listed}", frozenset())
    assert told.left_out == (sheet,)
    assert told.text == f"{WORDS.format(n=1)}\n{listed}"
    assert without(f"{sheet}\n{WORDS.format(n=1)}\n{listed}", told.left_out) == told.text
