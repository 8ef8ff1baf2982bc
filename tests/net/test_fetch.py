"""The HTTP client against a hostile origin; what counts is which addresses were dialled."""

import contextlib
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from datetime import UTC, datetime

import pytest

from stories.net.answers import Fetched, FetchError, FetchPolicy
from stories.net.fetch import fetch
from tests.net.origin import (
    PAGE,
    PUBLIC,
    World,
    bomb,
    drip,
    endless,
    flood_of_continues,
    flood_of_headers,
    gzipped,
    plain,
    redirect,
    says,
    silence,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
POLICY = FetchPolicy("newsdesk-test", total_deadline_s=1.0, max_bytes=100_000)


def got(world: World, url: str, policy: FetchPolicy = POLICY, **more: str) -> Fetched:
    return fetch(url, policy=policy, now=NOW, doors=world.doors, **more)


def failure(world: World, url: str, policy: FetchPolicy = POLICY) -> FetchError:
    with pytest.raises(FetchError) as failed:
        got(world, url, policy)
    assert failed.value.words
    return failed.value


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


@pytest.mark.parametrize(
    "answer",
    [
        says(plain(b"x" * 100_001)),
        says(plain(b"", length=100_000_000)),
        endless(),
        endless(chunked=True),
        says(plain(bomb(), "Content-Encoding: gzip")),
        says(plain(zlib.compress(b"\0" * 50_000_000), "Content-Encoding: deflate")),
        says(plain(gzipped(gzipped(b"\0" * 5_000_000)), "Content-Encoding: gzip, gzip")),
    ],
    ids=["long", "announced", "endless", "endless chunks", "gzip bomb", "deflate bomb", "bomb in a bomb"],
)
def test_a_body_over_the_cap_is_left_off(world, origin, answer):
    origin.routes["/big"] = answer
    assert failure(world, "http://news.example/big").kind == "too_large"


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzipped(PAGE)),
        ("x-gzip", gzipped(PAGE)),
        ("gzip", gzipped(PAGE[:20]) + gzipped(PAGE[20:])),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE, wbits=-15)),
        ("gzip, gzip", gzipped(gzipped(PAGE))),
        ("deflate, gzip", gzipped(zlib.compress(PAGE))),
        ("identity", PAGE),
    ],
    ids=["gzip", "x-gzip", "two gzip members", "zlib", "raw deflate", "gzip twice", "zlib in gzip", "identity"],
)
def test_what_we_ask_for_is_unpacked(world, origin, coding, body):
    origin.routes["/packed"] = says(plain(body, f"Content-Encoding: {coding}"))
    assert got(world, "http://news.example/packed").body == PAGE


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip, gzip", ", ".join(["gzip"] * 100)])
def test_other_or_many_codings_are_refused(world, origin, coding):
    origin.routes["/packed"] = says(plain(PAGE, f"Content-Encoding: {coding}"))
    assert failure(world, "http://news.example/packed").kind == "bad_response"


@pytest.mark.parametrize(
    "answer",
    [
        silence,
        drip(plain(PAGE)),
        drip(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + b"x" * 500),
        drip(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1\r\nx\r\n" * 200),
    ],
    ids=["silent", "slow head", "slow body", "slow chunks"],
)
def test_a_slow_answer_meets_one_deadline_for_all_of_it(world, origin, answer):
    origin.routes["/slow"] = answer
    assert failure(world, "http://news.example/slow").kind == "timeout"


def test_redirects_share_the_deadline(world, origin):
    def slowly(conn: socket.socket, head: str) -> None:
        time.sleep(0.4)
        conn.sendall(plain(b"", f"Location: {head.split(' ')[1]}x", status="302 Found"))

    origin.routes |= {"/s" + "x" * count: slowly for count in range(6)}
    assert failure(world, "http://news.example/s").kind == "timeout"


def test_a_name_server_that_does_not_answer_meets_the_deadline(origin):
    world = World(origin)
    released = threading.Event()
    doors = type(world.doors)(lambda host, port: [PUBLIC] if released.wait(5) else [], world.connect)
    with pytest.raises(FetchError) as failed:
        fetch("http://news.example/", policy=FetchPolicy("t", total_deadline_s=0.2), now=NOW, doors=doors)
    released.set()
    assert failed.value.kind == "dns"
    assert world.connects == []


@pytest.mark.parametrize(
    "raw",
    [
        b"not http at all\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Length: nonsense\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain",
        b"",
    ],
    ids=["garbage", "cut off", "no length", "bad chunk", "not gzip", "nothing"],
)
def test_an_answer_that_is_not_http_is_a_clear_error(world, origin, raw):
    origin.routes["/bad"] = says(raw)
    assert failure(world, "http://news.example/bad").kind == "bad_response"


def test_a_flood_of_headers_or_interim_answers_is_left_off(world, origin):
    origin.routes |= {"/headers": flood_of_headers, "/continue": flood_of_continues}
    assert failure(world, "http://news.example/headers").kind == "bad_response"
    assert failure(world, "http://news.example/continue").kind in {"too_large", "timeout"}


def test_overlong_validators_are_dropped_and_others_echoed(world, origin):
    origin.routes["/long"] = says(plain(PAGE, f'ETag: "{"x" * 4000}"', "Last-Modified: Mon, 02 Jun 2025 07:26:00 GMT"))
    origin.routes["/weak"] = says(plain(PAGE, 'ETag: W/"a b"'))
    assert (got(world, "http://news.example/long").etag, got(world, "http://news.example/weak").etag) == ("", 'W/"a b"')
    got(world, "http://news.example/", etag='W/"a b"', last_modified="Mon, 02 Jun 2025 07:26:00 GMT")
    assert 'If-None-Match: W/"a b"\r\nIf-Modified-Since: Mon, 02 Jun 2025 07:26:00 GMT\r\n' in origin.heads[-1]
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


def test_a_stall_before_encryption_meets_the_deadline(world, origin):
    listener = socket.create_server(("127.0.0.1", 0))  # connects, by its backlog, and says nothing
    origin.port = listener.getsockname()[1]
    assert failure(world, "https://news.example/").kind == "timeout"
    listener.close()


def test_a_site_that_answers_in_the_clear_has_no_valid_encryption(world, origin):
    listener = socket.create_server(("127.0.0.1", 0))
    origin.port = listener.getsockname()[1]

    def answer() -> None:
        conn, _ = listener.accept()
        with conn:
            conn.sendall(plain(PAGE))
            conn.recv(65_536)

    threading.Thread(target=answer, daemon=True).start()
    assert failure(world, "https://news.example/").kind == "tls"
    listener.close()


def test_a_certificate_that_nobody_vouches_for_is_refused(world, origin, tmp_path):
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs the openssl program, to make a certificate")
    pair = [str(tmp_path / name) for name in ("key.pem", "certificate.pem")]
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", pair[0], "-out", pair[1], "-days", "9"]
    subprocess.run([openssl, *made, "-subj", "/CN=news.example"], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pair[1], pair[0])
    listener = context.wrap_socket(socket.create_server(("127.0.0.1", 0)), server_side=True)
    origin.port = listener.getsockname()[1]

    def accept() -> None:
        with contextlib.suppress(OSError):
            listener.accept()

    threading.Thread(target=accept, daemon=True).start()
    assert failure(world, "https://news.example/").kind == "tls"
    listener.close()
