"""Bodies, heads and deadlines that a hostile origin overdoes, and its encryption."""

import contextlib
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib

import pytest

from stories.net.answers import FetchError, FetchPolicy
from stories.net.fetch import fetch
from tests.net.asking import NOW, failure, got
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
    says,
    silence,
)


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
