"""All stages in this process, without Celery."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from stories.tasks import run_until_idle


class Command(BaseCommand):
    help = "Visit due feeds, read pages, annotate, cluster, count and brief, in this process, until nothing is due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--until-idle", action="store_true", help="accepted for scripts; it is what it always does")

    def handle(self, *_args: Any, **options: Any) -> None:
        bars: dict[str, tqdm[Any]] = {}

        def tell(what: str, count: int) -> None:
            if what not in bars:
                bars[what] = tqdm(desc=what, unit="", disable=options["verbosity"] == 0)
            bars[what].update(count)

        run_until_idle(tell)
        for bar in bars.values():
            bar.close()
        if options["verbosity"]:
            done = ", ".join(f"{bar.n} {what}" for what, bar in bars.items()) or "nothing was due"
            self.stdout.write(f"Idle: {done}.")
