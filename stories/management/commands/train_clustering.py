"""manage.py train_clustering: new weights for the clusterer from labelled files and editors' decisions."""

import statistics
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from tqdm import tqdm

from stories.annotate.model import ModelError
from stories.clustering import model as learned
from stories.clustering import training
from stories.clustering.terms import wording
from stories.management.evaluations import clustering
from stories.management.evaluations import decisions as said
from stories.management.evaluations import labelled_articles as labelled
from stories.management.evaluations.labelled_articles import RowsError, Vectors

FOLDER = Path(learned.__file__).parent
TELL_EVERY = 20  # rounds between two lines, where no round was better


class Command(BaseCommand):
    """Searches weights that place labelled articles best, starting from the ones in use."""

    help = (
        "Searches better weights on labelled files, the mean B-cubed F1 of the files being the goal; takes hours. "
        "Decisions of editors count beside it, as long as the files lose no more than a point."
    )
    requires_system_checks = ()  # needs no database, but for --desk
    vectors: Vectors = staticmethod(labelled.vectors)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE... [--decisions FILE] [--desk] [--keep-decisions FILE] [--rounds N] [--orders N] [--out FOLDER]."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--decisions", type=Path, metavar="FILE", help="an export of editors' decisions")
        parser.add_argument("--desk", action="store_true", help="the decisions of this site's editors")
        parser.add_argument(
            "--keep-decisions", type=Path, metavar="FILE", help="write the desk's decisions as an export"
        )
        parser.add_argument("--rounds", type=int, default=200, help="changes to try")
        parser.add_argument("--orders", type=int, default=2, help="shuffles of a file that is not dated")
        parser.add_argument("--background", type=Path, help="an archive to count common words in anew")
        parser.add_argument("--out", type=Path, default=FOLDER, help="folder for the learned files")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Writes the files; the old ones stay when nothing better is found."""
        _check(options)
        out: Path = options["out"]
        try:
            out.mkdir(parents=True, exist_ok=True)
            if options["background"]:
                terms = (_terms(article) for article in labelled.read(options["background"]))
                (out / learned.COMMON_WORDS_FILE).write_text(training.common_words_file(terms), encoding="utf-8")
            sets = [_labelled_set(path, self.vectors) for path in options["paths"]]
            decisions = self._decisions(options)
        except OSError as error:
            raise CommandError(f"{error.filename or 'A file'} can't be used: {error.strerror or error}.") from error
        except (ModelError, RowsError) as error:
            raise CommandError(str(error)) from error
        self._search(sets, decisions, options, out)

    def _decisions(self, options: dict[str, Any]) -> training.Decisions:
        rows: list[dict[str, Any]] = []
        if options["desk"]:
            try:
                rows += said.of_desk()
            except DatabaseError as error:
                raise CommandError(f"The desk's decisions can't be read: {error}") from error
            if options["keep_decisions"]:
                said.write(rows, options["keep_decisions"])
        if options["decisions"]:
            rows += said.of_file(options["decisions"])
        found = training.decided(learned.default(), said.decisions(rows, self.vectors) if rows else [])
        if options["desk"] or options["decisions"]:
            self.stdout.write(f"{len(found)} decisions to learn from, {found.left_out} in two languages left out")
        return found

    def _search(
        self, sets: list[clustering.Prepared], decisions: training.Decisions, options: dict[str, Any], out: Path
    ) -> None:
        orders, rounds = options["orders"], options["rounds"]
        start = best = learned.default()
        self.stdout.write(f"now: {_told(start, sets, decisions, orders)}")
        score = training.goal(lambda model: statistics.fmean(_f1(one, model, orders) for one in sets), decisions, start)
        found = training.search(start, score, rounds, seed=0)
        for number, (model, reached) in enumerate(tqdm(found, total=rounds, desc="rounds", disable=None), 1):
            if model is not best:
                best = model
                version = f"{datetime.now(UTC):%Y-%m-%d}.{number}"
                (out / learned.WEIGHTS_FILE).write_text(training.weights_file(model, version), encoding="utf-8")
                self.stdout.write(f"round {number} of {rounds}: better, {reached:.4f}")
            elif number % TELL_EVERY == 0:
                self.stdout.write(f"round {number} of {rounds}: {reached:.4f} is the best so far")
        if best is start:
            self.stdout.write("Nothing better was found: the weights stay as they are.")
        else:
            self.stdout.write(f"then: {_told(best, sets, decisions, orders)}")
            self.stdout.write(f"Written to {out / learned.WEIGHTS_FILE}.")


def _check(options: dict[str, Any]) -> None:
    for name in ("rounds", "orders"):
        if options[name] < 1:
            raise CommandError(f"--{name} is at least 1.")
    if options["keep_decisions"] and not options["desk"]:
        raise CommandError("--keep-decisions keeps what the desk decided: it goes with --desk.")
    for path in [*options["paths"], *filter(None, (options["decisions"], options["background"]))]:
        if not path.is_file():
            raise CommandError(f"{path} isn't there.")


def _labelled_set(path: Path, vectors: Vectors) -> clustering.Prepared:
    found = clustering.prepared(path, vectors)
    stories = [story for story in found.truth if story is not None]
    if len(set(stories)) < 2 or len(set(stories)) == len(stories):
        raise RowsError(f"{path.name}: nothing can be learned without two labelled stories, one of several articles.")
    return found


def _terms(article: labelled.Labelled) -> set[str]:
    return set(wording(article.row["title"], article.body, "").text)


def _told(
    model: learned.ClusterModel, sets: Sequence[clustering.Prepared], decisions: training.Decisions, orders: int
) -> str:
    told = [f"{one.name} B3 F1 {_f1(one, model, orders):.4f}" for one in sets]
    if len(decisions):
        told.append(f"{training.agreed(model, decisions)} of {len(decisions)} decisions as editors made them")
    return ", ".join(told)


def _f1(one: clustering.Prepared, model: learned.ClusterModel, orders: int) -> float:
    shuffles = one.orders(orders)
    return statistics.fmean(clustering.arrive(one.features, one.truth, order, model).bcubed.f1 for order in shuffles)
