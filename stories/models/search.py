"""What search reads of an article: a small row of its own, so that a common word needs no look at the texts."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from stories.models.articles import Article
from stories.models.outlets import Outlet


class SearchDocument(models.Model):
    """An article as search sees it. The database writes it itself whenever the article changes, as it does an index.

    A removed article has none. docs/decisions/0008-search.md says why this is a trigger's work and not a step's.
    """

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="search_document")
    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, related_name="+", db_index=False)
    published_at = models.DateTimeField()
    language = models.CharField(max_length=8, blank=True)
    section = models.CharField(max_length=20, blank=True)
    title_words = SearchVectorField(help_text="the headline's words, which misspelt words are compared with")
    words = SearchVectorField(help_text="headline with weight A, summary B, the text's first 20,000 characters C")

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="search_words"),
            models.Index(fields=["-published_at"], name="search_latest"),
            models.Index(fields=["outlet", "-published_at"], name="search_of_outlet"),
        ]

    def __str__(self) -> str:
        return f"search document of {self.article_id}"
