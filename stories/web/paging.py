"""Which page of a list an address asks for."""

from django.http import HttpRequest


def page_number(request: HttpRequest) -> int:
    """The number in ?page=, from 1; 1 for anything that is no such number."""
    text = request.GET.get("page", "1")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 6 else 1
