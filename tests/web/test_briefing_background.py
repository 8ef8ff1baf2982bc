"""How we got here, who the names are, and what a language model wrote, by what a reader sees of it."""

from datetime import UTC, datetime, timedelta

import pytest

from stories.models import Article, Briefing, Entity, EntityDescription, Mention, Story, StoryLink, StoryLinkKind
from stories.scales import Lean
from tests import make
from tests.web.reading import one, page, words
from tests.web.rows import story_of

pytestmark = pytest.mark.django_db


def first_of(story: Story) -> Article:
    found = Article.objects.filter(membership__story=story).order_by("pk").first()
    assert found
    return found


def noted(story: Story, block: str, content: dict[str, object], method: str = "extractive") -> None:
    Briefing.objects.create(
        story=story,
        block=block,
        content=content,
        method=method,
        version="1",
        article_ids=[first_of(story).pk],
        language="en",
        made_at=make.NOW,
    )


def named(story: Story, name: str = "Ostermoor") -> Entity:
    entity = Entity.objects.create(key=name.lower(), name=name)
    Mention.objects.create(article=first_of(story), entity=entity)
    return entity


def test_the_timeline_tells_each_day_as_exactly_as_it_is_known_and_earlier_stories_in_their_place() -> None:
    story, before = story_of(Lean.LEFT, Lean.RIGHT), story_of(Lean.LEFT)
    Story.objects.filter(pk=before.pk).update(last_at=datetime(2030, 6, 1, tzinfo=UTC), title="The bridge cracks")
    StoryLink.objects.create(story=story, other=before, kind=StoryLinkKind.SEQUEL)
    cited = [[first_of(story).pk, 0, 9]]
    days = [("1931-01-01", "year"), ("2029-03-01", "month"), ("2030-12-03", "day")]
    events = [{"day": day, "precision": how, "text": f"It was {day}.", "citations": cited} for day, how in days]
    noted(story, "background", {"events": events})
    section = one(page(story.get_absolute_url()), ".background")
    assert [words(time) for time in section.cssselect("time.background__when")] == [
        "1931",
        "March 2029",
        "1 Jun 2030",
        "3 Dec 2030",
    ]
    assert "The bridge cracks" in words(section)
    assert one(section, "li:nth-child(3) a").get("href") == f"/stories/{before.pk}/"


def test_a_name_is_told_by_the_encyclopedia_with_source_licence_and_date() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    EntityDescription.objects.create(
        entity=named(story),
        language="en",
        text="Ostermoor is a port.",
        source="Wikipedia",
        address="https://encyclopedia.example/Ostermoor",
        licence="CC BY-SA 4.0",
        described_at=make.NOW - timedelta(days=40),
        fetched_at=make.NOW,
    )
    told = words(one(page(story.get_absolute_url()), ".names li"))
    assert "Ostermoor is a port." in told
    assert "Wikipedia" in told
    assert "CC BY-SA 4.0" in told


def test_a_country_is_told_by_its_part_of_the_world() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    named(story, "South Korea")
    assert "A country in Eastern Asia" in words(one(page(story.get_absolute_url()), ".names li"))


def test_else_an_article_of_the_story_is_quoted_and_where_nobody_says_what_it_is_the_name_stands_alone() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    named(story)
    assert words(one(page(story.get_absolute_url()), ".names li")) == "Ostermoor"
    row = {
        "key": "ostermoor",
        "name": "Ostermoor",
        "text": "a port in Brell",
        "citations": [[first_of(story).pk, 0, 9]],
    }
    noted(story, "names", {"names": [row]})
    item = one(page(story.get_absolute_url()), ".names li")
    assert "“a port in Brell”" in words(item)
    assert first_of(story).outlet.name in words(item)


def test_what_a_model_wrote_is_no_quotation_and_says_whose_it_is() -> None:
    story = story_of(Lean.LEFT, Lean.RIGHT)
    said = [{"text": "The bridge is closed.", "citations": [[first_of(story).pk, 0, 9]]}]
    noted(story, "summary", {"sentences": said}, method="tiny")
    noted(story, "behind", {"sentences": said}, method="tiny")
    tree = page(story.get_absolute_url())
    summary = one(tree, ".summary")
    assert not summary.cssselect("blockquote")
    assert "Written by the language model tiny" in words(summary)
    assert one(summary, ".cited a").get("href") == first_of(story).canonical_address
    assert "An analysis by a language model." in words(one(tree, ".behind"))
