"""A CSV file of ratings -> values on one scheme, with every line that can't be used and why."""

import re
from dataclasses import dataclass
from typing import Final

from stories.catalogue.csv_feeds import DOMAIN_COLUMNS
from stories.catalogue.domains import host
from stories.catalogue.mappings import Mapping, Scheme, bucket_of
from stories.catalogue.report import Problem
from stories.catalogue.table import NotCsvError, Row, Table, read_table

VALUE_COLUMNS: Final = ("value", "rating", "bias", "bucket", "label", "score")
EVIDENCE_COLUMNS: Final = ("evidence", "evidence_address", "evidence_url", "source_url", "reference", "url_of_rating")
MAX_RAW: Final = 100
MAX_RATER: Final = 100
_UNRATED: Final = frozenset({"", "-", "–", "?", "none", "null", "n/a", "na", "unrated", "unknown", "not rated"})


@dataclass(frozen=True, slots=True)
class RatedDomain:
    """One rater's word on one domain; raw is the rater's value unchanged."""

    line: int
    domain: str
    rater: str
    raw: str
    bucket: str
    evidence: str = ""
    note: str = ""
    licence: str = ""


def read_ratings_csv(
    source: bytes, rater: str, scheme: Scheme, mapping: Mapping, column: str = ""
) -> tuple[tuple[RatedDomain, ...], tuple[Problem, ...]]:
    """The ratings of a CSV file and the lines that can't be used; the same domain and rater twice: the last one.

    rater: for rows without one of their own; a rater column that holds something goes before it. column: the
    column with the values; '' takes the scheme's own name, then value, rating, bias. A row whose value is empty or
    'unrated' says nothing and is passed over. Raises NotCsvError.
    """
    table = read_table(source)
    value_column = _value_column(table, scheme, column)
    found: dict[tuple[str, str], RatedDomain] = {}
    problems: list[Problem] = []
    for row in table.rows:
        try:
            rated = _rated(row, value_column, rater, scheme, mapping)
        except ValueError as error:
            problems.append(Problem(row.line, row.first(*DOMAIN_COLUMNS, "url")[:100], str(error)))
            continue
        if rated is None:
            continue
        if (earlier := found.get((rated.domain, rated.rater))) and earlier.bucket != rated.bucket:
            why = f"rated again in line {rated.line}, which counts"
            problems.append(Problem(earlier.line, rated.domain, why))
        found[rated.domain, rated.rater] = rated
    return tuple(found.values()), tuple(problems)


def _value_column(table: Table, scheme: Scheme, column: str) -> str:
    if not table.has(*DOMAIN_COLUMNS, "url"):
        raise NotCsvError(
            f"No column names the outlet: one called domain is needed; the columns here are {_named(table)}."
        )
    wanted = [column] if column else [scheme.slug, *VALUE_COLUMNS]
    if (found := next((name for name in wanted if name in table.columns), None)) is None:
        words = f"'{column}'" if column else f"'{scheme.slug}' (or {', '.join(VALUE_COLUMNS)})"
        raise NotCsvError(
            f"No column holds the rating: one called {words} is needed; the columns here are {_named(table)}."
        )
    return found


def _named(table: Table) -> str:
    return ", ".join(column for column in table.columns if column)[:500] or "without names"


def _rated(row: Row, value_column: str, rater: str, scheme: Scheme, mapping: Mapping) -> RatedDomain | None:
    raw = row.first(value_column)
    # An export of ours has these columns: what is withdrawn or on another scheme is not meant.
    other_scheme = row.first("scheme") not in ("", scheme.slug)
    if raw.casefold() in _UNRATED or other_scheme or row.first("withdrawn"):
        return None
    site = row.first(*DOMAIN_COLUMNS, "url")
    domain = host(site)
    if domain is None or "." not in domain:
        raise ValueError("no domain" if not site else f"'{site[:60]}' is no domain")
    if re.search(r"[^/:]/+[^/\s]", site.partition("://")[2] or site):
        raise ValueError("it rates a part of a site, and newsdesk rates outlets as a whole")
    if len(raw) > MAX_RAW or (bucket := bucket_of(raw, scheme, mapping)) is None:
        raise ValueError(f"'{raw[:60]}' is none of {_accepted(scheme, mapping)}")
    return RatedDomain(
        line=row.line,
        domain=domain,
        rater=(row.first("rater") or rater)[:MAX_RATER],
        raw=raw,
        bucket=bucket,
        evidence=_address(row.first(*EVIDENCE_COLUMNS)),
        note=row.first("note", "notes", "comment")[:2000],
        licence=row.first("licence", "license")[:200],
    )


def _accepted(scheme: Scheme, mapping: Mapping) -> str:
    own = f"; and the words of {mapping.name}" if mapping.words else ""
    if mapping.bands:
        return f"{scheme.accepted}{own}; and numbers on the scale of {mapping.name}"
    return f"{scheme.accepted}{own}; numbers need a mapping"


def _address(text: str) -> str:
    return text if re.match(r"https?://[^\s/]+", text) and len(text) <= 1000 else ""
