"""Languages shared out among writers: articles join stories of their own language, so two lanes never want one story.

Pure. Which lanes there are is a setting; one that takes all languages is the usual case.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

REST = "*"
WRITER_LOCK = 0x6E647363  # "ndsc": the lock of who writes all stories; the writers of lanes share it
LANE_LOCK = 0x6E64736C  # "ndsl": with the lane's number, the lock of the one writer there


class Lock(NamedTuple):
    """One that a writer holds while it writes: alone, or shared with those who share it."""

    key: tuple[int, ...]
    shared: bool = False


@dataclass(frozen=True)
class Lane:
    """What one writer places. rest: all languages but these, else only these. Without any: all, the only lane."""

    number: int = 0
    languages: tuple[str, ...] = ()
    rest: bool = True

    @property
    def whole(self) -> bool:
        """Whether there is no other lane."""
        return self.rest and not self.languages

    @property
    def pattern(self) -> str:
        """A regular expression, case aside, for the tags of these languages: 'en' and 'en-GB' for en."""
        return rf"^({'|'.join(self.languages)})(-|$)"

    @property
    def locks(self) -> tuple[Lock, ...]:
        """What its writer holds, in the order to take them.

        Who writes everything, under another setting or for an audit, keeps the writers of all lanes out.
        """
        alone = Lock((WRITER_LOCK,))
        return (alone,) if self.whole else (alone._replace(shared=True), Lock((LANE_LOCK, self.number)))

    def takes(self, language: str) -> bool:
        """Whether articles of this language are placed here."""
        return self.whole or bool(re.match(self.pattern, language, re.IGNORECASE)) is not self.rest


WHOLE = Lane()


def lanes(parts: Sequence[str]) -> tuple[Lane, ...]:
    """A lane for each part: languages with spaces between, or '*' for all that no other part names.

    ['en', '*'] are two lanes, [] and ['*'] the only one. ValueError where a language would be placed twice or nowhere.
    """
    named = [part.casefold().split() for part in parts if part.strip()]
    if not named or named == [[REST]]:
        return (WHOLE,)
    languages = [code for part in named for code in part if code != REST]
    if len(set(languages)) < len(languages) or named.count([REST]) != 1 or len(named) != len(_pure(named)) + 1:
        raise ValueError(f"lanes {list(parts)}: each language in one part, and one part that is '*' alone")
    return tuple(
        Lane(number, tuple(languages), True) if part == [REST] else Lane(number, tuple(part), False)
        for number, part in enumerate(named)
    )


def _pure(named: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    return [part for part in named if all(re.fullmatch("[a-z]{2,3}", code) for code in part)]
