"""Sources about fictional events, built from plain text."""

from datetime import UTC, datetime, timedelta

from stories.briefing.reading import Sentence, Source
from stories.scales import Genre, OutletKind, Side
from stories.text.sentences import sentence_spans

DAY = datetime(2031, 5, 4, 8, tzinfo=UTC)


def source(article: int, text: str, **given: object) -> Source:
    """A source with the text's sentences; its outlet, text and time differ from those of other article numbers."""
    known: dict[str, object] = {
        "outlet": article,
        "outlet_name": f"Outlet {article}",
        "side": Side.UNRATED,
        "kind": OutletKind.PUBLISHER,
        "genre": Genre.NEWS,
        "language": "en",
        "title": f"Headline {article}",
        "published": DAY + timedelta(hours=article),
        "independent_text": article,
        "sentences": tuple(Sentence(start, end, text[start:end]) for start, end in sentence_spans(text)),
    }
    return Source(article=article, **(known | given))  # type: ignore[arg-type]
