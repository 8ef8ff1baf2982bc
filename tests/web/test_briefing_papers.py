"""What the papers say, where figures differ and the claim table, by what a reader sees of them."""

from typing import Any

import pytest

from stories.models import Article, Briefing, Story
from stories.scales import Lean
from tests import make
from tests.web.reading import one, page, words
from tests.web.rows import story_of

pytestmark = pytest.mark.django_db


def articles_of(story: Story) -> list[Article]:
    return list(Article.objects.filter(membership__story=story).order_by("pk"))


def row(story: Story, block: str, content: dict[str, Any]) -> None:
    Briefing.objects.create(
        story=story,
        block=block,
        content=content,
        method="extractive",
        version="extractive-1",
        article_ids=[article.pk for article in articles_of(story)],
        made_at=make.NOW,
    )


def said(text: str, *articles: Article) -> dict[str, Any]:
    return {"text": text, "citations": [[article.pk, 0, 9] for article in articles]}


def paper(article: Article, **given: Any) -> dict[str, Any]:
    known = {"statements": [], "names": [], "stresses": [], "left_out": []}
    return {"outlet": article.outlet_id, "name": article.outlet.name, "side": "left"} | known | given


def test_what_only_one_paper_has_stands_under_its_name() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    left, right = articles_of(story)
    alone = paper(
        left,
        statements=[said("The pump had failed.", left)],
        names=[{"name": "Ilse Pankhurst"} | said("Ilse Pankhurst spoke.", left)],
        stresses=[{"term": "pump", "times": 7, "elsewhere": 0.5}],
        left_out=[said("The council met.", right)],
    )
    row(story, "papers", {"agreed": [said("Rain fell.", left, right)], "sides": [], "outlets": [alone]})
    part = one(page(story.get_absolute_url()), ".papers")
    assert words(one(part, ".papers__list--agreed .said")) == "Rain fell."
    assert len(part.cssselect(".papers__list--agreed .cited a")) == 2
    outlet = one(part, ".papers__outlet")
    shown = words(outlet)
    assert left.outlet.name in words(one(outlet, "summary"))
    for expected in ("The pump had failed.", "Ilse Pankhurst", "pump (7×)", "Not mentioned in the text we have"):
        assert expected in shown


def test_nothing_is_told_of_a_paper_whose_articles_are_gone_or_have_more_to_say() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT, Lean.CENTER)
    left, right, center = articles_of(story)
    alone = paper(
        left,
        articles=[left.pk],
        stresses=[{"term": "pump", "times": 7, "elsewhere": 0.5}],
        left_out=[said("The council met.", right, center)],
    )
    agreed = [said("Rain fell.", left, right), said("It stopped.", right, center)]
    row(story, "papers", {"agreed": agreed, "sides": [], "outlets": [alone]})
    assert "pump (7×)" in words(one(page(story.get_absolute_url()), ".papers__outlet"))
    Briefing.objects.update(article_ids=[right.pk, center.pk])  # the paper's article has come since
    assert "The council met." not in words(one(page(story.get_absolute_url()), ".papers__outlet"))
    Article.objects.filter(pk=left.pk).update(removed_at=make.NOW)
    part = one(page(story.get_absolute_url()), ".papers")
    assert not part.cssselect(".papers__outlet")
    assert [words(shown) for shown in part.cssselect(".papers__list--agreed .said")] == ["It stopped."]


def test_what_several_outlets_do_not_mention_is_told_once_with_their_names() -> None:
    story = story_of(*[Lean.LEFT] * 6, Lean.RIGHT)
    *lacking, holder = articles_of(story)
    line, own = said("The council met.", holder), said("Rain fell.", holder)
    outlets = [paper(each, left_out=[line]) for each in lacking[1:]]
    outlets.append(paper(lacking[0], left_out=[line, own]))
    row(story, "papers", {"agreed": [], "sides": [], "outlets": outlets})
    part = one(page(story.get_absolute_url()), ".papers")
    assert words(part).count("The council met.") == 1
    missing = one(part, ".papers__missing")
    at_once, folded = words(one(missing, "p.papers__lacking")), words(one(missing, "details.papers__lacking"))
    assert [each.outlet.name in at_once for each in lacking] == [False, True, True, True, False, False]
    assert [each.outlet.name in folded for each in lacking] == [True, False, False, False, True, True]
    assert "3 more outlets" in folded
    assert words(one(one(part, ".papers__outlet"), ".said")) == "Rain fell."


def test_four_outlets_are_all_named_at_once() -> None:
    story = story_of(*[Lean.LEFT] * 4, Lean.RIGHT)
    *lacking, holder = articles_of(story)
    outlets = [paper(each, left_out=[said("The council met.", holder)]) for each in lacking]
    row(story, "papers", {"agreed": [], "sides": [], "outlets": outlets})
    missing = one(page(story.get_absolute_url()), ".papers__missing")
    assert all(each.outlet.name in words(missing) for each in lacking)
    assert not missing.cssselect("details")


def test_a_quotation_goes_with_the_article_that_prints_it_whole() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    left, right = articles_of(story)
    versions = [
        {"outlet": "", "text": "", "note": note, "citations": [[article.pk, 0, 9]]}
        for note, article in (("", left), ("shorter", right))
    ]
    row(story, "quotes", {"quotes": [{"text": "nobody was told", "speaker": "Ilse Pankhurst", "versions": versions}]})
    Article.objects.filter(pk=left.pk).update(removed_at=make.NOW)
    assert "nobody was told" not in words(page(story.get_absolute_url()))


