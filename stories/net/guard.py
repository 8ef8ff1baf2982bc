"""What may be dialled: addresses, hosts, ports and the form of a URL. Pure; fetch asks it for every connection."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urlsplit

import idna

ALLOWED_PORTS = frozenset({80, 443, 8080, 8443})
OWN_PORT = {"http": 80, "https": 443}
MAX_URL_CHARS = 2000  # what a row holds

# An explicit table, not `is_global`: that property has changed between Python releases, and it misses embedded forms.
REFUSED_V4: tuple[tuple[IPv4Network, str], ...] = tuple(
    (IPv4Network(network), words)
    for network, words in (
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "private network"),
        ("100.64.0.0/10", "carrier network"),
        ("127.0.0.0/8", "this machine"),
        ("168.63.129.16/32", "a cloud's control address"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private network"),
        ("192.0.0.0/24", "protocol assignments"),
        ("192.0.2.0/24", "documentation"),
        ("192.88.99.0/24", "6to4 relays"),
        ("192.168.0.0/16", "private network"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)
GLOBAL_V6 = IPv6Network("2000::/3")  # all that has been given out as global unicast; everything outside is refused
REFUSED_V6: tuple[tuple[IPv6Network, str], ...] = tuple(
    (IPv6Network(network), words)
    for network, words in (
        ("2001::/23", "protocol assignments"),  # Teredo (2001::/32), ORCHID and benchmarking are in here
        ("2001:db8::/32", "documentation"),
        ("3fff::/20", "documentation"),
    )
)
# Forms that carry an IPv4 address: network -> bits between the address and the right end. They follow the IPv4's rule.
EMBEDDED: tuple[tuple[IPv6Network, int], ...] = (
    (IPv6Network("::ffff:0:0/96"), 0),  # mapped
    (IPv6Network("::ffff:0:0:0/96"), 0),  # translated (SIIT)
    (IPv6Network("64:ff9b::/96"), 0),  # NAT64; 64:ff9b:1::/48 is local use and falls outside 2000::/3
    (IPv6Network("2002::/16"), 80),  # 6to4
)
ISATAP = frozenset({0x00005EFE, 0x02005EFE})
REFUSED_NAMES = ("localhost", "localdomain", "local", "internal", "home.arpa", "onion")

_BAD_CHAR = re.compile(r"[\x00-\x20\x7f\\]")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+", re.ASCII)
_NAME = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*", re.ASCII)


class GuardError(ValueError):
    """An address that isn't dialled; `kind` is blocked_scheme, bad_address or refused_address."""

    def __init__(self, kind: str, words: str) -> None:
        super().__init__(words)
        self.kind = kind
        self.words = words


@dataclass(frozen=True)
class Target:
    """One address to fetch, parsed once: host in ASCII lower case (IPv6 without brackets), path with its query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def place(self) -> str:
        """`host:port`, as in FetchPolicy.allowed_hosts."""
        return f"{self._bracketed}:{self.port}"

    @property
    def url(self) -> str:
        """The address as it is sent and stored; the port only where it isn't the scheme's own."""
        return f"{self.scheme}://{self.netloc}{self.path}"

    @property
    def netloc(self) -> str:
        """The Host header's value."""
        return self._bracketed if self.port == OWN_PORT[self.scheme] else self.place

    @property
    def _bracketed(self) -> str:
        return f"[{self.host}]" if ":" in self.host else self.host

    def exempt(self, allowed_hosts: frozenset[str]) -> bool:
        """Whether the settings name this host (with or without its port) as one the guard lets pass."""
        return self.place in allowed_hosts or self._bracketed in allowed_hosts or self.host in allowed_hosts


