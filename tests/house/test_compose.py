"""The services of production are the processes of one machine: no queue without a worker, no setting left outside."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml

from newsdesk.celery import BY_NAME
from newsdesk.supervise import site
from scripts.web_answers import answers

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"])


def words(command: list[str]) -> list[str]:
    return " ".join(command).rpartition("celery")[2].split()


def test_every_process_of_one_machine_is_a_service(services: dict[str, Any], tmp_path: Path) -> None:
    assert {child.name for child in site(8000, tmp_path)} <= services.keys()


@pytest.mark.parametrize("queue", sorted({route["queue"] for route in BY_NAME.values()}))
def test_a_queue_has_a_worker_as_it_has_on_one_machine(services: dict[str, Any], queue: str, tmp_path: Path) -> None:
    here = next(words(list(child.command)) for child in site(8000, tmp_path) if child.name == queue)
    there = words(services[queue]["command"])
    for option in ("-Q", "-c"):
        assert there[there.index(option) + 1] == here[here.index(option) + 1]
    assert {word for word in here if word.startswith("--without")} <= set(there)
    assert services[queue]["environment"]["QUEUE"] == queue


def test_every_process_of_ours_reads_the_settings_in_the_file(services: dict[str, Any]) -> None:
    ours = [service for service in services.values() if service["image"] == "newsdesk"]
    assert len(ours) == 8
    assert all(service["env_file"][0]["path"] == ".env" for service in ours)


def test_mails_that_are_files_are_written_where_the_site_reads_them(services: dict[str, Any]) -> None:
    folder = "mail:/var/lib/newsdesk/mail"
    assert [name for name, service in services.items() if folder in service.get("volumes", [])] == ["web", "digest"]
    assert "/var/lib/newsdesk/mail" in (ROOT / "Dockerfile").read_text()


class OurName(BaseHTTPRequestHandler):
    """A site that refuses other names than its own, as Django does."""

    def do_GET(self) -> None:
        self.send_response(200 if self.headers["Host"] == "news.example" else 400)
        self.end_headers()


@pytest.fixture
def port() -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), OurName)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_the_health_of_the_site_is_asked_by_its_own_name(port: int) -> None:
    assert answers("news.example, www.news.example", port)
    assert answers(".news.example", port)
    assert not answers("other.example", port)


def test_a_site_that_does_not_listen_is_not_healthy() -> None:
    assert not answers("news.example", 1)
