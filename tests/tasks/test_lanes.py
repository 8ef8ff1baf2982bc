"""With languages shared out, every lane is hinted at, and each hint goes to the queue of its own writer."""

import pytest
from django.test import override_settings

from newsdesk.celery import lane_queue
from newsdesk.supervise import site
from stories import tasks
from stories.models import Annotation, Membership, Stage
from tests import make
from tests.embedded.programs import ROOT

CLUSTER = "stories.tasks.cluster"


def test_the_first_lane_has_the_queue_that_is_there_anyhow_and_each_other_one_of_its_own() -> None:
    assert lane_queue(CLUSTER, ()) is None
    assert lane_queue(CLUSTER, (0,)) is None
    assert lane_queue(CLUSTER, (2,)) == {"queue": "cluster-2"}
    assert lane_queue("stories.tasks.follow", (2,)) is None


def test_up_starts_a_worker_for_every_lane() -> None:
    names = [child.name for child in site(8000, ROOT, lanes=3)]
    assert [name for name in names if name.startswith("cluster")] == ["cluster", "cluster-1", "cluster-2"]


@pytest.mark.django_db(transaction=True)
@override_settings(CLUSTER_LANES=["en", "*"])
def test_a_lanes_job_places_the_articles_of_its_own_languages() -> None:
    for language in ("en", "ko"):
        row = make.article(language=language, stage=Stage.CLUSTER)
        Annotation.objects.create(article=row, language=language, version="test")
    tasks.cluster.apply(args=[1], throw=True)
    assert Membership.objects.get().article.language == "ko"
    tasks.cluster.apply(args=[0], throw=True)
    assert Membership.objects.count() == 2
