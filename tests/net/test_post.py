"""A POST to a service: sent once, to an address that the guard lets pass, and never after a redirect."""

import pytest

from stories.net.answers import FetchError
from stories.net.fetch import post
from tests.net.asking import NOW, POLICY
from tests.net.origin import World, plain, redirect, says, silence

KEY = {"Authorization": "Bearer of-nobody"}


def test_the_content_and_the_key_reach_the_service_and_its_answer_comes_back(world, origin):
    origin.routes["/v1"] = says(plain(b'{"ok": 1}', "Content-Type: application/json"))
    answer = post("http://service.example/v1", b'{"ask": 1}', policy=POLICY, now=NOW, headers=KEY, doors=world.doors)
    assert (answer.status, answer.body) == (200, b'{"ok": 1}')
    assert origin.bodies == [b'{"ask": 1}']
    assert origin.heads[0].startswith("POST /v1 HTTP/1.1\r\n")
    assert "Authorization: Bearer of-nobody\r\n" in origin.heads[0]


def test_a_redirect_is_an_answer_so_a_key_reaches_nobody_else(world, origin):
    origin.routes["/v1"] = redirect("http://elsewhere.example/v1")
    answer = post("http://service.example/v1", b"{}", policy=POLICY, now=NOW, headers=KEY, doors=world.doors)
    assert (answer.status, answer.body) == (302, b"")
    assert len(origin.heads) == 1


def test_a_service_inside_is_refused_unless_the_settings_name_it(origin):
    world = World(origin, {"service.example": [["10.0.0.7"]]})
    with pytest.raises(FetchError, match="inside this network"):
        post("http://service.example/v1", b"{}", policy=POLICY, now=NOW, doors=world.doors)
    assert world.connects == []


def test_a_service_that_says_nothing_meets_the_deadline_and_is_asked_once(world, origin):
    origin.routes["/v1"] = silence
    with pytest.raises(FetchError) as caught:
        post("http://service.example/v1", b"{}", policy=POLICY, now=NOW, doors=world.doors)
    assert caught.value.kind in ("timeout", "bad_response")
    assert len(origin.heads) == 1
