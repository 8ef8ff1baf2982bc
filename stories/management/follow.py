"""What follows a command's decision is enqueued when it is committed; a broker that is down is the reaper's to heal."""

from django.db import transaction


def follow_on_commit(edit_id: int | None) -> None:
    """Enqueue the Edit's consequences; None, for an import that changed nothing, has none."""
    if edit_id is not None:
        from stories import tasks  # here, so that a command that needs no stage loads none

        transaction.on_commit(lambda: tasks.enqueue_follow(edit_id))
