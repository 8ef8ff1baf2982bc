"""manage.py train_tone: the numbers of the tone of articles, from our sentences and labelled items."""

from argparse import ArgumentParser
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
OURS = "tone_anchors.tsv"
# How much an item counts: a sentence of ours; one that two passes labelled by the guide, unseen by each other; one that
# one pass did; one that was labelled first without the guide and then with it.
OURS_COUNT = 1.5
COUNTS = {"tone_training.jsonl": 1.5, "tone_training_guided.jsonl": 1.0, "tone_training_early.jsonl": 0.7}


class Command(BaseCommand):
    """Writes tone_weights.jsonl; a minute of work, the same numbers from the same files."""

    help = "Learns the tone of articles anew; needs the shared data (NEWSDESK_SHARED)."
    requires_system_checks = ()  # needs no database

    def add_arguments(self, parser: ArgumentParser) -> None:
        """[--out FILE]."""
        parser.add_argument("--out", type=Path, default=Path(tone.__file__).with_name(tone.WEIGHTS_FILE))

    def handle(self, *_args: Any, **options: Any) -> None:
        """Writes the file."""
        try:
            counted = [(item, OURS_COUNT) for item in _ours()]
            counted += [(item, count) for name, count in COUNTS.items() for item in tone_items.read(FOLDER / name)]
            items = [item for item, _count in counted]
            features, parts = tone_items.features(items)
        except (ModelError, RowsError) as error:
            raise CommandError(str(error)) from error
        weights = np.array([count for _item, count in counted])
        learned = tone_training.head(Items(features, parts, tuple(item.bands for item in items), weights))
        options["out"].write_text(tone_training.weights_file(learned), encoding="utf-8")
        self.stdout.write(f"{learned.version}: {len(items)} items; {options['out']}")


def _ours() -> list[Item]:
    lines = (line.split("\t") for line in (FOLDER / OURS).read_text("utf-8").splitlines())
    return [Item("", (told,), (list(ToneBand).index(ToneBand(band)),)) for band, told in lines]
