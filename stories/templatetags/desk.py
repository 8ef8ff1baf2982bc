"""What the editors' desk shows on its first page."""

from django import template

from stories.models import Edit, Feed

register = template.Library()
RECENT = 12


@register.simple_tag
def recent_edits() -> list[Edit]:
    """The latest decisions, the newest first."""
    return list(Edit.objects.select_related("undone_by")[:RECENT])


@register.simple_tag
def failing_feeds() -> list[Feed]:
    """Feeds that fail, the most often first."""
    return list(Feed.objects.filter(state="failing").select_related("outlet").order_by("-failures")[:RECENT])
