"""manage.py bench: a measurement by name, paired and interleaved."""

import importlib
import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from stories.management.benches.paired import PAIRS, NothingToMeasureError, Row

BENCHES = (
    "pages",
    "clustering",
    "vectors",
    "digests",
    "briefing",
)  # modules of stories.management.benches with run() -> list[Row]


class Command(BaseCommand):
    """Prints the figures with their goals; exits with 0 when a goal is missed."""

    help = (
        "Measures a part of the site: bench pages on this database (manage.py seed_bench makes a large one), bench "
        "clustering, briefing and digests on rows of their own, bench vectors without any."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """NAME [--pairs N] [--json]."""
        parser.add_argument("name", choices=BENCHES)
        parser.add_argument("--pairs", type=int, default=PAIRS, help="of each comparison")
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Prints the figures."""
        bench = importlib.import_module(f"stories.management.benches.{options['name']}")
        try:
            rows: list[Row] = bench.run(max(options["pairs"], 1))
        except NothingToMeasureError as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            result = {"bench": options["name"], "rows": [asdict(found) for found in rows]}
            self.stdout.write(json.dumps(result, ensure_ascii=False))
            return
        for found in rows:
            self.stdout.write(_line(found))


def _line(found: Row) -> str:
    goal = "" if found.goal is None else f"   goal {found.goal:g}: {'holds' if found.holds else 'missed'}"
    return f"{found.value:>12,g} {found.unit:<9}{found.name}{goal}"
