"""docker-compose.yml can't be run here; what can be said of it without an engine is said."""

from typing import Any

import pytest
import yaml

from newsdesk.supervise import site
from tests.embedded.programs import ROOT


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]


def queues(words: list[str]) -> set[str]:
    return set(words[words.index("-Q") + 1].split(",")) if "-Q" in words else set()


def test_its_workers_serve_the_queues_that_up_serves(services: dict[str, Any]) -> None:
    composed = [queues(" ".join(service.get("command", [])).split()) for service in services.values()]
    ours = [queues(list(child.command)) for child in site(8000, ROOT)]
    assert sorted(map(sorted, filter(None, composed))) == sorted(map(sorted, filter(None, ours)))


def test_everything_of_ours_is_one_image_and_all_that_stays_is_watched(services: dict[str, Any]) -> None:
    ours = {name for name, service in services.items() if service["image"] == "newsdesk"}
    assert ours == {"migrate", "web", "fetch", "annotate", "cluster", "default", "digest", "beat"}
    assert {name for name, service in services.items() if "healthcheck" not in service} == {"migrate"}


def test_only_the_web_is_published_and_only_to_this_machine(services: dict[str, Any]) -> None:
    assert {name: service["ports"] for name, service in services.items() if "ports" in service} == {
        "web": ["127.0.0.1:8000:8000"]
    }
