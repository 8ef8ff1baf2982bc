"""Numbers counted in myriads, as Korean, Japanese and Chinese write them: 3억 5천만, 1조 2000억, 백만, 三千万. Pure."""

import re
from typing import Final

_DIGITS: Final = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_TENS: Final = {"십": 10, "백": 100, "천": 1000, "十": 10, "百": 100, "千": 1000}
_MYRIADS: Final = {"만": 1e4, "万": 1e4, "萬": 1e4, "억": 1e8, "億": 1e8, "亿": 1e8, "조": 1e12, "兆": 1e12}

_NUMBER: Final = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,12}})(?:\.\d{{1,3}})?|[{''.join(_DIGITS)}]"
_TEN: Final = f"[{''.join(_TENS)}]"
_UNDER: Final = rf"(?:(?:(?:{_NUMBER})?{_TEN}){{1,3}}(?:{_NUMBER})?|{_NUMBER})"  # 2천5백, 三十, 5000
_MYRIAD: Final = rf"{_UNDER}\s?[{''.join(_MYRIADS)}]"
# What follows the last myriad is part of the number unless it begins a date or an ordinal: 2만 5,000명, 3억 2년째.
_REST: Final = rf"(?:\s?{_UNDER}(?![\d.,]*\d|\s?[년월일시분세살번회위차%年月日時歳回位]))?"
# No number where a letter stands before it: 수백만 is "some millions", 인천 a town. Digits may follow Japanese words.
_ALONE: Final = r"(?:(?<=約)|(?<![\w.,:/#№-]))"
_BEHIND_WORDS: Final = r"(?<![A-Za-z\d.,:/#№$€£¥₩-])"
_WHOLE: Final = rf"(?:{_MYRIAD}(?:\s?{_MYRIAD}){{0,2}}{_REST}|(?:(?:{_NUMBER})?{_TEN}){{1,3}}(?:{_NUMBER})?)"
MYRIADS: Final = rf"(?:{_BEHIND_WORDS}(?=\d)|{_ALONE}(?=\D)){_WHOLE}"
MYRIADS_TO: Final = rf"\s?[-–~〜∼]\s?{_WHOLE}"  # the other end of a range
_PART: Final = re.compile(rf"(?P<number>{_NUMBER})|(?P<ten>{_TEN})|(?P<myriad>[{''.join(_MYRIADS)}])")


def myriads(text: str) -> float:
    """The value of a number that matches MYRIADS: 3억 5천만 -> 350,000,000."""
    whole = under = 0.0
    digit: float | None = None
    for part in _PART.finditer(text):
        if part["number"]:
            digit = float(_DIGITS.get(part["number"], 0) or part["number"].replace(",", ""))
        elif part["ten"]:
            under += (1.0 if digit is None else digit) * _TENS[part["ten"]]
            digit = None
        else:
            whole += (under + (digit or 0.0)) * _MYRIADS[part["myriad"]]
            under, digit = 0.0, None
    return whole + under + (digit or 0.0)
