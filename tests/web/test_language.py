"""Which language a reader gets, and that the page cache never mixes two."""

import pytest
from django.conf import settings
from django.test import Client
from lxml import html

from stories.scales import Lean
from tests.web.rows import story_of

pytestmark = pytest.mark.django_db
SKIP = {"en": "Skip to the content", "ko": "본문으로 건너뛰기"}


def language(body: bytes) -> str:
    """The language that a page says it is in; its first words must be in it."""
    tree = html.fromstring(body)
    said = str(tree.get("lang"))
    assert tree.xpath("string(//a[@class='skip'])") == SKIP[said]
    return said


@pytest.mark.parametrize(
    ("header", "answer"),
    [
        ("ko", "ko"),
        ("ko-KR,ko;q=0.9,en;q=0.5", "ko"),
        ("de,ko;q=0.5", "ko"),
        ("en-GB,ko;q=0.5", "en"),
        ("de", "en"),
        ("", "en"),
    ],
)
def test_a_page_is_in_the_language_that_the_browser_asks_for(header: str, answer: str) -> None:
    response = Client().get("/", headers={"accept-language": header})
    assert language(response.content) == answer
    assert response["Content-Language"] == answer
    assert {"Accept-Language", "Cookie"} <= {name.strip() for name in response["Vary"].split(",")}
    assert not response.cookies


def test_a_chosen_language_shows_at_once_and_stays() -> None:
    reader = Client(headers={"accept-language": "en"})
    for choice in ("ko", "en"):
        back = reader.get(f"/language/{choice}/", headers={"referer": "http://testserver/outlets/?side=left&page=1"})
        assert (back.status_code, back["Location"]) == (302, "/outlets/?side=left&page=1")
        assert "no-store" in back["Cache-Control"]
        for address in (back["Location"], "/"):
            assert language(reader.get(address).content) == choice


def test_an_address_can_ask_for_a_language_and_changes_no_choice() -> None:
    reader = Client(headers={"accept-language": "en"})
    asked = reader.get("/?lang=ko")
    assert (language(asked.content), asked.cookies) == ("ko", {})
    assert language(reader.get("/outlets/").content) == "en"


@pytest.mark.parametrize(
    ("before", "back"),
    [
        ("http://testserver/?lang=ko&page=2", "/?page=2"),
        ("http://testserver//evil.example/", "/evil.example/"),
        ("https://evil.example/outlets/", "/"),
        ("javascript:alert(1)", "/"),
        ("http://testserver.evil.example/", "/"),
        ("nonsense", "/nonsense"),
        ("", "/"),
    ],
)
def test_the_switch_never_leads_to_another_site(before: str, back: str) -> None:
    assert Client().get("/language/ko/", headers={"referer": before})["Location"] == back


def test_there_is_no_switch_to_a_language_that_is_not_here() -> None:
    answer = Client().get("/language/xx/")
    assert (answer.status_code, answer.cookies) == (404, {})


@pytest.mark.parametrize("nonsense", ["", "xx", "k o", "<b>", "../ko", "ko" * 500, "%00"])
def test_a_language_that_is_not_here_changes_nothing(nonsense: str) -> None:
    response = Client().get(f"/?lang={nonsense}")
    assert language(response.content) == "en"
    assert not response.cookies
    assert language(Client(headers={"cookie": f"language={nonsense}"}).get("/").content) == "en"


def test_every_page_has_a_switch_to_each_other_language() -> None:
    tree = html.fromstring(Client().get("/search/?q=harbour").content)
    (link,) = tree.cssselect(".languages a")
    assert (link.text_content(), link.get("lang"), link.get("hreflang")) == ("한국어", "ko", "ko")
    assert link.get("href") == "/language/ko/"


def test_a_kept_page_is_kept_once_per_language(kept: None) -> None:
    address = f"/stories/{story_of(Lean.LEFT, Lean.RIGHT).pk}/"
    english, korean = Client(headers={"accept-language": "en"}), Client(headers={"accept-language": "ko"})
    for _ in range(2):
        assert language(english.get(address).content) == "en"
        assert language(korean.get(address).content) == "ko"
        assert language(english.get(f"{address}?lang=ko").content) == "ko"
        assert language(english.get(f"{address}?lang=en").content) == "en"


def test_a_reader_who_switches_is_not_told_to_keep_the_page_of_the_other_language(kept: None) -> None:
    reader = Client(headers={"accept-language": "en"})
    first = reader.get("/outlets/")
    known = {"if-none-match": first["ETag"], "if-modified-since": first["Last-Modified"]}
    assert reader.get("/outlets/", headers=known).status_code == 304
    reader.get("/language/ko/")
    switched = reader.get("/outlets/", headers=known)
    assert (switched.status_code, language(switched.content)) == (200, "ko")
    by_date = reader.get("/outlets/", headers={"if-modified-since": first["Last-Modified"]})
    assert (by_date.status_code, language(by_date.content)) == (200, "ko")


def test_an_error_page_is_in_the_readers_language_too() -> None:
    response = Client(headers={"accept-language": "ko"}).get("/stories/999999/")
    assert (response.status_code, language(response.content)) == (404, "ko")


def test_the_desk_is_in_one_language() -> None:
    response = Client(headers={"accept-language": "ko"}).get("/admin/login/")
    assert html.fromstring(response.content).get("lang") == "en"
    assert "Log in" in response.content.decode()


def test_every_language_of_the_installation_is_named_as_its_readers_name_it() -> None:
    assert dict(settings.LANGUAGES) == {"en": "English", "ko": "한국어"}


@pytest.mark.parametrize(("other", "direction"), [("de", "ltr"), ("ar", "rtl"), ("fa", "rtl"), ("ko", "ltr")])
def test_another_language_turns_the_page_round_where_it_must_and_leaves_pictures_and_addresses_as_they_are(
    settings: object, other: str, direction: str
) -> None:
    settings.LANGUAGES = [("en", "English"), (other, other)]  # type: ignore[attr-defined]
    story = story_of(*[Lean.LEFT, Lean.CENTER, Lean.RIGHT] * 5, "", per_outlet=100)
    for address in ("/", f"/stories/{story.pk}/", f"/stories/{story.pk}/at/"):
        english, others = (
            html.fromstring(Client(headers={"accept-language": tongue}).get(address, follow=True).content)
            for tongue in ("en", other)
        )
        assert (others.get("lang"), others.get("dir")) == (other, direction)
        for made in ("//*/@x", "//*/@y", "//*/@width", "//*/@height", "//main//@href", "//main//@id", "//@hx-get"):
            assert others.xpath(made) == english.xpath(made)
