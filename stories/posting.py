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
from typing import Final

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerDown
from redis.exceptions import RedisError

from stories.digests.mail import Door, RelayDownError, door
from stories.digests.steps.compose import Composer
from stories.digests.steps.keeping import forget_due
from stories.digests.steps.notices import send_notices
from stories.digests.steps.plan import plan_due
from stories.digests.steps.reap import reap_deliveries
from stories.digests.steps.returns import read_mailbox
from stories.digests.steps.send import Sending

log = logging.getLogger(__name__)
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
        return send_notices(timezone.now(), opened) + _rounds(opened, limit_s)
    except RelayDownError as trouble:
        log.warning("no mail leaves for a while: %s", trouble)
        return 0
    finally:
        opened.close()


def _rounds(opened: Door, limit_s: float) -> int:
    sending = Sending(timezone.now, opened, Composer(timezone.now()).compose)
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
