"""The small words around figures. Plain values."""

import re
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HEDGES: Final = "at least|about|nearly|almost|more than|less than|over|under|around|some|roughly|as many as|up to|just"


def _behind(words: str, *, hedged: bool = False, dense: str = "(?!)") -> re.Pattern[str]:
    """Words right before a number, one to a line; hedged: a hedge may stand between. dense: those of Hangul and Han."""
    forms = "|".join(rf"(?<!\w)(?:{line.strip()})" for line in words.strip().splitlines())
    between = rf"(?:\s(?:{_HEDGES}))?" if hedged else ""
    return re.compile(rf"(?:{forms}){between}\s?(?:the\s|a\s|an\s)?(?:[$€£¥₩₹])?$|(?:{dense})\s?$", re.IGNORECASE)


PERCENT: Final = ("percent", "per cent", "%", "pct", "prozent", "pour cent", "por ciento", "퍼센트", "パーセント")
ALL_SCALES: Final = {
    "thousand": 1e3, "hundred": 1e2, "million": 1e6, "mln": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12,
    "tn": 1e12, "millionen": 1e6, "mio": 1e6, "milliarden": 1e9, "mrd": 1e9, "millions": 1e6, "milliards": 1e9,
    "millones": 1e6, "만": 1e4, "억": 1e8, "조": 1e12, "万": 1e4, "億": 1e8, "兆": 1e12, "천": 1e3,
}  # fmt: skip
SCALE_LETTERS: Final = {"k": 1e3, "m": 1e6, "b": 1e9}  # after a currency sign only: elsewhere m is metres
CURRENCIES: Final = {
    "dollars": "$", "dollar": "$", "euros": "€", "euro": "€", "pounds": "£", "yen": "¥", "won": "₩", "rupees": "₹",
    "yuan": "yuan", "francs": "francs", "pesos": "pesos", "kronor": "kronor", "달러": "$", "원": "₩", "유로": "€",
    "엔": "¥", "円": "¥", "ドル": "$", "ユーロ": "€", "ウォン": "₩", "위안": "yuan", "元": "yuan", "美元": "$",
    "cents": "cents",
}  # fmt: skip
NUMBER_WORDS: Final = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "deux": 2, "trois": 3, "quatre": 4,
    "cinq": 5, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10,
    "elf": 11, "zwölf": 12, "sept": 7, "huit": 8, "dix": 10, "onze": 11, "douze": 12, "seis": 6, "siete": 7,
    "ocho": 8, "nueve": 9, "diez": 10, "doce": 12,
}  # fmt: skip
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
NUMBER_WORDS.update({ten: place * 10 for place, ten in enumerate(_TENS, 2)})
NUMBER_WORDS.update({f"{ten}-{one}": NUMBER_WORDS[ten] + unit for ten in _TENS for unit, one in enumerate(_ONES, 1)})

