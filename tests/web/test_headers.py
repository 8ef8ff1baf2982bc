"""Every answer, errors and fragments included, comes with the same strict headers and allows only reading."""

import pytest
from django.test import Client
from lxml import html

from stories.models import Story
from stories.scales import Lean
from stories.web.urls import urlpatterns
from tests.web.addresses import ERRORS, OTHERS, every_address, is_markup, names_of
from tests.web.rows import story_of

pytestmark = pytest.mark.django_db


def addresses(story: Story) -> list[str]:
    return [*every_address(story), *ERRORS]


def test_no_address_of_the_site_is_left_out_of_these_tests() -> None:
    addressed = {pattern.name for pattern in urlpatterns} - OTHERS
    assert names_of(every_address(story_of(Lean.LEFT, Lean.RIGHT))) == addressed


def test_every_answer_forbids_foreign_and_inline_scripts_and_styles() -> None:
    for address in addresses(story_of(Lean.LEFT)):
        policy = Client().get(address)["Content-Security-Policy"]
        directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
        assert directives["script-src"] == "'self'", address
        assert directives["style-src"] == "'self'", address
        assert directives["default-src"] == "'none'", address
        assert "unsafe" not in policy
        assert "nonce" not in policy


def test_a_foreign_host_gets_the_error_page_with_the_same_policy() -> None:
    answer = Client().get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "evil.example" not in answer.content.decode()


def test_no_page_has_an_inline_script_style_or_handler() -> None:
    for address in filter(is_markup, addresses(story_of(Lean.LEFT))):
        tree = html.fromstring(Client().get(address).content.decode())
        assert all(script.get("src") for script in tree.cssselect("script")), address
        assert not tree.cssselect("style, [style]"), address
        handlers = [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
        assert not handlers, address


def test_a_page_sets_no_cookie_and_says_that_it_differs_by_language() -> None:
    for address in addresses(story_of(Lean.LEFT)):
        answer = Client().get(address)
        assert not answer.cookies, address
        assert {"accept-language", "cookie"} <= set(answer["Vary"].lower().split(", ")), address


def test_only_reading_is_allowed() -> None:
    for address in every_address(story_of(Lean.LEFT)):
        assert Client().head(address).status_code == 200, address
        assert Client().post(address).status_code == 405, address
        assert Client().delete(address).status_code == 405, address


def test_htmx_may_not_evaluate_or_leave_the_site() -> None:
    tree = html.fromstring(Client().get("/").content.decode())
    (meta,) = tree.cssselect("meta[name=htmx-config]")
    for rule in (
        '"allowEval": false',
        '"selfRequestsOnly": true',
        '"allowScriptTags": false',
        '"includeIndicatorStyles": false',
    ):
        assert rule in meta.get("content")


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_every_error_has_a_page_of_its_own(status: int, rf: object) -> None:
    from stories.web import errors

    handlers = {400: errors.bad_request, 403: errors.forbidden, 404: errors.not_found}
    request = rf.get("/x")  # type: ignore[attr-defined]
    answer = handlers[status](request, Exception("secret")) if status in handlers else errors.server_error(request)
    assert answer.status_code == status
    assert str(errors.PROBLEMS[status].title) in answer.content.decode().replace("&#x27;", "'")
    assert "secret" not in answer.content.decode()


def test_a_page_without_its_database_says_that_it_is_down_and_when_to_come_again(rf: object) -> None:
    from django.core.handlers.exception import response_for_exception
    from django.db import OperationalError

    try:
        raise OperationalError("no server at 10.0.0.7")
    except OperationalError as error:
        answer = response_for_exception(rf.get("/x"), error)  # type: ignore[attr-defined]
    assert (answer.status_code, answer["Retry-After"]) == (503, "120")
    assert "10.0.0.7" not in answer.content.decode()
