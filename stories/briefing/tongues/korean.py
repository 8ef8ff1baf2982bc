"""Asking in Korean: tables. Plain values."""

import re
from typing import Final

from stories.briefing.question_kind import Kind
from stories.briefing.tongues.korean_words import asks, light, likeness, words
from stories.briefing.tongues.tongue import Tongue, listed, pattern

_NUMBER: Final = r"\d[\d,.]*"
_SPELT: Final = "한|두|세|네|석|넉|다섯|여섯|일곱|여덟|아홉|열|열한|열두|스무|서른"
_COUNTERS: Final = (
    "명|개|대|곳|건|마리|채|척|가구|세대|차례|번|편|장|권|회|팀|그루|동|층|자루|병|점|석|표|쪽|종|기|호|학급|개월|개국"
)
_OFFICES: Final = (
    "대통령|총리|장관|차관|시장|군수|구청장|도지사|지사|의원|의장|대표|회장|사장|부사장|이사장|이사|관장|"
    "원장|소장|청장|서장|교육장"
    "|교육감|총장|교장|교수|박사|감독|선수|기자|작가|배우|가수|판사|검사|변호사|위원장|본부장|단장|국장|"
    "과장|팀장|실장|조합장|대변인"
    "|선장|기장|기관사|씨|양|군|수집가|연구원|경비원|건축가|화가|주인|사무국장|지부장|학부모회장|협회장|"
    "노조위원장|대사|주장|코치|사육사"
    "|농민|어민|의사|간호사|소방관|경찰관|점주"
)
_DAY: Final = (
    r"(?:\d{4}년 ?)?(?:\d{1,2}월 ?)?\d{1,2}일(?! ?(?:간|동안|째|만에|치|분))(?: ?(?:오전|오후|새벽|밤|"
    r"저녁|낮))?(?: ?\d{1,2}시(?: ?\d{1,2}분)?)?"
    r"|\d{4}년(?: ?\d{1,2}월)?|\d{1,2}월(?: ?(?:초|중순|말))?(?!\w*\d)|(?:오전|오후|새벽|"
    r"밤) ?\d{1,2}시(?: ?\d{1,2}분)?|[월화수목금토일]요일"
    r"|어제|오늘|내일|모레|지난(?:해| ?달| ?주|주말)|이번 ?(?:달|주|주말)|다음 ?(?:달|주)(?: ?\d{1,2}일|"
    r" ?[월화수목금토일]요일)?|(?:이달|다음 ?달|\d{1,2}월) ?(?:초|중순|말)|이달|내년(?: ?\d{1,2}월)?"
    r"|작년(?: ?\d{1,2}월)?|올해(?: ?\d{1,2}월)?|올 ?(?:봄|여름|가을|겨울)|\d+(?:년|개월|주|일) (?:전|뒤|"
    r"후)|연말|연초|하반기|상반기"
)
_MONEY: Final = (
    rf"{_NUMBER}\s?(?:[십백천만억조]+\s?)*(?:{_NUMBER}\s?(?:[십백천만억조]+\s?)+)*(?:여 ?)?(?:원|달러|유로|"
    rf"엔|위안|파운드|프랑)|무료|무상"
)
_MEASURE: Final = (
    rf"{_NUMBER}\s?[십백천만억]*\s?(?:㎡|㎞|㎏|km|kg|cm|mm|m|킬로미터|미터|센티미터|킬로그램|톤|리터|"
    rf"헥타르|㏊|제곱미터|평|도|규모)"
)
_NAME: Final = (
    rf"(?P<name>[가-힣]{{2,5}}(?: [가-힣]{{2,5}})?)(?:\(\d+\))? (?:전 |"
    rf"현 )?(?:[가-힣]{{1,8}} ?)??(?:{_OFFICES})(?![가-힣]{{3}})"
)
_BEHIND_OFFICE: Final = rf"(?:{_OFFICES}) (?P<name2>[가-힣]{{2,4}})(?:\(\d+\))?(?=[은는이가의을를과와,\s])"
_EVERYTHING: Final = re.compile(r"(?s).+")
_ORGANISATION: Final = (
    r"[가-힣A-Za-z]*(?:해운|전자|건설|제약|은행|협회|재단|위원회|연구소|연구원|대학교|대|노조|단체|경찰|"
    r"해경|소방|법원|검찰|정부|교육청|공사|회사"
    r"|그룹|당|시|도|군|구|부|청|사|구단|병원|마을|연대|연합|조합|모임|본부|팀|에너지|항공|관)(?:은|는|이|"
    r"가|에서|의)(?![가-힣])"
)

