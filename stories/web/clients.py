"""Who asks, as far as limits need to know, and how often they may."""

from __future__ import annotations

import ipaddress
import logging
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError

HOUR_S: Final = 3600
DAY_S: Final = 24 * HOUR_S
V6_PREFIX: Final = 64  # what one customer has: single addresses in it are free to make up
log = logging.getLogger(__name__)


def client_key(request: HttpRequest) -> str:
    """A keyed hash of where the request comes from: an IPv4 address or an IPv6 /64; so no address is kept."""
    return salted_hmac("newsdesk.clients", _network(client_address(request))).hexdigest()[:32]


def too_often(what: str, who: str, most: int, window_s: int) -> bool:
    """Counts one more; whether there were more than `most` in the window. While the store is down nobody is refused."""
    key = f"often:{what}:{window_s}:{who}"
    try:
        cache.add(key, 0, timeout=window_s)
        return cache.incr(key) > most
    except (RedisError, ValueError):  # down, or aged away between the two
        log.warning("acts can't be counted: %s goes on", what)
        return False


def client_address(request: HttpRequest) -> str:
    """The peer's, or what the outermost trusted proxy saw; what a client writes before that counts for nothing."""
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    trusted = settings.TRUSTED_PROXIES
    return str(hops[-trusted] if 0 < trusted <= len(hops) else request.META.get("REMOTE_ADDR", ""))


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, V6_PREFIX), strict=False))
    return str(found)
