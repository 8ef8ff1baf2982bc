"""The one HTTP client: what a site answers to a GET, or a service to a POST.

One deadline covers a whole fetch, redirects included; connections.py says which hosts are dialled at all.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from urllib.parse import urljoin

import httpcore

from stories.net import answers
from stories.net.answers import Fetched, FetchError, FetchPolicy
from stories.net.connections import DOORS, Budget, Client, Doors, client_of
from stories.net.decoding import ACCEPT_ENCODING, decoder
from stories.net.guard import GuardError, Target, target_of

MAX_HEAD_BYTES = 256_000  # status lines, headers and 1xx answers before a body; h11 itself caps one head at 100 kB


def fetch(
    url: str,
    *,
    policy: FetchPolicy,
    now: datetime,
    etag: str = "",
    last_modified: str = "",
    doors: Doors = DOORS,
) -> Fetched:
    """What the site answers, after its redirects, with any status; the body only for a 200.

    etag, last_modified: what it said last time; an unchanged document then comes back as not_modified. Raises
    FetchError with a kind and words when there is no answer, or one past the policy's bounds.
    """
    budget = Budget(time.monotonic() + policy.total_deadline_s, MAX_HEAD_BYTES)
    client = client_of(doors, policy.allowed_hosts)
    client.dialler.budget = budget
    headers = {"User-Agent": policy.user_agent, "Accept": policy.accept, "Accept-Encoding": ACCEPT_ENCODING}
    headers |= {"If-None-Match": answers.validator(etag)} if answers.validator(etag) else {}
    headers |= {"If-Modified-Since": answers.validator(last_modified)} if answers.validator(last_modified) else {}
    with _translated():
        return _followed(client, url, headers, policy, now)


def post(
    url: str,
    content: bytes,
    *,
    policy: FetchPolicy,
    now: datetime,
    headers: Mapping[str, str] | None = None,
    doors: Doors = DOORS,
) -> Fetched:
    """What a service answers to the content, JSON unless the headers say otherwise; the body only for a 200.

    headers: more to send, such as a key: redirects are not followed, so it reaches nobody else. Raises FetchError.
    """
    budget = Budget(time.monotonic() + policy.total_deadline_s, MAX_HEAD_BYTES)
    client = client_of(doors, policy.allowed_hosts)
    client.dialler.budget = budget
    known = {"User-Agent": policy.user_agent, "Accept": policy.accept, "Accept-Encoding": ACCEPT_ENCODING}
    known |= {"Content-Type": "application/json", "Content-Length": str(len(content))}
    with _translated():
        target = target_of(url, policy.allowed_hosts)
        with closing(client.send(target, {"Host": target.netloc, **known, **(headers or {})}, content)) as response:
            return _answer(response, target, budget, policy, now)


def _followed(client: Client, url: str, headers: dict[str, str], policy: FetchPolicy, now: datetime) -> Fetched:
    hops: list[str] = []
    permanent = 0
    cookies: dict[str, dict[str, str]] = {}  # by host, for this fetch alone
    asked: set[tuple[str, str]] = set()
    while True:
        target = target_of(url, policy.allowed_hosts)
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.get(target.host, {}).items())
        if len(hops) > policy.max_redirects or (target.url, cookie) in asked:
            raise FetchError("redirect_loop")
        asked.add((target.url, cookie))
        sent = {"Host": target.netloc, **headers, **({"Cookie": cookie} if cookie else {})}
        with closing(client.ask(target, sent)) as response:
            location = answers.location(response.headers) if response.status in answers.REDIRECTS else ""
            if not location:
                answer = _answer(response, target, client.dialler.budget, policy, now)
                return replace(answer, hops=tuple(hops), permanent_hops=permanent)
            answers.remember(cookies.setdefault(target.host, {}), response.headers)
        permanent += response.status in answers.PERMANENT and permanent == len(hops)
        url = urljoin(target.url, location)
        hops.append(url)


def _answer(response: httpcore.Response, target: Target, budget: Budget, policy: FetchPolicy, now: datetime) -> Fetched:
    """The answer with its body, if a 200; bodies of others, redirects above all, are never read or decoded."""
    answer = answers.answer(response.status, target.url, response.headers, now)
    if response.status != 200:
        return answer
    answers.refuse_by_length(response.headers, policy.max_bytes)
    budget.bytes_left = policy.max_bytes + MAX_HEAD_BYTES
    engine = decoder(answers.first(response.headers, b"content-encoding"), policy.max_bytes)
    return replace(answer, body=b"".join(engine.feed(piece) for piece in response.iter_stream()))


@contextmanager
def _translated() -> Iterator[None]:
    """Whatever goes wrong below as a FetchError."""
    try:
        yield
    except GuardError as error:
        raise FetchError(error.kind, error.words) from error
    except httpcore.TimeoutException as error:
        raise FetchError("timeout") from error
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise FetchError("bad_response") from error
    except (httpcore.NetworkError, OSError) as error:
        raise FetchError("connection") from error