def refusal(address: str) -> str | None:
    """Why this IP address must not be dialled, in words; None when it may be.

    Embedded IPv4 (mapped, translated, NAT64, 6to4, ISATAP) follows the rule of the IPv4 address inside; the
    deprecated compatible form, local NAT64 and Teredo are refused whatever they carry.
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return "not an IP address"
    if isinstance(parsed, IPv4Address):
        return next((words for network, words in REFUSED_V4 if parsed in network), None)
    return _refusal_v6(parsed)


def _refusal_v6(address: IPv6Address) -> str | None:
    if address.scope_id is not None:
        return "link-local"
    for network, shift in EMBEDDED:
        if address in network:
            return refusal(str(IPv4Address((int(address) >> shift) & 0xFFFFFFFF)))
    if address not in GLOBAL_V6:
        return "not a public address"
    if (int(address) >> 32) & 0xFFFFFFFF in ISATAP:
        return refusal(str(IPv4Address(int(address) & 0xFFFFFFFF)))
    return next((words for network, words in REFUSED_V6 if address in network), None)


def host_name(text: str) -> str:
    """The host in the form that is dialled: ASCII, lower case, no final dot, old number forms as dotted IPv4.

    Raises GuardError for what no resolver should see. `2130706433`, `0x7f.1` and full-width digits become 127.0.0.1, as
    a browser would read them, so that the table of addresses can refuse them.
    """
    folded = unicodedata.normalize("NFKC", text).lower().replace("\u3002", ".").removesuffix(".")
    if ":" in folded:
        return _ipv6(folded)
    labels = folded.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _ipv4(labels)
    try:
        ascii_name = folded if folded.isascii() else idna.encode(folded, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError) as error:
        raise GuardError("bad_address", "The host's name is not a valid one.") from error
    if len(ascii_name) > 253 or not _NAME.fullmatch(ascii_name):
        raise GuardError("bad_address", "The host's name is not a valid one.")
    return ascii_name


def _ipv6(text: str) -> str:
    try:
        return str(IPv6Address(text))
    except ValueError as error:
        raise GuardError("bad_address", "The host's name is not a valid one.") from error


def _ipv4(labels: list[str]) -> str:
    """inet_aton's reading: one to four parts, each decimal, octal (0…) or hexadecimal (0x…), the last one filling."""
    numbers = [_number(label) for label in labels]
    if len(numbers) > 4 or any(number > 255 for number in numbers[:-1]) or numbers[-1] >= 256 ** (5 - len(numbers)):
        raise GuardError("bad_address", "The host's name is not a valid one.")
    value = numbers[-1]
    for place, number in enumerate(numbers[:-1]):
        value += number << (8 * (3 - place))
    return str(IPv4Address(value))


def _number(label: str) -> int:
    if not _NUMBER.fullmatch(label) or len(label) > 16:
        raise GuardError("bad_address", "The host's name is not a valid one.")
    try:
        if label.startswith("0x"):
            return int(label[2:] or "0", 16)
        return int(label, 8) if label.startswith("0") and len(label) > 1 else int(label)
    except ValueError as error:
        raise GuardError("bad_address", "The host's name is not a valid one.") from error


def target_of(url: str, allowed_hosts: frozenset[str] = frozenset()) -> Target:
    """The address as one parsed Target; raises GuardError when it may not be fetched.

    allowed_hosts: 'host' or 'host:port' that skip the rules on ports, names and addresses (not those on form).
    """
    target = _parsed(url)
    if target.exempt(allowed_hosts):
        return target
    if target.port not in ALLOWED_PORTS:
        raise GuardError("refused_address", "Only the ports 80, 443, 8080 and 8443 are fetched.")
    if any(target.host == name or target.host.endswith("." + name) for name in REFUSED_NAMES):
        raise GuardError("refused_address", "The address is inside this network, which is not fetched.")
    if _is_literal(target.host) and refusal(target.host):
        raise GuardError("refused_address", "The address is inside this network, which is not fetched.")
    return target


def _is_literal(host: str) -> bool:
    return ":" in host or host.rsplit(".", 1)[-1].isdigit()


def _parsed(url: str) -> Target:
    text = url.strip(" \t\r\n")
    if not 0 < len(text) <= MAX_URL_CHARS or _BAD_CHAR.search(text):
        raise GuardError("bad_address", "The address is empty, too long or holds characters that no address has.")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise GuardError("bad_address", "The address can't be read.") from error
    if parts.scheme not in ("http", "https"):
        raise GuardError("blocked_scheme", "Only http and https addresses are fetched.")
    if "@" in parts.netloc or "%" in parts.netloc or not parts.hostname:
        raise GuardError("bad_address", "The address has no host, or a user name or an escape in front of it.")
    path = quote(parts.path or "/", safe="/:@!$&'()*+,;=~%-._")
    query = "?" + quote(parts.query, safe="/:@!$&'()*+,;=~%-._?[]|") if parts.query else ""
    target = Target(
        parts.scheme, host_name(parts.hostname), port if port is not None else OWN_PORT[parts.scheme], path + query
    )
    if len(target.url) > MAX_URL_CHARS:
        raise GuardError("bad_address", "The address is too long.")
    return target
