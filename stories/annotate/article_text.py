"""An article as it is before it is read: its words and what its outlet says about it. A plain value."""

from dataclasses import dataclass
from functools import cached_property

from stories.annotate.columns import labels_in, without_labels
from stories.annotate.furniture import Trimmed, trimmed
from stories.scales import OutletKind


@dataclass(frozen=True)
class ArticleText:
    """What is known of an article. Only the title must be there.

    language_hint: what the page, feed or outlet says ('en-GB'). json_ld_section: the section the page names, by JSON-LD
    or meta. source_name: whom the feed's <source> or the page names. wires: names of agencies beside the well-known
    ones, such as the catalogue's outlets of kind wire. repeated: hashes of the lines that the outlet has on every page.
    printed: marks of what its columns print every time.
    """

    title: str
    text: str = ""
    summary: str = ""
    address: str = ""
    language_hint: str = ""
    feed_categories: tuple[str, ...] = ()
    json_ld_type: str = ""
    json_ld_section: str = ""
    tags: tuple[str, ...] = ()
    outlet_kind: str = OutletKind.PUBLISHER
    outlet_name: str = ""
    byline: str = ""
    rights: str = ""
    source_name: str = ""
    wires: tuple[str, ...] = ()
    repeated: frozenset[int] = frozenset()
    printed: frozenset[int] = frozenset()

    @property
    def body(self) -> str:
        """The text, or the summary of an article without one."""
        return self.text or self.summary

    @cached_property
    def told(self) -> Trimmed:
        """The body without its outlet's furniture: what is compared with other articles."""
        if self.text:
            return trimmed(self.text, self.repeated, self.printed)
        return trimmed(self.summary, (), self.printed)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """What in the headline only says which column it is."""
        return labels_in(self.title, self.told.text, self.printed)

    @property
    def told_title(self) -> str:
        """The headline without those; '' where it is nothing else."""
        return without_labels(self.title, self.labels)
