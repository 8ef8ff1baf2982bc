"""Digests from rows: what a subscriber gets, what stays out, what is shared between like wishes."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from stories.coverage.step import recount, refresh_standings
from stories.digests.message import Message
from stories.digests.steps.candidates import followed, pool
from stories.digests.steps.compose import compose
from stories.digests.steps.preview import preview
from stories.digests.wishes import Wish
from stories.models import (
    Article,
    Coverage,
    Delivery,
    DeliveryState,
    Entity,
    Follow,
    Mention,
    Outlet,
    Reader,
    Story,
    StoryState,
    Subscription,
)
from stories.scales import Lean, Section
from tests import make
from tests.digests.post import subscription

pytestmark = pytest.mark.django_db
NOW = make.NOW
LEFT, CENTER, RIGHT = Lean.LEFT, Lean.CENTER, Lean.RIGHT


def outlets(*leans: Lean | str) -> list[Outlet]:
    rows = [make.outlet(lean=lean) if lean else make.outlet() for lean in leans]
    refresh_standings([row.pk for row in rows], NOW)
    return rows


def story(by: list[Outlet], title: str = "", *, hours_ago: float = 1, **fields: Any) -> Story:
    at = NOW - timedelta(hours=hours_ago)
    titles = [title] * bool(title) + [f"{outlet.name} on the pier" for outlet in by[bool(title) :]]
    row = make.story(
        *(make.article(outlet, name, published_at=at) for outlet, name in zip(by, titles, strict=True)), **fields
    )
    recount([row.pk], NOW)
    return row


def delivery(of: Subscription, day: str = "2026-03-10", **fields: Any) -> Delivery:
    return Delivery(subscription=of, period=day, **{"due_at": NOW} | fields)


def sent(of: Subscription, day: str, state: str = DeliveryState.SENT) -> Message | None:
    """Composes the digest of a day and keeps it as its sender does."""
    row = delivery(of, day, due_at=datetime.fromisoformat(f"{day}T07:00Z"))
    message = compose(row, NOW)
    row.state = state
    row.save()
    return message


def made(of: Subscription, **fields: Any) -> Message:
    message = compose(delivery(of, **fields), NOW)
    assert message
    return message


@override_settings(NEWSDESK_BASE_URL="https://news.example", MAIL_RETURN_PATH="stop@news.example")
def test_a_digest_tells_its_story_in_full_and_carries_the_headers_of_bulk_mail() -> None:
    row = story(outlets(LEFT, CENTER, RIGHT, ""), "Ferry council votes")
    reader = subscription()
    message = made(reader)
    assert message.subject == "Ferry council votes"
    for form in (message.html, message.text):
        assert "Left 1 (33%), Center 1 (34%), Right 1 (33%) of 3 rated; Unrated 1." in form
        assert "4 outlets · " in form
        assert "All three sides cover it." in form
        assert f"https://news.example/stories/{row.pk}/" in form
        assert f"https://news.example/subscriptions/{reader.pk}" in form
        assert ".invalid" not in form
    found = dict(message.headers)
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert found["List-Unsubscribe"].startswith("<https://news.example/subscriptions/")
    assert "<mailto:stop@news.example?subject=" in found["List-Unsubscribe"]
    assert found["List-Id"] == "<digests.news.example>"
    assert found["Auto-Submitted"] == "auto-generated"


def test_every_try_of_a_digest_has_the_same_message_id_and_no_other_has_it() -> None:
    story(outlets(LEFT, RIGHT))
    one, other = subscription(), subscription()
    ids = [made(one).message_id, made(one).message_id, made(one, day="2026-03-11").message_id, made(other).message_id]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3


def test_nothing_new_is_no_mail() -> None:
    reader = subscription()
    assert compose(delivery(reader), NOW) is None
    story(outlets(LEFT, RIGHT), hours_ago=24 * 9)
    assert compose(delivery(reader), NOW) is None
    story(outlets(LEFT, RIGHT))
    assert sent(reader, "2026-03-09")
    assert sent(reader, "2026-03-10") is None


def test_a_mail_that_may_have_come_counts_as_shown_and_a_failed_one_does_not() -> None:
    story(outlets(LEFT, RIGHT))
    unsure, failed = subscription(), subscription()
    assert sent(unsure, "2026-03-09", DeliveryState.UNCERTAIN)
    assert sent(failed, "2026-03-09", DeliveryState.FAILED)
    assert compose(delivery(unsure), NOW) is None
    assert compose(delivery(failed), NOW)


def test_a_story_that_a_side_joined_comes_again_and_says_so() -> None:
    row = story(outlets(LEFT, CENTER), "Ferry council votes")
    reader = subscription()
    assert sent(reader, "2026-03-08")
    assert sent(reader, "2026-03-09") is None
    (late,) = outlets(RIGHT)
    make.member(row, make.article(late, published_at=NOW))
    recount([row.pk], NOW)
    message = made(reader)
    for form in (message.html, message.text):
        assert f"1 more outlet: {late.name}; the right has joined." in " ".join(form.split())


def test_what_a_delivery_keeps_is_plain_json_and_says_why() -> None:
    story(outlets(LEFT, RIGHT), section=Section.SPORT)
    row = delivery(subscription(choices={"sections": ["sport"]}))
    compose(row, NOW)
    (kept,) = json.loads(json.dumps(row.picks))
    assert kept["counts"] == [1, 0, 1, 0]
    assert kept["why"][0] == {"reason": "followed_section", "names": ["sport"], "side": ""}


def test_a_hostile_headline_is_one_subject_and_only_words() -> None:
    hostile = "Duck\r\nBcc: all@evil.example <script>alert(1)</script> 🦆 " + "quack " * 130
    row = story(outlets(LEFT, RIGHT))
    Story.objects.filter(pk=row.pk).update(title=hostile)
    story(outlets(LEFT, RIGHT), hours_ago=2)
    message = made(subscription())
    assert len(message.subject) <= 200
    assert "\n" not in message.subject
    assert "<script" not in message.html
    assert not [line for line in message.text.splitlines() if line.startswith("Bcc")]


def test_a_headline_that_was_taken_down_is_replaced_by_one_that_stands() -> None:
    row = story(outlets(LEFT, RIGHT), "A claim that was withdrawn")
    row.title_article.removed_at = NOW
    row.title_article.save()
    message = made(subscription())
    assert "withdrawn" not in message.html + message.text + message.subject
    alone = story(outlets(LEFT), "Gone altogether")
    alone.title_article.removed_at = NOW
    alone.title_article.save()
    assert "Gone altogether" not in made(subscription()).text


def test_a_story_merged_after_the_mail_is_where_its_link_leads_and_does_not_come_twice(client: Client) -> None:
    by = outlets(LEFT, RIGHT)
    row, other = story(by, "Ferry council votes"), story(by, "Council votes on ferry", hours_ago=60)
    reader = subscription()
    message = sent(reader, "2026-03-09")
    assert message
    Coverage.objects.filter(story=row).delete()
    Story.objects.filter(pk=row.pk).update(state=StoryState.MERGED, merged_into=other, changed_at=NOW)
    Story.objects.filter(pk=other.pk).update(last_at=NOW, title=row.title)
    answer = client.get(f"/stories/{row.pk}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/stories/{other.pk}/")
    assert compose(delivery(reader), NOW) is None


def test_the_blindspot_report_comes_only_with_a_blindspot_and_tells_it_once() -> None:
    row = story(outlets(LEFT, LEFT, LEFT, CENTER), section=Section.POLITICS)
    reader = subscription(rhythm="blindspot")
    assert compose(delivery(reader), NOW) is None
    Coverage.objects.filter(story=row).update(blindspot_side="right")
    message = sent(reader, "2026-03-09")
    assert message
    assert message.subject.startswith("Blindspot of the right: ")
    assert "The ferry council of Port Ansel voted" in message.text  # its first sentence
    assert compose(delivery(reader), NOW) is None


def test_a_weekly_digest_has_its_stories_and_the_blindspots_as_a_report_of_its_own() -> None:
    story(outlets(LEFT, RIGHT), "Ferry council votes", hours_ago=100)
    blind = story(outlets(LEFT, LEFT, LEFT, CENTER), "Pier audit")
    Coverage.objects.filter(story=blind).update(blindspot_side="right")
    message = made(subscription(rhythm="weekly"), day="2026-W11")
    first, second = message.text.index("Ferry council votes"), message.text.index("This week's blindspots")
    assert first < second < message.text.index("Pier audit")
    assert message.text.count("Pier audit\n") == 1
    assert "The week to Tuesday, 10 March 2026" in message.text


def test_a_korean_digest_is_korean_and_what_others_wrote_stays_theirs() -> None:
    story(outlets(LEFT, RIGHT), "Ferry council votes")
    message = made(subscription(language="ko"))
    assert "2026년 3월 10일 화요일" in message.text
    assert "좌 성향 1, 중도 0, 우 성향 1" in message.text
    assert "Ferry council votes" in message.text
    assert not [word for word in ("Unsubscribe", "Why it is here", "Headline:", "outlets") if word in message.text]
    assert 'lang="ko"' in message.html


def test_an_account_brings_what_it_follows_and_hides() -> None:
    person = make.user()
    shown, hidden = story(outlets(LEFT, RIGHT), "Ferry council votes"), story(outlets(LEFT, RIGHT), "Storm warning")
    entity = Entity.objects.create(name="Port Ansel", key="port ansel")
    Mention.objects.create(article=shown.title_article, entity=entity)
    Follow.objects.create(account=person, entity=entity)
    Reader.objects.create(account=person, hidden_words=["storm"])
    message = made(subscription(account=person))
    assert "You follow Port Ansel." in message.text
    assert hidden.title not in message.text


def test_a_preview_is_what_would_be_sent_and_writes_nothing() -> None:
    story(outlets(LEFT, RIGHT))
    reader = subscription()
    assert preview(reader, NOW) == compose(delivery(reader, "2026-03-11"), NOW)
    assert not Delivery.objects.exists()


def test_the_queries_of_a_pool_do_not_grow_with_its_stories() -> None:
    by = outlets(LEFT, RIGHT)
    story(by)
    with CaptureQueriesContext(connection) as few:
        pool("daily", NOW)
    for n in range(12):
        story(by, hours_ago=n)
    with CaptureQueriesContext(connection) as many:
        pool("daily", NOW)
    assert len(many) == len(few)


def test_a_pool_is_capped_and_what_is_followed_beyond_it_still_comes() -> None:
    (small,) = outlets(LEFT)
    followed_one = story([small], "A small story")
    by = outlets(LEFT, RIGHT)
    for n in range(5):
        story(by, hours_ago=n)
    found = pool("daily", NOW, most=3)
    assert (len(found.stories), found.full) == (3, True)
    wish = Wish(outlets=frozenset({small.slug}))
    beyond = followed(wish, "daily", NOW, [each.story for each in found.stories])
    assert [each.story for each in beyond] == [followed_one.pk]


def test_twenty_stories_of_the_longest_headlines_are_not_cut_by_a_mail_program() -> None:
    by = outlets(LEFT, CENTER, RIGHT)
    for n in range(20):
        row = story(by, hours_ago=n)
        Article.objects.filter(membership__story=row).update(title="<&'\"> " * 140)
        Story.objects.filter(pk=row.pk).update(title="<&'\"> " * 140)
    row = delivery(subscription(number=20))
    message = compose(row, NOW)
    assert message
    assert len(message.html.encode()) < 102_000
    assert 1 < len(row.picks) == message.html.count("Compare the coverage") == message.text.count("Why it is here")
