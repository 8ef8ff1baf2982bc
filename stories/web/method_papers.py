"""The numbers that the method page gives for what the papers say, as they are in the program."""

from stories.briefing import agreement, figures_differ, quotes, statements, stress
from stories.web.wording import percent


def papers_values() -> dict[str, str]:
    """Placeholder of docs/method.md -> its value in the active language."""
    return {
        "agreed_likeness": f"{agreement.LIKE_MEANING:g}",
        "agreed_words": percent(agreement.HELD_WORDS),
        "copied_runs": percent(agreement.COPIED),
        "full_words": str(statements.FULL_TEXT_WORDS),
        "full_sentences": str(statements.FULL_TEXT_SENTENCES),
        "most_values": str(figures_differ.MOST_VALUES),
        "quote_words": str(quotes.LEAST_WORDS),
        "stress_times": str(stress.LEAST_TIMES),
        "stress_ratio": f"{stress.LEAST_RATIO:g}",
    }
