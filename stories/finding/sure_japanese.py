"""Whether a Japanese run of Han or of katakana is a name, by its own form. Pure.

A name is what Unicode's CLDR knows as a place, a prefecture or a large city, what ends as places, offices and houses
do, and a frequent surname with a given name or an office. Any other katakana is a loanword as often.
"""

import re
from typing import Final

from stories.finding.sure_places import places

_PLACES_WRITTEN: Final = """
北海道 青森 岩手 宮城 秋田 山形 福島 茨城 栃木 群馬 埼玉 千葉 東京 神奈川 新潟 富山 石川 福井
山梨 長野 岐阜 静岡 愛知 三重 滋賀 京都 大阪 兵庫 奈良 和歌山 鳥取 島根 岡山 広島 山口 徳島 香川
愛媛 高知 福岡 佐賀 長崎 熊本 大分 宮崎 鹿児島 沖縄 札幌 仙台 横浜 川崎 名古屋 神戸 堺 北九州
浜松 関東 東北 九州 四国 近畿 東海 北陸 甲信越 関東甲信 奄美 米国 英国 韓国 北朝鮮 台湾 欧州 日本
中国 東日本 西日本 道頓堀 ソウル ワシントン ヨーロッパ アフリカ アジア トランプ プーチン ゼレンスキー
トヨタ ソニー ホンダ グーグル アップル マイクロソフト アマゾン ハマス ガザ クレムリン ドジャース
ヤンキース 日銀 国連 国会 楽天 警視庁 気象庁 全日空 日本航空 金正恩 習近平 李在明 尹錫悦 文在寅
アメリカ 東日本大震災
"""
_PLACES: Final = frozenset(_PLACES_WRITTEN.split())
_HOUSES: Final = re.compile(
    r"(?P<own>[\u30a1-\u30fc\u3400-\u9fff々A-Z&]{2,}?)(?:市|区|町|村|県|省|党|社|庁|銀行|大学|新聞|放送|電力"
    r"|製薬|自動車|航空|鉄道|委員会"
    r"|協会|連盟|財団|機構|組合|病院|空港|駅|島|半島|岳|川|湖|神社|高校|中学校|小学校|地裁|高裁|地検|特捜部"
    r"|県警|府警|警察署|消防署|理事会|橋"
    r"|港)"
)
_ANY_HOUSE: Final = re.compile(
    r".*(?:都市|市区町村|市町村|与党|野党|既成政党|各党|新党|会社|各社|同社|両社|官庁|省庁|各省|無人島|離島"
    r"|株式市|委員会社|子会社|出版社|新聞社|町村)$"
    r"|(?:実行|調査|研究|電気|新幹線|専門|特別|労働|国立|公立|私立|市立|県立|国公立|民間|地方|大手|中央|商業"
    r"|投資|総合|大型|最寄|現地|全国|東西|南北|国際)+[^立]{1,4}"
)
_SURNAMES_WRITTEN: Final = """
佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山崎 松本 井上 木村 清水 斎藤
斉藤 阿部 池田 橋本 山下 森田 石井 小川 前田 岡田 長谷川 藤田 後藤 近藤 村上 遠藤 青木 坂本 福田
太田 西村 藤井 金子 岡本 藤原 三浦 中野 中島 原田 小野 松田 竹内 中山 田村 和田 石田 上田 森本
小島 柴田 酒井 工藤 横山 宮本 内田 高木 安藤 谷口 大野 丸山 今井 河野 藤本 村田 武田 上野 杉山
増田 小山 大塚 平野 菅原 久保 松井 岩崎 木下 野口 松尾 菊地 野村 新井 佐野 渡部 杉本 大西 古川
浜田 市川 小松 高野 水野 吉川 山内 西田 菊池 岸田 石破 安倍 高市 小泉 野田 玉木 菅 麻生 茂木 林
大谷 鳩山 枝野 馬場 斎木 岩田 中川 松岡 尾崎 秋山 川口 飯田 本田 大橋 桜井 麻田 吉村 服部 樋口
樋田 早川 須藤 永井 黒田 川上 西川 辻 熊谷 岩本 土屋 川村 荒木 大島 星野 黒木 堀 片山 本間 平田
内藤 高田
"""
_SURNAMES: Final = "|".join(_SURNAMES_WRITTEN.split())
_OFFICES: Final = (
    r"(?:新|前|元|副)?(?:首相|総理|総理大臣|大統領|知事|市長|町長|村長|区長|社長|会長|代表|総裁|委員長|議員"
    r"|議長|教授|大臣|外相|防衛相|長官|幹事長|監督"
    r"|選手|容疑者|被告|氏)"
)
_PERSON: Final = re.compile(rf"(?:{_SURNAMES})(?:{_OFFICES}|(?P<given>[\u3400-\u9fff々]{{1,3}}?){_OFFICES}?)")
_POLITE: Final = re.compile(r"(?![両同各])[\u3400-\u9fff々]{2,5}氏")
_NO_PERSON: Final = re.compile(r"[党省庁委局課務済財厚労官予県市町村区裁検警駅港署駐線型時日月年的性前後間内外中下]")
_SHORT: Final = 3


def is_japanese_name(word: str) -> bool:
    """Whether a run of Han or katakana, which Latin letters may begin, is certainly a name."""
    if word in _PLACES or word in places("ja"):
        return True
    if word[0] == "日" and is_japanese_name(word[1:]):
        return False  # the end of a date: 18日横浜市
    if house := _HOUSES.fullmatch(word):
        return not _ANY_HOUSE.fullmatch(word) and not _ANY_HOUSE.fullmatch(house["own"])
    if _POLITE.fullmatch(word):
        return True
    found = _PERSON.fullmatch(word) if len(word) >= _SHORT else None
    return bool(found and not _NO_PERSON.search(found["given"] or ""))
