"""Where the pages' style sheet is; a built-in library, so no page has to load it."""

from django import template
from django.templatetags.static import static

from newsdesk.stylesheet import sheet_name

register = template.Library()


@register.simple_tag
def stylesheet() -> str:
    """The address of the one style sheet of all pages."""
    return static(sheet_name())
