"""The front page's order (`rank`) as SQL, for questions written out: the database sorts, few rows come back."""

from __future__ import annotations

from typing import Final

from stories.finding.rank import ALONE, HALF_LIFE_H, OUTLETS_WEIGHT, PER_FURTHER_SIDE, TEXTS_WEIGHT

_ORDER: Final = """(
    ln(
        ({alone} + {outlets} * ln(greatest({c}.outlets, 1)::float8) / ln(2::float8)
            + {texts} * ln(greatest({c}.independent_texts, 1)::float8) / ln(2::float8))
        * (1 + {side} * greatest(({c}."left" > 0)::int + ({c}.center > 0)::int + ({c}."right" > 0)::int - 1, 0))
    ) / ln(2::float8)
    - greatest(extract(epoch FROM {now} - {last})::float8 / 3600, 0) / {half_life}
)"""


def place_sql(coverage: str, last: str, now: str = "%(now)s") -> str:
    """`rank(...).order` of a row. coverage: the alias of its counts; last, now: expressions of times."""
    return _ORDER.format(
        c=coverage,
        last=last,
        now=now,
        alone=ALONE,
        outlets=OUTLETS_WEIGHT,
        texts=TEXTS_WEIGHT,
        side=PER_FURTHER_SIDE,
        half_life=HALF_LIFE_H,
    )
