"""robots.txt as RFC 9309 reads it: the longest matching rule wins, `*` and `$` are wildcards. Pure, linear.

Policy: article pages are asked for only where it allows; feeds, which a site publishes for programs to read, are
fetched without asking.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

MAX_CHARS = 500_000  # RFC 9309 2.5 asks for at least 500 kibibytes
MAX_RULES = 5_000
MAX_DELAY_S = 60.0
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")


@dataclass(frozen=True)
class Rules:
    """One agent's rules: (allowed, pattern) in the file's order, and the pause it asks for between fetches."""

    paths: tuple[tuple[bool, str], ...] = ()
    delay_s: float = 0.0


def allows(text: str, address: str, user_agent: str) -> bool:
    """Whether the robots.txt lets this agent read the address; an empty or unreadable file allows all."""
    parts = urlsplit(address)
    path = _plain(parts.path or "/") + (f"?{_plain(parts.query)}" if parts.query else "")
    if path == "/robots.txt":
        return True
    best, allowed = -1, True
    for permits, pattern in rules_for(text, user_agent).paths:
        if len(pattern) >= best and _matches(pattern, path) and (len(pattern) > best or permits):
            best, allowed = len(pattern), permits
    return allowed


def rules_for(text: str, user_agent: str) -> Rules:
    """The rules of the group that names the agent's product ('newsdesk' of 'newsdesk/0.1 (…)'), else those of `*`."""
    product = re.split(r"[/\s]", user_agent.strip().lower(), maxsplit=1)[0]
    named, general = Rules(), Rules()
    has_named = False
    for agents, rules in _groups(text[:MAX_CHARS].lstrip("\ufeff")):
        if product and product in agents:
            named, has_named = Rules(named.paths + rules.paths, max(named.delay_s, rules.delay_s)), True
        elif "*" in agents:
            general = Rules(general.paths + rules.paths, max(general.delay_s, rules.delay_s))
    return named if has_named else general


def _groups(text: str) -> Iterator[tuple[frozenset[str], Rules]]:
    agents: set[str] = set()
    paths: list[tuple[bool, str]] = []
    delay_s, count, in_rules = 0.0, 0, False
    for name, value in _fields(text):
        if name == "user-agent":
            if in_rules:
                yield frozenset(agents), Rules(tuple(paths), delay_s)
                agents, paths, delay_s, in_rules = set(), [], 0.0, False
            agents.add(re.split(r"[/\s]", value.lower(), maxsplit=1)[0])
            continue
        in_rules = in_rules or name in ("allow", "disallow", "crawl-delay")
        if name in ("allow", "disallow") and value and count < MAX_RULES:
            paths.append((name == "allow", _plain(value)))
            count += 1
        elif name == "crawl-delay" and re.fullmatch(r"\d{1,4}(\.\d{1,3})?", value, re.ASCII):
            delay_s = min(float(value), MAX_DELAY_S)
    yield frozenset(agents), Rules(tuple(paths), delay_s)


def _fields(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        name, colon, value = line.split("#", 1)[0].partition(":")
        if colon:
            yield name.strip().lower(), value.strip()


def _plain(text: str) -> str:
    """Escapes in one case, of letters and digits undone, so that both sides compare."""

    def one(found: re.Match[str]) -> str:
        char = chr(int(found[1], 16))
        return char if char.isascii() and (char.isalnum() or char in "-._~") else found[0].upper()

    escaped = "".join(char if char.isascii() else "".join(f"%{b:02X}" for b in char.encode()) for char in text)
    return _ESCAPE.sub(one, escaped)


def _matches(pattern: str, path: str) -> bool:
    """Whether the path starts as the pattern says; pieces between `*` are sought in order, so it can't explode."""
    ends = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    last = others.pop() if ends and others else ""
    for piece in others:
        found = path.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    if not ends:
        return True
    return len(path) - len(last) >= place and path.endswith(last) if "*" in pattern else place == len(path)
