"""Editors change outlets and feeds: each change is saved with an Edit that says what was before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from stories.catalogue.actors import Actor
from stories.editing.decision import Decision, RefusedError
from stories.models import Edit, EditKind, Feed, FeedState, Outlet, Owner

OUTLET_FIELDS = ("name", "slug", "country", "language", "zone", "kind", "owner_id", "note")
FEED_FIELDS = ("outlet_id", "address", "title", "category", "state", "interval_s")
Values = Mapping[str, Any]


def save_outlet(outlet: Outlet, editor: Actor, now: datetime) -> Edit | None:
    """Save the outlet; the Edit of what changed, None when nothing did. Its kind may change its stories' counts."""
    with transaction.atomic():
        before = _values(Outlet.objects.select_for_update().filter(pk=outlet.pk).first(), OUTLET_FIELDS)
        outlet.save()
        changed = _changed(before, _values(outlet, OUTLET_FIELDS))
        return _edit(EditKind.OUTLET, outlet, [outlet.pk], changed, Decision(editor, now)) if changed else None


def domains_changed(outlet: Outlet, before: Sequence[str], editor: Actor, now: datetime) -> Edit | None:
    """The Edit of a change of domains that was just saved, None when they are as before."""
    after = sorted(outlet.domains.values_list("name", flat=True))
    if after == sorted(before):
        return None
    return Edit.objects.create(
        kind=EditKind.OUTLET,
        subject=f"{outlet.name}: domains"[:300],
        outlet_ids=[outlet.pk],
        before={"domains": sorted(before)},
        after={"domains": after},
        **Decision(editor, now).fields(),
    )


def save_owner(owner: Owner, editor: Actor, now: datetime) -> Edit | None:
    """Save the owner; the Edit that says so, None when nothing changed. Stories count their outlets' owners by kind."""
    with transaction.atomic():
        before = Owner.objects.select_for_update().filter(pk=owner.pk).values("name", "kind").first()
        owner.save()
        after = {"name": owner.name, "kind": str(owner.kind)}
        if before == after:
            return None
        return Edit.objects.create(
            kind=EditKind.OUTLET,
            subject=f"owner {owner.name}"[:300],
            outlet_ids=list(owner.outlets.values_list("pk", flat=True)),
            before={"owner": before},
            after={"owner": after},
            **Decision(editor, now).fields(),
        )


def save_feed(feed: Feed, editor: Actor, now: datetime) -> Edit | None:
    """Save the feed; the Edit of what changed, None when nothing did."""
    with transaction.atomic():
        before = _values(Feed.objects.select_for_update().filter(pk=feed.pk).first(), FEED_FIELDS)
        feed.save()
        changed = _changed(before, _values(feed, FEED_FIELDS))
        return _edit(EditKind.FEED, feed, [feed.outlet_id], changed, Decision(editor, now)) if changed else None


def pause(feeds: Sequence[Feed], editor: Actor, now: datetime, reason: str = "") -> Edit:
    """No visits until somebody resumes them."""
    return _set(feeds, "paused", {"state": FeedState.PAUSED.value}, Decision(editor, now, reason))


def resume(feeds: Sequence[Feed], editor: Actor, now: datetime, reason: str = "") -> Edit:
    """Active again and due now, whatever state they were in; their count of failures begins anew."""
    fresh = {"failures": 0, "first_failure_at": None, "error_kind": "", "error_words": "", "next_visit_at": now}
    return _set(feeds, "resumed", {"state": FeedState.ACTIVE.value, **fresh}, Decision(editor, now, reason))


def visit_now(feeds: Sequence[Feed], editor: Actor, now: datetime) -> Edit:
    """Due now. Raises RefusedError for feeds that are paused, held or gone: they must be resumed first."""
    still = [feed for feed in feeds if feed.state not in (FeedState.ACTIVE, FeedState.FAILING)]
    if still:
        raise RefusedError(f"{still[0]} is {still[0].get_state_display()}. Resume it first.")
    return _set(feeds, "to be visited now", {"next_visit_at": now}, Decision(editor, now))


def put_back(kind: str, rows: Mapping[str, Values], decision: Decision, undoes: Edit) -> Edit:
    """The Edit that undoes a change: the rows have the values again that they had before."""
    model: Any = Feed if kind == EditKind.FEED else Outlet
    found = {str(row.pk): row for row in model.objects.select_for_update().filter(pk__in=list(rows))}
    if missing := rows.keys() - found.keys():
        raise RefusedError(f"Number {', '.join(sorted(missing))} is no longer there.")
    present = {pk: {name: _plain(getattr(found[pk], name)) for name in values} for pk, values in rows.items()}
    try:
        with transaction.atomic():
            for pk, values in rows.items():
                model.objects.filter(pk=pk).update(**values)
    except IntegrityError as error:
        raise RefusedError("What it was before now belongs to another row.") from error
    outlet_ids = sorted({getattr(row, "outlet_id", row.pk) for row in found.values()})
    return Edit.objects.create(
        kind=kind,
        subject=f"{', '.join(str(row) for row in list(found.values())[:3])}: as before"[:300],
        outlet_ids=outlet_ids,
        before={"rows": present},
        after={"rows": dict(rows)},
        undoes=undoes,
        **decision.fields(),
    )


def _set(feeds: Sequence[Feed], words: str, values: Values, decision: Decision) -> Edit:
    if not feeds:
        raise RefusedError("No feed was chosen.")
    with transaction.atomic():
        locked = list(Feed.objects.select_for_update(of=("self",)).filter(pk__in=[feed.pk for feed in feeds]))
        before = {str(feed.pk): {"state": feed.state} for feed in locked}
        Feed.objects.filter(pk__in=[feed.pk for feed in locked]).update(**values)
        after = {str(feed.pk): {"state": values.get("state", feed.state)} for feed in locked}
        more = f" and {len(locked) - 1} more" if len(locked) > 1 else ""
        return Edit.objects.create(
            kind=EditKind.FEED,
            subject=f"{locked[0]}{more}: {words}"[:300],
            before={"rows": before},
            after={"rows": after},
            **decision.fields(),
        )


def _edit(kind: str, row: Outlet | Feed, outlet_ids: list[int], changed: dict[str, Any], decision: Decision) -> Edit:
    words = "added" if changed["before"] is None else ", ".join(name.removesuffix("_id") for name in changed["before"])
    return Edit.objects.create(
        kind=kind,
        subject=f"{row}: {words}"[:300],
        outlet_ids=outlet_ids,
        before={"rows": {str(row.pk): changed["before"]}},
        after={"rows": {str(row.pk): changed["after"]}},
        **decision.fields(),
    )


def _values(row: Outlet | Feed | None, names: Sequence[str]) -> dict[str, Any] | None:
    return None if row is None else {name: _plain(getattr(row, name)) for name in names}


def _plain(value: object) -> object:
    return str(value) if isinstance(value, str) else value


def _changed(before: dict[str, Any] | None, after: dict[str, Any] | None) -> dict[str, Any]:
    """Both sides of the values that differ; before is None for a new row, and {} comes back for no change."""
    if before is None or after is None:
        return {"before": None, "after": after}
    names = [name for name in after if after[name] != before[name]]
    return {"before": {n: before[n] for n in names}, "after": {n: after[n] for n in names}} if names else {}
