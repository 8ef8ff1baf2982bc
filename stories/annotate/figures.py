"""The numbers of a text that anchor an event, written one way. Pure."""

import re
from collections.abc import Iterator
from typing import Final

_SCALES: Final = {
    "thousand": "thousand",
    "million": "million",
    "mln": "million",
    "mn": "million",
    "billion": "billion",
    "bn": "billion",
    "trillion": "trillion",
    "tn": "trillion",
    "만": "만",
    "억": "억",
    "조": "조",
    "万": "万",
    "億": "億",
    "兆": "兆",
}
_AFTER_CURRENCY: Final = {"k": "thousand", "m": "million", "b": "billion"}  # elsewhere m is metres
_PERCENT: Final = ("%", "percent", "per cent", "prozent", "pour cent", "por ciento", "퍼센트", "パーセント")
_FIGURE: Final = re.compile(
    r"(?<![\w.,:/-])(?P<currency>US\$|[$€£¥₩₹]\s?)?(?P<number>\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,9})?|\d{1,15}(?:\.\d{1,9})?)"
    rf"(?:[\s-]?(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))}|[kmb])(?![a-z]))?"
    rf"(?:\s?(?P<percent>{'|'.join(map(re.escape, _PERCENT))})(?![a-z]))?(?![\d:/])",
    re.IGNORECASE,
)
LEAST_BARE: Final = 100  # smaller bare numbers are everywhere
YEARS: Final = range(1900, 2101)


def figures(text: str) -> Iterator[str]:
    """Each figure in order: '2.34%', '$8.9 billion', '433.3 million', '1200', '5.8'.

    Left out: bare whole numbers under 100, and what may be a year, a clock time or a date.
    """
    for match in _FIGURE.finditer(text):
        number = match["number"].replace(",", "")
        currency = (match["currency"] or "").strip().upper().removeprefix("US")
        scales = _SCALES | _AFTER_CURRENCY if currency else _SCALES
        scale = scales.get((match["scale"] or "").lower(), "")
        if currency or scale or match["percent"] or _stands_alone(match["number"]):
            yield f"{currency}{number}{' ' + scale if scale else ''}{'%' if match['percent'] else ''}"


def _stands_alone(number: str) -> bool:
    if not number.isdigit():
        return True
    return int(number) >= LEAST_BARE and int(number) not in YEARS