_OFFICE_BEHIND: Final = re.compile(rf"(?:\(\d+\))? ?(?:전 |현 )?(?:[가-힣]{{1,8}} ){{0,2}}[가-힣]{{0,6}}(?:{_OFFICES})")
_OFFICE_BEFORE: Final = re.compile(rf"(?:{_OFFICES}),? (?:[가-힣]{{1,3}} )?$")


def _described(text: str, start: int, end: int) -> bool:
    """Whether an office stands beside the name: 남기태 대표, 수집가 육진호."""
    return bool(_OFFICE_BEHIND.match(_behind(text, end)) or _OFFICE_BEFORE.search(text[:start]))


def _behind(text: str, end: int) -> str:
    return re.sub(r"^[은는이가의](?= )", "", text[end:])


TONGUE: Final = Tongue(
    code="ko",
    kinds=tuple(
        (kind, re.compile(text))
        for kind, text in (
            (Kind.AGE, r"몇 ?살|몇 ?세(?![대])|나이"),
            (
                Kind.SAID,
                r"(?:뭐라고?|무엇이라고|무슨 말|어떻게) ?(?:말|했|하|밝|주장|설명|반응|답|평가|"
                r"비판|해명|약속|요구)"
                r"|(?:뭐라고|무엇이라고|뭐라)|무엇을 (?:약속|요구|주장)|무슨 (?:약속|말|입장)",
            ),
            (
                Kind.LONG,
                r"얼마 ?동안|얼마나 (?:오래|걸|계속|지속)|며칠 ?(?:동안|간|이나)|몇 ?(?:년|개월|"
                r"달|주|일|시간|분) ?(?:동안|간|이나|걸|계속|만에)|기간",
            ),
            (Kind.MUCH, r"[율률](?:은|이|을|를)? ?(?:얼마|몇)|몇 ?(?:퍼센트|%|프로|배|톤)"),
            (Kind.MEASURE, r"(?:길이|높이|무게|크기|넓이|면적|깊이|거리|속도)"),
            (
                Kind.MONEY,
                r"(?:비용|가격|값|요금|입장료|예산|연봉|월급|임금|수리비|공사비|벌금|보상금|"
                r"지원금|상금|매출|손해|피해액|투자|돈|과징금|성금|분양가"
                r"|기부|이익|대금|몸값|이적료|수익|임대료|계약금|배상금|등록금).*얼마|"
                r"얼마(?:짜리|를|인가|예요|입니까|에|씩|까지| ?주고)?(?!나)|몇 ?(?:억|만|천)?원",
            ),
            (Kind.MUCH, r"얼마나|몇 ?(?:퍼센트|%|프로|배|톤)|비율|어느 정도"),
            (Kind.WHEN, r"언제|며칠(?!이)|몇 ?(?:월|일|시|년)(?!\w*간)|무슨 요일|날짜"),
            (Kind.MANY, r"몇|얼마나 많은"),
            (Kind.WHO, r"(?:회사|기업|단체|업체|기관|나라|팀|대학|정당|구단)(?:은|는|이|가)? ?어디(?!서|에)"),
            (Kind.WHERE, r"어디|어느 (?:도시|나라|병원|지역|마을|곳|학교|동네|역|항구)|장소"),
            (Kind.WHY, r"왜|이유|원인|때문|까닭|무엇 때문|뭣 때문"),
            (
                Kind.WHO,
                r"누가|누구|누굴|어떤 (?:사람|인물)|이름|어느 (?:회사|기업|단체|정당|기관|팀|당)|"
                r"어떤 (?:회사|기업|단체)",
            ),
            (Kind.HOW, r"어떻게|어떤 방법"),
            (Kind.WHICH, r"어느|어떤|무슨|무엇|뭐|뭘"),
        )
    ),
    words=words,
    likeness=likeness,
    answers={
        Kind.WHEN: re.compile(_DAY),
        Kind.MONEY: re.compile(_MONEY),
        Kind.MUCH: re.compile(rf"{_MONEY}|{_MEASURE}|{_NUMBER}\s?(?:%|퍼센트|%포인트|포인트|배)|절반|\d+분의 ?\d+"),
        Kind.MANY: re.compile(
            rf"{_NUMBER}\s?(?:[십백천만]+\s?)*(?:여 ?)?(?=[가-힣])|"
            rf"(?<![가-힣])(?:{_SPELT})(?= ?(?:{_COUNTERS}))"
        ),
        Kind.AGE: re.compile(
            rf"(?:\d{{1,3}}|\b(?:{_SPELT}))\s?(?:세|살)(?! ?(?:이상|이하|미만|이 안))|"
            rf"(?<=\()\d{{1,3}}(?=\))"
        ),
        Kind.LONG: re.compile(
            rf"(?:{_NUMBER}|{_SPELT}|반)\s?(?:년|개월|달|주|주일|일|시간|분|초)(?:\s?\d+(?:분|"
            rf"개월))?\s?(?:간|동안|째|여|만에|이|을|씩|가량|정도|내내|에 걸쳐)"
            rf"|(?:{_DAY})까지|하루|이틀|사흘|나흘|닷새|엿새|열흘|보름"
        ),
        Kind.MEASURE: re.compile(_MEASURE),
        Kind.WHO: re.compile(f"{_NAME}|{_BEHIND_OFFICE}|{_ORGANISATION}"),
        Kind.WHERE: re.compile(
            r"(?P<name>[가-힣A-Za-z]+(?:시|군|구|읍|면|동|리|도|역|항|산|강|섬|초|해변|마을|바다|앞바다|"
            r"자리|건물|창고|농장|부두))(?=에서|으로|로|에|의|까지)"
            r"|(?P<name2>[가-힣A-Za-z]+(?:병원|공원|광장|학교|군청|시청|구청|회관|센터|공장|호텔|시장|"
            r"공항|미술관|박물관|극장|체육관|경기장|고속도로|교차로"
            r"|아파트|법원|국회|대교|인근|연구소|터미널|도서관|경찰서|교도소|대학교))(?=에서|으로|로|에|의|까지|\s)"
            r"|[가-힣]+ (?:앞|옆|근처|인근|안|위|앞바다|뒤)(?=에서|에|으로|의)"
        ),
        Kind.WHY: re.compile(
            r"때문|위해|이유|탓|인해|원인|려고|므로|라며|라면서|책임을|줄어|아서 |어서 |해서 |"
            r"[가-힣]+(?:으로|로) (?:인한|보고|추정)|못한 것|불렀다|부족해|커져|낡아|없어"
        ),
    },
    vague={
        Kind.MUCH: re.compile(_NUMBER),
        Kind.MEASURE: re.compile(_NUMBER),
        Kind.WHERE: re.compile(r"[가-힣]{2,}에서"),
        Kind.WHY: re.compile(r"[아어해]\s|으로 |로 "),
        Kind.HOW: _EVERYTHING,
        Kind.WHICH: _EVERYTHING,
    },
    speech=re.compile(
        r"말했|밝혔|주장|설명했|강조했|비판했|요구했|답했|해명했|약속했|호소했|촉구했|전했|"
        r"반박했|평가했|덧붙였|당부했|사과했|지적했|[“\"]"
    ),
    number=re.compile(_NUMBER),
    no_count=re.compile(r"\d+ ?(?:년|월|일|시|분)(?!간)"),
    counted=re.compile(r"몇 ?(?P<unit>[가-힣]{1,3}?)(?=이|을|를|은|는|가|나|의|인|씩|에|\s|\?|$|입)"),
    asks=asks,
    who_is=re.compile(
        rf"\W*(?P<who>(?![가-힣 ]*(?:{_OFFICES})[은는이가])[가-힣]+(?: "
        rf"[가-힣]+)?)[은는이가]? ?(?:누구|어떤 (?:사람|인물))[가-힣]*\W*"
    ),
    role=re.compile(
        r"(?:(?:[가-힣A-Za-z0-9]+) )*?(?P<role>[가-힣]+?)(?:은|는|이|가|의)? ?(?:이름[은이]? ?)?(?:누구|"
        r"이름[은이]? ?(?:무엇|뭐))[가-힣]*\W*"
    ),
    other_time=(pattern(r"작년|지난해|전년"), pattern(r"다음 ?(?!달|주)|차기|내년"), pattern("까지")),
    events=frozenset(listed("사고 사건 참사 사태")),
    causes=re.compile("원인|이유|때문|탓|계기"),
    light=light,
    described=_described,
    counters={
        **dict.fromkeys(("개", "곳", "가지"), ()),
        **dict.fromkeys(("명", "사람"), ("명", "인")),
        **dict.fromkeys(("차례", "번"), ("차례", "번", "회")),
        **dict.fromkeys(("프로", "퍼센트"), ("%", "퍼센트")),
        "가구": ("가구", "세대"),
        "척": ("척", "대"),
    },
)
