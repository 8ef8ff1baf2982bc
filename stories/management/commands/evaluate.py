"""manage.py evaluate: how good a stage is, measured on labelled data."""

import importlib
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from stories.annotate.model import ModelError
from stories.management.evaluations.labelled_articles import RowsError

FROM_HERE, TO_HERE = "<!-- figures -->", "<!-- end of figures -->"
EVALUATIONS = ("clustering", "extraction", "summary", "ask", "tone")  # modules beside, with run() and lines()


class Command(BaseCommand):
    """Measures one stage and prints its figures; exits with 0 when a goal is missed."""

    help = (
        "Measures a stage on labelled files or folders: evaluate clustering FILE..., evaluate extraction FOLDER..., "
        "evaluate summary, ask or tone with the rows in stories/management/evaluations."
    )
    requires_system_checks = ()  # needs no database

    def add_arguments(self, parser: ArgumentParser) -> None:
        """WHAT PATH... [--json] [--write FILE] [--among FILE] [--orders N]."""
        parser.add_argument("what", choices=EVALUATIONS)
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="labelled files, or folders")
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
        parser.add_argument("--among", type=Path, metavar="FILE", help="articles to mix in, not scored: clustering")
        parser.add_argument("--orders", type=int, metavar="N", help="shuffles of what is not dated: clustering, 5")
        parser.add_argument(
            "--write", type=Path, metavar="FILE", help="a page with a place for the figures: clustering"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Prints the figures."""
        extra = _extra(options)
        for path in [*options["paths"], *filter(None, [options["among"]])]:
            if not path.exists():
                raise CommandError(f"{path} isn't there")
        evaluation = importlib.import_module(f"stories.management.evaluations.{options['what']}")
        try:
            result = evaluation.run(options["paths"], **extra)
        except (ModelError, RowsError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename or 'A file'} could not be read: {error.strerror or error}.") from error
        except json.JSONDecodeError as error:
            raise CommandError(f"The labels can't be read: they are not JSON ({error}).") from error
        if options["write"]:
            put(options["write"], evaluation.table(result))
        printed = [json.dumps(result, ensure_ascii=False)] if options["json"] else evaluation.lines(result)
        for line in printed:
            self.stdout.write(line)


def _extra(options: dict[str, Any]) -> dict[str, Any]:
    """What only some evaluations take, checked."""
    extra = {name: options[name] for name in ("among", "orders") if options[name] is not None}
    if extra and options["what"] != "clustering":
        raise CommandError(f"--{next(iter(extra))} is for clustering.")
    if extra.get("orders", 1) < 1:
        raise CommandError("--orders is at least 1.")
    return extra


def put(page: Path, figures: str) -> None:
    """Put the figures between the page's marks, in place of those of before."""
    before, opening, rest = page.read_text(encoding="utf-8").partition(FROM_HERE)
    _, closing, after = rest.partition(TO_HERE)
    if not opening or not closing:
        raise CommandError(f"{page} has no place for figures: {FROM_HERE} and {TO_HERE}.")
    page.write_text(f"{before}{FROM_HERE}\n{figures}\n{TO_HERE}{after}", encoding="utf-8")
