"""One key per article address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.ingest.canonical import canonical, canonical_of_page, registrable_domain
from tests.ingest.canonical_pairs import DIFFERENT, PAGES, SAME


@pytest.mark.parametrize(("address", "key"), SAME)
def test_an_address_has_its_key(address, key):
    assert canonical(address) == key
    assert canonical(key) == key


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_articles_have_two_keys(one, other):
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(("fetched", "rel", "og", "key"), PAGES)
def test_a_page_is_believed_about_its_own_site_only(fetched, rel, og, key):
    assert canonical_of_page(fetched, rel, og) == key


def test_the_tables_are_long_enough_to_mean_something():
    assert len(SAME) + len(DIFFERENT) + len(PAGES) >= 180
    assert len({address for address, _ in SAME}) == len(SAME)


_PIECE = st.text(st.sampled_from("abAB01-._~%2Ff/;=&?#+é ü京:@!"), max_size=12)


@given(
    st.sampled_from(["news.example", "www.m.news.example", "127.0.0.1:8765", "amp.example:443", "BÜCHER.example"]),
    st.lists(
        st.one_of(_PIECE, st.sampled_from(["amp", "index.html", "..", ".", "a-b-c", "a-b-1.amp.html", ""])), max_size=6
    ),
    st.lists(st.tuples(_PIECE, _PIECE), max_size=4),
)
def test_the_key_of_a_key_is_itself(host, path, query):
    url = f"http://{host}/{'/'.join(path)}?{'&'.join('='.join(pair) for pair in query)}"
    assert canonical(canonical(url)) == canonical(url)


@given(st.text(max_size=80))
def test_any_text_has_a_key_or_none(text):
    key = canonical(text)
    assert key == "" or key.startswith(("http://", "https://"))
    assert canonical(key) == key


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("news.bbc.co.uk", "bbc.co.uk"),
        ("BBC.CO.UK.", "bbc.co.uk"),
        ("a.b.github.io", "b.github.io"),
        ("127.0.0.1", "127.0.0.1"),
        ("[::1]", "::1"),
        ("localhost", "localhost"),
        ("world.kbs.co.kr", "kbs.co.kr"),
        ("", ""),
    ],
)
def test_one_owner_registers_one_domain(host, domain):
    assert registrable_domain(host) == domain