def test_figures_that_differ_show_each_value_with_its_outlets() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    left, right = articles_of(story)
    values = [
        {"written": "2,100 workers", "note": "rounded", "said": [said("It took 2,100 workers off.", left)]},
        {"written": "3,200 workers", "note": "latest", "said": [said("It took 3,200 workers off.", right)]},
    ]
    row(story, "figures", {"rows": [{"about": "the walkout", "unit": "workers", "over_time": True, "values": values}]})
    part = one(page(story.get_absolute_url()), ".figures")
    assert "changed over time" in words(one(part, ".figures__about"))
    first, later = part.cssselect("dt")
    assert [words(one(value, "bdi")) for value in (first, later)] == ["2,100 workers", "3,200 workers"]
    assert [words(value.cssselect("span")[0]) for value in (first, later)] == [
        "may be rounded",
        "in the latest articles",
    ]
    assert [one(value, "time").get("datetime", "")[:4] for value in (first, later)] == ["2026", "2026"]
    Article.objects.filter(pk=right.pk).update(removed_at=make.NOW)
    assert not page(story.get_absolute_url()).cssselect(".figures")


def test_a_row_about_a_name_says_what_of_it_differs() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    left, right = articles_of(story)
    values = [
        {"written": "34", "note": "", "said": [said("The pilot Ilse Pankhurst, 34, smiled.", left)]},
        {"written": "35", "note": "", "said": [said("Pankhurst, 35, smiled.", right)]},
    ]
    about = {"about": "Ilse Pankhurst", "kind": "age", "unit": "age", "over_time": False}
    row(story, "figures", {"rows": [about | {"values": values}]})
    part = one(page(story.get_absolute_url()), ".figures")
    assert words(one(part, ".figures__about")) == "Ilse Pankhurst age"
    assert not part.cssselect("dt time")


def test_the_claim_table_says_who_states_what_and_who_is_silent() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    left, right = articles_of(story)

    def stated(text: str, article: Article) -> dict[str, Any]:
        return {"text": text, "outlet": article.outlet.name, "citations": [[article.pk, 0, 9]]}

    def claim(kind: str, text: str, values: list[str], *cells: dict[str, Any]) -> dict[str, Any]:
        known = {"citations": [[left.pk, 0, 9]], "speaker": "", "over_time": False}
        return known | {"kind": kind, "text": text, "values": values, "cells": list(cells)}

    silent = {"side": "center", "state": "silent", "stated": []}
    first = claim(
        "figure",
        "It took 2,100 workers off.",
        ["2,100 workers", "3,200 workers"],
        {"side": "left", "state": "differs", "stated": [stated("2,100 workers", left)]},
        silent,
        {"side": "right", "state": "differs", "stated": [stated("3,200 workers", right)]},
    )
    second = claim(
        "quotation",
        "nobody was told",
        [],
        {"side": "left", "state": "states", "stated": [stated("", left)]},
        {"side": "center", "state": "", "stated": []},
        {"side": "right", "state": "states", "stated": [stated("shorter", right)]},
    )
    row(story, "claims", {"rows": [first, second]})
    table = one(page(story.get_absolute_url()), ".claims__table")
    assert [words(head) for head in table.cssselect("thead th")] == ["Claim", "L Left", "C Center", "R Right"]
    figure, quotation = table.cssselect("tbody tr")
    assert "figures differ" in words(one(figure, "th"))
    assert [words(one(cell, ".claims__side ~ *")) for cell in figure.cssselect("td")][1] == "not in the texts we have"
    assert right.outlet.name in words(figure.cssselect("td")[2])
    assert "“nobody was told”" in words(one(quotation, "th"))
    assert "(shorter)" in words(quotation.cssselect("td")[2])


def test_a_side_is_not_called_silent_once_an_article_of_it_has_come() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT, Lean.CENTER)
    left, right, center = articles_of(story)

    def cell(article: Article) -> dict[str, Any]:
        stated = {"text": "", "outlet": article.outlet.name, "citations": [[article.pk, 0, 9]]}
        return {"state": "states", "stated": [stated]}

    silent = {"side": "center", "state": "silent", "stated": [], "articles": [center.pk]}
    cells = [{"side": "left"} | cell(left), silent, {"side": "right"} | cell(right)]
    claim = {"kind": "quotation", "text": "nobody was told", "values": [], "speaker": "", "over_time": False}
    row(story, "claims", {"rows": [claim | {"citations": [[left.pk, 0, 9]], "cells": cells}] * 2})
    assert "not in the texts we have" in words(one(page(story.get_absolute_url()), ".claims__table"))
    Briefing.objects.update(article_ids=[left.pk, right.pk])
    assert "not in the texts we have" not in words(one(page(story.get_absolute_url()), ".claims__table"))


def test_a_quotation_names_its_speaker_and_who_cut_it() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    left, right = articles_of(story)
    versions = [
        {"outlet": "", "text": "", "note": note, "citations": [[article.pk, 0, 9]]}
        for note, article in (("", left), ("shorter", right))
    ]
    row(story, "quotes", {"quotes": [{"text": "nobody was told", "speaker": "Ilse Pankhurst", "versions": versions}]})
    part = one(page(story.get_absolute_url()), ".quotes li")
    assert words(one(part, "blockquote")) == "nobody was told"
    assert words(one(part, "figcaption strong")) == "Ilse Pankhurst"
    assert words(one(part, "figcaption")).endswith("(shorter)")
