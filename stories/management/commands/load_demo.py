"""The demo newsroom: fictional outlets, ratings and articles, through the same steps as any other."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

import stories.catalogue
from stories.catalogue.report import ImportReport
from stories.catalogue.steps.feeds import import_feeds
from stories.catalogue.steps.ratings import import_ratings
from stories.management.archives import latest_of, load_archive
from stories.management.follow import follow_on_commit

DEMO = Path(stories.catalogue.__file__).parent / "demo"
NEWSROOM = "demo newsroom"
NEWEST_AGE = timedelta(minutes=12)  # the demo's latest article, when it is loaded


class Command(BaseCommand):
    help = "Load the demo newsroom, dated relative to now. Run twice, it adds nothing the second time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--leave-to-workers", action="store_true", help="store the articles only; running workers do the rest"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        now = timezone.now()
        for report in self._catalogue(now):
            follow_on_commit(report.edit_id)
            self.stdout.write("\n".join(report.lines()))
        archives = [file for name in ("background.jsonl", "articles.jsonl") if (file := DEMO / name).exists()]
        newest = latest_of(archives)
        if newest is None:
            raise CommandError("The demo newsroom has no articles.")
        for file in archives:
            loaded = load_archive(file, NEWSROOM, now, shift=now - NEWEST_AGE - newest, quiet=options["verbosity"] == 0)
            self.stdout.write("\n".join(loaded.lines()))
        if not options["leave_to_workers"]:
            call_command("run_pipeline", until_idle=True, verbosity=options["verbosity"], stdout=self.stdout)

    def _catalogue(self, now: datetime) -> list[ImportReport]:
        def content(name: str) -> tuple[bytes, str]:
            return (DEMO / name).read_bytes(), f"demo {name}"

        reports = [import_feeds(*content("outlets.csv"), "csv", NEWSROOM, now)]
        for name, scheme in (("ratings.csv", "lean"), ("factuality.csv", "factuality")):
            if (DEMO / name).exists():
                reports.append(import_ratings(*content(name), NEWSROOM, NEWSROOM, now, scheme=scheme))
        return reports
