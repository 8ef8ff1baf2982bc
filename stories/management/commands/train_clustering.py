"""manage.py train_clustering: new weights for the clusterer from labelled files."""

import statistics
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from stories.annotate.model import ModelError
from stories.clustering import model as learned
from stories.clustering import training
from stories.clustering.terms import wording
from stories.management.evaluations import clustering
from stories.management.evaluations import labelled_articles as labelled

FOLDER = Path(learned.__file__).parent


class Command(BaseCommand):
    """Searches weights that place labelled articles best, starting from the ones in use."""

    help = "Searches better weights on labelled files, the mean B-cubed F1 of the files being the goal; takes hours."
    requires_system_checks = ()  # needs no database

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE... [--rounds N] [--orders N] [--background FILE] [--out FOLDER]."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--rounds", type=int, default=200, help="changes to try")
        parser.add_argument("--orders", type=int, default=2, help="shuffles of a file that is not dated")
        parser.add_argument("--background", type=Path, help="an archive to count common words in anew")
        parser.add_argument("--out", type=Path, default=FOLDER, help="folder for the learned files")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Writes the files; the old ones stay when nothing better is found."""
        out: Path = options["out"]
        out.mkdir(parents=True, exist_ok=True)
        try:
            if options["background"]:
                terms = (_terms(article) for article in labelled.read(options["background"]))
                (out / learned.COMMON_WORDS_FILE).write_text(training.common_words_file(terms), encoding="utf-8")
            sets = [clustering.prepared(path, labelled.vectors) for path in options["paths"]]
        except (ModelError, labelled.RowsError, OSError) as error:
            raise CommandError(str(error)) from error
        self._search(sets, options["rounds"], options["orders"], out)

    def _search(self, sets: list[clustering.Prepared], rounds: int, orders: int, out: Path) -> None:
        def score(model: learned.ClusterModel) -> float:
            return statistics.fmean(_f1(one, model, orders) for one in sets)

        start = learned.default()
        found = training.search(start, score, rounds, seed=0)
        for number, (model, reached) in enumerate(tqdm(found, total=rounds, desc="rounds", disable=None)):
            if model is not start:
                version = f"{datetime.now(UTC):%Y-%m-%d}.{number}"
                (out / learned.WEIGHTS_FILE).write_text(training.weights_file(model, version), encoding="utf-8")
                start = model
                self.stdout.write(f"round {number}: mean B3 F1 {reached:.4f}")


def _terms(article: labelled.Labelled) -> set[str]:
    row = article.row
    return set(wording(row["title"], row.get("text") or "", "").text)


def _f1(one: clustering.Prepared, model: learned.ClusterModel, orders: int) -> float:
    shuffles = one.orders()[:orders]
    return statistics.fmean(clustering.arrive(one.features, one.truth, order, model).bcubed.f1 for order in shuffles)
