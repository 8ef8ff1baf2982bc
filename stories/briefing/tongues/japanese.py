"""Asking in Japanese: tables, and words as runs of one script, compared by pairs of characters. Pure."""

import re
from functools import lru_cache
from typing import Final

from stories.briefing.question_kind import Kind
from stories.briefing.tongues.tongue import Tongue, Word, groups, listed, pattern

KNOWN: Final = 20_000
LIKE: Final = 0.8
LEAST_SHARE: Final = 0.5  # of the pairs of a longer word

_NUMBER: Final = r"[\d０-９][\d０-９,，.．]*(?:[十百千万億兆][\d０-９,]*)*|[一二三四五六七八九十百千]+"
_OFFICES: Final = (
    "首相|大統領|知事|市長|町長|村長|区長|大臣|長官|社長|会長|頭取|代表|組合長|理事長|館長|院長|所長|"
    "校長|学長|総長|教授|博士|監督|選手|主将|議員|議長"
    "|委員長|局長|部長|課長|署長|船長|機長|弁護士|裁判長|報道官|容疑者|被告|氏|さん|園長|店長|住職|作家|"
    "画家|建築家|駅長|支配人|座長|事務局長|団長|飼育員"
)
_WORD: Final = re.compile(r"[\d０-９][\d０-９,，.．]*|[\u30a1-\u30fa\u30fc]+|[\u3400-\u9fff々]+|[A-Za-z]+")
_PLAIN: Final = re.compile(
    r"(?:誰|何(?:人|件|回|年|日|時|歳|戸|台|個|本|円|頭|枚|か所|カ所|社|校|票|隻|羽|匹|名|メートル|キロ|"
    r"トン|冊|分|月|%|パーセント)?|幾|記事|理由|原因|名前|開|言|話|述|人|数|今|時|現在|以上|全部)"
)

_ALIKE: Final = groups(
    """
    始 開始 着工 着手 始動 開幕
    終 終了 完了 閉幕
    死 死亡 亡 犠牲
    怪我 負傷 軽傷 重傷
    完成 竣工 建設 建 造 築 建造
    作 整備 設置
    費用 工費 事業費 総額 経費
    撤去 解体
    紛失 落 置 忘
    下 下落 減 減少 低下
    上 上昇 増 増加
    設立 創業 創立
    壊 損壊 破損
    逮捕 拘束
    盗 窃盗 盗難
    買 購入 買収 取得
    売 売却 販売
    開館 開業 開店 開校 開園 開通 再開
    閉 閉鎖 閉館 閉店 閉校 廃止 廃校
    選 当選 選出 就任
    辞 辞任 辞職 退任
    勝 優勝 勝利
    運営 経営 所有 持主
    働 社員 従業員 職員
    住 住民 市民
    見 発見 確認 気
    作者 著者 作家
    直 修理 修復 改修
    客 乗客 来場者 観客 入場者
    入場料 料金 入館料
    値段 価格 価値 評価額
    説明会 会合
    学校 小学校
    生徒 児童
    船 フェリー 旅客船
    責任者 代表 社長
    """,
    lambda word: word,
)


@lru_cache(maxsize=KNOWN)
def _words(text: str) -> tuple[Word, ...]:
    return tuple(
        Word(match.group(), match.start(), match.end())
        for match in _WORD.finditer(text)
        if not _PLAIN.fullmatch(match.group())
    )


@lru_cache(maxsize=KNOWN)
def _likeness(asked: str, told: str) -> float:
    if asked == told:
        return 1.0
    if asked[:1].isdigit() or told[:1].isdigit():
        return 0.0
    if not _groups(asked).isdisjoint(_groups(told)):
        return LIKE
    if len(asked) == 1 or len(told) == 1:
        return 0.0
    pairs = {asked[place : place + 2] for place in range(len(asked) - 1)}
    share = len([pair for pair in pairs if pair in told]) / len(pairs)
    return share if share >= LEAST_SHARE else 0.0


@lru_cache(maxsize=KNOWN)
def _groups(word: str) -> frozenset[int]:
    return _ALIKE.get(word) or frozenset()


