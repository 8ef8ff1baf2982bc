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
OURS, LABELLED, GUIDED = "tone_anchors.tsv", "tone_training.jsonl", "tone_training_guided.jsonl"
# How much an item counts: a sentence of ours, one that one pass labelled before the guide was written, one labelled by
# the guide, one that two passes did.
OUR_WEIGHT, EARLY_WEIGHT, GUIDED_WEIGHT, TWO_WEIGHT = 1.5, 0.4, 1.0, 1.5


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
            labelled, guided = tone_items.read(FOLDER / LABELLED), tone_items.read(FOLDER / GUIDED)
            items = [*_ours(), *labelled, *guided]
            weights = [OUR_WEIGHT] * len(_ours()) + list(map(_weight, labelled)) + [GUIDED_WEIGHT] * len(guided)
            features = tone_items.features(items)
        except (ModelError, RowsError) as error:
            raise CommandError(str(error)) from error
        learned = tone_training.head(Items(features, tuple(item.bands for item in items), np.array(weights)))
        options["out"].write_text(tone_training.weights_file(learned), encoding="utf-8")
        self.stdout.write(f"{learned.version}: {len(items)} items; {options['out']}")


def _weight(item: Item) -> float:
    return TWO_WEIGHT if len(item.bands) == 2 else EARLY_WEIGHT


def _ours() -> list[Item]:
    lines = (line.split("\t") for line in (FOLDER / OURS).read_text("utf-8").splitlines())
    return [Item("", (told,), (list(ToneBand).index(ToneBand(band)),)) for band, told in lines]
