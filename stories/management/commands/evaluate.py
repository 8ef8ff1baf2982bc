"""manage.py evaluate: how good a stage is, measured on labelled data."""

import importlib
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from stories.annotate.model import ModelError
from stories.management.evaluations.labelled_articles import RowsError

EVALUATIONS = ("clustering", "extraction")  # modules of stories.management.evaluations with run() and lines()


class Command(BaseCommand):
    """Measures one stage and prints its figures; exits with 0 when a goal is missed."""

    help = "Measures a stage on labelled files or folders: evaluate clustering FILE..., evaluate extraction FOLDER..."
    requires_system_checks = ()  # needs no database

    def add_arguments(self, parser: ArgumentParser) -> None:
        """WHAT PATH... [--json]."""
        parser.add_argument("what", choices=EVALUATIONS)
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="labelled files, or folders")
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Prints the figures."""
        for path in options["paths"]:
            if not path.exists():
                raise CommandError(f"{path} isn't there")
        evaluation = importlib.import_module(f"stories.management.evaluations.{options['what']}")
        try:
            result = evaluation.run(options["paths"])
        except (ModelError, RowsError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename or 'A file'} could not be read: {error.strerror or error}.") from error
        except json.JSONDecodeError as error:
            raise CommandError(f"The labels can't be read: they are not JSON ({error}).") from error
        if options["json"]:
            self.stdout.write(json.dumps(result, ensure_ascii=False))
            return
        for line in evaluation.lines(result):
            self.stdout.write(line)
