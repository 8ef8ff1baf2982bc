"""Templates without their indentation: the same words, and nothing in which spaces mean something."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from newsdesk.lean_templates import lean

ROOT = Path(__file__).resolve().parents[2] / "templates"
PAGES = [*sorted((ROOT / "web").rglob("*.html")), ROOT / "base.html"]
MESSAGE = re.compile(r"{% blocktranslate(?P<how>[^%]*)%}(?P<text>.*?){% endblocktranslate %}", re.DOTALL)


def test_indentation_is_one_end_of_a_line_and_words_stay_apart() -> None:
    assert lean("<p>\n    one two\n\n    <b>three</b>\n</p>") == "<p>\none two\n<b>three</b>\n</p>"
    assert lean("one two  three") == "one two  three"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_has_no_message_and_no_text_in_which_the_ends_of_lines_count(path: Path) -> None:
    source = path.read_text("utf-8")
    for message in MESSAGE.finditer(source):
        assert "trimmed" in message["how"] or "\n" not in message["text"], message["text"]
    for element in re.findall(r"<(?:pre|textarea)\b[^>]*>(.*?)</(?:pre|textarea)>", source, re.DOTALL):
        assert "\n" not in element


def test_pages_are_lean_and_mails_are_as_they_were_written() -> None:
    part = get_template("web/parts/quotations.html").template.source
    assert part == lean((ROOT / "web/parts/quotations.html").read_text("utf-8"))
    mail = next(iter(sorted((ROOT / "digests").glob("*.txt"))))
    assert get_template(f"digests/{mail.name}").template.source == mail.read_text("utf-8")
