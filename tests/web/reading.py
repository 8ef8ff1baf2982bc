"""A page as a reader gets it: its words, its links, its tables, through lxml."""

from __future__ import annotations

from typing import Any

from django.test import Client
from lxml import html

from tests import make


def page(address: str, status: int = 200) -> html.HtmlElement:
    """The parsed page at an address."""
    response = Client().get(address)
    assert response.status_code == status, f"{address} answers {response.status_code}"
    return html.fromstring(response.content.decode())


def page_of(client: Client, address: str) -> html.HtmlElement:
    """The parsed page at an address, as this reader gets it."""
    response = client.get(address)
    assert response.status_code == 200, f"{address} answers {response.status_code}"
    return html.fromstring(response.content.decode())


def signed_in(name: str = "", **how: Any) -> Client:
    """A reader with an account; how: of the client."""
    client = Client(**how)
    client.force_login(make.user(name))
    return client


def body(address: str) -> str:
    """The answer at an address as text."""
    response = Client().get(address)
    assert response.status_code == 200, f"{address} answers {response.status_code}"
    return response.content.decode()


def words(element: Any) -> str:
    """An element's words with single spaces."""
    return " ".join(element.text_content().split())


def one(tree: html.HtmlElement, css: str) -> html.HtmlElement:
    """The one element that a selector finds."""
    found = tree.cssselect(css)
    assert len(found) == 1, f"{len(found)} of {css}"
    return found[0]


def all_words(tree: html.HtmlElement, css: str) -> list[str]:
    """The words of each element that a selector finds."""
    return [words(element) for element in tree.cssselect(css)]


def facts(tree: html.HtmlElement) -> dict[str, str]:
    """The coverage details: label (without its letter) -> value."""
    found = {}
    for row in tree.cssselect(".facts > div"):
        for letter in row.cssselect(".letter"):
            letter.drop_tree()
        found[words(one(row, "dt"))] = words(one(row, "dd"))
    return found
