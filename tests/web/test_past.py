"""The time machine: a story as it was at a past hour, by what a reader sees."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from stories.coverage.step import recount, refresh_standings
from stories.models import Article, ArticleVersion, Outlet, Story
from stories.scales import Lean
from tests import make
from tests.web.reading import all_words, body, one, page, words
from tests.web.rows import article, counted, story_of_size

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
BEGAN = make.NOW - 10 * HOUR


def at(story: Story, hour: datetime) -> str:
    return f"/stories/{story.pk}/at/{hour:%Y-%m-%dT%H}/"


def report(hours: int, lean: Lean | str = "", title: str = "", *, outlet: Outlet | None = None) -> Article:
    """An article published so many hours after the story began, and only seen at NOW, as an archive's is."""
    moment = BEGAN + hours * HOUR
    return article(outlet or make.outlet(lean=lean), title, published_at=moment, first_seen_at=make.NOW)


def an_archive() -> Story:
    """A story of three outlets, one at its beginning, one an hour later, one eight hours later; all counted at NOW."""
    rows = [report(0, Lean.LEFT, "Ferry pier to close"), report(1, Lean.RIGHT), report(8, "", "Ferry pier saved")]
    story = make.story(*rows)
    Story.objects.filter(pk=story.pk).update(title="Ferry pier saved", title_article=rows[2])
    return counted(story)


def then(address: str) -> dict[str, str]:
    """The counts of a past page: label -> then."""
    rows = page(address).cssselect(".past-counts tbody tr")
    return {words(one(row, "th")): words(row.cssselect("td")[0]) for row in rows}


def test_an_archives_past_is_reckoned_from_its_articles_dates() -> None:
    story = an_archive()
    counts = [then(at(story, BEGAN + n * HOUR)) for n in (0, 1, 7, 8)]
    assert [row["Outlets"] for row in counts] == ["1", "2", "2", "3"]
    assert [row["Right"] for row in counts] == ["0", "1", "1", "1"]
    assert [row["Independent texts"] for row in counts] == ["1", "2", "2", "3"]
    assert "This site was not counting the story yet" in body(at(story, BEGAN))


def test_the_banner_says_when_and_leads_to_now() -> None:
    story = an_archive()
    banner = one(page(at(story, BEGAN + HOUR)), ".past-banner")
    assert words(banner).startswith("This is the story as it was at 10 Mar 2026, 03:00 UTC. As it is now")
    assert f"/stories/{story.pk}/" in [link.get("href") for link in banner.cssselect("a")]


def test_a_past_page_is_not_for_search_engines() -> None:
    assert Client().get(at(an_archive(), BEGAN))["X-Robots-Tag"] == "noindex"


def test_the_headline_is_that_of_an_article_that_was_there() -> None:
    story = an_archive()
    assert words(one(page(at(story, BEGAN)), "h1")) == "Ferry pier to close"
    assert words(one(page(at(story, BEGAN + 8 * HOUR)), "h1")) == "Ferry pier saved"


def test_a_headline_reads_as_it_did_then() -> None:
    story = an_archive()
    first = story.memberships.order_by("article__published_at").first().article
    ArticleVersion.objects.create(article=first, title="Ferry pier may close", seen_at=BEGAN)
    ArticleVersion.objects.create(article=first, title="Ferry pier to close", seen_at=BEGAN + 5 * HOUR)
    assert words(one(page(at(story, BEGAN + 4 * HOUR)), "h1")) == "Ferry pier may close"
    assert words(one(page(at(story, BEGAN + 5 * HOUR)), "h1")) == "Ferry pier to close"
    assert "another headline" in all_words(page(at(story, BEGAN)), ".past-stops__row span")[2]


def test_the_articles_are_those_that_were_there() -> None:
    story = an_archive()
    assert all_words(page(at(story, BEGAN)), ".past-reports .report__title") == ["Ferry pier to close"]
    assert len(page(at(story, make.NOW - HOUR)).cssselect(".past-reports__row")) == 3


def test_every_change_is_a_link_and_the_shown_one_is_marked() -> None:
    story = an_archive()
    tree = page(at(story, BEGAN + 3 * HOUR))
    stops = tree.cssselect(".past-stops__row a")
    assert [link.get("href") for link in stops] == [
        *(at(story, BEGAN + n * HOUR) for n in (0, 1, 8)),
        at(story, make.NOW),
    ]
    assert [link.get("aria-current") for link in stops] == [None, "true", None, None]
    rows = all_words(tree, ".past-stops__row span")
    assert rows[0].startswith("1 article, new: ")
    assert rows[3] == "counted here for the first time: 3 articles, 3 outlets"
    for link in tree.cssselect(".past a[href^='/stories/']"):
        assert Client().get(link.get("href")).status_code == 200


