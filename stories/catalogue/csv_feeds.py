"""A CSV file of feeds -> the same OutletFeed values that OPML gives."""

import re
from dataclasses import dataclass
from typing import Final

from stories.catalogue.domains import feed_address, host, is_shared, outlet_domain
from stories.catalogue.opml import OutlineFeed
from stories.catalogue.report import Problem
from stories.catalogue.table import NotCsvError, Row, read_table
from stories.scales import OutletKind

FEED_COLUMNS: Final = ("feed_url", "feed", "xmlurl", "rss", "rss_url", "feed_address", "url", "address")
DOMAIN_COLUMNS: Final = ("domain", "host", "site", "website", "home", "homepage", "htmlurl", "outlet")
NAME_COLUMNS: Final = ("name", "outlet_name", "title", "source", "publisher")
CATEGORY_COLUMNS: Final = ("category", "categories", "section", "topic")
LANGUAGE_COLUMNS: Final = ("language", "lang")


@dataclass(frozen=True, slots=True)
class OutletFeed:
    """An outlet, as far as a file describes it, with at most one of its feeds.

    domain is None where only its names identify it (`known_as`); feed is '' for a row that describes the outlet
    alone. name is the outlet's own where the file has it, feed_title what the feed calls itself.
    """

    domain: str | None
    name: str = ""
    feed: str = ""
    feed_title: str = ""
    category: str = ""
    country: str = ""
    language: str = ""
    zone: str = ""
    kind: str = ""
    owner: str = ""
    owner_kind: str = ""

    @property
    def known_as(self) -> str:
        """What an outlet without a domain of its own is called: its name, its feed's title, or its feed's address."""
        return self.name or self.feed_title or self.feed.partition("://")[2].rstrip("/")[:200]


def from_outline(feed: OutlineFeed) -> OutletFeed:
    """An OPML feed as an outlet's: the outlet is the host of its home page, else of the feed."""
    return OutletFeed(
        domain=outlet_domain(feed.home, feed.address),
        feed=feed.address,
        feed_title=feed.title,
        category=(feed.categories[0] if feed.categories else "")[:100],
        language=language_code(feed.language),
    )


def read_feeds_csv(source: bytes) -> tuple[tuple[OutletFeed, ...], tuple[Problem, ...]]:
    """The outlets and feeds of a CSV file in its order, and the lines that can't be used.

    Columns by name, in any order: a feed's address, the outlet's domain, or both; further name, country (two
    letters), language, zone, kind, owner, owner_kind, category, feed_title. Raises NotCsvError.
    """
    table = read_table(source)
    if not table.has(*FEED_COLUMNS, *DOMAIN_COLUMNS):
        raise NotCsvError(
            "No column names a feed or an outlet: one called feed_url (or feed, url) or domain is needed; "
            f"the columns here are {', '.join(column for column in table.columns if column) or 'without names'}."
        )
    found: dict[tuple[str | None, str, str], OutletFeed] = {}
    problems: list[Problem] = []
    for row in table.rows:
        try:
            item = _item(row)
        except ValueError as error:
            problems.append(Problem(row.line, row.first(*FEED_COLUMNS, *DOMAIN_COLUMNS)[:100], str(error)))
            continue
        if row.first("country") and not item.country:
            problems.append(
                Problem(row.line, row.first("country")[:40], "a country is two letters, such as KR; left empty")
            )
        found.setdefault((item.domain, "" if item.domain else item.known_as, item.feed), item)
    return tuple(found.values()), tuple(problems)


def _item(row: Row) -> OutletFeed:
    given, site = row.first(*FEED_COLUMNS), row.first(*DOMAIN_COLUMNS)
    feed = feed_address(given) if given else ""
    domain = _domain(site, feed)
    name = row.first(*NAME_COLUMNS).strip(" -–—|:·")[:200]
    if domain is None and not name and not feed:
        raise ValueError("neither its domain nor its name says which outlet this is")
    kind = OutletKind.of(row.first("kind"))
    if row.first("kind") and kind is None:
        raise ValueError(f"the kind '{row.first('kind')[:40]}' is none of {', '.join(OutletKind)}")
    return OutletFeed(
        domain=domain,
        name=name,
        feed=feed,
        feed_title=row.first("feed_title")[:300],
        category=re.split(r"[|;,]", row.first(*CATEGORY_COLUMNS))[0].strip()[:100],
        country=country_code(row.first("country", "country_code")),
        language=language_code(row.first(*LANGUAGE_COLUMNS)),
        zone=row.first("zone", "timezone", "time_zone")[:64],
        kind=kind or "",
        owner=row.first("owner")[:200],
        owner_kind=row.first("owner_kind"),
    )


def _domain(site: str, feed: str) -> str | None:
    if site:
        name = host(site)
        if name is None or "." not in name:
            raise ValueError(f"'{site[:60]}' is no domain")
        return None if is_shared(name) else name
    return outlet_domain("", feed)


def country_code(text: str) -> str:
    """Two capital letters, '' for anything else; 'UK' is read as GB."""
    code = text.strip().upper()
    return {"UK": "GB"}.get(code, code) if re.fullmatch(r"[A-Z]{2}", code) else ""


def language_code(text: str) -> str:
    """A language tag's first part in lower case ('en-US' -> 'en'), '' for what is no tag."""
    part = re.split(r"[-_]", text.strip())[0].lower()
    return part if re.fullmatch(r"[a-z]{2,3}", part) else ""
