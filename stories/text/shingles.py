"""Runs of tokens, by which near-identical texts are found. Pure."""

from collections.abc import Sequence


def shingles(tokens: Sequence[str], size: int) -> set[str]:
    """Every run of `size` tokens, joined by spaces; a shorter text is one shingle, an empty one has none.

    Raises ValueError for a size below 1.
    """
    if size < 1:
        raise ValueError(f"a shingle has at least one token, not {size}")
    if not tokens:
        return set()
    return {" ".join(tokens[i : i + size]) for i in range(max(1, len(tokens) - size + 1))}
