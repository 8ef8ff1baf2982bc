"""What an editor does to articles and stories by hand: take down, show again, part, move, merge. Each asks why."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from stories.admin.base import ReasonForm, asked, editor_of, must_have, the_last
from stories.editing.steps.articles import put_up, take_down
from stories.editing.steps.by_hand import merge_stories, move_to, split_off
from stories.models import Article, Edit, Story

ARTICLE_ACTS = {
    "take-down": ("Take down", "change_article"),
    "show-again": ("Show again", "change_article"),
    "split-off": ("Split off into a story of its own", "change_story"),
    "move": ("Move to another story", "change_story"),
}
ONCE_AT_MOST = 200


class IntoForm(ReasonForm):
    """Which story, and why."""

    story = forms.CharField(
        max_length=300, label="Story", help_text="The story's number, or the address of its page.", required=True
    )
    field_order = ("story", "reason")

    def clean_story(self) -> Story:
        """The story that the text names; one that was merged stands for where it went."""
        number = re.search(r"(?:^|/stor(?:ies|y)/)(\d{1,18})(?:/|$)", self.cleaned_data["story"].strip())
        row = Story.objects.select_related("merged_into").filter(pk=number[1]).first() if number else None
        if row is None:
            raise forms.ValidationError("There is no story of that number or address.")
        return row


def on_articles(request: HttpRequest, act: str, articles: Sequence[Article], back: str = "") -> HttpResponse:
    """The page that asks why, then does it to these articles."""
    words, permission = ARTICLE_ACTS[act]
    must_have(request, permission)
    form = IntoForm if act == "move" else ReasonForm
    if len(articles) > ONCE_AT_MOST:  # all or none: the rest would stay behind unnoticed
        messages.error(request, f"At most {ONCE_AT_MOST} articles at once: choose fewer.")
        return redirect(back or request.path)
    return asked(request, words, articles, lambda said: _done(request, act, articles, said), form=form, back=back)


def article_view(request: HttpRequest, article_id: int, act: str) -> HttpResponse:
    """The same for one article, from its page."""
    if act not in ARTICLE_ACTS:
        raise Http404
    article = get_object_or_404(Article.objects.select_related("outlet"), pk=article_id)
    return on_articles(request, act, [article], reverse("admin:stories_article_change", args=[article_id]))


def on_stories(request: HttpRequest, stories: Sequence[Story]) -> HttpResponse:
    """The page that asks why these stories are one, then merges them."""
    must_have(request, "change_story")

    def merged(said: dict[str, Any]) -> Edit | None:
        return the_last(merge_stories(stories, editor_of(request), timezone.now(), said["reason"]))

    return asked(request, "Merge stories", stories, merged)


def _done(request: HttpRequest, act: str, rows: Sequence[Article], said: dict[str, Any]) -> Edit | None:
    editor, now, reason = editor_of(request), timezone.now(), said["reason"]
    acts: dict[str, Callable[[], list[Edit]]] = {
        "take-down": lambda: [take_down(rows, editor, now, reason)],
        "show-again": lambda: [put_up(rows, editor, now, reason)],
        "split-off": lambda: split_off(rows, editor, now, reason),
        "move": lambda: move_to(rows, said["story"], editor, now, reason),
    }
    return the_last(acts[act]())
