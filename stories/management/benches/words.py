"""Texts of invented words, of any amount."""

from random import Random
from typing import Final

SYLLABLES: Final = tuple(
    f"{head}{tail}" for head in ("b", "cr", "d", "f", "g", "h", "k", "m", "s", "t", "w") for tail in ("an", "el", "or")
)


class Words:
    """Invented words and sentences, the same for the same seed."""

    def __init__(self, seed: int, words: int = 3_000) -> None:
        self.random = Random(seed)
        made = {"".join(self.random.choices(SYLLABLES, k=self.random.choice((2, 2, 3)))) for _ in range(words)}
        self.words = sorted(made)

    def some(self, least: int, most: int) -> str:
        return " ".join(self.random.choices(self.words, k=self.random.randint(least, most)))

    def sentence(self) -> str:
        return self.some(8, 20).capitalize() + "."

    def text(self, sentences: int) -> str:
        return " ".join(self.sentence() for _ in range(sentences))

    def name(self) -> str:
        return self.some(2, 3).title()
