"""The outlet page."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def outlet(request: HttpRequest, slug: str) -> HttpResponse:
    raise NotImplementedError
