"""Staff read the mails of an installation that sends none; nobody else does."""

import pytest
from django.core.mail import get_connection
from django.test import Client, override_settings

from stories.digests.mail import BackendDoor, made
from stories.digests.mail_folder import files
from stories.digests.message import Message

pytestmark = pytest.mark.django_db
FOLDER = "stories.digests.mail_folder.EmailBackend"


@pytest.fixture(autouse=True)
def _in_a_folder(settings, tmp_path) -> None:
    settings.EMAIL_BACKEND, settings.MAIL_DIR = FOLDER, tmp_path


@pytest.fixture
def staff(client: Client, admin_user) -> Client:
    client.force_login(admin_user)
    return client


def send(
    subject: str = "Your digest", html: str = "<html><head></head><body><a href='/x/'>Ferry</a></body></html>"
) -> str:
    BackendDoor().deliver(
        Message(subject, html, "Ferry\nhttps://news.example/x/", (("List-Id", "<d.example>"),)), "ines@quay.example"
    )
    return files()[0].stem


def test_what_would_be_sent_is_listed_with_its_receiver(staff: Client) -> None:
    assert "No mail yet" in staff.get("/mail/").text
    send("Ferry council votes")
    page = staff.get("/mail/").text
    assert "Ferry council votes" in page
    assert "ines@quay.example" in page


def test_a_mail_is_shown_as_text_and_in_a_frame_that_can_do_nothing(staff: Client) -> None:
    name = send()
    page = staff.get(f"/mail/{name}/")
    assert "https://news.example/x/" in page.text
    assert "&lt;d.example&gt;" in page.text
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    framed = staff.get(f"/mail/{name}/html/")
    assert 'target="_blank"' in framed.text
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    assert "sandbox" in framed["Content-Security-Policy"]
    assert "script-src 'none'" in framed["Content-Security-Policy"]
    assert "default-src 'none'" in framed["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/mail/", "/mail/{}/", "/mail/{}/html/"])
def test_mails_are_for_staff_alone_and_not_there_in_production(client: Client, admin_user, path: str) -> None:
    asked = path.format(send())
    assert client.get(asked).status_code == 302
    client.force_login(admin_user)
    assert client.get(asked).status_code == 200
    with override_settings(PRODUCTION=True):
        assert client.get(asked).status_code == 404


@pytest.mark.parametrize(
    "name", ["..%2F..%2Fsecret_key", "0" * 20, "00000000000000000000-zzzzzzzz", "00000000000000000001-00000000"]
)
def test_a_name_that_is_no_mail_is_not_found(staff: Client, name: str) -> None:
    assert staff.get(f"/mail/{name}/").status_code == 404


def test_only_the_newest_mails_are_kept(settings) -> None:
    backend = get_connection()
    mail = made(Message("Many", "<p>x</p>", "x"), "ines@quay.example")
    backend.send_messages([mail] * 510)
    assert len(files()) == 500
