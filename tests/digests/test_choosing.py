"""Which stories a digest holds: what is promised of every choice, and what a reader would notice."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from stories.digests.candidate import Candidate
from stories.digests.changes import Shown, record, shown
from stories.digests.choosing import SHARE_OUTSIDE, Pick, choice, choose
from stories.digests.why import FOLLOWED, Reason
from stories.digests.wishes import BLINDSPOT, WEEKLY, Wish, wish_of
from stories.readers.hiding import word_of
from stories.scales import RATED_SIDES, Side
from tests.digests.stories import candidate, report

OUTLETS = ("Harbour Post", "Gull Gazette", "Pier Review", "Tide Times", "Anchor News")
WORDS = ("ferry", "budget", "storm", "항구")
SECTIONS = ("world", "politics", "sport")


@st.composite
def stories_of_a_day(draw: st.DrawFn) -> list[Candidate]:
    found = []
    for n in range(1, draw(st.integers(0, 14)) + 1):
        outlets = draw(st.lists(st.sampled_from(OUTLETS), min_size=1, max_size=5, unique=True))
        reports = [
            report(name, draw(st.sampled_from(list(Side))), f"{name} on the {draw(st.sampled_from(WORDS))} {n}")
            for name in outlets
        ]
        found.append(
            candidate(
                n,
                *reports,
                section=draw(st.sampled_from(SECTIONS)),
                score=draw(st.floats(0, 10)),
                blindspot=draw(st.sampled_from(["", "", "left", "right"])),
                entities=((draw(st.sampled_from(["port ansel", "mayor ode"])), "Port Ansel"),),
            )
        )
    return found


@st.composite
def wishes(draw: st.DrawFn, rhythm: str = "daily") -> Wish:
    def some(values: Any) -> list[Any]:
        return draw(st.lists(st.sampled_from(list(values)), max_size=2, unique=True))

    slugs = [name.lower().replace(" ", "-") for name in OUTLETS]
    choices = {
        "sections": some(SECTIONS),
        "entities": some(["port ansel", "mayor ode"]),
        "outlets": some(slugs),
        "stories": some(range(1, 15)),
        "sides": some(RATED_SIDES),
    }
    number = draw(st.integers(1, 20))
    return wish_of(rhythm, number, "en", choices, hidden_words=some(WORDS), hidden_outlets=some(slugs))


@st.composite
def histories(draw: st.DrawFn, listed: list[Candidate]) -> list[Shown]:
    """Some of the stories as an earlier digest may have shown them."""
    some = draw(st.lists(st.sampled_from(listed), max_size=6)) if listed else []
    return [seen for story in some if (seen := shown(record(story)))]


@given(st.data())
def test_never_more_than_the_number_and_no_story_twice(data: st.DataObject) -> None:
    listed, wish = data.draw(stories_of_a_day()), data.draw(wishes())
    picks = choose(listed + listed, wish, data.draw(histories(listed)))
    ids = [pick.story.story for pick in picks]
    assert len(ids) == len(set(ids)) <= wish.number


@given(st.data())
def test_hidden_words_and_outlets_are_nowhere_in_what_is_shown(data: st.DataObject) -> None:
    listed, wish = (
        data.draw(stories_of_a_day()),
        data.draw(wishes(data.draw(st.sampled_from(["daily", WEEKLY, BLINDSPOT])))),
    )
    for pick in choice(listed, wish, data.draw(histories(listed))).picks:
        story = pick.story
        words = [story.title, *(each.title for each in story.headlines()), *(name for _, name in story.entities)]
        assert not any(word_of(text, wish.hidden_words) for text in words)
        assert not {story.slug, *(each.slug for each in story.reports)} & wish.hidden_outlets
        named = {name for why in pick.why if why.reason is Reason.FOLLOWED_OUTLET for name in why.names}
        assert not {name.lower().replace(" ", "-") for name in named} & wish.hidden_outlets


@given(st.data())
def test_what_is_followed_comes_first_but_a_third_is_from_beyond_it(data: st.DataObject) -> None:
    listed, wish = data.draw(stories_of_a_day()), data.draw(wishes())
    everything = choose(listed, Wish(**{**_fields(wish), "number": 20}))
    picks = choose(listed, wish)
    followed = [pick.is_followed for pick in picks]
    assert followed == sorted(followed, reverse=True)
    beyond = sum(not pick.is_followed for pick in everything)
    assert followed.count(False) >= min(wish.number // SHARE_OUTSIDE, beyond, len(listed))


@given(st.data())
def test_sides_to_see_more_of_have_their_places(data: st.DataObject) -> None:
    listed, wish = data.draw(stories_of_a_day()), data.draw(wishes())
    if wish.number == 1:
        return
    led = sum(pick.is_of_a_wanted_side for pick in choose(listed, Wish(**{**_fields(wish), "number": 20})))
    wanted = min(max(wish.number // SHARE_OUTSIDE, 1), led)
    assert sum(pick.is_of_a_wanted_side for pick in choose(listed, wish)) >= wanted


@given(st.data())
def test_the_choice_does_not_depend_on_the_order_of_the_rows(data: st.DataObject) -> None:
    listed, wish = data.draw(stories_of_a_day()), data.draw(wishes(WEEKLY))
    seen = data.draw(histories(listed))
    assert choice(listed, wish, seen) == choice(data.draw(st.permutations(listed)), wish, seen)


@given(st.data())
def test_every_story_has_a_reason(data: st.DataObject) -> None:
    for pick in choose(data.draw(stories_of_a_day()), data.draw(wishes())):
        assert pick.why
        assert pick.is_followed == (pick.why[0].reason in FOLLOWED)


@given(st.data())
def test_an_unchanged_story_does_not_come_twice(data: st.DataObject) -> None:
    listed, wish = data.draw(stories_of_a_day()), data.draw(wishes())
    first = choose(listed, wish)
    seen = [again for pick in first if (again := shown(pick.record()))]
    assert not {pick.story.story for pick in choose(listed, wish, seen)} & {pick.story.story for pick in first}


@given(st.data())
def test_the_report_of_a_week_holds_its_blindspots_once(data: st.DataObject) -> None:
    found = choice(data.draw(stories_of_a_day()), data.draw(wishes(WEEKLY)))
    ids = [pick.story.story for pick in found.picks]
    assert len(ids) == len(set(ids))
    assert all(pick.story.blindspot for pick in found.blindspots)


def test_an_unrated_outlet_is_never_center() -> None:
    story = candidate(1, report("Tide Times"), report("Pier Review"))
    assert (story.center, story.unrated, story.sides) == (0, 2, ())
    wish = wish_of("daily", 8, "en", {"sides": ["center", "unrated"]})
    assert wish.sides == {Side.CENTER}
    (pick,) = choose([story], wish)
    assert not pick.is_of_a_wanted_side


def test_without_a_wish_the_front_page_decides() -> None:
    two = (report("Tide Times"), report("Pier Review"))
    listed = [candidate(1, *two, score=1.0), candidate(2, *two, score=3.0), candidate(3, *two, score=2.0)]
    assert [pick.story.story for pick in choose(listed, Wish(number=2))] == [2, 3]


def test_what_one_outlet_covers_comes_only_where_it_is_followed_or_no_story_is_shared() -> None:
    alone, compared = candidate(1, score=9.0), candidate(2, report("Tide Times"), report("Pier Review"))
    assert [pick.story.story for pick in choose([alone, compared], Wish())] == [2]
    assert [pick.story.story for pick in choose([alone, compared], Wish(stories=frozenset({1})))] == [1, 2]
    assert [pick.story.story for pick in choose([alone], Wish())] == [1]


def test_a_story_names_what_the_reader_follows_of_it() -> None:
    story = candidate(7, report("Tide Times"), section="sport", entities=(("mayor ode", "Mayor Ode"),))
    wish = wish_of("daily", 8, "en", {"entities": ["mayor ode"], "sections": ["sport"], "outlets": ["tide-times"]})
    (pick,) = choose([story], wish)
    assert [(why.reason, why.names) for why in pick.why[:3]] == [
        (Reason.FOLLOWED_ENTITY, ("Mayor Ode",)),
        (Reason.FOLLOWED_SECTION, ("sport",)),
        (Reason.FOLLOWED_OUTLET, ("Tide Times",)),
    ]


def test_a_hidden_outlets_headline_is_replaced_by_anothers() -> None:
    story = candidate(1, report("Tide Times", Side.LEFT, "A scoop"), report("Pier Review", Side.RIGHT, "The same"))
    (pick,) = choose([story], Wish(hidden_outlets=frozenset({"tide-times"})))
    assert (pick.story.title, pick.story.outlet, pick.story.headlines()) == ("The same", "Pier Review", ())
    assert pick.story.counted == 2  # who covers it is told all the same
    assert not choose([candidate(1, report("Tide Times"))], Wish(hidden_outlets=frozenset({"tide-times"})))


def test_a_story_that_names_a_hidden_word_is_left_out_however_it_is_written() -> None:
    told = candidate(1, report("Tide Times", Side.LEFT, "The FERRY’s new pier"), report("Pier Review"))
    other = candidate(2, report("Tide Times", Side.LEFT, "Ferryman wins"), report("Pier Review"))
    assert [pick.story.story for pick in choose([told, other], Wish(hidden_words=frozenset({"ferry"})))] == [2]


def test_each_rated_side_has_a_headline_and_none_is_told_twice() -> None:
    story = candidate(
        1,
        report("Tide Times", Side.LEFT, "Pier opens"),
        report("Pier Review", Side.CENTER, "Pier opens"),
        report("Anchor News", Side.CENTER, "What the pier cost"),
        report("Gull Gazette", Side.RIGHT, "Pier opens late"),
        report("Buoy", Side.UNRATED, "A pier"),
    )
    assert [each.title for each in story.headlines()] == ["What the pier cost", "Pier opens late"]


def _again(before: Candidate, after: Candidate, wish: Wish = Wish()) -> Pick | None:  # noqa: B008 - frozen
    seen = shown(record(before))
    assert seen
    return next(iter(choose([after], wish, [seen])), None)


def test_a_story_comes_again_when_a_side_joins() -> None:
    before = candidate(1, report("Tide Times", Side.LEFT))
    pick = _again(before, candidate(1, report("Tide Times", Side.LEFT), report("Gull Gazette", Side.RIGHT)))
    assert pick
    assert pick.changed
    assert (pick.changed.more, pick.changed.new, pick.changed.joined) == (1, ("Gull Gazette",), (Side.RIGHT,))


def test_a_story_comes_again_when_its_blindspot_came_or_closed() -> None:
    plain, blind = candidate(1), candidate(1, blindspot="left")
    came, closed = _again(plain, blind), _again(blind, plain)
    assert came
    assert closed
    assert came.changed
    assert came.changed.blindspot_came == "left"
    assert closed.changed
    assert closed.changed.blindspot_closed == "left"


def test_a_few_more_outlets_or_a_new_headline_bring_no_story_back() -> None:
    names = [report(f"Harbour Post {n}", Side.LEFT) for n in range(12)]
    assert not _again(candidate(1, *names[:4]), candidate(1, *names[:6]))
    assert not _again(candidate(1, *names[:8]), candidate(1, *names[:11]))
    assert _again(candidate(1, *names[:8]), candidate(1, *names[:12]))
    assert not _again(candidate(1, title="Before"), candidate(1, title="After"))


def test_a_story_that_is_followed_itself_comes_with_any_new_outlet_or_headline() -> None:
    wish = Wish(stories=frozenset({1}))
    names = [report(f"Harbour Post {n}", Side.LEFT) for n in range(9)]
    assert _again(candidate(1, *names[:8]), candidate(1, *names), wish)
    pick = _again(candidate(1, title="Before"), candidate(1, title="After"), wish)
    assert pick
    assert pick.changed
    assert pick.changed.former == "Before"
    assert not _again(candidate(1), candidate(1), wish)


def test_blindspots_are_told_once() -> None:
    blind = candidate(1, blindspot="right")
    seen = shown(record(blind))
    assert seen
    wish = Wish(rhythm=BLINDSPOT)
    assert choice([blind, candidate(2)], wish).picks[0].story.story == 1
    assert not choice([blind, candidate(2)], wish, [seen]).picks


def test_what_no_form_can_have_sent_is_no_wish() -> None:
    broken = {
        "sections": "world",
        "entities": [1, None, ""],
        "outlets": {},
        "stories": ["1", -1, True],
        "sides": ["up"],
    }
    assert wish_of("hourly", 900, "en", broken) == Wish(number=20)
    assert shown({"story": 1}) is None
    assert shown({"story": 1, "counts": [1, 2, 3]}) is None


def _fields(wish: Wish) -> dict[str, Any]:
    return {name: getattr(wish, name) for name in Wish.__dataclass_fields__}
