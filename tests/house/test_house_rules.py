"""The rules that the tools don't know: file length, where Django may be imported, what is never committed."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STAGES = (
    *("net", "catalogue", "ingest", "annotate", "clustering", "coverage", "finding", "briefing"),
    *("editing", "readers", "digests", "publishing"),
)
PURE = ("text",)
MAIL_DOORS = {"stories/digests/mail.py", "stories/digests/mail_folder.py"}  # mail backends are Django's
DJANGO_DOORS = {"stories/annotate/model.py", "stories/net/fetch.py"} | MAIL_DOORS


def tracked() -> list[Path]:
    """Files in the repository, or all files beside the data folders where there is no git."""
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / line for line in listing.stdout.splitlines() if (ROOT / line).is_file()]


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def test_no_python_file_is_over_300_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in tracked()
        if path.suffix == ".py" and "migrations" not in path.parts
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert not long


def test_inside_a_stage_only_steps_know_django() -> None:
    wrong = {
        str(path.relative_to(ROOT))
        for stage in [*STAGES, *PURE]
        for path in (ROOT / "stories" / stage).rglob("*.py")
        if path.name != "step.py" and "steps" not in path.parts and str(path.relative_to(ROOT)) not in MAIL_DOORS
        for name in imports(path)
        if name.split(".")[0] == "django" or name.startswith("stories.models")
    }
    assert not wrong


def test_a_stage_has_an_empty_init() -> None:
    inits = [ROOT / "stories" / stage / "__init__.py" for stage in STAGES]
    assert not [file.parent.name for file in inits if file.exists() and file.read_text()]


def test_a_step_is_not_imported_by_another_stage() -> None:
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for stage in STAGES
        for path in (ROOT / "stories" / stage).rglob("*.py")
        for name in imports(path)
        if (parts := name.split("."))[0] == "stories" and {"step", "steps"} & set(parts) and parts[1] != stage
    }
    assert not wrong


def test_only_doors_do_network_or_file_input() -> None:
    doors = DJANGO_DOORS | {"stories/annotate/model_build.py"}
    wrong = {
        f"{path.relative_to(ROOT)}: {name}"
        for stage in [*STAGES, *PURE]
        for path in (ROOT / "stories" / stage).rglob("*.py")
        if str(path.relative_to(ROOT)) not in doors and path.name != "step.py" and "steps" not in path.parts
        for name in imports(path)
        if name.split(".")[0] in {"httpx", "httpcore", "socket", "subprocess", "smtplib", "requests"}
    }
    assert not {line for line in wrong if not line.startswith("stories/net/")}


def test_templates_hold_no_inline_script_or_style_and_no_safe_filter() -> None:
    inline = r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+="
    pattern = re.compile(inline + r"|\|safe\b|truncatewords_html|striptags")
    wrong = {
        f"{path.relative_to(ROOT)}: {found.group(0)}"
        for path in (ROOT / "templates").rglob("*")
        if path.suffix in {".html", ".txt"}
        for found in pattern.finditer(path.read_text(encoding="utf-8"))
    }
    assert not wrong


def test_nothing_committed_names_a_package_registry_or_holds_a_large_file() -> None:
    dashes = "-" * 2  # so that this file holds none of them itself
    options, hosts = (f"{dashes}(extra-)?index-url", f"{dashes}find-links"), ("pythonhosted", "npmjs")
    registry = re.compile("|".join([*options, *map(re.escape, hosts)]))
    wrong = []
    for path in tracked():
        if path.stat().st_size > 300_000 and path.suffix not in {".jsonl"}:
            wrong.append(f"{path.name} is large")
        if path.suffix in {".txt", ".toml", ".md", ".yml", ".sh"} and path != Path(__file__):
            wrong += [f"{path.name}: {found.group(0)}" for found in registry.finditer(path.read_text(encoding="utf-8"))]
    assert not wrong
