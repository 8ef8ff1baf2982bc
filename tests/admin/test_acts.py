"""Articles and stories corrected by hand at the desk, by what an editor sees and does."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from stories import tasks
from stories.models import Article, Edit, Membership, Story
from tests import make
from tests.clustering.rows import DAM, LEVY, event

pytestmark = pytest.mark.django_db

ARTICLES, STORIES = "/admin/stories/article/", "/admin/stories/story/"
WHY = {"decided": "1", "reason": "a reader told us"}


@pytest.fixture
def dam() -> Story:
    return make.story(*event(DAM))


@pytest.fixture
def levy() -> Story:
    return make.story(*event(LEVY))


def shown(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def act(client: Client, address: str, rows: Any, name: str, **said: str) -> str:
    """What a list says after its action was chosen for these rows."""
    posted = {"action": name, "_selected_action": [row.pk for row in rows], **said}
    return " ".join(client.post(address, posted, follow=True).content.decode().split())


def idle() -> None:
    tasks.run_until_idle(lambda _what, _count: None)


def of(story: Story) -> list[Article]:
    return list(Article.objects.filter(membership__story=story).order_by("pk"))


def test_an_article_is_taken_down_from_its_page_with_a_reason_and_shown_again(desk: Client, dam: Story) -> None:
    one = of(dam)[0]
    page = f"{ARTICLES}{one.pk}/change/"
    assert f"{ARTICLES}{one.pk}/take-down/do/" in shown(desk, page)
    asked = shown(desk, f"{ARTICLES}{one.pk}/take-down/do/")
    assert one.title in asked
    assert "kept with the decision" in asked
    desk.post(f"{ARTICLES}{one.pk}/take-down/do/", {"decided": "1", "reason": ""})
    assert not Edit.objects.exists()
    desk.post(f"{ARTICLES}{one.pk}/take-down/do/", WHY)
    idle()
    assert one.title not in shown(Client(), f"/stories/{dam.pk}/")
    assert f"{ARTICLES}{one.pk}/show-again/do/" in shown(desk, page)
    assert one.title in shown(desk, f"{ARTICLES}?down=yes")
    desk.post(f"{ARTICLES}{one.pk}/show-again/do/", WHY)
    idle()
    assert one.title in shown(Client(), f"/stories/{dam.pk}/")


def test_several_articles_are_taken_down_at_once_and_undone_from_the_history(desk: Client, dam: Story) -> None:
    assert "Take down" in act(desk, ARTICLES, of(dam)[:2], "take_down")
    assert "It shows on the pages within seconds." in act(desk, ARTICLES, of(dam)[:2], "take_down", **WHY)
    assert Article.objects.filter(removed_at__isnull=False).count() == 2
    desk.post(f"/admin/stories/edit/{Edit.objects.get().pk}/undo/", WHY)
    assert not Article.objects.filter(removed_at__isnull=False).exists()


def test_more_articles_than_anybody_looks_through_are_refused_and_not_cut_off(desk: Client) -> None:
    rows = [make.article(title=f"Ferry report {number}") for number in range(201)]
    assert "At most 200 articles at once" in act(desk, ARTICLES, rows, "take_down", **WHY)
    assert not Article.objects.filter(removed_at__isnull=False).exists()


def test_a_story_s_page_leads_to_its_articles_which_are_split_off_into_one_of_their_own(
    desk: Client, dam: Story, levy: Story
) -> None:
    listed = f"{ARTICLES}?membership__story__id__exact={dam.pk}"
    assert listed in shown(desk, f"{STORIES}{dam.pk}/change/")
    page = shown(desk, listed)
    assert DAM[0] in page
    assert LEVY[0] not in page
    act(desk, listed, of(dam)[2:], "split_off", **WHY)
    idle()
    assert len(of(dam)) == 2


@pytest.mark.parametrize(
    "named", ["{pk}", "https://news.example/stories/{pk}/", " {pk} ", "/admin/stories/story/{pk}/change/"]
)
def test_an_article_is_moved_to_the_story_that_a_number_or_an_address_names(
    desk: Client, dam: Story, levy: Story, named: str
) -> None:
    one = of(dam)[0]
    assert "The story’s number" in shown(desk, f"{ARTICLES}{one.pk}/move/do/").replace("&#x27;", "’")
    desk.post(f"{ARTICLES}{one.pk}/move/do/", WHY | {"story": named.format(pk=levy.pk)})
    idle()
    assert Membership.objects.get(article=one).story_id == levy.pk


@pytest.mark.parametrize("named", ["", "no such", "99999999", "https://news.example/stories/levy/", "-1"])
def test_a_story_that_isn_t_there_is_refused_in_words(desk: Client, dam: Story, named: str) -> None:
    one = of(dam)[0]
    answer = desk.post(f"{ARTICLES}{one.pk}/move/do/", WHY | {"story": named}).content.decode()
    assert "no story of that number or address" in answer or "required" in answer
    assert not Edit.objects.exists()


def test_stories_are_merged_from_their_list_and_the_address_of_the_smaller_leads_on(
    desk: Client, dam: Story, levy: Story
) -> None:
    act(desk, STORIES, [dam, levy], "merge", **WHY)
    idle()
    answer = Client().get(f"/stories/{levy.pk}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/stories/{dam.pk}/")


def test_a_single_story_can_t_be_merged_which_is_said(desk: Client, dam: Story) -> None:
    assert "Choose two stories or more" in act(desk, STORIES, [dam], "merge", **WHY)


def test_staff_without_the_right_neither_take_down_nor_place_articles(dam: Story) -> None:
    reader = make.user("rui", staff=True, is_superuser=False)
    reader.user_permissions.set(Permission.objects.filter(codename__in=["view_article", "view_story"]))
    client = Client()
    client.force_login(reader)
    one = of(dam)[0]
    assert "/do/" not in shown(client, f"{ARTICLES}{one.pk}/change/")
    for name in ("take-down", "show-again", "split-off", "move"):
        assert client.post(f"{ARTICLES}{one.pk}/{name}/do/", WHY | {"story": str(dam.pk)}).status_code == 403
    act(client, ARTICLES, [one], "take_down", **WHY)
    act(client, STORIES, [dam, make.story(*event(LEVY))], "merge", **WHY)
    assert not Edit.objects.exists()


def test_an_act_that_there_is_not_is_not_found(desk: Client, dam: Story) -> None:
    assert desk.get(f"{ARTICLES}{of(dam)[0].pk}/delete-all/do/").status_code == 404
