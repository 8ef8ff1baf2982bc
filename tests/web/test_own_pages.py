"""What holds for every page of a reader: for them alone, changed by a form with its token and by nothing else."""

import pytest
from django.test import Client
from django.urls import resolve

from stories.models import Follow, PrivateFeed, Reader, Reading, SavedStory
from stories.scales import Lean
from stories.web.urls import urlpatterns
from tests.web.reading import signed_in
from tests.web.rows import story_of

pytestmark = pytest.mark.django_db
POSTED = (
    *("/me/follow/", "/me/hidden/show/", "/me/diet/switch/", "/me/diet/erase/", "/me/export/", "/me/feeds/make/"),
    "/me/save/{story}/",
)
FORMS = ("/me/hidden/", "/me/delete/")  # a page and the answer to its form
READ = (
    *("/me/", "/me/account/", "/me/follows/", "/me/saved/", "/me/diet/", "/me/diet.csv", "/me/diet.json"),
    *("/me/blindspots/", "/me/feeds/"),
)
VALUES = {"on": "1", "kind": "section", "key": "politics", "words": "tennis", "sure": "1"}


def rows() -> list[int]:
    return [model.objects.count() for model in (Follow, SavedStory, Reader, Reading, PrivateFeed)]


def addresses() -> list[str]:
    story = story_of(Lean.LEFT).pk
    return [address.format(story=story) for address in (*POSTED, *FORMS, *READ)]


def test_every_page_of_a_reader_is_in_these_tests() -> None:
    own = {pattern.name for pattern in urlpatterns if str(pattern.pattern).startswith("me/")}
    assert {resolve(address).url_name for address in addresses()} == own


def test_whoever_is_not_signed_in_is_led_to_sign_in() -> None:
    for address in addresses():
        for answer in (Client().get(address), Client().post(address, VALUES)):
            assert answer.status_code in (302, 405), address
            if answer.status_code == 302:
                assert answer.headers["Location"].startswith("/account/login/code/?next=/me/"), address
    assert not any(rows())


def test_looking_changes_nothing() -> None:
    client = signed_in()
    for address in addresses():
        answer = client.get(address, VALUES)
        assert answer.status_code == (405 if address.startswith(_starts()) else 200), address
    assert not any(rows())


def test_without_its_token_no_form_does_anything() -> None:
    client = signed_in(enforce_csrf_checks=True)
    for address in addresses():
        answer = client.post(address, VALUES, headers={"origin": "https://evil.example"})
        assert answer.status_code in (403, 405), address
    assert not any(rows())


def test_a_page_of_a_reader_is_kept_and_listed_by_nobody() -> None:
    client = signed_in()
    for address in (*READ, *FORMS):
        answer = client.get(address)
        assert "no-store" in answer.headers["Cache-Control"], address
        assert answer.headers["X-Robots-Tag"] == "noindex", address


def test_no_form_makes_anybody_an_editor() -> None:
    client = signed_in()
    for address in addresses():
        if "delete" not in address:
            client.post(address, VALUES | {"is_staff": "1", "is_superuser": "1", "account": "1"})
    account = Follow.objects.get().account
    assert not account.is_staff
    assert not account.is_superuser


def _starts() -> tuple[str, ...]:
    return tuple(address.partition("{")[0] for address in POSTED)
