"""The desk's lists of digests, and their pause."""

import pytest
from django.test import Client

from stories.digests.steps.pause import in_force
from stories.models import MailDomain, MailPause, Suppression
from tests.digests import post
from tests.make import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, admin_user) -> Client:
    client.force_login(admin_user)
    return client


def test_the_list_counts_what_is_uncertain_and_lost_and_names_no_address(desk: Client) -> None:
    post.due("ines@quay.example", state="uncertain")
    post.due("oswin@quay.example", "maud@quay.example", state="failed", error="550 5.1.1 unknown")
    page = desk.get("/admin/stories/delivery/").text
    assert "1 uncertain" in page
    assert "2 lost" in page
    assert "550 5.1.1 unknown" in page
    assert "ines@" not in page
    row = desk.get(f"/admin/stories/delivery/{post.due('tilda@quay.example')[0].pk}/change/")
    assert row.status_code == 200
    assert "tilda@" not in row.text


def test_an_editor_pauses_all_digests_with_a_reason_and_resumes_with_another(desk: Client) -> None:
    assert "Pause digests" in desk.get("/admin/stories/mailpause/").text
    assert "Say why" in desk.post("/admin/stories/mailpause/pause/", {"decided": "1"}).text
    assert in_force() is None
    desk.post("/admin/stories/mailpause/pause/", {"decided": "1", "reason": "a wrong headline"})
    assert in_force()
    assert "Digests are paused" in desk.get("/admin/stories/delivery/").text
    assert "Resume digests" in desk.get("/admin/stories/mailpause/").text
    desk.post("/admin/stories/mailpause/resume/", {"decided": "1", "reason": "it is right now"})
    assert in_force() is None
    assert MailPause.objects.get().reason == "a wrong headline\nresumed by admin: it is right now"


def test_looking_at_the_page_of_the_pause_pauses_nothing(desk: Client) -> None:
    assert desk.get("/admin/stories/mailpause/pause/").status_code == 200
    assert in_force() is None


def test_suppressions_and_slowed_domains_are_listed(desk: Client) -> None:
    Suppression.objects.create(address_key="0" * 64, reason="complained")
    MailDomain.objects.create(domain="marsh.example", slowed_until=NOW, reason="451 not now", failures=2)
    assert "complained" in desk.get("/admin/stories/suppression/").text
    assert "451 not now" in desk.get("/admin/stories/maildomain/").text
