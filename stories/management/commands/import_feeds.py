"""Outlets and feeds from an OPML or CSV file."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from stories.catalogue.report import UnreadableError
from stories.catalogue.steps.feeds import import_feeds
from stories.management.follow import follow_on_commit
from stories.management.sources import read_source


class Command(BaseCommand):
    help = "Add the outlets and feeds of an OPML or CSV file. Run twice, it changes nothing the second time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", metavar="FILE-or-URL")
        parser.add_argument("--kind", choices=["opml", "csv"], default="", help="told by the content unless given")

    def handle(self, *_args: Any, **options: Any) -> None:
        now = timezone.now()
        name, source = read_source(options["source"], now)
        try:
            report = import_feeds(source, name, options["kind"], "import_feeds", now)
        except UnreadableError as error:
            raise CommandError(f"{name}: {error}") from error
        follow_on_commit(report.edit_id)
        self.stdout.write("\n".join(report.lines()))
