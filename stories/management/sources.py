"""FILE-or-URL of a command -> its bytes, with plain words where that can't be."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError

from stories.catalogue.decoding import MAX_BYTES
from stories.net.answers import FetchError, FetchPolicy
from stories.net.fetch import fetch

FETCH_DEADLINE_S = 120.0


def read_source(place: str, now: datetime) -> tuple[str, bytes]:
    """The name to show and the content of a file or an http(s) address; raises CommandError."""
    if place.startswith(("http://", "https://")):
        return place, _fetched(place, now)
    return Path(place).name, _read(Path(place))


def _fetched(address: str, now: datetime) -> bytes:
    policy = FetchPolicy(
        user_agent=settings.USER_AGENT,
        total_deadline_s=FETCH_DEADLINE_S,
        max_bytes=MAX_BYTES,
        allowed_hosts=frozenset(settings.FETCH_ALLOWED_HOSTS),
    )
    try:
        answer = fetch(address, policy=policy, now=now)
    except FetchError as error:
        hint = " NEWSDESK_ALLOWED_PRIVATE_HOSTS names hosts that may be." if error.kind == "refused_address" else ""
        raise CommandError(f"{address} could not be fetched. {error.words}{hint}") from error
    if answer.status != 200:
        raise CommandError(f"{address} could not be fetched. The site answered {answer.status}.")
    return answer.body


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise CommandError(f"{file} is larger than {MAX_BYTES // 1_000_000} MB.")
        return file.read_bytes()
    except FileNotFoundError as error:
        raise CommandError(f"There is no file {file}.") from error
    except OSError as error:
        raise CommandError(f"{file} could not be read: {error.strerror or error}.") from error
