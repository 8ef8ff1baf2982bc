"""The two notes of every mail, each one statement: it may go out from here on, and it was taken.

They are in SQL because they are the whole price of exactness: each costs a way to the database while a mail waits.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import psycopg
from django.contrib.auth import get_user_model
from django.db import connection
from psycopg.types.json import Jsonb

from stories.digests.message import Message
from stories.digests.steps.suppressed import key_of
from stories.models import Delivery

# The subscription's row is locked: whoever ends it has done so before this look, or comes after the mark. A row that
# was changed while the lock was waited for is looked at again.
MARK: Final = """
WITH live AS (
  SELECT s.id FROM stories_subscription s
  WHERE s.id = %(subscription)s AND s.ended_at IS NULL AND s.confirmed_at IS NOT NULL AND s.address = %(address)s
    AND (s.account_id IS NULL OR EXISTS (SELECT FROM {users} u WHERE u.id = s.account_id AND u.is_active))
  FOR UPDATE OF s
), noted AS (
  UPDATE stories_delivery t SET state = 'sent', sent_at = %(taken_at)s, error = ''
  WHERE t.id = %(taken)s AND t.claimed_at = %(taken_fence)s AND t.state IN ('sending', 'uncertain')
)
UPDATE stories_delivery d SET handed_at = %(now)s, message_id = %(message_id)s, picks = %(picks)s
FROM live
WHERE d.id = %(delivery)s AND d.subscription_id = live.id
  AND d.state = 'sending' AND d.claimed_at = %(fence)s AND d.handed_at IS NULL
  AND NOT EXISTS (SELECT FROM stories_suppression WHERE address_key = %(key)s)
  AND NOT EXISTS (SELECT FROM stories_mailpause WHERE ended_at IS NULL)
"""
# Not waited for on disk: were it lost with the database's machine, the mark stays, and the mail is uncertain.
TAKEN: Final = """
UPDATE stories_delivery SET state = 'sent', sent_at = %(now)s, error = ''
FROM (SELECT set_config('synchronous_commit', 'off', TRUE) AS said) soon
WHERE id = %(delivery)s AND claimed_at = %(fence)s AND state IN ('sending', 'uncertain') AND soon.said = 'off'
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """A mail that the server took, at that time."""

    delivery: Delivery
    at: datetime


def mark(delivery: Delivery, message: Message, now: datetime, taken: Taken | None = None) -> bool:
    """Whether the mail may go out, which is durably noted then; False where anything speaks against it.

    taken: the mail before this one, noted in the same breath.
    """
    values = {
        "taken": taken.delivery.pk if taken else None,
        "taken_fence": taken.delivery.claimed_at if taken else None,
        "taken_at": taken.at if taken else None,
        "subscription": delivery.subscription_id,
        "address": delivery.subscription.address,
        "key": key_of(delivery.subscription.address),
        "delivery": delivery.pk,
        "fence": delivery.claimed_at,
        "now": now,
        "message_id": message.message_id,
        "picks": Jsonb(delivery.picks),
    }
    return _said(MARK.format(users=get_user_model()._meta.db_table), values)


def note_taken(taken: Taken) -> None:
    """The server has it. A slow answer may find the row taken for uncertain: now it is known."""
    values = {"delivery": taken.delivery.pk, "fence": taken.delivery.claimed_at, "now": taken.at}
    _said(TAKEN, values)


def _said(sql: str, values: dict[str, Any]) -> bool:
    """Whether one row was changed. The statement is planned once a connection, where connections are one's own."""
    connection.ensure_connection()
    own: psycopg.Connection[Any] = connection.connection
    if not connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"):  # Django's word for a pool that shares them
        own.prepare_threshold = 0
    with connection.wrap_database_errors, psycopg.Cursor(own) as cursor:
        cursor.execute(sql, values)
        return bool(cursor.rowcount == 1)
