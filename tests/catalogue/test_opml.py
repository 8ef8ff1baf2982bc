import os
import re
import time
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stories.catalogue.domains import feed_address
from stories.catalogue.opml import MAX_DEPTH, NotOpmlError, read_opml

SHARED = Path(os.environ.get("NEWSDESK_SHARED", "../shared")) / "data" / "feeds" / "opml"


def opml(*outlines: str) -> bytes:
    return f"<?xml version='1.0'?><opml version='2.0'><body>{''.join(outlines)}</body></opml>".encode()


def test_a_feed_keeps_its_title_home_folders_and_language() -> None:
    feeds, problems = read_opml(
        opml(
            '<outline text="World"><outline text="Asia">',
            '<outline text="Gull &amp; Tern" xmlUrl="https://gull.example/rss?a=1&amp;b=2" htmlUrl="https://gull.example/"',
            ' category="/News/Ports,Ships" language="en"/></outline></outline>',
        )
    )
    (feed,) = feeds
    assert problems == ()
    assert (feed.title, feed.address) == ("Gull & Tern", "https://gull.example/rss?a=1&b=2")
    assert (feed.home, feed.language) == ("https://gull.example/", "en")
    assert feed.categories == ("News/Ports", "Ships", "World", "Asia")


def test_bare_ampersands_and_angle_brackets_in_attributes_lose_nothing() -> None:
    (feed,), _ = read_opml(opml('<outline text="Q & A < B" xmlUrl="https://gull.example/?x=1&copy=2&b"/>'))
    assert feed.title == "Q & A < B"
    assert feed.address == "https://gull.example/?x=1&copy=2&b"


def test_a_quote_inside_a_title_does_not_hide_the_address_behind_it() -> None:
    (feed,), _ = read_opml(opml('<outline text="The "Gull" daily" xmlUrl="https://gull.example/rss"/>'))
    assert feed.address == "https://gull.example/rss"


def test_case_single_quotes_missing_quotes_and_a_cut_off_end_are_read() -> None:
    feeds, _ = read_opml(
        b"<OPML><BODY><OUTLINE TITLE='A' XMLURL='https://a.example/'><outline xmlurl=https://b.example/f"
    )
    assert [feed.address for feed in feeds] == ["https://a.example/", "https://b.example/f"]


def test_comments_are_not_read() -> None:
    feeds, _ = read_opml(
        opml('<!-- <outline xmlUrl="https://old.example/"/> -->', '<outline xmlUrl="https://a.example/"/>')
    )
    assert [feed.address for feed in feeds] == ["https://a.example/"]


def test_the_same_address_twice_is_one_feed() -> None:
    feeds, _ = read_opml(opml('<outline xmlUrl="https://A.example/f"/>', '<outline xmlUrl="https://a.example/f#x"/>'))
    assert len(feeds) == 1


def test_an_entry_that_cannot_be_used_is_named_with_its_line_and_the_others_are_kept() -> None:
    feeds, problems = read_opml(opml('<outline xmlUrl="javascript:x"/>', '\n<outline xmlUrl="https://a.example/f"/>'))
    assert len(feeds) == 1
    assert [(problem.line, problem.what) for problem in problems] == [(1, "javascript:x")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1251"])
def test_declared_and_marked_encodings_are_read(encoding: str) -> None:
    title = "Чайка" if encoding == "windows-1251" else "Möwe"
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    text = (
        f'<?xml version="1.0" encoding="{declared}"?><opml><body><outline text="{title}" xmlUrl="https://a.example/f"/>'
    )
    (feed,), _ = read_opml(text.encode(encoding))
    assert feed.title == title


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html><body>Hello</body></html>", "web page"),
        (b'{"feeds": []}', "JSON"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "PNG picture"),
        (b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>", "a feed itself"),
        (b"domain,feed_url\na.example,https://a.example/f\n", "no <opml> element"),
        (b"<opml><body><outline text='Empty'/></body></opml>", "lists no feed"),
        (b"PK\x03\x04" + b"\0" * 40, "zip"),
    ],
)
def test_a_file_that_is_no_opml_says_what_it_is(source: bytes, words: str) -> None:
    with pytest.raises(NotOpmlError, match=words):
        read_opml(source)


def test_entities_of_a_document_type_are_never_expanded_or_opened() -> None:
    bomb = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))
    source = (
        b'<!DOCTYPE opml [<!ENTITY l0 "ha"><!ENTITY x SYSTEM "file:///etc/passwd">' + bomb + b"]>"
        b'<opml><body><outline text="&x;&l11;" xmlUrl="https://a.example/f?&x;"/></body></opml>'
    )
    (feed,), _ = read_opml(source)
    assert feed.title == "&x;&l11;"
    assert "root:" not in feed.address


def test_ten_thousand_levels_are_refused() -> None:
    with pytest.raises(NotOpmlError, match=str(MAX_DEPTH)):
        read_opml(opml("<outline text='a'>" * 10_000))


def test_a_file_over_fifty_megabytes_is_refused() -> None:
    with pytest.raises(NotOpmlError, match="50 MB"):
        read_opml(b"<opml>" + b" " * 50_000_001)


@pytest.mark.parametrize(
    "piece",
    [b'<outline a="', b"<outline a='", b"<outline a=", b"<outline ", b"<!--", b"<", b'<outline x="" "" ', b"\n"],
)
def test_hostile_repetition_is_read_in_linear_time(piece: bytes) -> None:
    def seconds(size: int) -> float:
        began = time.process_time()
        with pytest.raises(NotOpmlError):
            read_opml(b"<opml>" + piece * (size // len(piece)))
        return time.process_time() - began

    small, large = seconds(100_000) + 0.01, seconds(800_000)
    assert large < small * 32  # eight times the bytes: linear with much room, quadratic would be 64 times


@given(st.binary(max_size=400))
@settings(max_examples=200)
def test_no_bytes_break_the_reader(junk: bytes) -> None:
    for source in (junk, b"<opml><body><outline " + junk, opml() + junk):
        try:
            read_opml(source)
        except NotOpmlError:
            pass


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\0"), max_size=20),
        min_size=1,
        max_size=8,
    )
)
def test_every_well_formed_outline_comes_back(titles: list[str]) -> None:
    lines = [f'<outline text={quoteattr(t)} xmlUrl="https://a.example/{n}"/>' for n, t in enumerate(titles)]
    feeds, problems = read_opml(opml(*lines))
    assert [feed.address for feed in feeds] == [f"https://a.example/{n}" for n in range(len(titles))]
    assert problems == ()


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data folder is not here (NEWSDESK_SHARED)")
@pytest.mark.parametrize("folder", ["malformed", "wellformed"])
def test_every_public_opml_file_gives_every_address_in_it(folder: str) -> None:
    files = sorted((SHARED / folder).glob("*.opml"))
    assert len(files) in (80, 38)
    for file in files:
        source = file.read_bytes()
        found = re.findall(r'xmlUrl\s*=\s*"([^"]*)"', source.decode())
        written = {feed_address(address.replace("&amp;", "&")) for address in found}
        feeds, problems = read_opml(source)
        assert ({feed.address for feed in feeds}, problems) == (written, ()), file.name
