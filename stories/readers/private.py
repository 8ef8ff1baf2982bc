"""Tokens of private addresses: made once, shown once, kept as a hash. Pure."""

from __future__ import annotations

import hashlib
import re
from typing import Final

BYTES: Final = 32
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}")


def token_hash(token: str) -> str:
    """What is kept of a token: SHA-256 in hex. A token has 256 bits by chance, so that no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_token(text: str) -> bool:
    """Whether a text has a token's form."""
    return _TOKEN.fullmatch(text) is not None
