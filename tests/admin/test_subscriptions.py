"""Who gets digests, at the desk: nobody's address is shown, an end is a decision, a reader's word stands above it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from stories.digests.steps.suppressed import suppress
from stories.digests.steps.unsubscribe import stop
from stories.models import Edit, Subscription
from tests import make
from tests.digests import post

pytestmark = pytest.mark.django_db
LIST = "/admin/stories/subscription/"


@pytest.fixture
def row() -> Subscription:
    return post.subscription("ines@quay.example")


def ended(desk: Client, row: Subscription) -> Edit:
    desk.post(f"{LIST}{row.pk}/end/", {"decided": "1", "reason": "wrote that she wants no more"})
    return Edit.objects.get(kind="subscription", undoes=None)


def undone(desk: Client, edit: Edit) -> str:
    path = f"/admin/stories/edit/{edit.pk}/undo/"
    return desk.post(path, {"decided": "1", "reason": "it was her sister"}, follow=True).text


def test_the_list_shows_how_each_fares_and_no_address(desk: Client, row: Subscription) -> None:
    delivery = post.due("oswin@quay.example", state="failed", error="550 5.2.2 mailbox full")[0]
    delivery.due_at = timezone.now()
    delivery.save()
    post.subscription("maud@quay.example", confirmed_at=None)
    post.subscription("tilda@quay.example", paused_at=timezone.now())
    page = desk.get(LIST).text
    assert "i…@quay.example" in page
    assert not [name for name in ("ines@", "oswin@", "maud@", "tilda@") if name in page]
    assert "550 5.2.2 mailbox full" in page
    assert "waiting to be confirmed" in page
    assert "paused" in page
    only_paused = desk.get(f"{LIST}?state=paused").text
    assert "t…@quay.example" in only_paused
    assert "i…@quay.example" not in only_paused


def test_a_page_of_many_asks_no_more_than_one_of_few(desk: Client, django_assert_max_num_queries) -> None:
    for number in range(30):
        post.due(f"reader{number}@quay.example")
    with django_assert_max_num_queries(14):
        desk.get(LIST)


def test_a_live_one_says_when_its_next_digest_comes(desk: Client, row: Subscription) -> None:
    page = desk.get(f"{LIST}{row.pk}/change/").text
    soon = [timezone.now() + timedelta(days=days) for days in (0, 1)]
    assert any(f"{at:%Y-%m-%d} 07:00 UTC" in page for at in soon)
    assert "ines@" not in page


def test_an_address_is_found_whole_and_stands_in_no_address_of_a_page(desk: Client, row: Subscription) -> None:
    post.subscription("inessa@quay.example")
    answer = desk.post(f"{LIST}find/", {"address": "Ines@Quay.example"})
    assert answer.headers["Location"] == f"{LIST}?id__in={row.pk}"
    assert desk.get(answer.headers["Location"]).text.count("i…@quay.example") == 1
    assert "No subscription has that address" in desk.post(f"{LIST}find/", {"address": "i@quay.example"}).text


def test_an_end_asks_why_is_kept_without_the_address_and_can_be_undone(desk: Client, row: Subscription) -> None:
    assert "Say why" in desk.post(f"{LIST}{row.pk}/end/", {"decided": "1"}).text
    assert Subscription.objects.live().filter(pk=row.pk).exists()
    edit = ended(desk, row)
    assert not Subscription.objects.live().filter(pk=row.pk).exists()
    assert (edit.reason, edit.actor_label) == ("wrote that she wants no more", "ana")
    assert "quay" not in f"{edit.subject}{edit.before}{edit.after}"
    undone(desk, edit)
    assert Subscription.objects.live().filter(pk=row.pk).exists()
    undone(desk, Edit.objects.get(undoes=edit))
    assert not Subscription.objects.live().filter(pk=row.pk).exists()


def test_several_are_ended_at_once_or_none(desk: Client, row: Subscription) -> None:
    other = post.subscription("oswin@quay.example")
    chosen = {"action": "end_these", "_selected_action": [row.pk, other.pk]}
    assert f"subscription {other.pk}" in desk.post(LIST, chosen).text
    desk.post(LIST, chosen | {"decided": "1", "reason": "a closed office"})
    assert not Subscription.objects.live().exists()
    again = desk.post(LIST, chosen | {"decided": "1", "reason": "once more"}, follow=True).text
    assert "It has ended already." in again
    assert Edit.objects.filter(kind="subscription").count() == 2


@pytest.mark.parametrize("words", ["stopped", "complained", "asked again", "erased"])
def test_an_undo_never_goes_over_a_readers_word(desk: Client, row: Subscription, words: str) -> None:
    edit = ended(desk, row)
    if words == "stopped":
        stop(row.pk, timezone.now())
    elif words == "complained":
        suppress(row.address, "complained", timezone.now())
    elif words == "asked again":
        post.subscription("Ines@quay.example")
    else:
        Subscription.objects.filter(pk=row.pk).update(address="")
    page = undone(desk, edit)
    assert "only its reader can ask again" in page or "another subscription took its place" in page
    assert not Subscription.objects.live().filter(pk=row.pk).exists()
    assert Edit.objects.filter(kind="subscription").count() == 1


def test_who_may_only_look_ends_nothing(client: Client, row: Subscription) -> None:
    looker = make.user("otto", staff=True, is_superuser=False)
    looker.user_permissions.add(Permission.objects.get(codename="view_subscription"))
    client.force_login(looker)
    assert "End …" not in client.get(f"{LIST}{row.pk}/change/").text
    assert client.post(f"{LIST}{row.pk}/end/", {"decided": "1", "reason": "x"}).status_code == 403
    assert Subscription.objects.live().filter(pk=row.pk).exists()
