"""Tests reach this machine only: a socket outward is an error of the test, not a network failure to be handled."""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any

LOCAL_NAMES = {"localhost", "", "0.0.0.0", "::"}


class OutwardSocketError(RuntimeError):
    """A test tried to leave this machine. Not an OSError, so that no code takes it for a failed connection."""


def stay_on_this_machine() -> None:
    """Makes every connection and name look-up to another machine fail from here on; safe to repeat."""
    if getattr(socket.socket.connect, "stays_here", False):
        return
    for name in ("connect", "connect_ex"):
        guarded = _guarded(getattr(socket.socket, name))
        setattr(socket.socket, name, guarded)
    socket.getaddrinfo = _guarded_lookup(socket.getaddrinfo)


def is_local(host: str | bytes | None) -> bool:
    """Whether the host is this machine: a loopback address or one of its names."""
    name = host.decode() if isinstance(host, bytes) else host or ""
    if name in LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(name.split("%")[0]).is_loopback
    except ValueError:
        return False


def _guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not is_local(address[0]):
            raise OutwardSocketError(f"A test tried to reach {address}; give it a fake door.")
        return connect(self, address)

    guarded.stays_here = True  # type: ignore[attr-defined]
    return guarded


def _guarded_lookup(getaddrinfo: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(host: str | bytes | None, *args: Any, **options: Any) -> Any:
        if not is_local(host) and not _is_address(host):
            raise OutwardSocketError(f"A test tried to look up {host!r}; give it a fake door.")
        return getaddrinfo(host, *args, **options)

    return guarded


def _is_address(host: str | bytes | None) -> bool:
    """Whether it is a literal address, for which a look-up asks nobody."""
    try:
        ipaddress.ip_address((host.decode() if isinstance(host, bytes) else host or "").split("%")[0])
    except ValueError:
        return False
    return True
