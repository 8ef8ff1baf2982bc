"""Ratings of outlets from a CSV file."""

from __future__ import annotations

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from stories.catalogue.mappings import PRESETS, Mapping, read_mapping
from stories.catalogue.report import Problem, UnreadableError
from stories.catalogue.steps.ratings import import_ratings, scheme_of
from stories.management.follow import follow_on_commit
from stories.management.sources import read_source
from stories.models import RatingScheme


class Command(BaseCommand):
    help = """Add the ratings of a CSV file with the columns domain and lean (or value, rating, bias).

A value is one of the scheme's words (for lean: far left … far right, or L, C, R), or a rater's own with --mapping.
A column rater, where it holds something, goes before --rater; evidence, note and licence are kept.
A rating is never changed: a rater's new word is a new row, and the same word again is no row."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        return super().create_parser(prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", metavar="FILE-or-URL")
        parser.add_argument("--rater", required=True, help="who says so, for rows that don't say it themselves")
        parser.add_argument("--scheme", default="lean", help="lean (default), factuality, or another scheme's name")
        parser.add_argument(
            "--mapping",
            default="seven",
            metavar="FILE-or-PRESET",
            help=f"how the rater's values read: {', '.join(PRESETS)}, or a CSV with value,bucket or low,high,bucket",
        )
        parser.add_argument("--column", default="", help="the column that holds the value, if it has another name")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not options["rater"].strip():
            raise CommandError("--rater needs a name: who says so?")
        now = timezone.now()
        name, source = read_source(options["source"], now)
        try:
            mapping, problems = self._mapping(options["mapping"], options["scheme"], now)
            report = import_ratings(
                source,
                name,
                options["rater"].strip(),
                "import_ratings",
                now,
                scheme=options["scheme"],
                mapping=mapping,
                column=options["column"],
            )
        except RatingScheme.DoesNotExist as error:
            known = ", ".join(RatingScheme.objects.values_list("slug", flat=True))
            raise CommandError(f"There is no scheme '{options['scheme']}'; there are {known}.") from error
        except UnreadableError as error:
            raise CommandError(f"{name}: {error}") from error
        follow_on_commit(report.edit_id)
        self.stdout.write("\n".join([*(f"mapping, {problem}" for problem in problems), *report.lines()]))

    def _mapping(self, place: str, scheme: str, now: datetime) -> tuple[Mapping, tuple[Problem, ...]]:
        if (preset := PRESETS.get(place)) is None:
            try:
                name, source = read_source(place, now)
            except CommandError as error:
                raise CommandError(f"{error} Mappings by name are {', '.join(PRESETS)}.") from error
            try:
                return read_mapping(source, name, scheme_of(scheme))
            except UnreadableError as error:
                raise CommandError(f"mapping {name}: {error}") from error
        if preset.scheme not in ("", scheme):
            raise CommandError(f"The mapping {place} is for the scheme {preset.scheme}, not for {scheme}.")
        return preset, ()
