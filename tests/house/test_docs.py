"""Papers lead where they say: links, named files and decisions exist."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAPERS = sorted(path.relative_to(ROOT).as_posix() for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)")
FILE = re.compile(r"`((?:stories|newsdesk|templates|static|docs|tests|scripts|locale)/[\w./-]+)`")


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_names_only_what_there_is(paper: str) -> None:
    text = (ROOT / paper).read_text()
    near = [(ROOT / paper).parent / to for to in LINK.findall(text) if "://" not in to and not to.startswith("/")]
    named = [ROOT / name for name in FILE.findall(text)]
    assert not [str(path) for path in [*near, *named] if not path.exists()]


def test_code_names_only_decisions_that_there_are() -> None:
    found = subprocess.run(
        ["grep", "-rhoE", r"decisions/[0-9]{4}", "stories", "newsdesk", "templates", "static", "Makefile"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    numbers = {line[-4:] for line in found.stdout.splitlines()}
    assert numbers
    assert not [number for number in numbers if not list((ROOT / "docs/decisions").glob(f"{number}-*.md"))]
