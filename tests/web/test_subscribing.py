"""Asking for a digest, confirming it and stopping it, by what a reader and a mail program see."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from stories.digests.steps.notices import send_notices
from stories.digests.steps.suppressed import suppress
from stories.digests.steps.tokens import confirm_token, stop_token
from stories.models import Notice, Subscription
from stories.scales import Lean
from tests import make
from tests.digests.doors import ListDoor
from tests.web.reading import one, page, words
from tests.web.rows import story_of

pytestmark = pytest.mark.django_db
ADDRESS = "ines.tarrant@quay.example"
WAITING = Subscription.objects.filter(confirmed_at__isnull=True, ended_at__isnull=True)


@pytest.fixture(autouse=True)
def nobody_counted() -> None:
    cache.clear()


def ask(client: Client | None = None, **fields: str) -> str:
    """What the page says after the form was sent."""
    answer = (client or Client()).post("/subscribe/", {"address": ADDRESS, "rhythm": "daily"} | fields)
    assert answer.status_code == 200
    return answer.content.decode()


def mails() -> list[tuple[str, str]]:
    """What goes out now: (address, text) pairs."""
    door = ListDoor()
    send_notices(make.NOW, door)
    return [(to, message.text) for to, message in door.mails]


def link(text: str, what: str) -> str:
    """The path of the first link in a mail that leads to this."""
    found = re.search(rf"http://127\.0\.0\.1:\d+(/subscriptions/{what}\S+)", text)
    assert found, text
    return found[1]


def row() -> Subscription:
    return Subscription.objects.get()


def test_the_whole_way_from_the_form_to_the_last_click() -> None:
    assert "Look into your mailbox" in ask(zone="Asia/Seoul", hour="6")
    ((to, text),) = mails()
    assert to == ADDRESS
    assert not Subscription.objects.live().exists()
    client, address = Client(), link(text, "confirm")
    assert "Yes, send it to me" in client.get(address).content.decode()
    assert "Your digest is on" in client.post(address, {"ask": str(row().pk)}).content.decode()
    assert Subscription.objects.live().get().zone == "Asia/Seoul"
    stop = f"/subscriptions/{stop_token(row())}/stop/"
    assert "Stop this digest" in client.get(stop).content.decode()
    assert "No further digest" in client.post(stop).content.decode()
    assert not Subscription.objects.live().exists()


def test_a_hundred_asks_for_an_address_send_one_mail_a_day_to_its_mailbox() -> None:
    for i in range(100):
        address = f"Ines.Tarrant{'+' * (i % 2)}{i if i % 2 else ''}@quay.example"
        client = Client(REMOTE_ADDR=f"192.0.2.{i}")
        ask(client, address=address, rhythm=["daily", "weekly", "blindspot"][i % 3])
    assert len(mails()) == 1
    with time_machine.travel(make.NOW + timedelta(hours=25), tick=False):
        ask()
    assert Notice.objects.count() == 2


def test_nobody_learns_from_the_answer_which_addresses_are_known() -> None:
    told = {address: ask(address=address) for address in ("new@quay.example", ADDRESS)}
    WAITING.update(confirmed_at=make.NOW)
    suppress("bounced@quay.example", "bounced", make.NOW)
    told |= {address: ask(address=address) for address in (ADDRESS, "bounced@quay.example")}
    assert len({re.sub(r"[\w.]+@quay.example", "…", text) for text in told.values()}) == 1


def test_one_client_may_ask_ten_times_an_hour_whatever_it_says_about_proxies() -> None:
    for i in range(10):
        ask(address=f"reader{i}@quay.example")
    for headers in ({}, {"x-forwarded-for": "198.51.100.7"}):
        answer = Client(headers=headers).post("/subscribe/", {"address": ADDRESS})
        assert answer.status_code == 429
    assert Subscription.objects.count() == 10


def test_a_network_of_ipv6_is_one_client_and_a_trusted_proxy_says_who_asks(settings: object) -> None:
    for i in range(11):
        answer = Client(REMOTE_ADDR=f"2001:db8::{i:x}").post("/subscribe/", {"address": ADDRESS})
    assert answer.status_code == 429
    settings.TRUSTED_PROXIES = 1  # type: ignore[attr-defined]
    for hops in ("198.51.100.1", "2001:db8::1, 198.51.100.2"):
        client = Client(REMOTE_ADDR="2001:db8::1", headers={"x-forwarded-for": hops})
        assert client.post("/subscribe/", {"address": ADDRESS}).status_code == 200


def test_a_link_scanner_changes_nothing() -> None:
    ask()
    ((_, text),) = mails()
    stop = f"/subscriptions/{stop_token(row())}/stop/"
    for address in (link(text, "confirm"), stop):
        for _ in range(2):
            assert Client().get(address).status_code == Client().head(address).status_code == 200
    assert WAITING.count() == 1


def test_a_link_that_was_used_says_so_again_and_changes_nothing() -> None:
    ask()
    address = f"/subscriptions/confirm/{confirm_token(row())}/"
    for _ in range(2):
        assert "Your digest is on" in Client().post(address).content.decode()
    Client().post(f"/subscriptions/{stop_token(row())}/stop/")
    assert "This digest was stopped" in Client().post(address).content.decode()
    assert not Subscription.objects.live().exists()


def test_an_old_link_offers_a_new_one() -> None:
    ask()
    mails()
    address = f"/subscriptions/confirm/{confirm_token(row())}/"
    with time_machine.travel(make.NOW + timedelta(days=8), tick=False):
        assert "This link is too old" in Client().get(address).content.decode()
        assert "A new link is on its way" in Client().post(address).content.decode()
    assert WAITING.count() == 1
    assert Notice.objects.filter(state="created").count() == 1


def test_a_link_of_another_address_or_a_changed_one_confirms_nothing() -> None:
    ask()
    token = confirm_token(row())
    changed = token[:-1] + ("a" if token[-1] != "a" else "b")
    assert Client().post(f"/subscriptions/confirm/{changed}/").status_code == 404
    assert Client().post(f"/subscriptions/confirm/{stop_token(row())}/").status_code == 404
    Subscription.objects.update(address="other@quay.example")
    assert Client().post(f"/subscriptions/confirm/{token}/").status_code == 410
    assert WAITING.count() == 1


def test_a_mail_program_stops_the_digest_with_one_post() -> None:
    ask()
    WAITING.update(confirmed_at=make.NOW)
    client = Client(enforce_csrf_checks=True)
    for _ in range(2):
        answer = client.post(f"/subscriptions/{stop_token(row())}/stop/", {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert not answer.cookies
        assert not Subscription.objects.live().exists()
    assert client.post("/subscriptions/1.nonsense/stop/", {"List-Unsubscribe": "One-Click"}).status_code == 404


def test_who_stopped_and_asked_again_gets_it_and_an_older_mail_stops_it_again() -> None:
    ask()
    WAITING.update(confirmed_at=make.NOW)
    older = f"/subscriptions/{stop_token(row())}/stop/"
    Client().post(older)
    ask()
    again = WAITING.get()
    Client().post(f"/subscriptions/confirm/{confirm_token(again)}/")
    assert Subscription.objects.live().get() == again
    Client().post(older)
    assert not Subscription.objects.live().exists()


def test_an_address_that_refused_is_not_even_asked() -> None:
    ask()
    Client().post(f"/subscriptions/{stop_token(row())}/stop/", {"what": "refuse"})
    with time_machine.travel(make.NOW + timedelta(days=2), tick=False):
        ask()
        assert mails() == []
    assert not Subscription.objects.filter(ended_at__isnull=True).exists()


def test_a_page_offers_the_digest_of_what_it_is_about() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT, section="politics")
    outlet = story.title_article.outlet
    ticked = {
        "/sections/politics/": ("sections", "politics"),
        outlet.get_absolute_url(): ("outlets", outlet.slug),
        f"/stories/{story.pk}/": ("stories", str(story.pk)),
        f"/search/?q=outlet:{outlet.slug}": ("outlets", outlet.slug),
    }
    for address, (name, value) in ticked.items():
        offer = one(page(address), "a[aria-controls=page-digest]")
        for target in (offer.get("href"), offer.get("hx-get")):
            box = one(page(target), f"form.ask input[name={name}][value='{value}']")
            assert box.get("checked") is not None, target


def test_names_that_are_typed_are_found_and_others_are_named() -> None:
    outlet = make.outlet("Gull Head Courier")
    said = ask(names="gull head courier, Nobody At All")
    assert "No topic or outlet here has this name: Nobody At All." in said
    assert not Subscription.objects.exists()
    ask(names="gull head courier")
    assert row().choices == {"outlets": [outlet.slug]}


@pytest.mark.parametrize("address", ["", "nobody", "a@b", "a@b.example\r\nBcc: c@d.example", "a" * 300 + "@b.example"])
def test_what_is_no_address_is_said_beside_the_field(address: str) -> None:
    answer = Client().post("/subscribe/form/", {"address": address})
    assert "This is no mail address" in answer.content.decode()
    assert not Subscription.objects.exists()


def test_a_form_of_nobodys_making_gets_what_ours_begins_with() -> None:
    ask(rhythm="hourly", hour="99", weekday="x", number="-1", zone="Nowhere/City", language="xx", sections="gossip")
    found = row()
    assert (found.rhythm, found.hour, found.zone, found.number, found.choices) == ("daily", 7, "UTC", 8, {})
    assert found.confirmed_at is None


def test_a_token_against_forged_requests_is_needed_to_ask() -> None:
    assert Client(enforce_csrf_checks=True).post("/subscribe/", {"address": ADDRESS}).status_code == 403


def test_links_lead_to_the_configured_address_whoever_is_asked(settings: object) -> None:
    settings.NEWSDESK_BASE_URL = "https://news.example"  # type: ignore[attr-defined]
    ask(Client(headers={"host": "localhost"}))
    ((_, text),) = mails()
    assert set(re.findall(r"https?://[^/\s]+", text)) == {"https://news.example"}


def test_the_foot_of_every_page_opens_the_form() -> None:
    for address in ("/", "/about/", "/search/?q=nothing"):
        assert one(page(address), ".footer a[hx-get]").get("href") == "/subscribe/"
    assert "Your mail address" in words(one(page("/subscribe/form/?at=foot"), "form.ask"))
