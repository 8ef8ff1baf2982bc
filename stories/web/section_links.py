"""The addresses of sections, and the row of links between them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from stories.scales import Section
from stories.web.vocabulary import section_label

NAMED: Final = tuple(section for section in Section if section is not Section.OTHER)


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A section in the row of sections."""

    label: str
    href: str
    current: bool


def section_href(section: str) -> str:
    """The address of a section's page, '' for a story in none."""
    return f"/sections/{section}/" if section in NAMED else ""


def section_links(current: Section) -> tuple[SectionLink, ...]:
    """Every section in the order of the vocabulary."""
    return tuple(SectionLink(section_label(each), section_href(each), each is current) for each in NAMED)


def links_among(sections: Collection[str]) -> tuple[SectionLink, ...]:
    """Those of these sections that have a page, in the order of the vocabulary."""
    return tuple(
        SectionLink(section_label(each), section_href(each), current=False) for each in NAMED if each in sections
    )
