"""manage.py train_tone: the numbers of the tone of articles, from our sentences and labelled items."""

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from django.core.management.base import BaseCommand, CommandError

from stories.annotate import tone
from stories.annotate.model import ModelError
from stories.management.evaluations import tone_items, tone_training
from stories.management.evaluations.labelled_articles import RowsError
from stories.management.evaluations.tone_items import Item
from stories.management.evaluations.tone_training import Items
from stories.scales import ToneBand

FOLDER = Path(tone_items.__file__).parent
OURS, LABELLED = "tone_anchors.tsv", "tone_training.jsonl"


class Command(BaseCommand):
    """Writes tone_weights.json; seconds of work, the same numbers from the same files."""

    help = "Learns the tone of articles anew; needs the shared data (NEWSDESK_SHARED)."
    requires_system_checks = ()  # needs no database

    def add_arguments(self, parser: ArgumentParser) -> None:
        """[--out FILE]."""
        parser.add_argument("--out", type=Path, default=Path(tone.__file__).with_name(tone.WEIGHTS_FILE))

    def handle(self, *_args: Any, **options: Any) -> None:
        """Writes the file."""
        try:
            labelled = tone_items.read(FOLDER / LABELLED)
            one, two = ([item for item in labelled if len(item.bands) == passes] for passes in (1, 2))
            learned = tone_training.head(_prepared(_ours()), _prepared(one), _prepared(two))
        except (ModelError, RowsError) as error:
            raise CommandError(str(error)) from error
        options["out"].write_text(tone_training.weights_file(learned), encoding="utf-8")
        self.stdout.write(f"{learned.version}: {len(one)} items of one pass, {len(two)} of two; {options['out']}")


def _ours() -> list[Item]:
    lines = (line.split("\t") for line in (FOLDER / OURS).read_text("utf-8").splitlines())
    return [Item("", (told,), (list(ToneBand).index(ToneBand(band)),)) for band, told in lines]


def _prepared(items: Sequence[Item]) -> Items:
    return Items(tone_items.features(items), np.array([np.mean(item.bands) for item in items]))
