"""Every job of mail and what follows it: beside `stories.tasks`, since no news waits for it.

    send_mail (every half minute, and when somebody waits for a mail):
        reap what dead senders left ─▶ plan who is due ─▶ single mails ─▶ digests ─▶ once more, while there are any
    forget (every hour): what the privacy page says is kept no longer
    read_returns (every five minutes): bounces, complaints and stops that came to the return mailbox

A message is only a hint: the rows say what is due, and a claim on a row who sends it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Final

from celery import shared_task
from django.db import connection
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerDown
from redis.exceptions import RedisError

from stories.digests.mail import Door, RelayDownError, door
from stories.digests.message import Message
from stories.digests.steps.claim import AT_ONCE
from stories.digests.steps.compose import Composer
from stories.digests.steps.keeping import forget_due
from stories.digests.steps.notices import send_notices
from stories.digests.steps.plan import plan_due
from stories.digests.steps.reap import reap_deliveries
from stories.digests.steps.returns import read_mailbox
from stories.digests.steps.send import Compose, Read, Sending
from stories.models import Delivery, DeliveryState

log = logging.getLogger(__name__)
SENDERS: Final = 6  # side by side, where there is enough to send: a third more mails than by four
RUN_LIMIT_S: Final = 60  # a long run hands over to a fresh one, which sees the stories anew


def enqueue_mail() -> None:
    """Send what is due now rather than within half a minute; call it on commit."""
    try:
        send_mail.delay()
    except (RedisError, BrokerDown, OSError) as error:
        log.warning("no hint for mail: %s", error)


@shared_task
def send_mail() -> None:
    given_back, uncertain = reap_deliveries(timezone.now())
    if given_back or uncertain:
        log.warning("dead senders left %s claims and %s uncertain mails", given_back, uncertain)
    plan_due(timezone.now())
    if send_now():
        enqueue_mail()


@shared_task
def forget() -> None:
    forget_due(timezone.now())


@shared_task
def read_returns() -> None:
    read_mailbox(timezone.now())


def send_now(limit_s: float = RUN_LIMIT_S) -> int:
    """Mails worked on in this process; 0 when nothing more is due or may leave."""
    opened = door()
    try:
        notices = send_notices(timezone.now(), opened)
    finally:
        opened.close()
    return notices + send_side_by_side(door, limit_s)


def send_side_by_side(make_door: Callable[[], Door], limit_s: float = RUN_LIMIT_S) -> int:
    """Digests worked on by several senders, each with a connection of its own to the mail server and the database.

    While one waits for a server's reply or for a note to be safely on disk, the others go on; what one of them has in
    hand no other claims. 0 when nothing more is due.
    """
    waiting = Delivery.objects.filter(state=DeliveryState.CREATED, due_at__lte=timezone.now())[: SENDERS * AT_ONCE]
    senders = min(SENDERS, -(-waiting.count() // AT_ONCE))
    composer, one_at_a_time = Composer(timezone.now()), Lock()  # what like wishes share is made once, not by each

    def compose(delivery: Delivery) -> Message | None:
        with one_at_a_time:
            return composer.compose(delivery)

    def read(deliveries: list[Delivery]) -> None:
        with one_at_a_time:
            composer.read(deliveries)

    def send(_number: int) -> int:
        return _send_alone(make_door(), compose, read, limit_s)

    with ThreadPoolExecutor(max(senders, 1)) as pool:
        return sum(pool.map(send, range(senders)))


def _send_alone(opened: Door, compose: Compose, read: Read, limit_s: float) -> int:
    try:
        return _rounds(Sending(timezone.now, opened, compose, read), limit_s)
    except RelayDownError as trouble:
        log.warning("no mail leaves for a while: %s", trouble)
        return 0
    finally:
        opened.close()
        connection.close()


def _rounds(sending: Sending, limit_s: float) -> int:
    """Digests worked on within the limit; 0 when nothing more is due."""
    end, total = time.monotonic() + limit_s, 0
    while time.monotonic() < end:
        done = _round(sending)
        if not done:
            return 0
        total += done
    return total


def _round(sending: Sending) -> int:
    """One round; a digest that can't be made is put off, and the others go on."""
    try:
        return sending.one_round()
    except RelayDownError:
        raise
    except Exception:
        log.exception("a digest could not be made or noted")
        return 1
