"""What the design promises, read from its files: contrast, both themes alike, nothing inline, nothing unsafe."""

import re
from itertools import product
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOKENS = (ROOT / "static/css/tokens.css").read_text(encoding="utf-8")
TEMPLATES = [*sorted((ROOT / "templates/web").rglob("*.html")), ROOT / "templates/base.html"]
AA = 4.5
TEXT_ON = [
    *product(("ink", "ink-soft", "accent"), ("paper", "paper-raised", "paper-sunk")),
    ("warn", "paper"),
    ("warn", "warn-soft"),
    ("on-blue", "blue"),
    ("on-red", "red"),
    ("on-center", "center"),
    ("on-unrated", "unrated"),
]


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def block(selector: str) -> str:
    return TOKENS.partition(selector)[2].partition("}")[0]


LIGHT = colours(block(":root {"))
DARK = colours(block(':root[data-theme="dark"] {'))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_every_text_can_be_read_on_its_ground(theme: dict[str, str], text: str, ground: str) -> None:
    assert contrast(theme[text], theme[ground]) >= AA


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_left_and_right_can_be_told_from_the_page(theme: dict[str, str]) -> None:
    assert contrast(theme["blue"], theme["paper"]) >= 3
    assert contrast(theme["red"], theme["paper"]) >= 3


def test_the_dark_theme_is_the_same_by_choice_and_by_the_system() -> None:
    assert colours(block(':root:not([data-theme="light"]) {')) == DARK
    assert DARK.keys() == LIGHT.keys()


def test_the_sides_swap_colours_by_the_setting() -> None:
    assert "--left: var(--red)" in block(':root[data-sides="eu"] {')
    assert "--right: var(--blue)" in block(':root[data-sides="eu"] {')


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_nothing_inline_and_nothing_marked_safe(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|\son\w+=|<style|javascript:|\|\s*safe\b|autoescape off|hx-on|hx-vals", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


@pytest.mark.parametrize(
    "path", [path for path in TEMPLATES if path.parent.name == "parts"], ids=lambda path: path.name
)
def test_a_part_names_its_inputs_in_its_first_line(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("{# ")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_part_is_called_with_its_inputs_only(path: Path) -> None:
    for call in re.findall(r"{% include [^%]+%}", path.read_text(encoding="utf-8")):
        assert call.endswith(" only %}"), call


def test_no_style_reaches_out_of_the_site() -> None:
    for path in (ROOT / "static/css").glob("*.css"):
        assert not re.search(r"@import|https?:|url\(", path.read_text(encoding="utf-8")), path.name
