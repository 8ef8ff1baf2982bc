"""What an editor decides: each is an Edit that waits to be followed, with an undo."""

from datetime import timedelta

import pytest

from stories.catalogue.steps.feeds import import_feeds
from stories.catalogue.steps.ratings import import_ratings
from stories.editing.decision import RefusedError
from stories.editing.steps.changes import pause, resume, save_feed, save_outlet, visit_now
from stories.editing.steps.ratings import DESK, rate, withdraw
from stories.editing.steps.undo import undo
from stories.models import Edit, Feed, Rating
from tests import make

pytestmark = pytest.mark.django_db
NOW = make.NOW
LATER = NOW + timedelta(hours=1)


def in_force() -> list[str]:
    return list(Rating.objects.in_force(LATER).order_by("pk").values_list("bucket", flat=True))


def test_a_rating_by_the_desk_is_a_row_and_an_edit_that_waits_to_be_followed() -> None:
    gull, ana = make.outlet("Gull"), make.user("ana", staff=True)
    edit = rate([gull], make.scheme(), "Lean left", ana, NOW, evidence="https://r.example/", note="Three panels agree.")
    row = Rating.objects.get()
    assert (row.bucket, row.raw_value, row.rater, row.by_desk, row.editor) == (
        "lean_left",
        "Lean left",
        DESK,
        True,
        ana,
    )
    assert (edit.kind, edit.actor, edit.actor_label, edit.reason) == ("rate", ana, "ana", "Three panels agree.")
    assert (edit.outlet_ids, edit.followed_at, edit.subject) == ([gull.pk], None, "Gull: Lean left on political lean")


def test_a_named_rater_typed_in_by_an_editor_does_not_overrule_the_others() -> None:
    rate([make.outlet()], make.scheme(), "R", make.user(), NOW, rater="Open Panel")
    row = Rating.objects.get()
    assert (row.rater, row.by_desk, row.bucket) == ("Open Panel", False, "right")


def test_several_outlets_are_rated_by_one_decision() -> None:
    outlets = [make.outlet(name) for name in ("Auk", "Gull", "Kite", "Tern")]
    edit = rate(outlets, make.scheme("factuality"), "high", "the desk", NOW)
    assert Rating.objects.count() == 4
    assert edit.subject == "Auk, Gull, Kite and 1 more: High on factuality"


def test_an_unknown_word_writes_nothing_and_names_the_known_ones() -> None:
    with pytest.raises(RefusedError, match="Far left, Left"):
        rate([make.outlet()], make.scheme(), "purple", "the desk", NOW)
    assert not Edit.objects.exists()


def test_a_withdrawn_rating_stays_as_a_row_and_cannot_be_withdrawn_twice() -> None:
    row = make.rating(make.outlet(), "left")
    edit = withdraw([row], "the desk", "wrong outlet", LATER)
    assert (Rating.objects.count(), in_force(), edit.reason) == (1, [], "wrong outlet")
    with pytest.raises(RefusedError):
        withdraw([row], "the desk", "", LATER)


def test_a_rating_is_undone_once_and_undoing_that_restores_it() -> None:
    edit = rate([make.outlet()], make.scheme(), "L", "the desk", NOW)
    back = undo(edit, "the desk", LATER)
    assert (in_force(), back.undoes, back.followed_at, back.outlet_ids) == ([], edit, None, edit.outlet_ids)
    with pytest.raises(RefusedError, match="undone already"):
        undo(edit, "the desk", LATER)
    undo(back, "the desk", LATER)
    assert in_force() == ["left"]


def test_an_undone_import_of_ratings_is_withdrawn_and_can_be_imported_again_once() -> None:
    make.outlet(domain="gull.example")
    source = b"domain,lean\ngull.example,L\n"
    first = import_ratings(source, "x.csv", "Panel", "importer", NOW)
    undo(Edit.objects.get(pk=first.edit_id), "the desk", LATER)
    assert in_force() == []
    assert import_ratings(source, "x.csv", "Panel", "importer", LATER).ratings_new == 1
    assert not import_ratings(source, "x.csv", "Panel", "importer", LATER).changed


def test_an_undone_import_of_feeds_pauses_what_it_brought_and_deletes_nothing() -> None:
    old = make.feed()
    report = import_feeds(b"domain,feed\na.example,https://a.example/f\n", "x.csv", "csv", "importer", NOW)
    back = undo(Edit.objects.get(pk=report.edit_id), "the desk", LATER)
    old.refresh_from_db()
    assert (old.state, Feed.objects.exclude(pk=old.pk).get().state) == ("active", "paused")
    undo(back, "the desk", LATER)
    assert set(Feed.objects.values_list("state", flat=True)) == {"active"}


def test_a_changed_outlet_is_recorded_field_by_field_and_put_back() -> None:
    gull = make.outlet("Gull", country="US")
    gull.name, gull.kind = "The Gull", "republisher"
    edit = save_outlet(gull, "the desk", NOW)
    assert edit is not None
    assert edit.before == {"rows": {str(gull.pk): {"name": "Gull", "kind": "publisher"}}}
    undo(edit, "the desk", LATER)
    gull.refresh_from_db()
    assert (gull.name, gull.kind) == ("Gull", "publisher")


def test_saving_without_a_change_is_no_decision() -> None:
    assert save_outlet(make.outlet(), "the desk", NOW) is None
    assert save_feed(make.feed(), "the desk", NOW) is None


def test_a_paused_feed_is_not_due_and_a_resumed_one_is_due_at_once_with_a_clean_slate() -> None:
    feed = make.feed(failures=4, error_words="It is a web page.", state="failing")
    pause([feed], "the desk", NOW, "asked to")
    assert not Feed.objects.due(LATER).exists()
    resume([feed], "the desk", LATER)
    feed.refresh_from_db()
    assert (feed.state, feed.failures, feed.error_words, feed.next_visit_at) == ("active", 0, "", LATER)
    assert Edit.objects.count() == 2


def test_a_paused_feed_cannot_be_visited_now_but_an_active_one_can() -> None:
    feed = make.feed(next_visit_at=LATER)
    visit_now([feed], "the desk", NOW)
    assert Feed.objects.due(NOW).get() == feed
    pause([feed], "the desk", NOW)
    feed.refresh_from_db()
    with pytest.raises(RefusedError, match="Resume it first"):
        visit_now([feed], "the desk", NOW)


def test_an_address_that_another_feed_took_meanwhile_is_not_put_back() -> None:
    feed = make.feed(address="https://a.example/old")
    feed.address = "https://a.example/new"
    edit = save_feed(feed, "the desk", NOW)
    make.feed(address="https://a.example/old")
    assert edit is not None
    with pytest.raises(RefusedError):
        undo(edit, "the desk", LATER)
    assert Edit.objects.count() == 1
