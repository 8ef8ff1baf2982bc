"""An article that was read from a site on loopback, and looks at its page again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from stories.ingest.steps.again import look_again
from stories.ingest.steps.checks import claim_check
from stories.ingest.steps.page import page_due, read_page
from stories.models import Article, PageCheck, Stage
from tests import make
from tests.ingest.site import SENTENCES, Site
from tests.make import NOW

TITLE = "Ferry pier reopens"
DAY, WEEK = NOW + timedelta(hours=27), NOW + timedelta(days=8)
CORRECTED = (*SENTENCES[:2], SENTENCES[2].replace("310", "130"))


def read(site: Site) -> Article:
    row = make.article(
        make.outlet("Quay"), TITLE, address=site.at("/news/1"), stage=Stage.PAGE, text="", text_source=""
    )
    claimed = page_due(row.pk, NOW)
    assert claimed
    read_page(claimed, NOW)
    site.asked.clear()
    return row


def placed(row: Article, *others: Article) -> Article:
    """The article as the later stages leave it."""
    Article.objects.filter(pk=row.pk).update(stage=Stage.PLACED)
    make.story(row, *(others or (make.article(),)))
    row.refresh_from_db()
    return row


def looks(row: Article, at: datetime, **door: Any) -> bool:
    """Whether a look at the page changed the article, which is then as the later stages leave it."""
    check = claim_check(row.pk, at)
    assert check, "it is not due"
    changed = look_again(check, at, **door)
    Article.objects.filter(pk=row.pk, stage=Stage.ANNOTATE).update(stage=Stage.PLACED)
    row.refresh_from_db()
    return changed


def plan(row: Article) -> PageCheck:
    return PageCheck.objects.get(article=row)
