"""The privacy page: docs/privacy.md with the periods that housekeeping keeps to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stories.digests.keeping import DELIVERIES_DAYS, ENDED_DAYS, UNCONFIRMED_DAYS
from stories.web.prose import chapters, page_source


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is stored about readers, and how long."""
    values = {
        "unconfirmed_days": str(UNCONFIRMED_DAYS),
        "ended_days": str(ENDED_DAYS),
        "deliveries_days": str(DELIVERIES_DAYS),
    }
    return render(request, "web/privacy.html", {"chapters": chapters(page_source("privacy"), values)})