_DAY: Final = (
    r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?!間|ぶり|連続)(?:午前|午後)?(?:\d{1,2}時)?|"
    r"\d{4}年(?:\d{1,2}月)?(?!間|ぶり|度)|\d{1,2}月(?:上旬|中旬|下旬|末|初め)?"
    r"|(?:来|昨|今|再来|一昨)[年月週](?:\d{1,2}月|末|春|夏|秋|冬)?(?:\d{1,2}日)?|来月\d{1,2}日|(?:午前|"
    r"午後)\d{1,2}時(?:\d{1,2}分)?|[月火水木金土日]曜"
    r"|昨日|今日|明日|きのう|きょう|あす|\d+(?:年|か月|カ月|日|週間)(?:前|後)|年内|年末|年度内|今春|今夏|今秋|今冬"
)
_MONEY: Final = rf"(?:{_NUMBER})(?:余り)?(?:円|ドル|ユーロ|ウォン|元|ポンド)|無料"
_MEASURE: Final = (
    rf"(?:{_NUMBER})(?:平方)?(?:メートル|キロ|センチ|ミリ|トン|ヘクタール|リットル|グラム|km|kg|m|㎡|度|坪|階建て)"
)
_PERSON: Final = r"(?P<name>[\u3400-\u9fff々\u30a1-\u30fc・]{2,10}?)"
_EVERYTHING: Final = re.compile(r"(?s).+")
_COUNTER: Final = (
    r"人|件|回|戸|台|個|本|頭|枚|か所|カ所|ヵ所|箇所|社|校|票|隻|羽|匹|名|冊|つ|軒|棟|世帯|"
    r"店|種|作品|点|両|便|地区|自治体"
)


def _light(typed: str) -> bool:
    """Signs of verbs that say little: 作, 始, 行."""
    return typed in "行作開始出受起決送続得使入"


_OFFICE_BEHIND: Final = re.compile(rf"(?:（\d+）|\(\d+\))?(?:{_OFFICES})")
_OFFICE_BEFORE: Final = re.compile(rf"(?:{_OFFICES})の?[\u3400-\u9fff\u30a1-\u30fc・]{{0,4}}$")


def _described(text: str, start: int, end: int) -> bool:
    """Whether an office stands beside the name, or in one run with it: 久遠寺誠一頭取."""
    run = text[start:end]
    return bool(
        re.search(rf"(?:{_OFFICES})$", run) or _OFFICE_BEHIND.match(text, end) or _OFFICE_BEFORE.search(text[:start])
    )


