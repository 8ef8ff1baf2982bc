"""'12 hours ago', 'yesterday', 'vor 3 Stunden', '3시간 전': moments told by their distance from now. Pure."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, tzinfo

from stories.scales import DatePrecision

_SECOND = "s sec secs second seconds sekunde sekunden seconde secondes segundo segundos 초 秒 秒钟"
_MINUTE = "m min mins minute minutes minuten minuto minutos minuti 분 分 分钟"
_HOUR = "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore uur 시간 時間 小时"
_DAY = "d day days tag tage tagen jour jours día días dia dias giorno giorni dag dagen 일 日 天"
_WEEK = "w wk wks week weeks woche wochen semaine semaines semana semanas settimana settimane 주 週間 周"
_UNITS = (
    (_SECOND, timedelta(seconds=1), DatePrecision.SECOND),
    (_MINUTE, timedelta(minutes=1), DatePrecision.MINUTE),
    (_HOUR, timedelta(hours=1), DatePrecision.HOUR),
    (_DAY, timedelta(days=1), DatePrecision.DAY),
    (_WEEK, timedelta(weeks=1), DatePrecision.DAY),
)
_BY_WORD = {word: (size, precision) for words, size, precision in _UNITS for word in words.split()}
_ONE = frozenset({"a", "an", "one", "einer", "einem", "une", "un", "una", "uma", "een"})
_NUMBER = r"(?P<number>\d{1,3}|an?|one|einer|einem|une?|uma?|een)"
_AGO = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:about\s+)?{_NUMBER}\s*(?P<unit>[^\W\d_]{{1,12}})\.?\s+(?:ago|fa|geleden|atrás)",
        rf"(?:vor|il y a|hace|há)\s+{_NUMBER}\s*(?P<unit>[^\W\d_]{{1,12}})\.?",
        r"(?P<number>\d{1,3})\s*(?P<unit>시간|분|초|일|주|時間|分|秒|日|週間|小时|分钟|秒钟|天|周)\s*[전前]",
    )
)
_NOW = frozenset({"just now", "now", "moments ago", "gerade eben", "à l'instant", "방금", "たった今", "刚刚"})
_TODAY = ("today", "heute", "aujourd'hui", "hoy", "hoje", "oggi", "vandaag", "오늘", "今日", "今天")
_YESTERDAY = ("yesterday", "gestern", "hier", "ayer", "ontem", "ieri", "gisteren", "어제", "昨日", "昨天")
_DAYS = dict.fromkeys(_TODAY, 0) | dict.fromkeys(_YESTERDAY, 1)
_DAY_AND_CLOCK = re.compile(
    r"(?P<day>[^\d,]{2,12}?),?\s*(?:at\s+|um\s+|à\s+|a las\s+)?"
    r"(?:(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})\s*(?P<half>[ap]\.?m\.?)?)?(?:\s*Uhr)?",
    re.IGNORECASE,
)


def moment(text: str, base: datetime, local: tzinfo) -> tuple[datetime, DatePrecision] | None:
    """When a relative text means, seen at `base`, and how exactly; None for any other text.

    'Yesterday' is by the outlet's local calendar. A week or day says no hour: its precision is the day.
    """
    plain = text.strip().lower()
    if plain in _NOW:
        return base, DatePrecision.MINUTE
    for pattern in _AGO:
        found = pattern.fullmatch(plain)
        if found and found["unit"] in _BY_WORD:
            size, precision = _BY_WORD[found["unit"]]
            count = 1 if found["number"] in _ONE else int(found["number"])
            return base - count * size, precision
    return _day(plain, base.astimezone(local))


def _day(plain: str, base: datetime) -> tuple[datetime, DatePrecision] | None:
    found = _DAY_AND_CLOCK.fullmatch(plain)
    if not found or found["day"].strip() not in _DAYS:
        return None
    day = (base - timedelta(days=_DAYS[found["day"].strip()])).replace(minute=0, second=0, microsecond=0)
    if not found["hour"]:
        return day.replace(hour=0), DatePrecision.DAY
    hour = (
        int(found["hour"]) % 12 + (12 if found["half"].startswith("p") else 0) if found["half"] else int(found["hour"])
    )
    return day.replace(hour=hour, minute=int(found["minute"])), DatePrecision.MINUTE
