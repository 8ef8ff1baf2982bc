"""What can be set is told to whoever runs the site."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(r"""\benv(?:\.\w+)?\(\s*"([A-Z_]+)\"""")


@pytest.mark.parametrize("file", sorted(path.name for path in (ROOT / "newsdesk").glob("*.py")))
def test_every_variable_that_settings_read_is_told(file: str) -> None:
    told = (ROOT / "docs/operations.md").read_text() + (ROOT / "docs/recipes/language-model.md").read_text()
    read = READ.findall((ROOT / "newsdesk" / file).read_text())
    assert not [name for name in read if f"`{name}`" not in told]
