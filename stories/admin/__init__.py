"""The editors' desk: one module per kind of row."""

from stories.admin import articles, edits, feeds, mail, outlets, proposals, ratings, stories  # noqa: F401  registers them
