"""The editors' desk: one module per kind of row."""

from stories.admin import (  # noqa: F401  registers them
    articles,
    edits,
    feeds,
    mail,
    outlets,
    proposals,
    ratings,
    robots,
    stories,
    subscriptions,
    writing,
)
