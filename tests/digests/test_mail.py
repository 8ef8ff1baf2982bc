"""The mail on the wire: the library's own, signed over its list headers where there is a key."""

import subprocess
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import dkim
import pytest
from django.core.mail import BadHeaderError
from hypothesis import given
from hypothesis import strategies as st

from stories.digests.mail import made, signed, written
from stories.digests.message import Message

HEADERS = (
    ("Message-ID", "<digest.1.2026-03-10.abc@news.example>"),
    ("List-Id", "<digest.news.example>"),
    ("List-Unsubscribe", f"<https://news.example/subscriptions/{'t' * 200}/stop/>, <mailto:d@news.example?subject=t>"),
    ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
)
MARK = "https://mark.invalid/"
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200)


def read(body: bytes) -> EmailMessage:
    return message_from_bytes(body, _class=EmailMessage, policy=policy.default)  # type: ignore[return-value]


@given(WORDS.map(str.strip), WORDS, WORDS)
def test_what_is_written_reads_as_what_the_library_writes(subject: str, text: str, html: str) -> None:
    message = Message(f"Digest {subject}".strip(), f"<p>{html}</p>", f"{text}\nend", HEADERS)
    ours = read(written(message, "ines@quay.example"))
    theirs = read(made(message, "ines@quay.example").message().as_bytes(linesep="\r\n"))
    for name in ("Subject", "From", "To", *(name for name, _value in HEADERS)):
        assert str(ours[name]).split() == str(theirs[name]).split()
    assert ours.get_content_type() == theirs.get_content_type() == "multipart/alternative"
    assert ours.defects == []
    for kind in ("plain", "html"):
        mine, library = (each.get_body((kind,)).get_content().strip() for each in (ours, theirs))
        assert mine == library


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=2000))
def test_every_line_ends_as_mail_wants_it_and_none_is_too_long(text: str) -> None:
    for body in (text, text * 3, "x" * 3000):
        lines = written(Message("Digest", f"<p>{body}</p>", body), "ines@quay.example").split(b"\r\n")
        assert all(len(line) <= 998 for line in lines)
        assert not any(b"\n" in line or b"\r" in line for line in lines)


@given(st.lists(WORDS, min_size=1, max_size=6), WORDS)
def test_two_readers_of_one_form_get_its_words_and_each_their_own(words: list[str], rest: str) -> None:
    form = "\n.".join(f"{each} {MARK}" for each in words)
    for own in ("https://news.example/one/", "https://news.example/two/", f"https://news.example/{'t' * 1200}/"):
        message = Message("Digest", f"<p>{form}</p>{rest}", f"{rest}\n{form}", HEADERS, ((MARK, own),))
        body = written(message, "ines@quay.example")
        found = read(body)
        assert found.defects == []
        assert found["To"] == "ines@quay.example"
        assert all(len(line) <= 998 for line in body.split(b"\r\n"))
        got = found.get_body(("plain",)).get_content()
        assert got.split() == message.text.split()
        assert (MARK in got, got.count(own)) == (False, len(words))


def test_a_line_break_in_a_subject_or_header_is_refused() -> None:
    for message in (
        Message("One\r\nBcc: a@b.example", "", ""),
        Message("One", "", "", (("List-Id", "x\nBcc: a@b.example"),)),
    ):
        with pytest.raises(BadHeaderError):
            written(message, "ines@quay.example")


def test_a_key_signs_the_list_headers_too(settings, tmp_path: Path) -> None:
    key = tmp_path / "key.pem"
    made_key = ["openssl", "genrsa", "-traditional", "-out", str(key), "1024"]
    if subprocess.run(made_key, capture_output=True, check=False).returncode:
        pytest.skip("no openssl here to make a key")
    public = subprocess.run(
        ["openssl", "rsa", "-in", key, "-pubout", "-outform", "DER"], capture_output=True, check=True
    )
    settings.DKIM_KEY, settings.DKIM_SELECTOR = str(key), "s1"
    settings.DEFAULT_FROM_EMAIL = "Desk <digest@news.example>"
    body = signed(written(Message("Digest", "<p>x</p>", "x", HEADERS), "ines@quay.example"))
    fields = " ".join(str(read(body)["DKIM-Signature"]).lower().split()).replace(" ", "")
    assert {"list-unsubscribe", "list-unsubscribe-post"} <= set(fields.partition("h=")[2].partition(";")[0].split(":"))
    import base64

    record = b"v=DKIM1; k=rsa; p=" + base64.b64encode(public.stdout)
    assert dkim.verify(body, dnsfunc=lambda name, timeout=5: record)
    assert not dkim.verify(body.replace(b"One-Click", b"Two-Click"), dnsfunc=lambda name, timeout=5: record)
