"""Surnames with an office or a polite ending in Korean and Japanese, '정 시장', '麻田氏', and whose they"
" are. Pure."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from stories.briefing.tongues.korean import OFFICES
from stories.briefing.tongues.people import OFFICES_JA, people

_SHORT: Final = {
    "ja": re.compile(
        rf"(?<![\u3400-\u9fff々\u30a1-\u30fc])(?P<short>(?P<surname>[\u3400-\u9fff々]{{1,3}})(?:氏|さん|(?:新"
        rf"|前|元)?(?:{OFFICES_JA})))"
        r"(?![\u3400-\u9fff])"
    ),
    "ko": re.compile(rf"(?<![가-힣])(?P<short>(?P<surname>[가-힣]) (?:전 )?(?:{OFFICES}|당선인))(?![가-힣]{{3}})"),
}


def short_names(texts: Iterable[str], language: str) -> dict[str, frozenset[str]]:
    """Short form -> the full names of the texts that begin with its surname; none where no text has one."""
    pattern = _SHORT.get(language)
    if not pattern:
        return {}
    held = list(texts)
    full = {name for text in held for name, _start, _end in people(text, language)}
    found: dict[str, frozenset[str]] = {}
    for short, surname in _shorts(held, pattern):
        if whose := frozenset(name for name in full if name.startswith(surname) and len(name) > len(surname)):
            found[short] = whose
    return found


def _shorts(texts: Iterable[str], pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    for text in texts:
        for found in pattern.finditer(text):
            yield found["short"], found["surname"]


def stands_alone(text: str, short: str, full: Iterable[str]) -> bool:
    """Whether the short form stands in the sentence and none of the full names does."""
    return bool(re.search(rf"(?<![\u3400-\u9fff々가-힣]){re.escape(short)}", text)) and not any(
        name in text for name in full
    )


def is_short(key: str) -> bool:
    """Whether a key of `introduced.full_names` is one of these."""
    return bool(re.match(r"[\u3400-\u9fff々가-힣]", key))