def test_earlier_and_later_lead_from_change_to_change() -> None:
    story = an_archive()

    def steps(hour: datetime) -> list[str]:
        return [link.get("href") for link in page(at(story, hour)).cssselect(".past-banner__steps a")]

    assert steps(BEGAN) == [at(story, BEGAN + HOUR)]
    assert steps(BEGAN + HOUR) == [at(story, BEGAN), at(story, BEGAN + 8 * HOUR)]
    assert steps(BEGAN + 4 * HOUR) == [at(story, BEGAN + HOUR), at(story, BEGAN + 8 * HOUR)]
    assert steps(make.NOW) == [at(story, BEGAN + 8 * HOUR), f"/stories/{story.pk}/"]


def test_the_picture_is_a_row_of_links_over_the_whole_story() -> None:
    tree = page(at(an_archive(), BEGAN + HOUR))
    spans = tree.cssselect(".past-picture__span")
    assert len(spans) == 9
    assert [bool(span.get("aria-current")) for span in spans].index(True) == 1
    assert "past-picture__span--later" in spans[8].get("class")
    assert spans[0].get("aria-label") == "To 10 Mar 02:00 UTC: 1 article"


def test_a_story_that_was_watched_shows_what_its_page_showed() -> None:
    outlet = make.outlet(lean=Lean.LEFT)
    early = article(outlet, "Pier vote begins", published_at=BEGAN, first_seen_at=BEGAN)
    story = make.story(early)
    other = make.outlet(lean=Lean.RIGHT)
    refresh_standings([outlet.pk, other.pk], make.NOW)
    recount([story.pk], BEGAN)
    late = article(other, published_at=BEGAN - HOUR, first_seen_at=BEGAN + 3 * HOUR)
    make.member(story, late)
    Story.objects.filter(pk=story.pk).update(title="Pier vote ends")
    recount([story.pk], BEGAN + 3 * HOUR)
    before, after = then(at(story, BEGAN + 2 * HOUR)), then(at(story, BEGAN + 3 * HOUR))
    assert (before["Outlets"], after["Outlets"]) == ("1", "2")
    tree = page(at(story, BEGAN + 2 * HOUR))
    assert words(one(tree, "h1")) == "Pier vote begins"
    assert all_words(tree, ".past-reports .report__title") == ["Pier vote begins"]
    assert "what this page showed then" in words(one(tree, ".past-banner"))
    assert words(one(page(at(story, BEGAN + 3 * HOUR)), "h1")) == "Pier vote ends"
    changed = all_words(tree, ".past-stops__row span")[-1]
    assert changed == "articles +1, outlets +1, right +1, another headline"


def test_a_date_without_an_hour_counts_from_the_end_of_its_day() -> None:
    outlet = make.outlet()
    day = make.NOW.replace(hour=0) - timedelta(days=3)
    row = article(outlet, published_at=day, published_precision="day", first_seen_at=make.NOW)
    story = counted(make.story(row))
    assert Client().get(at(story, day + 23 * HOUR)).status_code == 404
    assert Client().get(at(story, day + 24 * HOUR)).status_code == 200


def test_an_article_taken_down_is_not_shown_in_the_past_either() -> None:
    story = an_archive()
    Article.objects.filter(title="Ferry pier to close").update(removed_at=make.NOW)
    assert "Ferry pier to close" not in body(at(story, BEGAN + HOUR))


@pytest.mark.parametrize(
    "written",
    ["2026-03-10T01", "2026-03-10T13", "2026-03-10T2", "2026-03-10", "2026-03-10T02:00", "x", "%00", "99999-01-01T00"],
)
def test_before_the_beginning_in_the_future_and_nonsense_is_not_found(written: str) -> None:
    assert Client().get(f"/stories/{an_archive().pk}/at/{written}/").status_code == 404


def test_the_storys_page_leads_to_how_it_began() -> None:
    story = an_archive()
    link = one(page(f"/stories/{story.pk}/"), ".past-open a").get("href")
    assert Client().get(link)["Location"] == at(story, BEGAN)


def test_a_story_without_a_past_leads_to_its_present() -> None:
    with time_machine.travel(make.NOW + timedelta(minutes=30), tick=False):
        moment = make.NOW + timedelta(minutes=10)
        story = make.story(article(make.outlet(), published_at=moment, first_seen_at=moment))
        assert Client().get(f"/stories/{story.pk}/at/")["Location"] == f"/stories/{story.pk}/"


def test_a_merged_story_leads_to_where_it_went() -> None:
    old, new = an_archive(), an_archive()
    Story.objects.filter(pk=old.pk).update(state="merged", merged_into=new)
    answer = Client().get(at(old, make.NOW))
    assert (answer.status_code, answer["Location"]) == (301, at(new, make.NOW))
    assert Client().get(f"/stories/{old.pk}/at/")["Location"] == at(old, BEGAN)


def test_hostile_words_stay_words() -> None:
    story = make.story(report(0, title="<script>alert(1)</script>"), report(3, Lean.LEFT))
    counted(story)
    assert "<script>alert" not in body(at(story, BEGAN))


@pytest.mark.parametrize(("outlets", "per_outlet"), [(1, 1), (60, 1), (60, 4)])
def test_the_past_asks_at_most_eight_questions(outlets: int, per_outlet: int) -> None:
    story = story_of_size(outlets, per_outlet)
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(at(story, make.NOW)).status_code == 200
    assert len(captured) <= 8
