"""manage.py seed_bench: a newsroom of invented words, as large as a measurement needs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from stories.management.benches.seeding import Size, seed
from stories.models import Article


class Command(BaseCommand):
    """Fills an empty database with made-up articles and stories."""

    help = "Fills an empty database with articles and stories of invented words: seed_bench --articles 100000"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--articles N --stories M [--force]."""
        parser.add_argument("--articles", type=int, default=100_000, metavar="N")
        parser.add_argument("--stories", type=int, default=5_000, metavar="M")
        parser.add_argument("--force", action="store_true", help="also beside articles that are there already")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Writes the rows; tells what it has written."""
        size = Size(options["articles"], options["stories"])
        if not 0 < size.stories <= size.articles:
            raise CommandError("There must be a story, and no more stories than articles.")
        if Article.objects.exists() and not options["force"]:
            raise CommandError("The database holds articles already; with --force the invented ones come beside them.")
        seed(size, timezone.now(), lambda words: self.stdout.write(words) if options["verbosity"] else None)