# Lengths of time and words that count nothing in particular: as many as articles.
NOT_UNITS: Final = _words(
    """years year months month weeks week days day hours hour minutes minute seconds second times decades centuries
    points sources officials reasons things ways parts sides cases others ones weeks hours games seasons is was has
    as his its this plus versus vs of or and in on at to for by from with than that which who when while but before
    after since until through during between among jahre jahren monate wochen tage tagen stunden uhr ans jours mois
    semaines heures años meses semanas días horas years' series news headquarters others' minutes' states
    degrees grams sports politics times' a the an were are be been am"""
)
PLURALS: Final = _words("people children men women police personnel staff troops crew tons acres")
# Right behind a number in Korean, Japanese and Chinese. Not 대, which is an age too, and 人 not of 人口.
COUNTERS: Final = re.compile(
    r"\s?(?P<unit>명(?!당)|人(?![口民類类工気])|名(?!誉)|척|가구|건|곳|톤|표|채|마리|석|棟|戸|件|隻|頭|票|議席)"
)
SAME_UNITS: Final = {
    "menschen": "people", "personen": "people", "personnes": "people", "personas": "people",
    "persons": "people", "folks": "people", "individuals": "people", "servicemembers": "troops", "soldiers": "troops",
    "kids": "children", "kilometers": "kilometres", "meters": "metres", "tonnes": "tons", "employees": "workers",
    "staffers": "workers", "homes": "houses", "rounds": "shots", "명": "people", "人": "people", "名": "people",
    "톤": "tons", "표": "votes", "票": "votes", "석": "seats", "議席": "seats",
}  # fmt: skip
ONE_UNIT: Final = _words("people children men women troops workers civilians passengers students officers")
# No other word for one thing but another measure of it.
MEASURES: Final = _words(
    "miles kilometres metres feet inches yards acres hectares tons pounds kilograms kilos litres liters gallons barrels"
)
# Lengths that say what something is, and so can be compared: unit, what stands right behind the number.
MEASURED: Final = tuple(
    (unit, re.compile(pattern, re.IGNORECASE))
    for unit, pattern in (
        ("mph", r"\s?-?(?:mph|miles[- ](?:per|an)[- ]hour|mile-(?:per|an)-hour)\b"),
        ("km/h", r"\s?-?(?:km/h|kph|kmh|kilomet(?:er|re)s[- ](?:per|an)[- ]hour)\b"),
        (
            "years in prison",
            r"[- ]years? (?:in (?:prison|jail|federal prison)|behind bars|(?:prison |jail )?(?:sentence|term)\b)",
        ),
        ("minutes of film", r"-minute (?:video|film|clip|recording|documentary|tape)\b"),
        ("minutes of speech", r"-minute (?:speech|address|interview|call|phone call|meeting|conversation|hearing)\b"),
        (
            "pages",
            r"-page (?:[a-z]+ )?(?:report|document|letter|complaint|indictment|bill|ruling|opinion|memo|lawsuit)\b",
        ),
    )
)
INDEX: Final = re.compile(r"(?:Dow|Nasdaq|S&P|Index|index|Kospi|KOSPI|Nikkei|FTSE|DAX|Average|Composite)\b")

_WHO: Final = (
    r"(?:\s(?:other|more|additional|young|elderly)?\s?(?:people|persons|others|children|men|women|civilians|students"
    r"|worshippers|passengers|officers|troops|adults|kids|villagers|victims|workers|journalists|palestinians))?"
)
_WERE: Final = (
    r"(?:\s(?:were|was|are|is|have been|had been|has been|being|have|had|reported|confirmed|feared|presumed|found"
    r"|left))*"
)


def _ahead(english: str, beyond: str) -> re.Pattern[str]:
    return re.compile(rf"{_WHO}{_WERE}\s(?:{english})\b|{beyond}", re.IGNORECASE)


# "31 Menschen wurden schwer verletzt", "63 personas resultaron heridas", "trois personnes ont été blessées"
_WHO_ELSEWHERE: Final = (
    r"(?:\s(?:weitere|autres|otras|otros))?(?:\s(?:Menschen|Personen|Arbeiter\w*|Männer|Frauen|Kinder|Passagiere"
    r"|personnes|ouvriers|hommes|femmes|enfants|passagers|personas|trabajadores|hombres|mujeres|niños|pasajeros"
    r"|bomberos|pompiers|vecinos|marineros|marins))?"
    r"(?:\s(?:wurden|sind|seien|waren|worden|kamen|ont|sont|été|resultaron|han|sido|fueron|siguen|están|zum|Teil"
    r"|teils|schwer|leicht|dabei))*"
)


def _elsewhere(words: str) -> str:
    return rf"{_WHO_ELSEWHERE}\s(?:{words})\b"


