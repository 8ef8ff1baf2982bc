"""One style sheet for all pages: every rule of the sources in their order, under a name that changes with them."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from newsdesk.stylesheet import PARTS, joined, sheet_name

BROWSER = {"accept-encoding": "gzip, deflate, br"}
ADDRESS = re.compile(r'<link rel="stylesheet" href="([^"]+)"')


@pytest.mark.django_db
def test_a_page_asks_for_one_style_sheet_and_may_keep_it_for_good() -> None:
    (address,) = ADDRESS.findall(Client().get("/").content.decode())
    plain, compressed = Client().get(address), Client().get(address, headers=BROWSER)
    assert plain["Content-Type"].startswith("text/css")
    assert "immutable" in plain["Cache-Control"]
    assert gzip.decompress(compressed.getvalue()) == plain.getvalue()
    assert "max-age=315360000" not in Client().get("/static/js/newsdesk.js")["Cache-Control"]


def test_the_sheet_holds_every_rule_in_the_order_of_its_parts() -> None:
    found = finders.find(sheet_name())
    assert isinstance(found, str)
    css = Path(found).read_text("utf-8")
    places = []
    for part in PARTS:
        text = (settings.BASE_DIR / "static" / "css" / f"{part}.css").read_text("utf-8")
        rules = joined([text]).strip()
        assert rules in css
        places.append(css.index(rules))
    assert places == sorted(places)


def test_comments_and_needless_spaces_are_left_out_and_nothing_else() -> None:
    assert joined(["/* a\n * note */\na {\n  color: red; /* why */\n}\n", "\nb { margin: 0 }"]) == (
        "a{color:red}b{margin:0}\n"
    )
    kept = '@media (min-width: 4rem) and (hover){a :hover + b::after{content:"· x" / "";width:calc(1px + 2 * 3px)}}\n'
    assert joined([kept]) == kept


def test_no_rule_and_no_declaration_is_lost() -> None:
    whole = "".join((settings.BASE_DIR / "static" / "css" / f"{part}.css").read_text("utf-8") for part in PARTS)
    written = re.sub(r"/\*.*?\*/", "", whole, flags=re.DOTALL)
    css = joined([whole])
    assert css.count("{") == css.count("}") == written.count("{")
    assert css.count(";") + css.count("}") >= written.count(";")
    assert re.sub(r"[\s;]", "", css) == re.sub(r"[\s;]", "", written)


def test_other_names_are_no_style_sheet_of_this_site() -> None:
    assert not finders.find("css/newsdesk.000000000000.css")
    assert Client().get("/static/css/newsdesk.000000000000.css").status_code == 404
