"""Small matters of wording that every page shares."""


def counted(n: int, noun: str, nouns: str = "") -> str:
    """'1 outlet', '1,200 outlets'; nouns: the plural where it isn't made with an s."""
    return f"{n:,} {noun if n == 1 else nouns or noun + 's'}"


def closed_percents(words: str) -> str:
    """'9.1%' for '9.1 %': explanations come from several rooms, and a page writes percents in one way."""
    return words.replace(" %", "%")
