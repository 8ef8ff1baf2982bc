"""Template tags and filters of the pages; a built-in library, so no page has to load it."""

from django import template

register = template.Library()
