"""In which order articles are read: stories form as in life only when an archive is read in the order of its dates."""

from datetime import timedelta

import numpy as np
import pytest

from stories.annotate.step import BATCH, annotate_due
from stories.models import Article, Stage
from tests import make
from tests.make import NOW


@pytest.mark.django_db
def test_an_archive_is_read_in_the_order_of_its_dates() -> None:
    read: list[str] = []

    def encode(texts: list[str]) -> np.ndarray:
        read.extend(texts)
        return np.ones((len(texts), 384), np.float32)

    for hours in (1, 3, 2):
        make.article(
            title=f"Ferry council of Port Ansel votes on pier {hours}",
            text="",
            stage=Stage.ANNOTATE,
            published_at=NOW - timedelta(hours=hours),
            first_seen_at=NOW,
        )
    assert annotate_due(NOW, encode=encode) == 3
    assert [text[-1] for text in read] == ["3", "2", "1"]
    assert set(Article.objects.values_list("stage", flat=True)) == {Stage.CLUSTER}


@pytest.mark.django_db
def test_what_a_reader_left_when_it_died_waits_for_no_backlog() -> None:
    def encode(texts: list[str]) -> np.ndarray:
        return np.ones((len(texts), 384), np.float32)

    for _ in range(BATCH + 1):
        make.article(stage=Stage.ANNOTATE)
    left = make.article(stage=Stage.ANNOTATE, attempts=1, leased_until=NOW - timedelta(seconds=1))
    annotate_due(NOW, encode=encode)
    left.refresh_from_db()
    assert (left.stage, left.leased_until) == (Stage.CLUSTER, None)
    assert annotate_due(NOW, encode=encode) == BATCH
