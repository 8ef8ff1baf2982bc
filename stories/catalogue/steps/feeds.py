"""An OPML or CSV file -> outlets and feeds, once, however often it is imported."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal

from django.db import transaction

from stories.catalogue.actors import Actor, signed
from stories.catalogue.csv_feeds import OutletFeed, from_outline, read_feeds_csv
from stories.catalogue.decoding import text_of
from stories.catalogue.opml import looks_like_markup, read_opml
from stories.catalogue.plans import OutletPlan, plans
from stories.catalogue.report import ImportReport, Problem, UnreadableError, many
from stories.catalogue.steps.outlets import BATCH, Settled, settle_outlets, take_turns
from stories.models import Edit, EditKind, Feed, Outlet

Kind = Literal["opml", "csv", ""]


def import_feeds(source: bytes, name: str, kind: Kind, actor: Actor, now: datetime) -> ImportReport:
    """Outlets and feeds of a file into the catalogue, in one transaction, with one Edit if anything changed.

    kind '' is told by the content. Known rows are completed where they are blank, never overwritten. Raises
    UnreadableError (NotOpmlError, NotCsvError) when the file as a whole can't be used; nothing is written then.
    """
    if kind == "":
        _must_be_text(source)
    as_opml = kind == "opml" or (kind == "" and looks_like_markup(source))
    if as_opml:
        outline, problems = read_opml(source)
        items: Sequence[OutletFeed] = [from_outline(feed) for feed in outline]
    else:
        items, problems = read_feeds_csv(source)
    report, _ = add_outlets(items, name, actor, now, exact=not as_opml)
    return replace(report, problems=problems + report.problems)


def _must_be_text(source: bytes) -> None:
    """Raise UnreadableError for an empty or binary file: of those nobody can say which of the two it was to be."""
    try:
        text_of(source)
    except UnreadableError as error:
        raise UnreadableError(f"This is neither an OPML nor a CSV file. {error}") from error


def add_outlets(
    items: Sequence[OutletFeed], name: str, actor: Actor, now: datetime, *, exact: bool = True
) -> tuple[ImportReport, dict[str, int]]:
    """Outlets and feeds as described, like import_feeds; also the outlet's id for each item's `key_of`."""
    with transaction.atomic():
        take_turns()
        report, settled = _stored(items, exact=exact, now=now)
        report = replace(report, name=name)
        return (_recorded(report, name, actor, now) if _changed(report) else report), settled.outlets


def _changed(report: ImportReport) -> bool:
    return bool(report.outlets_new or report.outlets_filled or report.feeds_new or report.feeds_filled)


def _stored(items: Sequence[OutletFeed], *, exact: bool, now: datetime) -> tuple[ImportReport, Settled]:
    addresses = {item.feed for item in items if item.feed}
    known = {feed.address: feed for feed in Feed.objects.filter(address__in=addresses).select_related("outlet")}
    # The outlet of a feed that is known is known too, wherever an editor may have put it since.
    wanted = plans([item for item in items if exact or item.feed not in known], exact=exact)
    settled = settle_outlets(wanted, now)
    new = _new_feeds(wanted, known, settled, now)
    filled = _filled_feeds(items, known)
    report = ImportReport(
        name="",
        outlets_new=len(settled.new),
        outlets_filled=len(settled.filled),
        feeds_new=len(new),
        feeds_filled=len(filled),
        feeds_known=len(known),
        problems=_elsewhere(wanted, known, settled),
        outlet_ids=tuple(settled.new + settled.filled),
        new_outlet_ids=tuple(settled.new),
        new_row_ids=tuple(feed.pk for feed in new),
    )
    return report, settled


def _new_feeds(wanted: Sequence[OutletPlan], known: dict[str, Feed], settled: Settled, now: datetime) -> list[Feed]:
    rows: dict[str, Feed] = {}
    for plan in wanted:
        for item in plan.feeds:
            if item.feed not in known and item.feed not in rows:
                rows[item.feed] = Feed(
                    outlet_id=settled.outlets[plan.key],
                    address=item.feed,
                    title=item.feed_title,
                    category=item.category,
                    next_visit_at=now,
                    created_at=now,
                )
    return Feed.objects.bulk_create(rows.values(), batch_size=BATCH)


def _filled_feeds(items: Sequence[OutletFeed], known: dict[str, Feed]) -> list[Feed]:
    changed: dict[int, Feed] = {}
    for item in items:
        feed = known.get(item.feed)
        if feed is None:
            continue
        for name, value in (("title", item.feed_title), ("category", item.category)):
            if value and not getattr(feed, name):
                setattr(feed, name, value)
                changed[feed.pk] = feed
    Feed.objects.bulk_update(changed.values(), ["title", "category"], batch_size=BATCH)
    return list(changed.values())


def _elsewhere(wanted: Sequence[OutletPlan], known: dict[str, Feed], settled: Settled) -> tuple[Problem, ...]:
    """Feeds that the file gives to one outlet and the catalogue to another: they stay where they are."""
    return tuple(
        Problem(0, item.feed, f"this feed belongs to {known[item.feed].outlet.name} here and stays there")
        for plan in wanted
        for item in plan.feeds
        if item.feed in known and known[item.feed].outlet_id != settled.outlets[plan.key]
    )


def _recorded(report: ImportReport, name: str, actor: Actor, now: datetime) -> ImportReport:
    outlets, feeds = Outlet.objects.count(), Feed.objects.count()
    edit = Edit.objects.create(
        kind=EditKind.IMPORT_FEEDS,
        subject=f"{name}: {many(report.outlets_new, 'outlet')}, {many(report.feeds_new, 'feed')}"[:300],
        outlet_ids=list(report.outlet_ids),
        before={"outlets": outlets - report.outlets_new, "feeds": feeds - report.feeds_new},
        after={
            "outlets": outlets,
            "feeds": feeds,
            "new_outlet_ids": list(report.new_outlet_ids),
            "new_feed_ids": list(report.new_row_ids),
        },
        created_at=now,
        **signed(actor),
    )
    return replace(report, edit_id=edit.pk)
