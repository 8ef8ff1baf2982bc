"""What like readers share is made once for all of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stories.digests.steps.compose import Composer
from tests.digests.post import subscription
from tests.digests.test_rendering_rows import CENTER, LEFT, NOW, RIGHT, delivery, outlets, sent, story

pytestmark = pytest.mark.django_db


def test_readers_with_equal_wishes_share_one_choice_and_one_rendered_mail() -> None:
    by = outlets(LEFT, CENTER, RIGHT)
    for n in range(4):
        story(by, hours_ago=n)
    readers = [subscription() for _ in range(21)]
    composer = Composer(NOW)
    with CaptureQueriesContext(connection) as first:
        composer.compose(delivery(readers[0]))
    with CaptureQueriesContext(connection) as others:
        mails = [composer.compose(delivery(reader)) for reader in readers[1:]]
    assert len(first) <= 8
    assert len(others) == 20  # each reads what it was shown before, and nothing else
    assert composer.rendered == 1
    assert len({mail.html for mail in mails if mail}) == 20  # only their own links differ


def test_what_many_readers_were_shown_before_is_read_at_once() -> None:
    story(outlets(LEFT, RIGHT))
    again, new = subscription(), subscription()
    sent(again, "2026-03-09")
    composer = Composer(NOW)
    composer.compose(delivery(subscription()))
    rows = [delivery(again), delivery(new)]
    with CaptureQueriesContext(connection) as asked:
        composer.read(rows)
        mails = [composer.compose(row) for row in rows]
    assert [mail is not None for mail in mails] == [False, True]
    assert len(asked) == 1
