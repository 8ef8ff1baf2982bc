"""Who is named in a Korean or Japanese sentence, where there are no capitals, and who somebody is said to be. Pure.

A name is taken for a person's only beside an office or a polite ending: '백도연 해온시장', '川原市の森田恵子市長',
'会社員の田中一郎さん（45）'.
"""

import re
from collections.abc import Iterator
from typing import Final

from stories.briefing.tongues.korean import OFFICES

_HAN: Final = "\u3400-\u9fff々"
_KATAKANA: Final = "\u30a1-\u30fa\u30fc"
OFFICES_JA: Final = (
    "首相|大統領|国王|法王|知事|市長|町長|村長|区長|社長|会長|代表|総裁|委員長|議員|議長|教授|准教授|大臣"
    "|外相|財務相|防衛相"
    "|農相|法相|環境相|厚労相|文科相|経産相|経済産業相|総務相|国交相|官房長官|長官|幹事長|政調会長|監督|選手"
    "|院長|所長|署長"
    "|局長|部長|課長|理事長|総長|校長|弁護士|裁判官|検事|研究員|理事|総理|報道官|大使|事務局長|組合長|支店長"
    "|店長|園長"
    "|館長|学長|総監|書記|書記長|党首|頭取|専務|常務|取締役"
)
_BEFORE_OFFICE: Final = r"(?:新|前|元|次期|現)?(?:副)?"
_PEOPLE: Final = {
    "ja": re.compile(
        rf"(?<![{_HAN}{_KATAKANA}])(?P<name>[{_HAN}]{{3,5}}?)(?={_BEFORE_OFFICE}(?:{OFFICES_JA})(?![{_HAN}])|氏|さん)"
    ),
    "ko": re.compile(
        rf"(?<![가-힣])(?P<name>[가-힣]{{3}})(?=(?:\(\d+\))? (?:[가-힣]+ )?[가-힣]*(?:{OFFICES})(?![가-힣]{{2}}))"
    ),
}
# Signs of an office or a house, which make no name: 衆院予算委員長.
_NO_PERSON: Final = re.compile(r"[党省庁委院局課会務済財厚労官相副予]|本部|支部|連合|当時|両|同")

# A house or place: what a bearer is 'of'.
_HOUSE: Final = (
    rf"[{_HAN}{_KATAKANA}A-Za-z]*(?:[市県町村都府区国党社会省庁局署院行大]|大学|銀行|組合|グループ|協会|連盟"
    rf"|機構|自動車|電機"
    r"|汽船|建設|製薬|電力|工業|商事|不動産|鉄道|航空|新聞|放送|研究所|病院|財団|政府|王国|連邦|共和国"
    r"|ホールディングス)"
)
_TRADES: Final = (
    "会社員|主婦|農業|漁師|漁業|大学生|高校生|無職|自営業|教諭|医師|看護師|弁護士|作家|俳優|歌手|画家|写真家"
    "|建築家|評論家"
    "|アナリスト|エコノミスト|ジャーナリスト|専門家|研究者|経営者|農家|店主|住民|首相|大統領|国王"
)
_OF_HOUSE: Final = re.compile(rf"(?<![{_HAN}{_KATAKANA}A-Za-z])(?P<said>{_HOUSE})の$")
_AS: Final = re.compile(
    rf"(?<![{_HAN}{_KATAKANA}])(?P<said>(?:[{_HAN}{_KATAKANA}]*(?:{_TRADES})"
    rf"|[{_HAN}{_KATAKANA}]{{2,}}(?:{OFFICES_JA})"
    rf"|[{_HAN}]+相))の$"
)
_OFFICE_HERE: Final = re.compile(rf"(?P<office>{_BEFORE_OFFICE}(?:{OFFICES_JA}))(?![{_HAN}])")
_ENDS_IN_OFFICE: Final = re.compile(rf"(?<=[{_HAN}]{{3}}){_BEFORE_OFFICE}(?:{OFFICES_JA})$")
_POLITE: Final = re.compile(r"(?:さん|氏|容疑者|被告)")


def people(text: str, language: str) -> Iterator[tuple[str, int, int]]:
    """(name, start, end) of whom the sentence calls by an office or politely, in order."""
    pattern = _PEOPLE.get(language)
    for found in pattern.finditer(text) if pattern else ():
        if not (language == "ja" and _NO_PERSON.search(found["name"])):
            yield found["name"], found.start("name"), found.end("name")


def introduced_in_japanese(name: str, before: str, rest: str) -> str:
    """'川原市の森田恵子市長', with the name in it, or '会社員'; '' where neither stands beside the name."""
    if office := _OFFICE_HERE.match(rest):
        found = _OF_HOUSE.search(before)
        return f"{found['said']}の{name}{office['office']}" if found else ""
    if _ENDS_IN_OFFICE.search(name):
        found = _OF_HOUSE.search(before)
        return f"{found['said']}の{name}" if found else ""
    if name.endswith("氏") or _POLITE.match(rest):
        found = _AS.search(before)
        return found["said"] if found else ""
    return ""
