"""Sending the single mails: claimed row by row, each handed over at most once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

import css_inline
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils.translation import override

from stories.digests.mail import Door, RelayDownError
from stories.digests.message import Message
from stories.digests.outcome import Outcome, Reply, next_wait
from stories.digests.steps.suppressed import unaskable
from stories.digests.steps.tokens import confirm_link, move_link, settings_link, stop_link
from stories.models import Notice, NoticeKind, NoticeState

AT_ONCE: Final = 100
AGAIN_AFTER: Final = timedelta(minutes=5)  # where it is our own relay that is down
STALE_AFTER: Final = timedelta(minutes=15)  # whoever claimed it is dead; the mail may be out


def send_notices(now: datetime, door: Door) -> int:
    """Hand over what is due, at most a hundred; how many were tried. RelayDownError leaves the rest for later."""
    _reap(now)
    ids = list(Notice.objects.due(now).order_by("due_at", "pk").values_list("pk", flat=True)[:AT_ONCE])
    return sum(_send(pk, now, door) for pk in ids)


def _send(pk: int, now: datetime, door: Door) -> bool:
    """Whether this worker was the one to try it."""
    claim = {"state": NoticeState.SENDING, "claimed_at": now, "attempts": F("attempts") + 1}
    if not Notice.objects.due(now).filter(pk=pk).update(**claim):
        return False
    notice = Notice.objects.select_related("subscription").get(pk=pk)
    try:
        reply = door.deliver(message(notice), notice.address, lambda: _may_go(pk))
    except RelayDownError:
        Notice.objects.filter(pk=pk).update(state=NoticeState.CREATED, due_at=now + AGAIN_AFTER)
        raise
    _note_reply(notice, reply, now)
    return True


def _may_go(pk: int) -> bool:
    """Asked right before the mail's first byte."""
    with transaction.atomic():
        notice = Notice.objects.select_related("subscription").select_for_update(of=("self",)).get(pk=pk)
        gone = notice.subscription.ended_at is not None and notice.kind != NoticeKind.MOVED
        return notice.state == NoticeState.SENDING and not gone and not unaskable(notice.address)


def _note_reply(notice: Notice, reply: Reply, now: datetime) -> None:
    states = {
        Outcome.ACCEPTED: NoticeState.SENT,
        Outcome.UNCERTAIN: NoticeState.UNCERTAIN,
        Outcome.TEMPORARY: NoticeState.CREATED,
    }
    state = states.get(reply.outcome, NoticeState.FAILED)
    wait = next_wait(notice.attempts, now - notice.created_at)
    if state == NoticeState.CREATED and wait is None:
        state = NoticeState.FAILED
    sent_at = now if state == NoticeState.SENT else None
    ours = Notice.objects.filter(pk=notice.pk, state=NoticeState.SENDING, claimed_at=notice.claimed_at)
    ours.update(state=state, sent_at=sent_at, due_at=now + (wait or AGAIN_AFTER), error=reply.words)


def _reap(now: datetime) -> None:
    """Those whose sender died: they may have arrived, and whoever misses one asks again."""
    stale = Notice.objects.filter(state=NoticeState.SENDING, claimed_at__lt=now - STALE_AFTER)
    stale.update(state=NoticeState.UNCERTAIN)


def message(notice: Notice) -> Message:
    """The mail in its reader's language; no headline, no name and no word that somebody else has typed is in it."""
    row = notice.subscription
    links = {
        NoticeKind.CONFIRM: lambda: confirm_link(row),
        NoticeKind.KNOWN: lambda: settings_link(row),
        NoticeKind.MOVE: lambda: move_link(notice),
        NoticeKind.MOVED: lambda: stop_link(row),
    }
    values = {
        "kind": notice.kind,
        "rhythm": row.rhythm,
        "link": links[NoticeKind(notice.kind)](),
        "refuse": stop_link(row) if notice.kind == NoticeKind.CONFIRM else "",
        "base": settings.NEWSDESK_BASE_URL,
        "site": settings.SITE_NAME,
    }
    with override(notice.language):
        subject = render_to_string("digests/notice_subject.txt", values)
        text = render_to_string("digests/notice.txt", values)
        css = render_to_string("digests/notice.css")
        html = css_inline.CSSInliner(extra_css=css, load_remote_stylesheets=False).inline(
            render_to_string("digests/notice.html", values)
        )
    return Message(" ".join(subject.split()), html, text.strip() + "\n", _headers(notice))


def _headers(notice: Notice) -> tuple[tuple[str, str], ...]:
    domain = settings.NEWSDESK_BASE_URL.partition("//")[2].partition("/")[0].partition(":")[0]
    return (
        ("Message-ID", f"<notice.{notice.pk}.{notice.mailbox_key[:16]}@{domain or 'localhost'}>"),
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "All"),
    )
