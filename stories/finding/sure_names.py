"""Which names are shown to readers as topics: those that are certainly names. Pure.

Of the scripts without capitals annotation takes every word, which is what stories are compared by; a reader is shown
only what is a name by its form. Where capitals tell, every name is shown.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from stories.finding.sure_japanese import is_japanese_name
from stories.finding.sure_korean import is_korean_name

_HANGUL: Final = re.compile(r"[\uac00-\ud7af]")
_HAN_OR_KANA: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_CHINESE: Final = "zh"
Row = TypeVar("Row")


def is_sure(name: str, language: str = "") -> bool:
    """Whether a reader may be shown the name as a topic. language: of the story, where it is known; Chinese is read
    as it was, since its runs of characters tell as little about names as about words."""
    if _HANGUL.search(name):
        return is_korean_name(name)
    if _HAN_OR_KANA.search(name):
        return language.startswith(_CHINESE) or is_japanese_name(name)
    return True


def sure(rows: Iterable[Row], name_of: Callable[[Row], str], limit: int) -> tuple[Row, ...]:
    """The first of the rows whose names are certain, at most `limit`."""
    return tuple(row for row in rows if is_sure(name_of(row)))[:limit]
