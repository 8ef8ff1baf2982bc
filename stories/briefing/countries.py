"""Which names are countries, and in which part of the world: the one thing about them that does not change. Pure.

Names and parts by Unicode's CLDR and the United Nations' M49; states that not all of the United Nations' members
recognise are left out, so that nothing is said about them.
"""

from functools import cache
from typing import Final

from babel import Locale

from stories.text.folding import fold

_REGIONS: Final = """
015 DZ EG LY MA SD TN
011 BJ BF CV CI GM GH GN GW LR ML MR NE NG SN SL TG
017 AO CM CF TD CG CD GQ GA ST
014 BI KM DJ ER ET KE MG MW MU MZ RW SC SO SS UG TZ ZM ZW
018 BW LS NA ZA SZ
021 CA US
029 AG BS BB CU DM DO GD HT JM KN LC VC TT
013 BZ CR SV GT HN MX NI PA
005 AR BO BR CL CO EC GY PY PE SR UY VE
143 KZ KG TJ TM UZ
030 CN JP KP KR MN
035 BN KH ID LA MY MM PH SG TH TL VN
034 AF BD BT IN IR MV NP PK LK
145 AM AZ BH CY GE IQ IL JO KW LB OM QA SA SY TR AE YE
151 BY BG CZ HU PL MD RO RU SK UA
154 DK EE FI IS IE LV LT NO SE GB
039 AL AD BA HR GR IT MT ME MK PT SM RS SI ES VA
155 AT BE FR DE LI LU MC NL CH
053 AU NZ
054 FJ PG SB VU
057 KI MH FM NR PW
061 WS TO TV
"""
REGION_OF: Final = {code: line.split()[0] for line in _REGIONS.split("\n") for code in line.split()[1:]}
_ALSO: Final = {"turkey": "TR", "czech republic": "CZ", "burma": "MM", "ivory coast": "CI", "swaziland": "SZ"}
LANGUAGES: Final = ("en", "ko", "ja", "de", "fr", "es")


def region_of(key: str) -> str:
    """The M49 number of the part of the world that a country is in; '' where the folded name is no country."""
    return REGION_OF.get(_codes().get(key, ""), "")


@cache
def _codes() -> dict[str, str]:
    named = {
        fold(name): code
        for language in LANGUAGES
        for code, name in Locale.parse(language).territories.items()
        if code in REGION_OF
    }
    return named | _ALSO
