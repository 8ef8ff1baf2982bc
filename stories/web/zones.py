"""Time zones as a list by country, in the language of the page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import available_timezones

from babel.core import get_global

from stories.wording import language, locale


@dataclass(frozen=True, slots=True)
class Zones:
    """A country's zones: (IANA name, city) pairs."""

    country: str
    zones: tuple[tuple[str, str], ...]


def zones() -> tuple[Zones, ...]:
    """Every zone, by country."""
    return _zones(language())


def is_zone(name: str) -> bool:
    """Whether it is a zone that the list could name."""
    return name in available_timezones()


@lru_cache(maxsize=8)
def _zones(tongue: str) -> tuple[Zones, ...]:
    names = locale(tongue).territories
    by_country: dict[str, list[tuple[str, str]]] = defaultdict(list)
    known = available_timezones()
    for zone, code in get_global("zone_territories").items():
        if zone in known and code != "001" and "/" in zone and not zone.startswith("Etc/"):
            by_country[str(names.get(code, code))].append((zone, _city(zone, tongue)))
    return tuple(
        Zones(country, tuple(sorted(found, key=lambda each: each[1]))) for country, found in sorted(by_country.items())
    )


def _city(zone: str, tongue: str) -> str:
    """'Ho Chi Minh City' for Asia/Ho_Chi_Minh; Unicode's data may have it under an earlier name of the zone."""
    known = locale(tongue).time_zones
    found = (known.get(name, {}).get("city") for name in (zone, *_other_names().get(zone, ())))
    return str(next(filter(None, found), "") or zone.rpartition("/")[2].replace("_", " "))


@lru_cache(maxsize=1)
def _other_names() -> dict[str, list[str]]:
    names: dict[str, list[str]] = defaultdict(list)
    for other, zone in get_global("zone_aliases").items():
        names[zone].append(other)
    return names