TONGUE: Final = Tongue(
    code="ja",
    kinds=tuple(
        (kind, re.compile(text))
        for kind, text in (
            (Kind.AGE, r"何歳|年齢|いくつ(?:です|でし|か|？|\?)(?!.*作)"),
            (Kind.SAID, r"(?:何と|どう|なんと|何を)(?:話|述べ|言|語|説明|コメント|主張|反論|答|訴|批判|約束|求め)"),
            (
                Kind.LONG,
                r"どれくらい(?:の期間|かか|続)|どのくらい(?:の期間|かか|続)|何(?:年|日|か月|カ月|"
                r"週|時間|分)間|何(?:年|日|か月|カ月|時間|分)(?:かか|続)|期間",
            ),
            (
                Kind.MONEY,
                r"いくら|何円|何億円|何万円|何ドル|(?:費用|価格|料金|値段|金額|予算|年収|給料|"
                r"罰金|賠償金|入場料).*(?:どれ|どの)",
            ),
            (Kind.MUCH, r"どれくらい|どのくらい|どれだけ|何(?:%|％|パーセント|割|倍|トン)|割合"),
            (Kind.MEASURE, r"何(?:メートル|キロ|ヘクタール)|(?:高さ|長さ|広さ|面積|深さ|重さ|距離|規模)"),
            (Kind.WHEN, r"いつ|何日|何月|何年|何時|何曜日|日付"),
            (Kind.MANY, rf"何(?:{_COUNTER})|いくつ|何[\u3400-\u9fff]{{1,3}}(?=[がをはのにでもま])"),
            (Kind.WHERE, r"どこ|どの(?:町|市|国|県|病院|場所|駅|港|都市|地域)|場所"),
            (Kind.WHY, r"なぜ|どうして|なんで|理由|原因"),
            (Kind.WHO, r"誰|だれ|どなた|名前|どの(?:会社|企業|団体|政党|チーム)|何という(?:会社|人|名)"),
            (Kind.HOW, r"どのように|どうやって|どういう方法"),
            (Kind.WHICH, r"どの|どれ|どんな|何"),
        )
    ),
    words=_words,
    likeness=_likeness,
    answers={
        Kind.WHEN: re.compile(_DAY),
        Kind.MONEY: re.compile(_MONEY),
        Kind.MUCH: re.compile(rf"{_MONEY}|{_MEASURE}|(?:{_NUMBER})(?:%|％|パーセント|ポイント|割|倍)|半分|半減"),
        Kind.MANY: re.compile(rf"(?:{_NUMBER})(?=[\u3041-\u9fff])"),
        Kind.AGE: re.compile(r"\d{1,3}歳(?!以上|以下|未満)|(?<=[（(])\d{1,3}(?=[）)])"),
        Kind.LONG: re.compile(
            rf"(?:{_NUMBER})(?:年|か月|カ月|ヵ月|週間|日|時間|分)(?:間|半|かかる|かかり|ほど|ぶり|を要|"
            rf"にわたって|続い)|(?:{_DAY})(?:まで|ごろまで)"
        ),
        Kind.MEASURE: re.compile(_MEASURE),
        Kind.WHO: re.compile(
            rf"{_PERSON}(?:{_OFFICES})(?:（\d+）|\(\d+\))?(?=[はがのをにもとで、（(])|"
            rf"(?:{_OFFICES})の{_PERSON.replace('name', 'name2')}(?:さん|氏)"
            r"|[\u3400-\u9fff\u30a1-\u30fcA-Za-z]+(?:社|会|省|庁|局|市|県|町|銀行|大学|団体|党|警察|組合|"
            r"新聞|グループ|チーム|財団|協会|建設|電力|工業|所|院)(?=[はがの、])"
        ),
        Kind.WHERE: re.compile(
            r"(?P<name>[\u3400-\u9fff\u30a1-\u30fcA-Za-z]+(?:の[\u3400-\u9fff\u30a1-\u30fc]+)?)(?<![日月年時度])(?:で|"
            r"に|へ)(?![はも]?な[いくか])"
        ),
        Kind.WHY: re.compile(
            r"ため|から[、だ]|ので|原因|理由|により|によって|受けて|受け、|おり、|"
            r"として、|を踏まえ|狙い|背景|せいで|なく"
        ),
    },
    vague={
        Kind.MUCH: re.compile(_NUMBER),
        Kind.MEASURE: re.compile(_NUMBER),
        Kind.WHY: re.compile(r"て、|し、|で、"),
        Kind.HOW: _EVERYTHING,
        Kind.WHICH: _EVERYTHING,
    },
    speech=re.compile(r"話し|話す|述べ|語っ|語る|説明し|コメント|主張|訴え|批判|強調|反論|答え|求め|約束|頭を下げ|「"),
    number=re.compile(_NUMBER),
    no_count=re.compile(r"\d+(?:年|月|日|時|分)(?!間)"),
    counted=re.compile(rf"何(?P<unit>{_COUNTER}|[\u3400-\u9fff]{{1,3}}(?=[がをはのにでもま]))|(?P<unit2>いくつ)"),
    asks=lambda stem: bool(_PLAIN.fullmatch(stem)),
    who_is=re.compile(
        rf"\W*(?P<who>(?![^はが]*(?:{_OFFICES})[はが])[\u3400-\u9fff\u30a1-\u30fc・]+)(?:さん|"
        rf"氏)?[はがとって]* ?(?:誰|だれ|どんな人|どなた|何者)[^。]*\W*"
    ),
    role=re.compile(
        r"(?:.*?の)?(?P<role>[\u3400-\u9fff\u30a1-\u30fc]+)(?:は|が|の名前は) ?(?:誰|だれ|"
        r"どなた|何)[^。]*"
    ),
    other_time=(pattern(r"昨年|去年|前年"), pattern(r"次の|次回|来年"), pattern("まで")),
    events=frozenset(listed("事故 事件")),
    causes=re.compile("原因|理由|背景|きっかけ"),
    light=_light,
    described=_described,
    counters={
        **dict.fromkeys(("いくつ", "つ", "個"), ()),
        **dict.fromkeys(("人", "名"), ("人", "名")),
        "か所": ("か所", "カ所", "ヵ所", "箇所"),
    },
)
