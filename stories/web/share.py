"""How a reader passes a story on: its address to copy, and a mail that is begun; nobody else is told of it."""

from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpRequest

from stories.models import Story


@dataclass(frozen=True, slots=True)
class Share:
    """address: of the story for everybody, without what this reader chose; mail: a mailto link; title: to pass on."""

    address: str
    mail: str
    title: str


def shared(request: HttpRequest, story: Story, title: str) -> Share:
    """What passes the story on."""
    address = request.build_absolute_uri(story.get_absolute_url())
    line = " ".join(title.split())
    return Share(address, f"mailto:?subject={quote(line, safe='')}&body={quote(address, safe='')}", line)
