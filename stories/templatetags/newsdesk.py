"""Template tags of the pages; a built-in library, so no page has to load it."""

from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.templatetags.static import StaticNode

register = template.Library()
register.tag("static", StaticNode.handle_token)


@register.simple_tag
def site_name() -> str:
    """The name that this installation gives itself."""
    return str(settings.SITE_NAME)


@register.simple_tag
def side_colours() -> str:
    """'us' (left blue, right red) or 'eu' (the other way round)."""
    return "eu" if settings.SIDE_COLOURS == "eu" else "us"


@register.simple_tag
def model_host() -> str:
    """Where a question goes that a reader lets the language model answer; '' where none is set."""
    return (urlsplit(settings.MODEL_URL).hostname or "") if settings.MODEL_URL and settings.MODEL_NAME else ""
