"""One host is asked by few at once and not in a hurry; the others don't wait for it."""

from datetime import timedelta
from typing import Any

import pytest

from stories.ingest.steps.politeness import HostBusyError, host_slot


@pytest.fixture(autouse=True)
def manners(settings: Any) -> Any:
    """Two at once, no pause between, nobody exempt."""
    settings.FETCH_PER_HOST, settings.FETCH_HOST_GAP_S = 2, 0
    settings.FETCH_IMPOLITE_HOSTS, settings.FETCH_ALLOWED_HOSTS = [], []
    return settings


def test_a_third_fetch_from_one_domain_is_put_off_whatever_its_host_and_another_domain_is_not() -> None:
    with host_slot("https://port-almery-gazette.com/a"), host_slot("https://www.port-almery-gazette.com:8443/b"):
        with pytest.raises(HostBusyError) as busy, host_slot("https://feeds.port-almery-gazette.com/c"):
            pass
        with host_slot("https://another-at-once.example/"):
            pass
    assert busy.value.wait >= timedelta(seconds=1)


def test_a_fetch_that_ended_or_failed_leaves_its_place() -> None:
    for _ in range(5):
        with pytest.raises(ZeroDivisionError), host_slot("https://leaving.example/"):
            raise ZeroDivisionError
    with host_slot("https://leaving.example/"), host_slot("https://leaving.example/"):
        pass


def test_between_two_fetches_from_one_domain_there_is_a_pause(manners: Any) -> None:
    manners.FETCH_HOST_GAP_S = 30
    with host_slot("https://pausing.example/a"):
        pass
    with pytest.raises(HostBusyError) as busy, host_slot("https://pausing.example/b"):
        pass
    assert busy.value.wait == timedelta(seconds=30)


def test_a_host_that_the_settings_name_is_asked_without_a_pause(manners: Any) -> None:
    manners.FETCH_HOST_GAP_S = 30
    manners.FETCH_ALLOWED_HOSTS = ["127.0.0.1:8765"]
    for _ in range(3):
        with host_slot("http://127.0.0.1:8765/feed.xml"):
            pass
