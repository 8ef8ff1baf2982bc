"""The door to a language model: any service that speaks the chat part of OpenAI's API (Ollama and vLLM do)."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from stories.briefing.prompts import Prompt
from stories.net.answers import Fetched, FetchError, FetchPolicy
from stories.net.fetch import post as post_it

ANSWER_BYTES: Final = 500_000
MOST_COUNTED: Final = 10**7  # tokens of one call: what a service says beyond is no count, and fits no column
SHORTEST_REST_S: Final = 30
LONGEST_REST_S: Final = 3600  # but for a service that asks for more
SURE: Final = 0.0  # temperature: the same question has the same answer as nearly as the service allows
HEALS: Final = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
OF_THIS_TEXT: Final = frozenset({400, 413, 422})  # a filter of its words, or too long

Post = Callable[..., Fetched]


@dataclass(frozen=True, slots=True)
class Provider:
    """A configured service. address: its base, such as http://127.0.0.1:11434/v1; prices per million tokens."""

    address: str
    model: str
    key: str
    timeout_s: float
    most_tokens: int
    most_characters: int
    price_in: float
    price_out: float
    allowed_hosts: frozenset[str]
    user_agent: str


@dataclass(frozen=True, slots=True)
class Completion:
    """One answer. tokens as the service counts them, 0 where it doesn't say; seconds until it was there."""

    text: str
    tokens_in: int
    tokens_out: int
    seconds: float

    def cost(self, provider: Provider) -> float:
        """In the currency of the provider's prices."""
        return (self.tokens_in * provider.price_in + self.tokens_out * provider.price_out) / 1e6


class ProviderError(Exception):
    """No usable answer.

    words: for the operator; heals: whether another try later may bring one; of_this_text: whether another text may;
    wait_s: what the service asks for before another try.
    """

    def __init__(
        self, words: str, *, heals: bool, seconds: float = 0.0, of_this_text: bool = False, wait_s: int = 0
    ) -> None:
        super().__init__(words)
        self.words, self.heals, self.seconds, self.of_this_text = words, heals, seconds, of_this_text
        self.wait_s = wait_s

    def rest_s(self, failed_in_a_row: int) -> int:
        """For how long the service is asked nothing: what it asks for, or longer after each failure."""
        own = SHORTEST_REST_S * 2 ** min(failed_in_a_row - 1, 10) if self.heals else LONGEST_REST_S
        return max(self.wait_s, min(own, LONGEST_REST_S))


def complete(provider: Provider, prompt: Prompt, now: datetime, *, post: Post = post_it) -> Completion:
    """The model's answer to the prompt. Raises ProviderError with what is wrong; the key is in none of its words."""
    asked = {
        "model": provider.model,
        "messages": [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}],
        "max_tokens": provider.most_tokens,
        "temperature": SURE,
        "stream": False,
    }
    begun = time.monotonic()
    try:
        answer = post(
            f"{provider.address.rstrip('/')}/chat/completions",
            json.dumps(asked).encode(),
            policy=FetchPolicy(
                user_agent=provider.user_agent,
                total_deadline_s=provider.timeout_s,
                max_bytes=ANSWER_BYTES,
                allowed_hosts=provider.allowed_hosts,
                accept="application/json",
            ),
            now=now,
            headers={"Authorization": f"Bearer {provider.key}"} if provider.key else {},
        )
    except FetchError as error:
        heals = error.kind in ("timeout", "connection", "dns", "bad_response")
        raise ProviderError(f"The model's service: {error.words}", heals=heals, seconds=_since(begun)) from error
    if answer.status != 200:
        words = f"The model's service answered with status {answer.status}{_hint(answer.status)}."
        heals, of_this_text = answer.status in HEALS, answer.status in OF_THIS_TEXT
        raise ProviderError(
            words, heals=heals, seconds=_since(begun), of_this_text=of_this_text, wait_s=answer.retry_after_s or 0
        )
    return _completion(answer.body, _since(begun))


def _since(begun: float) -> float:
    return time.monotonic() - begun


def _hint(status: int) -> str:
    known = {401: "its key is not accepted", 403: "its key is not accepted", 404: "no such model or address"}
    known |= {429: "it is asked too often, or its credit is used up"}
    return f": {known[status]}" if status in known else ""


def _completion(body: bytes, seconds: float) -> Completion:
    try:
        read = json.loads(body)
        text = read["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise ProviderError(
            "The model's service did not answer in its API's form.", heals=True, seconds=seconds
        ) from error
    if not isinstance(text, str):
        raise ProviderError("The model answered without a text.", heals=True, seconds=seconds)
    usage = read.get("usage")
    return Completion(text, _tokens(usage, "prompt_tokens"), _tokens(usage, "completion_tokens"), seconds)


def _tokens(usage: Any, name: str) -> int:
    found = usage.get(name) if isinstance(usage, dict) else None
    return min(max(found, 0), MOST_COUNTED) if isinstance(found, int) and not isinstance(found, bool) else 0
