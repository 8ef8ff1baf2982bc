"""Uploads at the desk: the same steps and the same report as the commands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from stories.admin.base import editor_of, follow, must_have
from stories.admin.forms import FeedsUpload, RatingsUpload
from stories.catalogue.mappings import PRESETS, Mapping, read_mapping
from stories.catalogue.report import ImportReport, Problem, UnreadableError
from stories.catalogue.steps.feeds import import_feeds
from stories.catalogue.steps.ratings import import_ratings, scheme_of
from stories.models import Edit


def import_feeds_view(request: HttpRequest) -> HttpResponse:
    """Upload an OPML or CSV file of feeds."""
    must_have(request, "add_feed")
    form = FeedsUpload(request.POST or None, request.FILES or None)

    def act(cleaned: dict[str, Any]) -> ImportReport:
        file = cleaned["file"]
        return import_feeds(file.read(), file.name[:100], "", editor_of(request), timezone.now())

    help_text = "An OPML file, or a CSV file with a column feed_url or domain; also name, country, language, category."
    return _page(request, "Import feeds", help_text, form, act)


def import_ratings_view(request: HttpRequest) -> HttpResponse:
    """Upload a CSV file of ratings."""
    must_have(request, "add_rating")
    form = RatingsUpload(request.POST or None, request.FILES or None)

    def act(cleaned: dict[str, Any]) -> ImportReport:
        file, scheme = cleaned["file"], cleaned["scheme"].slug
        mapping, problems = _mapping(cleaned, scheme)
        report = import_ratings(
            file.read(),
            file.name[:100],
            cleaned["rater"],
            editor_of(request),
            timezone.now(),
            scheme=scheme,
            mapping=mapping,
        )
        return report.with_problems(problems)

    help_text = "A CSV file with the columns domain and lean (or value); also rater, evidence, note, licence."
    return _page(request, "Import ratings", help_text, form, act)


def _mapping(cleaned: dict[str, Any], scheme: str) -> tuple[Mapping, tuple[Problem, ...]]:
    if own := cleaned.get("mapping_file"):
        return read_mapping(own.read(), own.name[:100], scheme_of(scheme))
    return PRESETS[cleaned["mapping"]], ()


def _page(request: HttpRequest, title: str, help_text: str, form: forms.Form, act: Any) -> HttpResponse:
    report: ImportReport | None = None
    if form.is_valid():
        try:
            with transaction.atomic():
                report = act(form.cleaned_data)
                if report is not None and report.edit_id is not None:
                    follow(Edit.objects.get(pk=report.edit_id))
        except UnreadableError as error:
            form.add_error(None, str(error))
    lines = report.lines() if report else []
    context = admin.site.each_context(request) | {"title": title, "help_text": help_text, "form": form, "lines": lines}
    return render(request, "admin/stories/import.html", context)
