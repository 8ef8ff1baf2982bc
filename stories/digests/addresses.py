"""Mail addresses: one form to compare them by, their lane, and words of a server without them."""

from __future__ import annotations

import re
from typing import Final

ADDRESS: Final = re.compile(r"[^\s<>()\[\]\"',;:]{1,64}@[^\s<>()\[\]\"',;:]{1,255}")
SHOWN: Final = "‹address›"
DOTLESS: Final = frozenset({"gmail.com", "googlemail.com"})
LONGEST_REPLY: Final = 300
SHORTEST_NAME: Final = 3  # a shorter local part would blank out ordinary words


def folded(address: str) -> str:
    """The address as suppressions compare it: trimmed, in small letters, its domain in ASCII; at most 320 characters.

    Local parts may differ by case by the letter of RFC 5321; no provider that people use tells them apart.
    """
    name, _, domain = address.strip().rpartition("@")
    return f"{name.casefold()}@{_ascii(domain)}"[:320]


def mailbox(address: str) -> str:
    """The mailbox behind an address: folded, without a +tag, and without the dots that Gmail doesn't read."""
    name, _, domain = folded(address).rpartition("@")
    name = name.partition("+")[0] or name
    return f"{name.replace('.', '') if domain in DOTLESS else name}@{domain}"


def masked(address: str) -> str:
    """The address as a page shows it that a forwarded mail may have opened: 'i…@quay.example'."""
    name, _, domain = address.rpartition("@")
    return f"{name[:1]}…@{domain}" if domain else ""


def domain_of(address: str) -> str:
    """The lane an address is sent in: its domain in ASCII and small letters, '' for what is no address."""
    return _ascii(address.strip().rpartition("@")[2])[:255] if "@" in address else ""


def without_addresses(reply: str, address: str = "") -> str:
    """A server's reply on one line with no mail address in it, nor the local part of this one; for logs and rows."""
    words = " ".join(reply.split())
    name = address.strip().rpartition("@")[0]
    if name:  # first, as it stands: its local part may hold marks that end an address in a sentence
        words = re.sub(re.escape(address.strip()), SHOWN, words, flags=re.IGNORECASE)
    words = ADDRESS.sub(SHOWN, words)
    if len(name) >= SHORTEST_NAME:
        words = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", SHOWN, words, flags=re.IGNORECASE)
    return words[:LONGEST_REPLY]


def _ascii(domain: str) -> str:
    domain = domain.strip().rstrip(".").lower()
    try:
        return domain.encode("idna").decode("ascii") if not domain.isascii() else domain
    except UnicodeError:
        return domain
