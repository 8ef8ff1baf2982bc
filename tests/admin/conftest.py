"""An editor at the desk, and a newsroom with one row of each kind."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone


@pytest.fixture
def desk() -> Client:
    from tests import make  # here: pytest reads this file before Django has its models

    client = Client()
    client.force_login(make.user("ana", staff=True))
    return client


@pytest.fixture
def newsroom() -> Any:
    from stories.models import Edit
    from tests import make

    gull = make.outlet("Gull", domain="gull.example")
    make.rating(gull, "left", evidence_address="https://rater.example/gull")
    feed = make.feed(
        gull,
        next_visit_at=timezone.now() + timedelta(days=1),
        state="failing",
        error_words="It is a web page, not a feed.",
        failures=3,
    )
    article = make.article(gull, "Pier <b>reopens</b>", stage_error="no words")
    story = make.story(article)
    article.membership.evidence = [{"name": "words", "words": "wording 30 % alike", "contribution": 1.5}]
    article.membership.save()
    edit = Edit.objects.create(kind="rate", actor_label="ana", subject="Gull: Left", after={"rating_ids": []})
    return {
        "outlet": gull,
        "feed": feed,
        "article": article,
        "story": story,
        "edit": edit,
        "rating": gull.ratings.get(),
    }
