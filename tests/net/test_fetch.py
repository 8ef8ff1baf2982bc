"""The HTTP client against a hostile origin; what counts is which addresses were dialled."""

import socket

import pytest

from stories.net.answers import FetchError, FetchPolicy
from stories.net.fetch import fetch
from tests.net.asking import NOW, POLICY, failure, got
from tests.net.origin import (
    PAGE,
    PUBLIC,
    World,
    bomb,
    plain,
    redirect,
    says,
)


def test_a_page_comes_back_with_its_address_type_and_body(world):
    answer = got(world, "http://News.Example/")
    assert (answer.status, answer.url, answer.body) == (200, "http://news.example/", PAGE)
    assert (answer.content_type, answer.charset, answer.hops) == ("text/html", "utf-8", ())
    assert world.connects == [(PUBLIC, 80)]


def test_what_is_sent_names_the_reader_and_the_host(world, origin):
    got(world, "http://news.example:8080/")
    assert "Host: news.example:8080\r\n" in origin.heads[0]
    assert "User-Agent: newsdesk-test\r\n" in origin.heads[0]


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["10.0.0.8"],
        ["169.254.169.254"],
        ["::1"],
        ["::ffff:127.0.0.1"],
        ["64:ff9b::7f00:1"],
        ["fd00::1", "10.0.0.1"],
    ],
)
def test_a_name_that_leads_inside_is_never_dialled(origin, addresses):
    world = World(origin, {"rebound.example": [addresses]})
    assert failure(world, "http://rebound.example/").kind == "refused_address"
    assert world.connects == []


def test_of_several_addresses_only_the_public_one_is_dialled(origin):
    world = World(origin, {"mixed.example": [["::ffff:10.0.0.1", "192.168.1.1", PUBLIC]]})
    assert got(world, "http://mixed.example/").status == 200
    assert world.connects == [(PUBLIC, 80)]


def test_a_name_is_resolved_once_so_a_second_answer_changes_nothing(origin):
    world = World(origin, {"flips.example": [[PUBLIC], ["127.0.0.1"]]})
    assert got(world, "http://flips.example/").status == 200
    assert (world.looked_up, world.connects) == (["flips.example"], [(PUBLIC, 80)])


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See", "307 Temporary", "308 Permanent"])
@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1/",
        "//127.0.0.1/",
        "http://[::1]/",
        "http://0x7f.1/",
        "http://inside.example/",
        "http://news.example:6379/",
    ],
)
def test_a_redirect_inside_is_not_followed(origin, status, location):
    world = World(origin, {"inside.example": [["10.0.0.1"]]})
    origin.routes["/go"] = redirect(location, status)
    assert failure(world, "http://news.example/go").kind == "refused_address"
    assert world.connects == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "gopher://news.example/", "ftp://news.example/", "javascript:alert(1)"]
)
def test_a_redirect_to_another_scheme_is_not_followed(world, origin, location):
    origin.routes["/go"] = redirect(location)
    assert failure(world, "http://news.example/go").kind == "blocked_scheme"
    assert len(world.connects) == 1


def test_the_last_hop_of_a_long_chain_is_checked_too(world, origin):
    for hop in range(4):
        origin.routes[f"/{hop}"] = redirect(f"/{hop + 1}")
    origin.routes["/4"] = redirect("http://192.168.0.1/")
    assert failure(world, "http://news.example/0").kind == "refused_address"
    assert {address for address, _ in world.connects} == {PUBLIC}


def test_redirects_are_followed_and_told(world, origin):
    origin.routes["/a"] = redirect("/b c", "301 Moved")
    origin.routes["/b%20c"] = redirect("http://other.example/d", "308 Moved")
    origin.routes["/d"] = redirect("/e", "302 Found")
    origin.routes["/e"] = redirect("/", "301 Moved")
    answer = got(world, "http://news.example/a")
    assert answer.hops == (
        "http://news.example/b%20c",
        "http://other.example/d",
        "http://other.example/e",
        "http://other.example/",
    )
    assert (answer.url, answer.permanent_hops, answer.moved_to) == (
        "http://other.example/",
        2,
        "http://other.example/d",
    )


def test_circles_and_long_chains_end(world, origin):
    origin.routes |= {"/self": redirect("/self"), "/a": redirect("/b"), "/b": redirect("/a")}
    origin.routes |= {f"/{hop}": redirect(f"/{hop + 1}") for hop in range(30)}
    for path in ("/self", "/a", "/0"):
        assert failure(world, f"http://news.example{path}").kind == "redirect_loop"
    assert sum(head.startswith(("GET /self", "GET /a", "GET /b")) for head in origin.heads) == 3
    assert sum(head.split("/")[1][:1].isdigit() for head in origin.heads) == 6


