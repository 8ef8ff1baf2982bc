"""A copy of everything, and the end of an account: no row of it is left, and what an editor decided stays."""

import io
import json
import zipfile

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.test import Client

from stories.models import Edit, Follow, Outlet, Reader, Subscription
from stories.scales import Lean
from tests import make
from tests.web.rows import story_of

pytestmark = pytest.mark.django_db


def reader_of_everything() -> tuple[Client, int]:
    """Somebody with a row of every kind that a reader makes."""
    client, account, story = Client(), make.user("ada-lovelace", password="a ferry"), story_of(Lean.LEFT)
    client.force_login(account)
    client.post("/me/follow/", {"kind": "story", "key": str(story.pk), "on": "1"})
    client.post(f"/me/save/{story.pk}/", {"on": "1"})
    client.post("/me/hidden/", {"words": "tennis", "outlet": [Outlet.objects.all()[0].slug]})
    client.post("/me/diet/switch/", {"on": "1"})
    client.get(f"/stories/{story.pk}/")
    client.post("/me/feeds/make/", {"kind": "mine", "on": "1"})
    return client, account.pk


def rows_of(account: int) -> dict[str, int]:
    """Every row with a foreign key to the account, by the name of its column."""
    return {
        f"{relation.related_model.__name__}.{relation.field.name}": relation.related_model._default_manager.filter(
            **{relation.field.name: account}
        ).count()
        for relation in get_user_model()._meta.related_objects
    }


def test_a_deleted_account_leaves_no_row() -> None:
    client, account = reader_of_everything()
    held = rows_of(account)
    for name in ("Follow.account", "SavedStory.account", "Reading.account", "PrivateFeed.account", "Reader.account"):
        assert held[name] == 1, name
    assert "Your account is deleted" in client.post("/me/delete/", {"sure": "1"}).content.decode()
    assert not get_user_model().objects.filter(pk=account).exists()
    assert set(rows_of(account).values()) == {0}
    assert not Reader.hidden_outlets.through.objects.exists()
    assert not any(session.get_decoded().get("_auth_user_id") == str(account) for session in Session.objects.all())
    assert client.get("/me/").status_code == 302


def test_digests_to_its_verified_address_go_with_it_and_those_of_others_stay() -> None:
    client, account = reader_of_everything()
    EmailAddress.objects.create(user_id=account, email="ada@example.org", verified=True, primary=True)
    Subscription.objects.create(address="Ada@example.org", rhythm="daily")
    Subscription.objects.create(address="grace@example.org", rhythm="daily")
    client.post("/me/delete/", {"sure": "1"})
    assert [row.address for row in Subscription.objects.all()] == ["grace@example.org"]


def test_what_an_editor_decided_stays_without_the_name() -> None:
    client, account = reader_of_everything()
    Edit.objects.create(kind="rename", actor_id=account, actor_label="ada-lovelace", subject="a story")
    client.post("/me/delete/", {"sure": "1"})
    edit = Edit.objects.get()
    assert edit.actor_id is None
    assert "ada" not in edit.actor_label


def test_nothing_is_deleted_by_a_look_or_without_the_tick() -> None:
    client, account = reader_of_everything()
    assert client.get("/me/delete/").status_code == 200
    assert client.post("/me/delete/", {}).status_code == 400
    assert rows_of(account)["Follow.account"] == 1


def test_the_copy_has_everything_of_the_account_and_no_secret() -> None:
    client, account = reader_of_everything()
    other = make.user("grace")
    Follow.objects.create(account=other, section="sports")
    answer = client.post("/me/export/")
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    files = {name: json.loads(archive.read(name)) for name in archive.namelist()}
    assert files["account.json"][0]["username"] == "ada-lovelace"
    assert len(files["follow.json"]) == len(files["savedstory.json"]) == len(files["reading.json"]) == 1
    assert files["reader.json"][0]["hidden_words"] == ["tennis"]
    assert len(files["hidden_outlets.json"]) == 1
    text = json.dumps(files)
    assert get_user_model().objects.get(pk=account).password not in text
    assert "token_hash" not in text
    assert "sports" not in text
