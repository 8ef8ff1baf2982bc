"""The editors' desk by what an editor sees and does."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from lxml import html

from stories import tasks
from stories.models import Edit, Feed, Membership, Outlet, Rating
from tests import make

pytestmark = pytest.mark.django_db


def text(client: Client, address: str, **kwargs: Any) -> str:
    answer = client.get(address, **kwargs)
    assert answer.status_code == 200, address
    return answer.content.decode()


PAGES = [
    "/admin/",
    *(
        f"/admin/stories/{name}/"
        for name in ("outlet", "owner", "rating", "ratingscheme", "feed", "article", "story", "edit")
    ),
    "/admin/stories/outlet/add/",
    "/admin/stories/feed/add/",
    "/admin/stories/feed/import/",
    "/admin/stories/rating/import/",
    *(f"/admin/stories/{name}/{{{name}}}/change/" for name in ("outlet", "rating", "feed", "article", "story", "edit")),
    "/admin/stories/outlet/rate/?ids={outlet}",
    "/admin/stories/edit/{edit}/undo/",
]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_without_inline_script_or_style_and_escapes_headlines(
    desk: Client, newsroom: Any, page: str
) -> None:
    shown = text(desk, page.format(**{name: row.pk for name, row in newsroom.items()}))
    assert not re.findall(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\b(?:src|application/json)\b)[^>]*>", shown)
    assert "<b>reopens" not in shown
    assert "favicon.svg" in shown


def test_an_address_with_no_number_leads_back_to_the_desk(desk: Client) -> None:
    assert desk.get("/admin/stories/outlet/gull/change/").status_code == 302


def test_nobody_else_gets_to_the_desk() -> None:
    client = Client()
    client.force_login(make.user())
    for page in ("/admin/", "/admin/stories/outlet/rate/?ids=1", "/admin/stories/feed/import/"):
        assert client.get(page).status_code == 302


def test_staff_without_the_right_to_rate_cannot_rate_import_or_undo(newsroom: Any) -> None:
    client = Client()
    helper = make.user()
    helper.is_staff = True
    helper.save()
    client.force_login(helper)
    outlet, edit = newsroom["outlet"].pk, newsroom["edit"].pk
    for page in (f"outlet/rate/?ids={outlet}", "feed/import/", "rating/import/", f"edit/{edit}/undo/"):
        assert client.post(f"/admin/stories/{page}", {"rating": "lean:left"}).status_code == 403
    assert Rating.objects.count() == 1


def test_an_editor_tags_a_lean_on_the_outlets_page(desk: Client, newsroom: Any) -> None:
    gull = newsroom["outlet"]
    page = text(desk, f"/admin/stories/outlet/{gull.pk}/change/")
    assert "Tag a lean" in page
    assert "https://rater.example/gull" in page
    answer = desk.post(
        f"/admin/stories/outlet/rate/?ids={gull.pk}",
        {"rating": "lean:center", "evidence": "https://r.example/x", "note": "Checked."},
    )
    assert answer.headers["Location"] == f"/admin/stories/outlet/{gull.pk}/change/"
    rating = Rating.objects.latest("pk")
    assert (rating.bucket, rating.by_desk, rating.note, rating.editor.username) == ("center", True, "Checked.", "ana")
    assert Edit.objects.latest("pk").outlet_ids == [gull.pk]


def test_a_tagged_lean_is_on_every_story_of_the_outlet_once_it_is_followed(desk: Client, newsroom: Any) -> None:
    tasks.run_until_idle(lambda *_: None)
    coverage = newsroom["story"].coverages.get(scheme__slug="lean")
    assert (coverage.unrated, coverage.right) == (1, 0)
    desk.post(f"/admin/stories/outlet/rate/?ids={newsroom['outlet'].pk}", {"rating": "lean:far_right"})
    page = text(desk, f"/admin/stories/outlet/{newsroom['outlet'].pk}/change/")
    assert "is being counted" in page
    assert "counts as Unrated" not in page
    tasks.run_until_idle(lambda *_: None)
    coverage = newsroom["story"].coverages.get(scheme__slug="lean")
    assert (coverage.unrated, coverage.right) == (0, 1)
    page = text(desk, f"/admin/stories/outlet/{newsroom['outlet'].pk}/change/")
    assert "is being counted" not in page
    assert "counts as Unrated" not in page
    assert "Political lean: Far right" in page
    assert not Edit.objects.not_followed().exists()


def test_a_rating_needs_a_known_step_and_a_web_address_as_evidence(desk: Client, newsroom: Any) -> None:
    address = f"/admin/stories/outlet/rate/?ids={newsroom['outlet'].pk}"
    for given in (
        {"rating": "lean:purple"},
        {"rating": "lean:left", "evidence": "javascript:alert(1)"},
        {"rating": ""},
    ):
        assert desk.post(address, given).status_code == 200
    assert Rating.objects.count() == 1


def test_several_outlets_are_tagged_at_once(desk: Client, newsroom: Any) -> None:
    ids = [newsroom["outlet"].pk, make.outlet("Tern").pk]
    answer = desk.post("/admin/stories/outlet/", {"action": "tag_a_lean", "_selected_action": ids})
    page = text(desk, answer.headers["Location"])
    assert "Gull" in page
    assert "Tern" in page
    desk.post(answer.headers["Location"], {"rating": "lean:lean_right", "rater": "Panel"})
    assert Rating.objects.filter(rater="Panel", by_desk=False).count() == 2


def test_a_rating_is_withdrawn_with_a_reason_and_never_edited_or_deleted(desk: Client, newsroom: Any) -> None:
    rating = newsroom["rating"]
    for act in ("change", "delete"):
        assert desk.post(f"/admin/stories/rating/{rating.pk}/{act}/", {"bucket": "right"}).status_code == 403
    asked = {"action": "withdraw", "_selected_action": [rating.pk]}
    assert "It is kept with the decision" in desk.post("/admin/stories/rating/", asked).content.decode()
    desk.post("/admin/stories/rating/", asked | {"decided": "1", "reason": "mixed up"})
    rating.refresh_from_db()
    assert (rating.bucket, rating.withdrawn_at is None) == ("left", False)
    assert Edit.objects.latest("pk").reason == "mixed up"


def test_a_decision_is_undone_from_the_history(desk: Client, newsroom: Any) -> None:
    desk.post(f"/admin/stories/outlet/rate/?ids={newsroom['outlet'].pk}", {"rating": "lean:right"})
    edit = Edit.objects.latest("pk")
    assert "Undo" in text(desk, f"/admin/stories/edit/{edit.pk}/change/")
    desk.post(f"/admin/stories/edit/{edit.pk}/undo/", {"decided": "1", "reason": "too soon"})
    assert Edit.objects.latest("pk").undoes == edit
    assert Rating.objects.get(bucket="right").withdrawn_at is not None
    assert "undone" in text(desk, "/admin/")


def test_a_decision_is_neither_undone_nor_a_rating_withdrawn_without_a_reason(desk: Client, newsroom: Any) -> None:
    desk.post(f"/admin/stories/outlet/rate/?ids={newsroom['outlet'].pk}", {"rating": "lean:right"})
    edit, rating = Edit.objects.latest("pk"), newsroom["rating"]
    answers = [
        desk.post(f"/admin/stories/edit/{edit.pk}/undo/", {"decided": "1", "reason": " "}),
        desk.post("/admin/stories/rating/", {"action": "withdraw", "_selected_action": [rating.pk], "decided": "1"}),
    ]
    assert all("Say why" in answer.content.decode() for answer in answers)
    rating.refresh_from_db()
    assert (Edit.objects.latest("pk"), rating.withdrawn_at) == (edit, None)


def test_times_at_the_desk_say_their_zone(desk: Client, newsroom: Any) -> None:
    stamp = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC")
    for page in ("edit/", f"edit/{newsroom['edit'].pk}/change/", "feed/", "article/", "rating/"):
        assert stamp.search(text(desk, f"/admin/stories/{page}")), page


def test_feeds_are_paused_resumed_and_visited_and_each_is_a_decision(desk: Client, newsroom: Any) -> None:
    feed = newsroom["feed"]
    chosen = {"_selected_action": [feed.pk]}
    desk.post("/admin/stories/feed/", chosen | {"action": "pause", "decided": "1", "reason": "asked to"})
    assert Feed.objects.get().state == "paused"
    refused = desk.post("/admin/stories/feed/", chosen | {"action": "visit_now"}, follow=True)
    assert "Resume it first" in refused.content.decode()
    resumed = desk.post("/admin/stories/feed/", chosen | {"action": "resume"}, follow=True)
    assert "resumed." in resumed.content.decode()
    assert "shows on the pages" not in resumed.content.decode()
    Feed.objects.update(next_visit_at=timezone.now() + timedelta(days=1))
    desk.post("/admin/stories/feed/", chosen | {"action": "visit_now"})
    assert Feed.objects.due(timezone.now()).exists()
    assert Edit.objects.filter(kind="feed").count() == 3


def test_a_changed_outlet_leaves_a_trace_and_its_domains_are_stored_in_one_form(desk: Client, newsroom: Any) -> None:
    gull = newsroom["outlet"]
    domain = gull.domains.get()
    given = {
        **{name: getattr(gull, name) or "" for name in ("slug", "country", "language", "zone", "note")},
        **{"name": "The Gull", "kind": "republisher", "owner": ""},
        **{"domains-TOTAL_FORMS": 2, "domains-INITIAL_FORMS": 1, "feeds-TOTAL_FORMS": 0, "feeds-INITIAL_FORMS": 0},
        **{"domains-0-id": domain.pk, "domains-0-outlet": gull.pk, "domains-0-name": domain.name},
        **{"domains-1-outlet": gull.pk, "domains-1-name": "https://www.Gull.news/"},
    }
    assert desk.post(f"/admin/stories/outlet/{gull.pk}/change/", given).status_code == 302
    assert set(gull.domains.values_list("name", flat=True)) == {"gull.example", "gull.news"}
    changed, domains = Edit.objects.filter(kind="outlet").order_by("pk")
    assert changed.after["rows"][str(gull.pk)] == {"name": "The Gull", "kind": "republisher"}
    assert domains.after == {"domains": ["gull.example", "gull.news"]}


def test_a_domain_that_another_outlet_has_or_that_many_share_is_refused_in_words(desk: Client) -> None:
    make.outlet(domain="gull.example")
    given = {"name": "Tern", "slug": "tern", "kind": "publisher", "domains-TOTAL_FORMS": 1, "domains-INITIAL_FORMS": 0}
    given |= {"feeds-TOTAL_FORMS": 0, "feeds-INITIAL_FORMS": 0}
    for domain, words in (("https://www.gull.example/", "already exists"), ("medium.com", "domain of its own")):
        answer = desk.post("/admin/stories/outlet/add/", given | {"domains-0-name": domain})
        assert words in answer.content.decode()
    assert desk.post("/admin/stories/outlet/add/", given | {"domains-0-name": "tern.example"}).status_code == 302
    assert Outlet.objects.at("tern.example").get().name == "Tern"
    assert Edit.objects.filter(kind="outlet").count() == 2


def test_a_feed_that_is_no_web_address_is_refused_in_words(desk: Client, newsroom: Any) -> None:
    given = {"outlet": newsroom["outlet"].pk, "address": "ftp://gull.example/feed", "title": "", "category": ""}
    assert "it is no web address" in desk.post("/admin/stories/feed/add/", given).content.decode().lower()
    desk.post("/admin/stories/feed/add/", given | {"address": "feed://Gull.example/new"})
    assert Feed.objects.filter(address="https://gull.example/new", outlet=newsroom["outlet"]).exists()
    assert Edit.objects.latest("pk").kind == "feed"


def test_exports_hold_no_formula_and_can_be_imported_again(desk: Client) -> None:
    outlet = make.outlet("=HYPERLINK(1)", domain="gull.example", note="@SUM(1)")
    answer = desk.post("/admin/stories/outlet/", {"action": "export", "_selected_action": [outlet.pk]})
    exported = answer.content
    assert b",'=HYPERLINK(1)," in exported
    assert b"'@SUM(1)" in exported
    Outlet.objects.all().delete()
    desk.post("/admin/stories/feed/import/", {"file": SimpleUploadedFile("outlets.csv", exported)})
    assert Outlet.objects.get().name == "=HYPERLINK(1)"


def test_a_story_shows_why_each_article_is_in_it(desk: Client, newsroom: Any) -> None:
    for page in (f"story/{newsroom['story'].pk}", f"article/{newsroom['article'].pk}"):
        assert "wording 30% alike (+1.50)" in text(desk, f"/admin/stories/{page}/change/")


def test_the_desk_names_the_nearest_story_that_an_article_did_not_join_and_by_how_much(
    desk: Client, newsroom: Any
) -> None:
    other = make.story(make.article(title="Tern strike ends"))
    Membership.objects.filter(article=newsroom["article"]).update(score=1.5, runner_up=other, runner_up_score=-0.25)
    for page in (f"story/{newsroom['story'].pk}", f"article/{newsroom['article'].pk}"):
        shown = text(desk, f"/admin/stories/{page}/change/")
        assert "Tern strike ends" in shown
        assert "(-0.25, 1.75 behind)" in shown


@pytest.mark.parametrize("page", ["outlet", "feed", "article", "story", "rating", "edit"])
def test_a_list_takes_as_many_queries_for_many_rows_as_for_few(
    desk: Client, newsroom: Any, page: str, django_assert_max_num_queries: Any
) -> None:
    for n in range(12):
        outlet = make.outlet(lean="left")
        make.feed(outlet)
        make.story(make.article(outlet))
        Edit.objects.create(kind="rate", actor_label="ana", subject=f"{n}")
    with django_assert_max_num_queries(18):
        text(desk, f"/admin/stories/{page}/")


def test_outlets_are_filtered_by_lean_and_by_failing_feeds(desk: Client, newsroom: Any) -> None:
    make.outlet("Tern")
    failing = text(desk, "/admin/stories/outlet/?feeds=failing")
    assert "Gull</a>" in failing
    assert "Tern</a>" not in failing
    assert "Tern</a>" in text(desk, "/admin/stories/outlet/?lean=unrated")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "java\nscript:alert(1)"]
)
def test_evidence_that_is_no_address_of_the_web_is_shown_without_a_link(desk: Client, address: str) -> None:
    rating = make.rating(make.outlet(), "left", evidence_address=address)
    for path in (f"/admin/stories/rating/{rating.pk}/change/", f"/admin/stories/outlet/{rating.outlet_id}/change/"):
        tree = html.fromstring(desk.get(path).content.decode())
        assert not [
            link for link in tree.cssselect("[href]") if "alert" in link.get("href") or "data:" in link.get("href")
        ]
