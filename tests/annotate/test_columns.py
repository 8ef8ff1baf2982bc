"""What an outlet prints again and again is no sign that two articles tell of one event."""

from collections.abc import Iterable
from datetime import date, timedelta
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.annotate.columns import labels_in, marks, printed, without_labels
from stories.annotate.furniture import trimmed, without
from stories.annotate.step import annotate_due
from stories.clustering.auditing import take
from stories.clustering.steps.window import features
from stories.clustering.window import Window
from stories.models import Annotation, Article, ArticleLines, Stage
from tests import make
from tests.make import NOW

MONDAY = date(2026, 3, 2)
SHOP = "The Harbour Shop sells what makers of our coast make, at a price for readers. This is an advertisement."
THINGS = ("A pan that never sticks", "Apples from the upper valley", "Socks for cold piers", "A lamp without a switch")


def known(titles: Iterable[str], body: str = "", every: int = 2) -> frozenset[int]:
    """What an outlet has printed that ran these headlines, one every so many days."""
    days = [(title, MONDAY + timedelta(days=every * n)) for n, title in enumerate(titles)]
    return printed((mark, day) for title, day in days for mark in marks(title, body))


def told(title: str, body: str, printed_before: frozenset[int]) -> str:
    return without_labels(title, labels_in(title, body, printed_before))


@pytest.mark.parametrize(
    ("pattern", "news"),
    [
        ("Leader: {}", "Piers need money"),
        ("Leitartikel | {}", "Der Hafen braucht Geld"),
        ("En direct, le port : {}", "les dockers votent la grève"),
        ("{} - Gull Daily Highlights", "Ferry strike, new pier"),
        ("社説：{}", "港にお金を"),
        ("사설 | {}", "항구에 돈을"),
    ],
)
def test_a_columns_label_is_left_out_of_its_headline_in_any_language(pattern: str, news: str) -> None:
    before = known(pattern.format(f"{thing} {n}") for n, thing in enumerate(THINGS))
    assert told(pattern.format(news), "", before) == news


@pytest.mark.parametrize("title", ["Quiz of the week", "Weather table of 3 March 2026", "Rates 14.30", "오늘의 날씨"])
def test_of_a_headline_that_is_the_same_every_week_nothing_is_compared(title: str) -> None:
    assert told(title, "", known([title] * 5, every=7)) == ""


@pytest.mark.parametrize(("days", "every"), [(3, 3), (6, 1), (4, 20)])
def test_what_was_printed_on_few_days_or_within_a_few_or_long_apart_is_no_column(days: int, every: int) -> None:
    before = known([f"Leader: {thing}" for thing in (*THINGS, *THINGS)[:days]], every=every)
    assert told("Leader: Piers need money", "", before) == "Leader: Piers need money"


def test_the_name_of_an_event_stays_where_the_text_says_it_too() -> None:
    before = known(f"Port Ansel fire: {thing}" for thing in THINGS)
    headline = "Port Ansel fire: two men held"
    assert told(headline, "Police in Port Ansel hold two men after the fire in the harbour.", before) == headline


def test_what_a_column_begins_with_is_left_out_though_nothing_else_is_there() -> None:
    assert trimmed(SHOP, (), known(THINGS, SHOP)).text == ""
    of_pages = known(THINGS, f"{SHOP}\nIt is for sale.\nFor a week.")
    assert trimmed(f"{SHOP}\nThis pan is of iron.", (), of_pages).text == "This pan is of iron."


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=30), max_size=9), st.data())
def test_what_was_left_out_says_how_text_and_headline_were_told(lines: list[str], data: st.DataObject) -> None:
    title, text = "Leader: the pier | Gull", "\n".join(lines)
    every = marks(title, text)
    before = frozenset(data.draw(st.lists(st.sampled_from(every))))
    found = trimmed(text, (), before)
    assert without(text, found.left_out) == found.text
    assert without_labels(title, labels_in(title, found.text, before)) in title


def read(texts: list[str]) -> np.ndarray:
    """Another direction for each text."""
    found = np.array([np.random.default_rng(crc32(text.encode())).normal(size=384) for text in texts], np.float32)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


def drain() -> None:
    while annotate_due(NOW, encode=read):
        pass


def offers(many: int, **fields: str) -> list[Article]:
    gull = make.outlet("Gull")
    return [
        make.article(
            gull,
            f"Reader offer: {THINGS[n % len(THINGS)]}",
            stage=Stage.ANNOTATE,
            published_at=NOW - timedelta(days=2 * (many - n)),
            **fields,
        )
        for n in range(many)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{"text": SHOP}, {"text": "", "summary": SHOP}])
def test_a_shops_offers_under_one_introduction_are_a_story_each(fields: dict[str, str]) -> None:
    offers(4, **fields)
    drain()
    last = make.article(Article.objects.first().outlet, "Reader offer: A bell for fog", stage=Stage.ANNOTATE, **fields)
    drain()
    note = Annotation.objects.get(article=last)
    assert "Reader offer" in note.left_out
    assert SHOP.partition(". ")[0] in " ".join(note.left_out)
    window = Window()
    rows = Article.objects.select_related("annotation", "outlet").exclude(annotation__left_out=[])
    for row in rows:
        take(window, features(row), row.pk)
    assert len(window.stories()) == len(rows) >= 1
    assert set(features(last).wording.headline) >= {"bell", "fog"}
    assert not {"reader", "offer"} & set(features(last).wording.text)


@pytest.mark.django_db
def test_rows_and_values_agree_on_what_a_column_prints() -> None:
    offers(9, text=SHOP)
    drain()
    rows = list(ArticleLines.objects.order_by("day"))
    before = printed((mark, row.day) for row in rows for mark in row.marks)
    assert before
    Article.objects.update(stage=Stage.ANNOTATE)
    drain()
    assert {tuple(note.left_out) for note in Annotation.objects.all()} == {
        (*trimmed(SHOP, (), before).left_out, "Reader offer")
    }


@pytest.mark.django_db
def test_another_outlets_column_is_its_own() -> None:
    offers(6, text=SHOP)
    other = make.article(make.outlet("Harbour Post"), "Reader offer: A bell", text=SHOP, stage=Stage.ANNOTATE)
    drain()
    assert Annotation.objects.get(article=other).left_out == []
