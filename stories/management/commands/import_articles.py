"""An archive of articles through annotate, clustering and coverage."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from stories.management.archives import load_archive


class Command(BaseCommand):
    help = "Import (gzipped) JSON lines, one article each, then annotate, cluster and count until nothing is due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--leave-to-workers", action="store_true", help="store the articles only; running workers do the rest"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        quiet = options["verbosity"] == 0
        if missing := [str(file) for file in options["files"] if not file.exists()]:
            raise CommandError(f"There is no file {', '.join(missing)}. Nothing was imported.")
        for file in options["files"]:
            report = load_archive(file, "import_articles", timezone.now(), quiet=quiet)
            self.stdout.write("\n".join(report.lines()))
        if not options["leave_to_workers"]:
            call_command("run_pipeline", until_idle=True, verbosity=options["verbosity"], stdout=self.stdout)
