"""A digest given: the giver's page, the link, and what neither of the two learns or may do."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client

from stories.digests.steps.notices import send_notices
from stories.digests.steps.tokens import confirm_token
from stories.models import Gift, Subscription
from tests import make
from tests.digests.doors import ListDoor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_counted() -> None:
    cache.clear()


@pytest.fixture
def giver() -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_user("giver"))
    return client


def give(giver: Client, **fields: Any) -> Gift:
    wanted = {"message": "For your mornings.", "limit": "1", "days": "30", "rhythm": "weekly", "sections": "world"}
    assert giver.post("/gifts/", wanted | fields).status_code == 200
    return Gift.objects.latest("pk")


def take(gift: Gift, address: str) -> str:
    answer = Client().post("/subscribe/", {"address": address, "gift": gift.code, "rhythm": gift.rhythm})
    return answer.content.decode()


def confirm(address: str) -> None:
    row = Subscription.objects.get(address=address)
    assert Client().post(f"/subscriptions/confirm/{confirm_token(row)}/").status_code == 200


def test_a_gift_is_taken_like_any_digest_and_its_giver_sees_that_it_was_not_by_whom(giver: Client) -> None:
    gift = give(giver)
    text = Client().get(f"/gifts/{gift.code}/").content.decode()
    assert "For your mornings." in text
    assert re.search(r'name="sections"\s+value="world"\s+checked', text)
    assert "Look into your mailbox" in take(gift, "ines@quay.example")
    assert "taken: 0 of 1" in giver.get("/gifts/").content.decode()
    confirm("ines@quay.example")
    seen = giver.get("/gifts/").content.decode()
    assert "taken: 1 of 1" in seen
    assert "quay.example" not in seen


def test_the_words_of_a_giver_are_in_no_mail_of_ours(giver: Client) -> None:
    take(give(giver, message="Buy more lamps"), "ines@quay.example")
    door = ListDoor()
    send_notices(make.NOW, door)
    ((_, message),) = door.mails
    assert "lamps" not in message.text + message.html + message.subject


def test_a_gift_for_two_is_taken_twice_and_the_third_gets_an_ordinary_digest(giver: Client) -> None:
    gift = give(giver, limit="2")
    for name in ("a", "b", "c"):
        take(gift, f"{name}@quay.example")
    for name in ("a", "b", "c"):
        confirm(f"{name}@quay.example")
    gift.refresh_from_db()
    assert gift.taken == gift.subscriptions.count() == 2
    assert Subscription.objects.live().count() == 3
    assert "This gift has ended" in take(gift, "d@quay.example")
    assert Client().get(f"/gifts/{gift.code}/").status_code == 410


def test_a_gift_ends_by_its_date_and_by_its_giver(giver: Client) -> None:
    dated, stopped = give(giver, days="7"), give(giver)
    giver.post("/gifts/", {"what": "end", "gift": str(stopped.pk)})
    assert Client().get(f"/gifts/{stopped.code}/").status_code == 410
    assert Client().get(f"/gifts/{dated.code}/").status_code == 200
    with time_machine.travel(make.NOW + timedelta(days=7, minutes=1), tick=False):
        assert Client().get(f"/gifts/{dated.code}/").status_code == 410


@pytest.mark.parametrize("message", ["https://lamps.example", "see lamps.example", "www.lamps", "a@b", "x://y"])
def test_a_message_leads_nowhere(giver: Client, message: str) -> None:
    said = giver.post("/gifts/", {"message": message, "limit": "1", "days": "7"}).content.decode()
    assert "may hold no address" in said
    assert not Gift.objects.exists()


def test_a_message_is_plain_words_of_bounded_length(giver: Client) -> None:
    gift = give(giver, message="<b>Hello</b>\u202e\x07 there" + "!" * 600)
    assert len(gift.message) == 500
    assert "\u202e" not in gift.message
    assert "<b>Hello" not in Client().get(f"/gifts/{gift.code}/").content.decode()


def test_an_account_gives_so_much_a_day_and_bounds_hold_whatever_is_sent(giver: Client) -> None:
    for _ in range(5):
        give(giver, limit="999", days="999")
    assert "That is enough for a day." in giver.post("/gifts/", {"message": "", "limit": "1"}).content.decode()
    gift = Gift.objects.latest("pk")
    assert (Gift.objects.count(), gift.limit) == (5, 50)
    assert gift.ends_at == make.NOW + timedelta(days=90)


def test_giving_needs_an_account_and_a_gift_is_its_givers_alone(giver: Client) -> None:
    gift = give(giver)
    assert Client().get("/gifts/").status_code == 302
    other = Client()
    other.force_login(get_user_model().objects.create_user("other"))
    assert gift.code not in other.get("/gifts/").content.decode()
    other.post("/gifts/", {"what": "end", "gift": str(gift.pk)})
    gift.refresh_from_db()
    assert gift.ends_at == make.NOW + timedelta(days=30)
    assert Client().get("/gifts/nothing-of-the-kind/").status_code == 410
