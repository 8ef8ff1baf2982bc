"""What a robots.txt allows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.ingest.robots import allows, rules_for

FILE = """\ufeff# ours
User-agent: *
Disallow: /private/
Allow: /private/open
Disallow: /*.pdf$
Disallow: /caf%C3%A9
Disallow: /a*b*c$

User-agent: newsdesk
User-agent: other
Crawl-delay: 3
Disallow: /only-for-newsdesk
Disallow:

User-Agent: NewsDesk
Disallow: /also
"""
AGENT = "newsdesk/0.1 (+https://example.org)"


@pytest.mark.parametrize(
    ("agent", "path", "allowed"),
    [
        ("x", "/", True),
        ("x", "/private/a", False),
        ("x", "/private/open/a", True),
        ("x", "/private", True),
        ("x", "/a.pdf", False),
        ("x", "/a.pdf?b", True),
        ("x", "/café", False),
        ("x", "/caf%c3%a9/x", False),
        ("x", "/a1b2c", False),
        ("x", "/a1b2c3", True),
        ("x", "/abcbc", False),
        ("x", "/robots.txt", True),
        (AGENT, "/private/a", True),
        (AGENT, "/only-for-newsdesk/x", False),
        (AGENT, "/also", False),
        ("other", "/only-for-newsdesk", False),
        ("other", "/also", True),
    ],
)
def test_the_longest_rule_of_the_agents_own_group_wins(agent, path, allowed):
    assert allows(FILE, f"https://gazette.example{path}", agent) == allowed


def test_a_tie_allows():
    assert allows("User-agent: *\nDisallow: /a\nAllow: /a", "https://gazette.example/a", AGENT)


@pytest.mark.parametrize("text", ["", "nonsense", "<html>not found</html>", "Disallow: /", "User-agent: *\nDisallow:"])
def test_a_file_without_rules_for_us_allows_all(text):
    assert allows(text, "https://gazette.example/a", AGENT)


def test_a_group_names_the_pause_it_wants():
    assert (rules_for(FILE, AGENT).delay_s, rules_for(FILE, "x").delay_s) == (3.0, 0.0)


@given(st.text(st.sampled_from("ab*$/"), max_size=40), st.text(st.sampled_from("ab/"), max_size=40))
def test_wildcards_never_explode(pattern, path):
    assert allows(f"User-agent: *\nDisallow: /{pattern * 20}", f"https://gazette.example/{path * 20}", AGENT) in (
        True,
        False,
    )
