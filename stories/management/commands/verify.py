"""The invariants, asked of the rows."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from stories.management.invariants import breaches


class Command(BaseCommand):
    help = "Check the invariants in SQL: prints a line for each breach and exits 1 when there is one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")

    def handle(self, *_args: Any, **options: Any) -> None:
        found = list(breaches(timezone.now()))
        if options["json"]:
            self.stdout.write(json.dumps({"breaches": [breach.as_dict() for breach in found], "holds": not found}))
        else:
            for breach in found:
                self.stdout.write(f"{breach.invariant}: {breach.words}")
            self.stdout.write(f"{len(found)} breaches." if found else "All invariants hold.")
        if found:
            sys.exit(1)
