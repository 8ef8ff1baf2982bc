"""Files that an editor uploads at the desk."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from stories.models import Edit

pytestmark = pytest.mark.django_db


def test_an_uploaded_opml_shows_the_same_report_as_the_command(desk: Client) -> None:
    source = b'<opml><outline text="A & B" xmlUrl="https://a.example/f"/><outline xmlUrl="ftp://b"/></opml>'
    answer = desk.post("/admin/stories/feed/import/", {"file": SimpleUploadedFile("x.opml", source)})
    shown = answer.content.decode()
    assert "1 new outlet, 1 new feed" in shown
    assert "ftp://b: it is no web address" in shown
    assert Edit.objects.get().actor_label == "ana"


def test_an_upload_that_is_something_else_is_refused_in_words(desk: Client) -> None:
    answer = desk.post("/admin/stories/feed/import/", {"file": SimpleUploadedFile("x.opml", b"<html>hello</html>")})
    assert "it is a web page" in answer.content.decode()
    assert not Edit.objects.exists()


def test_an_upload_of_ratings_lists_unknown_words_and_domains(desk: Client, newsroom: Any) -> None:
    source = b"domain,lean\ngull.example,R\nauk.example,L\ngull.example/a,purple\n"
    file = SimpleUploadedFile("r.csv", source)
    given = {"file": file, "rater": "Panel", "scheme": "lean", "mapping": "seven"}
    shown = desk.post("/admin/stories/rating/import/", given).content.decode()
    assert "1 new rating" in shown
    assert "auk.example" in shown
    assert "line 4" in shown


def test_a_raters_scale_is_not_taken_for_another_scheme(desk: Client, newsroom: Any) -> None:
    file = SimpleUploadedFile("r.csv", b"domain,value\ngull.example,3\n")
    given = {"file": file, "rater": "Panel", "scheme": "factuality", "mapping": "mbfc"}
    assert "is one of lean" in desk.post("/admin/stories/rating/import/", given).content.decode()
