"""What a digest can be about: by the page somebody comes from, by names they type, and each with its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.db.models import Q
from django.urls import Resolver404, resolve

from stories.finding.names import entity_key
from stories.finding.search import RefusedError, parse
from stories.finding.steps.names import named_also
from stories.models import Entity, Outlet, Story
from stories.scales import RATED_SIDES, Section
from stories.vocabulary import section_label, side_label

NAMED_SECTIONS = tuple(section for section in Section if section is not Section.OTHER)


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a field, with its words."""

    value: str
    label: str
    checked: bool = False


def choices_of_page(address: str) -> dict[str, list[Any]]:
    """What a page of this site is about, by its address or its feed's; nothing for any other text."""
    parts = urlsplit(address) if len(address) <= 500 else urlsplit("")
    try:
        found = resolve(parts.path)
    except Resolver404:
        return {}
    name, kwargs = (found.url_name or "").removesuffix("-feed"), found.kwargs
    if name == "section":
        return _sections([kwargs["slug"]])
    if name == "topic":
        return _entities([kwargs["key"]])
    if name == "outlet":
        return _outlets([kwargs["slug"]])
    if name == "story":
        return _kept("stories", Story.objects.live().filter(pk=kwargs["story_id"]).values_list("pk", flat=True))
    return _of_search(dict(parse_qsl(parts.query)).get("q", "")) if name == "search" else {}


def named(text: str) -> tuple[dict[str, list[Any]], tuple[str, ...]]:
    """The topics and outlets that typed names mean, parted by commas; and the names that nothing here has."""
    found: dict[str, list[Any]] = {}
    unknown = []
    for name in [piece.strip()[:100] for piece in text.split(",")][:20]:
        if not name:
            continue
        choices = _entities([name]) or _outlets([name])
        for kind, keys in choices.items():
            found.setdefault(kind, []).extend(keys)
        unknown += [] if choices else [name]
    return found, tuple(unknown)


def known(choices: Mapping[str, Iterable[Any]]) -> dict[str, list[Any]]:
    """The choices that are of something here; what a hand-made form says beyond that is dropped."""
    sides = [side.value for side in RATED_SIDES if side.value in set(choices.get("sides", ()))]
    numbers = [int(value) for value in choices.get("stories", ()) if str(value).isdecimal() and len(str(value)) < 18]
    return {
        **_sections(choices.get("sections", ())),
        **_kept("entities", _among(Entity, "key", choices.get("entities", ()))),
        **_kept("outlets", _among(Outlet, "slug", choices.get("outlets", ()))),
        **_kept("stories", _among(Story, "pk", numbers)),
        **_kept("sides", sides),
    }


def section_options(choices: Mapping[str, Iterable[Any]]) -> tuple[Option, ...]:
    """Every section, with those that were chosen."""
    chosen = set(choices.get("sections", ()))
    return tuple(Option(each.value, section_label(each), each.value in chosen) for each in NAMED_SECTIONS)


def side_options(choices: Mapping[str, Iterable[Any]]) -> tuple[Option, ...]:
    """The three rated sides, with those that were chosen."""
    chosen = set(choices.get("sides", ()))
    return tuple(Option(side.value, side_label(side), side.value in chosen) for side in RATED_SIDES)


def chosen_options(choices: Mapping[str, Iterable[Any]]) -> dict[str, tuple[Option, ...]]:
    """The topics, outlets and stories that were chosen, each with its name; three queries at most."""
    wanted = {kind: list(choices.get(kind, ())) for kind in ("entities", "outlets", "stories")}
    rows = {
        "entities": Entity.objects.filter(key__in=wanted["entities"]).values_list("key", "name"),
        "outlets": Outlet.objects.filter(slug__in=wanted["outlets"]).values_list("slug", "name"),
        "stories": Story.objects.filter(pk__in=wanted["stories"]).values_list("pk", "title"),
    }
    return {
        kind: tuple(Option(str(key), name, checked=True) for key, name in rows[kind]) if wanted[kind] else ()
        for kind in rows
    }


def _of_search(text: str) -> dict[str, list[Any]]:
    """The outlets and sections that a search is kept to, and the topic that its words name, if one is."""
    try:
        query = parse(text)
    except RefusedError:
        return {}
    names = [" ".join([*query.words, *query.phrases])]
    return {**_sections(query.sections), **_outlets(query.outlets), **_entities(filter(None, names))}


def _sections(slugs: Iterable[Any]) -> dict[str, list[Any]]:
    wanted = {str(slug) for slug in slugs}
    return _kept("sections", [each.value for each in NAMED_SECTIONS if each.value in wanted])


def _entities(names: Iterable[str]) -> dict[str, list[Any]]:
    keys = [entity_key(name.replace("_", " ")) for name in names]
    rows = [Entity.objects.filter(key=key).first() or named_also(key) for key in keys if key]
    return _kept("entities", [row.key for row in rows if row])


def _outlets(names: Iterable[str]) -> dict[str, list[Any]]:
    of_any = Q(pk__in=())
    for name in names:
        of_any |= Q(slug=name) | Q(name__iexact=name) | Q(domains__name=name.lower())
    return _kept("outlets", Outlet.objects.filter(of_any).order_by("slug").distinct().values_list("slug", flat=True))


def _among(model: type[Entity | Outlet | Story], field: str, keys: Iterable[Any]) -> list[Any]:
    wanted = [key for key in dict.fromkeys(keys) if "\0" not in str(key)][:100]
    rows = model._default_manager.filter(**{f"{field}__in": wanted})
    return list(rows.values_list(field, flat=True)) if wanted else []


def _kept(kind: str, keys: Iterable[Any]) -> dict[str, list[Any]]:
    found = list(keys)
    return {kind: found} if found else {}
