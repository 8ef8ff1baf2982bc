"""What logs hold after a walk: no address of a reader, no key that opens anything."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from newsdesk.log_words import WithoutKeys
from stories.digests.outcome import Outcome
from stories.digests.steps.notices import send_notices
from stories.digests.steps.tokens import confirm_token, settings_token, stop_token
from stories.models import Subscription
from tests import make
from tests.digests.doors import ListDoor

pytestmark = pytest.mark.django_db
ADDRESS = "ines.tarrant@quay.example"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Every line of the walk, as the console's handler would write it."""
    cache.clear()
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(WithoutKeys())
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


def test_a_walk_from_asking_to_stopping_leaves_no_address_and_no_key(log: io.StringIO) -> None:
    Client().post("/subscribe/", {"address": ADDRESS})
    for outcome in (Outcome.TEMPORARY, Outcome.ACCEPTED):
        send_notices(make.NOW, ListDoor(outcome))
    row = Subscription.objects.get()
    keys = [confirm_token(row), settings_token(row), stop_token(row)]
    strict = Client(enforce_csrf_checks=True)
    for path in (f"confirm/{keys[0]}/", f"{keys[1]}/", f"{keys[1]}/preview/", f"{keys[2]}/stop/", f"move/{keys[1]}/"):
        strict.get(f"/subscriptions/{path}")
        strict.post(f"/subscriptions/{path}")
    strict.post("/subscribe/", {"address": ADDRESS})
    Client().get("/gifts/secret-code/")
    text = log.getvalue()
    assert "/subscriptions/confirm/…/" in text  # the refusals are there, so that finding nothing says something
    assert "/gifts/…/" in text
    # Statements of the database are written at the level debug alone, which no installation logs.
    lines = [
        line for line in text.splitlines() if "SELECT" not in line and "INSERT" not in line and "UPDATE" not in line
    ]
    assert not [line for line in lines if "tarrant" in line.lower()]
    assert not [line for line in lines for key in [*keys, "secret-code"] if key in line]