_DEAD: Final = (
    r"(?:사망자|희생자|死者|死亡者|犠牲者)(?: ?[수数])?[는가은이はが](?:\s?(?:모두|총|최소|약|少なくとも|約))?"
)
_HURT: Final = r"(?:부상자|負傷者|けが人)(?: ?[수数])?[는가은이はが](?:\s?(?:모두|총|최소|약|少なくとも|約))?"
# unit, what stands before the number, what after it
CASUALTIES: Final = (
    (
        "killed",
        _behind(
            """
            kill(?:ed|s|ing)
            death toll (?:has |had )?(?:reached|hit|passed|topped|surpassed|exceeded)
            death toll (?:rose |climbed |stood |stands |now )?(?:to|at|of|is|was)
            deaths of
            """,
            hedged=True,
            dense=_DEAD,
        ),
        _ahead(
            "kill(?:ed)?|dead|died|deaths|fatalities|fatally",
            r"\s?명[이은]?\s?(?:숨|사망)|[人名]が死亡|"
            + _elsewhere(
                r"Tote[nr]?|Todesopfer\w*|getötet|gestorben|starben|ums Leben|morts?|mortes|tuée?s|décédée?s|muertos"
                r"|muertas|murieron|muerto|fallecidos|fallecieron"
            ),
        ),
    ),
    (
        "injured",
        _behind("injur(?:ed|ing|es)\nwound(?:ed|ing|s)\nhurt(?:ing)?\ninjuries to", hedged=True, dense=_HURT),
        _ahead(
            "injured|wounded|hurt|injuries",
            r"\s?명[이은]?\s?(?:다쳤|다치|부상)|[人名]が(?:負傷|けが)|"
            + _elsewhere(r"Verletzte[nr]?|verletzt|blessée?s|heridos|heridas"),
        ),
    ),
    (
        "missing",
        re.compile(r"(?!)"),
        _ahead(
            "missing|unaccounted",
            r"\s?명[이은]?\s?실종|[人名]が行方不明|"
            + _elsewhere(r"Vermisste[nr]?|vermisst|disparue?s|desaparecid[oa]s"),
        ),
    ),
    (
        "arrested",
        _behind("arrest(?:ed|ing|s)\ndetain(?:ed|ing|s)", hedged=True),
        _ahead(
            "arrested|detained|arrests",
            r"\s?명[이은]?\s?체포|[人名]が逮捕|" + _elsewhere(r"festgenommen|arrêtée?s|interpellée?s|detenid[oa]s"),
        ),
    ),
)
# Who is counted is in the word for what befell them.
TOLL_NOUNS: Final = _words(
    "morts mortes blessés blessées disparus disparues muertos muertas heridos heridas fallecidos fallecidas "
    "desaparecidos desaparecidas detenidos tote toten toter verletzte verletzter vermisste vermisster todesopfer"
)
HEDGES: Final = (
    (
        "over",
        _behind(
            """
            (?:well |just |slightly |a little )?(?:more than|over)
            at least
            above
            in excess of
            upwards of
            no (?:less|fewer) than
            mindestens|mehr als|über|plus de|au moins|más de|al menos
            """,
            dense="최소|적어도|少なくとも|最低",
        ),
    ),
    (
        "under",
        _behind(
            """
            (?:less|fewer) than
            up to
            as (?:many|much) as
            no more than
            (?:just )?(?:under|below)
            at most
            bis zu|weniger als|moins de|jusqu['’]à|menos de|hasta
            """,
            dense="최대|最大",
        ),
    ),
    (
        "about",
        _behind(
            r"""
            about|around|nearly|almost|some|roughly|approximately|approx\.?|virtually|close to
            estimated(?: at)?
            etwa|rund|fast|knapp|environ|près de|unos|unas|casi|alrededor de
            ~
            """,
            dense="약|거의|대략|約|およそ|大约",
        ),
    ),
)
HEDGES_BEHIND: Final = (
    ("over", re.compile(r"\s?(?:or more|plus|\+|이상|以上)")),
    ("under", re.compile(r"\s?(?:or (?:less|fewer)|이하|미만|以下|未満)")),
    ("about", re.compile(r"\s?(?:or so|안팎|가량|정도|前後|ほど|左右)")),
)
CHANGED_TO: Final = re.compile(
    r"\b(?:doubl|trebl|tripl|rais|increas|hik|rose|ris|cut|fell|fall|drop|reduc|climb|lift|grew|grow|lower|rai[sz])\w*"
    r"[^.,;]{0,24}\bto\s(?:about |around |nearly |more than |over |just |some )?$",
    re.IGNORECASE,
)
ADDED: Final = (
    ("from", _behind("from\ncompared (?:with|to)\nversus\nagainst\nvon\ndesde\ngegenüber\ncontre", hedged=True)),
    (
        "by",
        _behind(
            """
            by
            (?:rose|fell|gained|lost|dropped|jumped|slipped|climbed|down|up|slid|surged|plunged|grew)
            """,
            hedged=True,
        ),
    ),
    ("more", _behind("in addition to\nanother\nadditional\nextra\nfurther\nother", hedged=True)),
)
