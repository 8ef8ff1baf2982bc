"""Briefings as rows: made when due, replaced at once, and never lost with the worker that makes them."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import pytest

from stories.briefing.blocks import Block
from stories.briefing.changed import Reason
from stories.briefing.context import Context
from stories.briefing.reading import Source
from stories.briefing.steps.brief import Claim, brief, claim_due, due, outdate, put_off, settle, wanted
from stories.management.invariants import breaches
from stories.models import Briefing, BriefingState, Story, StoryState
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def first_words(sources: Sequence[Source], _context: Context) -> dict[str, Any]:
    first = sources[0].sentences[0]
    return {"sentences": [{"text": first.text, "citations": [[sources[0].article, first.start, first.end]]}]}


def nothing(_sources: Sequence[Source], _context: Context) -> None:
    return None


def broken(_sources: Sequence[Source], _context: Context) -> None:
    raise ValueError("no")


ONE: Mapping[str, Block] = {"words": first_words, "none": nothing}


def two(title: str = "Ferry") -> Story:
    articles = [
        make.article(title=f"{title} {n}", text=f"The {title} council met on day {n}. It was long.") for n in "12"
    ]
    return make.story(*articles)


def claimed(now: Any = NOW) -> Claim:
    found = claim_due(now)
    assert found
    return found


def made(story: Story, now: Any = NOW) -> None:
    claim = claimed(now)
    assert claim.story == story.pk
    assert wanted(claim, now)
    brief(claim, now, blocks=ONE)


def test_a_story_of_two_articles_is_briefed_once() -> None:
    story = two()
    made(story)
    row = Briefing.objects.get()
    assert (row.story_id, row.block, row.method, row.language) == (story.pk, "words", "extractive", "en")
    assert row.content["sentences"][0]["text"] == "The Ferry council met on day 1."
    assert sorted(row.article_ids) == sorted(story.memberships.values_list("article", flat=True))
    assert claim_due(NOW) is None
    assert not due(NOW)


def test_a_story_of_one_article_has_none_and_is_not_asked_again() -> None:
    make.story(make.article())
    assert claim_due(NOW) is None
    assert due(NOW)
    assert settle(NOW) == 1
    assert not due(NOW)


def test_the_latest_story_comes_first() -> None:
    old, new = two("Bridge"), two("Ferry")
    Story.objects.filter(pk=old.pk).update(last_at=NOW - HOUR)
    assert [claimed().story, claimed().story] == [new.pk, old.pk]


def test_two_workers_have_two_stories() -> None:
    first, second = two("Bridge"), two("Ferry")
    assert {claimed().story, claimed().story} == {first.pk, second.pk}
    assert claim_due(NOW) is None


def test_what_a_dead_worker_had_in_hand_is_taken_up_and_waits_longer_each_time() -> None:
    story = two()
    first = claimed()
    assert claim_due(first.until - MINUTE) is None
    second = claimed(first.until + MINUTE)
    third = claimed(second.until + MINUTE)
    assert third.story == story.pk
    waits = [first.until - NOW, second.until - first.until - MINUTE, third.until - second.until - MINUTE]
    assert waits == sorted(set(waits))
    brief(third, NOW, blocks=ONE)
    state = BriefingState.objects.get()
    assert (state.tries, state.leased_until) == (0, None)


def test_one_that_always_fails_keeps_nobody_waiting() -> None:
    bad, good = two("Bridge"), two("Ferry")
    Story.objects.filter(pk=good.pk).update(last_at=NOW - HOUR)
    claim = claimed()
    with pytest.raises(ValueError, match="no"):
        brief(claim, NOW, blocks={"broken": broken})
    put_off(claim, "ValueError: no")
    assert BriefingState.objects.get(story=bad).error == "ValueError: no"
    made(good)


def test_the_old_briefing_stays_until_the_new_one_is_there() -> None:
    story = two()
    made(story)
    Story.objects.filter(pk=story.pk).update(revision=2)
    with pytest.raises(ValueError, match="no"):
        brief(claimed(), NOW, blocks=ONE | {"broken": broken})
    assert Briefing.objects.get().block == "words"


def test_a_worker_whose_claim_ran_out_writes_nothing_over_its_successor() -> None:
    story = two()
    late = claimed()
    then = late.until + MINUTE
    made(story, then)
    assert brief(late, then + MINUTE, blocks={"late": first_words}) == 0
    assert Briefing.objects.get().block == "words"


def test_a_small_change_waits_half_a_day_and_is_not_forgotten() -> None:
    articles = [make.article(text=f"The council of pier {n} met. It was long.") for n in range(8)]
    story = make.story(*articles)
    made(story)
    make.member(story, make.article(text="The council of pier nine met as well."))
    Story.objects.filter(pk=story.pk).update(revision=2, article_count=9)
    assert wanted(claimed(NOW + HOUR), NOW + HOUR) is None
    assert claim_due(NOW + 2 * HOUR) is None
    later = NOW + 12 * HOUR
    assert wanted(claimed(later), later) is Reason.AGED


def test_an_edit_of_a_cited_article_makes_it_anew() -> None:
    story = two()
    made(story)
    cited = story.memberships.order_by("article_id").first()
    assert cited
    cited.article.text = "The council did not meet."
    cited.article.save()
    Story.objects.filter(pk=story.pk).update(revision=2)
    assert wanted(claimed(), NOW) is Reason.CITED


def test_a_change_while_it_is_made_is_looked_at_again() -> None:
    story = two()
    claim = claimed()
    Story.objects.filter(pk=story.pk).update(revision=2)
    brief(claim, NOW, blocks=ONE)
    assert claimed().revision == 2


def test_a_block_that_fails_is_left_out_where_the_caller_takes_it() -> None:
    two()

    def forgiving(make: Any) -> Any:
        try:
            return make()
        except ValueError:
            return None

    brief(claimed(), NOW, blocks=ONE | {"broken": broken}, attempt=forgiving)
    assert Briefing.objects.get().block == "words"


def test_after_an_upgrade_the_stories_of_the_last_days_are_briefed_anew() -> None:
    story = two()
    made(story)
    assert outdate(NOW) == 0
    BriefingState.objects.update(made_from=BriefingState.objects.get().made_from | {"version": "older"})
    assert outdate(NOW) == 1
    assert wanted(claimed(), NOW) is Reason.VERSION
    BriefingState.objects.update(due_at=None)
    assert outdate(NOW + timedelta(days=30)) == 0


def test_merged_and_shrunken_stories_lose_theirs() -> None:
    into, gone, small = two("Bridge"), two("Ferry"), two("Pier")
    for _ in range(3):
        brief(claimed(), NOW, blocks=ONE)
    Story.objects.filter(pk=gone.pk).update(state=StoryState.MERGED, merged_into=into, article_count=0, revision=2)
    Story.objects.filter(pk=small.pk).update(article_count=1, revision=2)
    assert settle(NOW) == 2
    assert set(Briefing.objects.values_list("story", flat=True)) == {into.pk}
    assert set(BriefingState.objects.values_list("story", flat=True)) == {into.pk}


def test_a_briefing_of_a_merged_story_breaks_an_invariant() -> None:
    into, gone = two("Bridge"), two("Ferry")
    for _ in range(2):
        brief(claimed(), NOW, blocks=ONE)
    Story.objects.filter(pk=gone.pk).update(state=StoryState.MERGED, merged_into=into, article_count=0)
    found = {breach.invariant for breach in breaches(NOW)}
    assert "no briefing of a merged story or of one article" in found
