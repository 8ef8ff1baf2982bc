"""Single mails: asked for once a day per mailbox by however many at once, handed over at most once each."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from stories.digests.asking import Wishes
from stories.digests.outcome import Outcome
from stories.digests.steps.confirm import confirm
from stories.digests.steps.notices import message, send_notices
from stories.digests.steps.subscribe import ask
from stories.digests.steps.suppressed import key_of, suppress, suppressed
from stories.digests.steps.tokens import confirm_token, settings_token, stop_token
from stories.digests.steps.unsubscribe import stop
from stories.models import Notice, Subscription, Suppression
from tests.digests.doors import ListDoor
from tests.make import NOW

ADDRESS = "ines.tarrant@quay.example"


def asked(address: str = ADDRESS) -> Notice:
    ask(address, Wishes(), NOW)
    return Notice.objects.get()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome.ACCEPTED, "sent"),
        (Outcome.TEMPORARY, "created"),
        (Outcome.PERMANENT, "failed"),
        (Outcome.UNCERTAIN, "uncertain"),
    ],
)
def test_what_the_server_said_decides_what_follows(outcome: Outcome, state: str) -> None:
    notice = asked()
    assert send_notices(NOW, ListDoor(outcome)) == 1
    assert send_notices(NOW, ListDoor(outcome)) == 0
    notice.refresh_from_db()
    assert notice.state == state


@pytest.mark.django_db
def test_a_mail_that_was_put_off_is_tried_again_and_given_up_after_a_day() -> None:
    notice = asked()
    tries, at = 0, NOW
    while at < NOW + timedelta(hours=30):
        tries += send_notices(at, ListDoor(Outcome.TEMPORARY))
        at += timedelta(minutes=5)
    notice.refresh_from_db()
    assert notice.state == "failed"
    assert 5 < tries < 20


@pytest.mark.django_db
def test_who_refuses_between_asking_and_sending_gets_nothing() -> None:
    asked()
    suppress(ADDRESS, "complained", NOW)
    door = ListDoor()
    send_notices(NOW, door)
    assert door.mails == []
    assert Notice.objects.get().state == "failed"


@pytest.mark.django_db
def test_a_mail_whose_sender_died_is_not_sent_again() -> None:
    asked()
    Notice.objects.update(state="sending", claimed_at=NOW)
    door = ListDoor()
    send_notices(NOW + timedelta(hours=1), door)
    assert door.mails == []
    assert Notice.objects.get().state == "uncertain"


@pytest.mark.django_db
def test_the_list_of_who_must_get_nothing_holds_no_address() -> None:
    for address in (ADDRESS, "Ines.Tarrant@QUAY.example"):
        suppress(address, "bounced", NOW)
    row = Suppression.objects.get()
    assert row.address_key == key_of(ADDRESS)
    assert "tarrant" not in row.address_key
    assert suppressed(ADDRESS)
    suppress(ADDRESS, "unsubscribed", NOW)
    row.refresh_from_db()
    assert row.reason == "bounced"


@pytest.mark.django_db
def test_no_link_of_a_mail_holds_the_address_and_nothing_typed_by_others_is_in_it() -> None:
    notice = asked()
    mail = message(notice)
    assert "tarrant" not in mail.text + mail.html
    assert {name for name, _ in mail.headers} >= {"Message-ID", "Auto-Submitted"}
    row = notice.subscription
    assert not [token for token in (confirm_token(row), settings_token(row), stop_token(row)) if "quay" in token]
    assert "style=" in mail.html


@pytest.mark.django_db(transaction=True)
def test_a_dozen_asks_at_once_make_one_row_and_one_mail() -> None:
    def one(number: int) -> None:
        try:
            ask(f"ines.tarrant{'+x' * (number % 2)}@quay.example", Wishes(), NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(one, range(12)))
    assert Notice.objects.count() == 1
    assert Subscription.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_confirmation_and_a_stop_at_once_leave_one_of_the_two_states() -> None:
    row = asked().subscription
    token = confirm_token(row)

    def act(number: int) -> None:
        try:
            if number % 2:
                confirm(token, NOW)
            else:
                stop(row.pk, NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(act, range(8)))
    stop(row.pk, NOW)
    confirm(token, NOW)
    assert not Subscription.objects.live().exists()