def test_a_cookie_of_a_redirect_is_kept_for_this_fetch_and_host_only(world, origin):
    def gate(conn: socket.socket, head: str) -> None:
        conn.sendall(
            plain(PAGE)
            if "Cookie: seen=1" in head
            else plain(b"", "Location: /gate", "Set-Cookie: seen=1; Path=/", status="302 Found")
        )

    origin.routes["/gate"] = gate
    origin.routes["/away"] = redirect("http://other.example/", "302 Found", b"", "Set-Cookie: secret=1")
    assert got(world, "http://news.example/gate").status == 200
    got(world, "http://news.example/away")
    assert "Cookie" not in origin.heads[-1]
    got(world, "http://news.example/")
    assert "Cookie" not in origin.heads[-1]


def test_a_bomb_in_the_body_of_a_redirect_is_not_unpacked(world, origin):
    origin.routes["/go"] = redirect("/", "302 Found", bomb(), "Content-Encoding: gzip")
    assert got(world, "http://news.example/go").body == PAGE


def test_overlong_validators_are_dropped_and_others_echoed(world, origin):
    origin.routes["/long"] = says(plain(PAGE, f'ETag: "{"x" * 4000}"', "Last-Modified: Mon, 02 Jun 2025 07:26:00 GMT"))
    origin.routes["/weak"] = says(plain(PAGE, 'ETag: W/"a b"'))
    assert (got(world, "http://news.example/long").etag, got(world, "http://news.example/weak").etag) == ("", 'W/"a b"')
    got(world, "http://news.example/", etag='W/"a b"', last_modified="Mon, 02 Jun 2025 07:26:00 GMT")
    assert 'If-None-Match: W/"a b"\r\nIf-Modified-Since: Mon, 02 Jun 2025 07:26:00 GMT\r\n' in origin.heads[-1]
    origin.routes["/when"] = says(plain(PAGE, "Last-Modified: " + "x" * 101))
    assert got(world, "http://news.example/when").last_modified == ""
    got(world, "http://news.example/", etag='"x"\r\nEvil: 1')
    assert "Evil" not in origin.heads[-1]


def test_an_unchanged_document_is_not_modified_and_has_no_body(world, origin):
    origin.routes["/same"] = says(b'HTTP/1.1 304 Not Modified\r\nETag: "new"\r\n\r\n')
    answer = got(world, "http://news.example/same", etag='"old"')
    assert (answer.not_modified, answer.body, answer.etag) == (True, b"", '"new"')


def test_other_answers_come_without_their_body(world, origin):
    origin.routes["/gone"] = says(plain(b"x" * 1_000_000, status="410 Gone"))
    answer = got(world, "http://news.example/gone")
    assert (answer.status, answer.body) == (410, b"")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("-5", 0),
        ("999999999", 86_400),
        ("garbage", None),
        ("Sun, 22 Nov 2026 12:10:00 GMT", 300),
        ("Sat, 21 Nov 2026 12:00:00 GMT", 0),
    ],
)
def test_retry_after_is_within_a_day_and_by_the_sites_own_clock(world, origin, value, seconds):
    headers = (f"Retry-After: {value}", "Date: Sun, 22 Nov 2026 12:05:00 GMT")
    origin.routes["/busy"] = says(plain(b"", *headers, status="503 Busy"))
    assert got(world, "http://news.example/busy").retry_after_s == seconds


def test_a_connection_is_kept_and_a_stale_one_dialled_anew(world, origin):
    for _ in range(3):
        got(world, "http://news.example/")
    assert len(world.connects) == 1

    def once(conn: socket.socket, head: str) -> None:
        conn.sendall(plain(PAGE))
        conn.close()

    origin.routes["/"] = once
    got(world, "http://news.example/")
    assert got(world, "http://news.example/").body == PAGE


def test_proxies_of_the_environment_are_ignored(world, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    got(world, "http://news.example/")
    assert world.connects == [(PUBLIC, 80)]


def test_names_of_our_own_machine_are_dialled_only_where_the_settings_say_so(origin):
    world = World(origin)
    place = f"127.0.0.1:{origin.port}"
    assert failure(world, f"http://{place}/").kind == "refused_address"
    policy = FetchPolicy("t", allowed_hosts=frozenset({place}))
    assert got(world, f"http://{place}/", policy).body == PAGE
    assert failure(world, f"http://{place}/").kind == "refused_address"
    assert world.connects == [("127.0.0.1", origin.port)]


def test_the_words_do_not_tell_an_open_port_from_a_closed_one(origin):
    def refused(address: str, port: int, timeout_s: float) -> None:
        raise ConnectionRefusedError

    def silent(address: str, port: int, timeout_s: float) -> None:
        raise TimeoutError

    words = set()
    for door in (refused, silent):
        world = World(origin)
        with pytest.raises(FetchError) as failed:
            fetch("http://news.example/", policy=POLICY, now=NOW, doors=type(world.doors)(world.resolve, door))
        words.add((failed.value.kind, failed.value.words))
    assert len(words) == 1
    inside = World(origin, {"open.example": [["127.0.0.1"]], "shut.example": [["10.9.9.9"]]})
    said = {
        (error.kind, error.words) for name in ("open", "shut") for error in [failure(inside, f"http://{name}.example/")]
    }
    assert len(said) == 1


def test_an_unknown_name_is_a_clear_error(world):
    assert failure(world, "http://nowhere.invalid/").kind == "dns"
