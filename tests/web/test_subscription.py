"""The settings of a digest by its signed link, by what a reader sees."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client

from stories.digests.steps.notices import send_notices
from stories.digests.steps.suppressed import suppress, suppressed
from stories.digests.steps.tokens import confirm_token, settings_token, stop_token
from stories.models import Delivery, Subscription
from stories.scales import Lean
from tests import make
from tests.digests.doors import ListDoor
from tests.web.rows import story_of

pytestmark = pytest.mark.django_db
ADDRESS = "ines.tarrant@quay.example"


@pytest.fixture(autouse=True)
def nobody_counted() -> None:
    cache.clear()


def subscription(address: str = ADDRESS, **fields: Any) -> Subscription:
    return Subscription.objects.create(address=address, **{"confirmed_at": make.NOW, "zone": "UTC"} | fields)


def href(row: Subscription) -> str:
    return f"/subscriptions/{settings_token(row)}/"


def press(row: Subscription, what: str, **fields: Any) -> str:
    """What the page says after a button was pressed."""
    answer = Client().post(href(row), {"what": what} | fields)
    assert answer.status_code == 200
    return answer.content.decode()


def mails() -> list[tuple[str, str]]:
    door = ListDoor()
    send_notices(make.NOW, door)
    return [(to, message.text) for to, message in door.mails]


def test_the_page_shows_what_comes_and_hides_the_name_of_the_mailbox_from_whom_a_mail_was_passed_on_to() -> None:
    row = subscription(rhythm="weekly", weekday=2, hour=18, zone="Asia/Seoul", choices={"sections": ["politics"]})
    text = Client().get(href(row)).content.decode()
    assert "Every week on Wednesday at 18:00 (Asia/Seoul)" in text
    assert "i…@quay.example" in text
    assert "tarrant" not in text


def test_the_page_says_when_the_next_digest_comes_and_not_twice_on_a_day_that_had_one() -> None:
    row = subscription(hour=18, zone="Asia/Seoul")  # NOW is noon in UTC, nine in the evening there
    assert "Wednesday, 11 March 2026 at 18:00" in Client().get(href(row)).content.decode()
    Delivery.objects.create(subscription=row, period="2026-03-11", due_at=make.NOW, state="skipped")
    assert "Thursday, 12 March 2026 at 18:00" in Client().get(href(row)).content.decode()
    for quiet in ({"paused_at": make.NOW}, {"ended_at": make.NOW}, {"rhythm": "blindspot", "paused_at": None}):
        other = subscription("oswin@quay.example", **quiet)
        assert "The next one" not in Client().get(href(other)).content.decode()
        other.delete()


def test_what_is_saved_is_kept_and_nothing_else_of_the_row_is() -> None:
    row = subscription()
    said = press(row, "save", rhythm="daily", hour="21", number="12", sections="world", confirmed_at="", is_staff="1")
    assert "Saved." in said
    row.refresh_from_db()
    assert (row.hour, row.number, row.choices) == (21, 12, {"sections": ["world"]})
    assert row.confirmed_at == make.NOW


def test_a_rhythm_that_the_address_has_already_is_not_taken_twice() -> None:
    row = subscription()
    subscription(rhythm="weekly")
    assert "nothing was changed" in press(row, "save", rhythm="weekly")
    row.refresh_from_db()
    assert row.rhythm == "daily"


def test_a_digest_is_paused_and_goes_on() -> None:
    row = subscription()
    assert "Paused" in press(row, "pause")
    assert not Subscription.objects.live().exists()
    assert "The digest is on." in press(row, "go_on")
    assert Subscription.objects.live().get() == row


def test_who_stopped_and_whose_mail_came_back_may_start_again_by_the_link() -> None:
    row = subscription()
    press(row, "stop")
    suppress(ADDRESS, "bounced", make.NOW)
    assert not Subscription.objects.live().exists()
    press(row, "go_on")
    assert Subscription.objects.live().get() == row
    assert not suppressed(ADDRESS)


def test_stop_everything_stops_every_digest_of_the_address_and_of_no_other() -> None:
    row = subscription()
    subscription(rhythm="weekly")
    other = subscription("somebody@else.example")
    assert "Everything that went to this address is stopped." in press(row, "all")
    assert Subscription.objects.live().get() == other
    assert suppressed(ADDRESS)


def test_another_rhythm_is_added_without_another_mail() -> None:
    row = subscription(zone="Asia/Seoul")
    press(row, "add", rhythm="blindspot")
    added = Subscription.objects.live().exclude(pk=row.pk).get()
    assert (added.rhythm, added.zone, added.address) == ("blindspot", "Asia/Seoul", ADDRESS)
    assert mails() == []


def test_a_new_address_is_asked_and_the_old_one_is_told() -> None:
    row = subscription()
    old = href(row)
    press(row, "move", new_address="new@harbour.example")
    ((to, text),) = mails()
    assert to == "new@harbour.example"
    found = re.search(r"/subscriptions/move/\S+", text)
    assert found
    client = Client()
    assert "Yes, to this address" in client.get(found[0]).content.decode()
    row.refresh_from_db()
    assert row.address == ADDRESS
    for _ in range(2):
        assert "comes to this address from now on" in client.post(found[0]).content.decode()
    row.refresh_from_db()
    assert row.address == "new@harbour.example"
    assert [to for to, _ in mails()] == [ADDRESS]
    assert Client().get(old).status_code == 410


def test_a_move_to_an_address_that_has_such_a_digest_says_so() -> None:
    row = subscription()
    press(row, "move", new_address="new@harbour.example")
    ((_, text),) = mails()
    subscription("new@harbour.example")
    found = re.search(r"/subscriptions/move/\S+", text)
    assert found
    assert "There is such a digest already" in Client().post(found[0]).content.decode()
    row.refresh_from_db()
    assert row.address == ADDRESS


def test_a_link_of_another_purpose_opens_no_settings() -> None:
    row = subscription()
    for token in (confirm_token(row), stop_token(row), settings_token(row) + "x", "1"):
        for path in ("", "preview/"):
            assert Client().get(f"/subscriptions/{token}/{path}").status_code == 404
    assert Client().get("/subscriptions/move/1/").status_code == 404


def test_looking_changes_nothing() -> None:
    row = subscription()
    before = Subscription.objects.values().get()
    for path in ("", "preview/", "preview/?as=text"):
        assert Client().get(href(row) + path).status_code == Client().head(href(row) + path).status_code == 200
    assert Subscription.objects.values().get() == before


def test_the_preview_is_the_mail_and_may_do_nothing() -> None:
    story_of(Lean.LEFT, Lean.CENTER, Lean.RIGHT, title="Harbour council votes on the pier")
    row = subscription()
    answer = Client().get(f"{href(row)}preview/")
    assert "Harbour council votes on the pier" in answer.content.decode()
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'none'" in policy
    assert "img-src 'none'" in policy
    assert "Harbour council votes" in Client().get(f"{href(row)}preview/?as=text").content.decode()


def test_the_preview_says_that_nothing_would_be_sent() -> None:
    assert "No digest would go out now" in Client().get(f"{href(subscription())}preview/").content.decode()


def test_pages_of_links_tell_nobody_where_they_are() -> None:
    row = subscription()
    for address in (
        href(row),
        f"/subscriptions/{stop_token(row)}/stop/",
        f"/subscriptions/confirm/{confirm_token(row)}/",
    ):
        answer = Client().get(address)
        assert answer["Referrer-Policy"] == "same-origin"
        assert "noindex" in answer["X-Robots-Tag"]
        assert "no-store" in answer["Cache-Control"]


def test_an_account_with_that_address_needs_no_mail_and_takes_over_what_was_there(account: Any) -> None:
    earlier = subscription(rhythm="weekly")
    subscription("somebody@else.example", rhythm="weekly")
    client = Client()
    client.force_login(account)
    answer = client.post("/subscribe/", {"address": ADDRESS.upper(), "rhythm": "daily"})
    assert "Your digest is on" in answer.content.decode()
    assert mails() == []
    assert Subscription.objects.live().get(rhythm="daily").account == account
    assert "Take them over" in client.get("/subscriptions/").content.decode()
    assert "Take them over" not in client.post("/subscriptions/", follow=True).content.decode()
    earlier.refresh_from_db()
    assert earlier.account == account
    assert account.subscriptions.count() == 2


def test_an_account_has_no_say_over_an_address_that_it_has_not_verified(account: Any) -> None:
    account.emailaddress_set.update(verified=False)
    subscription(rhythm="weekly")
    client = Client()
    client.force_login(account)
    assert "Look into your mailbox" in client.post("/subscribe/", {"address": ADDRESS}).content.decode()
    assert ADDRESS.partition("@")[2] not in client.get("/subscriptions/").content.decode()
    client.post("/subscriptions/")
    assert account.subscriptions.count() == 0


@pytest.fixture
def account() -> Any:
    """An account whose address is verified."""
    row = get_user_model().objects.create_user("ines", ADDRESS)
    EmailAddress.objects.create(user=row, email=ADDRESS, verified=True, primary=True)
    return row
