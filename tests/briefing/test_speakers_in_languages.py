"""Who says a quotation, in German, French, Spanish, Japanese and Korean: from its own sentence, or nobody."""

import pytest

from stories.briefing.quotes import spoken_in
from tests.briefing.make import source

NAMES = (("Bürgermeisterin Ada Brandt", 2), ("Luc Kerdavid", 2), ("Tomás Belmonte", 3), ("高瀬早苗前経済相", 1))
SAID = [
    (
        "de",
        "„Die Sicherheit der Menschen geht vor“, sagte Brandt am Mittwoch im Rathaus.",
        "Ada Brandt",
    ),
    ("de", "„Die Jungen zahlen am Ende die Zeche“, kritisierte Präsident Dr. Rolf Ost.", "Präsident Dr. Rolf Ost"),
    ("de", "„Es gab in der Nacht einen Knall“, sagte der Anwohner Bernd Huth dem Tageblatt.", "Anwohner Bernd Huth"),
    ("de", "»Herdenschutz wirkt in den Bergen nicht«, so Eva Moser.", "Eva Moser"),
    ("de", "Landrätin Mia Ost zeigte sich enttäuscht: „Die Bauern haben kein Verständnis.“", "Landrätin Mia Ost"),
    ("de", "„Niemand muss Angst vor Armut haben“, sagte sie am Abend im Fernsehen.", ""),
    ("de", "Mia Ost kam. „Niemand muss Angst vor Armut haben“, sagte sie.", ""),
    ("de", "„Wir haben viel zu lange gewartet“, sagte ein Sprecher der Polizei Ostermoor.", ""),
    ("de", "„Wir haben viel zu lange gewartet“, sagte der Anwalt von Ada Brandt.", ""),
    ("fr", "« Nous ne prendrons aucun risque », a déclaré la maire de Brell, Ada Morel, mardi.", "Ada Morel"),
    ("fr", "« Nous ne prendrons aucun risque », a prévenu M. Kerdavid.", "Luc Kerdavid"),
    ("fr", "« On nous a menti pendant dix ans », lance Bernard Le Goff, 71 ans.", "Bernard Le Goff"),
    ("fr", "Michel Oriol se défend : « Aucun gardien n'aurait empêché ce vol. »", "Michel Oriol"),
    ("fr", "« Nous ne prendrons aucun risque », a-t-elle répété mercredi.", ""),
    ("fr", "« Nous ne prendrons aucun risque », a affirmé le préfet.", ""),
    ("fr", "« Nous ne prendrons aucun risque », a dit l'avocat d'Ada Morel.", ""),
    ("es", "«El fuego está fuera de control», advirtió la alcaldesa de Almara, Ada Ruiz.", "Ada Ruiz"),
    ("es", '"No vamos a escatimar más medios", dijo Belmonte en rueda de prensa.', "Tomás Belmonte"),
    ("es", "«Las olas medían ya nueve metros», contó el patrón, Ramón Iglesias.", "Ramón Iglesias"),
    ("es", "«Hemos actuado todos en conciencia», afirmó.", ""),
    ("es", "«Hemos actuado todos en conciencia», dijo el abogado de Ada Ruiz.", ""),
    ("ja", "川原市の森田恵子市長は9日朝の記者会見で「一人も取り残すことはしない」と述べた。", "森田恵子市長"),
    ("ja", "「水があっという間に膝まで来た」と、近くに住む会社員の田中一郎さん（45）は話した。", "田中一郎"),
    ("ja", "高瀬氏は記者会見で「党を一つにして、信頼を取り戻す」と述べた。", "高瀬氏"),
    ("ja", "大野氏は記者会見で「党を一つにして、信頼を取り戻す」と述べた。", ""),
    ("ja", "市は「水道の復旧には一週間ほどかかる」と説明した。", ""),
    ("ja", "森田恵子市長は、消防が「水道の復旧には一週間かかる」と説明したと話した。", ""),
    ("ko", "조영호 한빛건설 대표는 “유가족께 깊이 사죄드린다”며 고개를 숙였다.", "조영호 한빛건설 대표"),
    ("ko", "상인 오말순(63) 씨는 “손님이 늘 것 같아 반갑다”고 했다.", "상인 오말순"),
    ("de", "„Das ist ein Kampf für uns alle“, sagte Bernd Ost der Brell Post.", "Bernd Ost"),
    ("ja", "清水治理事長が「厳粛に受け止め、深くおわびします」と謝罪。", "清水治理事長"),
    ("ko", "김 전 총리도 전날 “당과 당원의 의견을 늘 존중해 왔다”고 했다.", "김 전 총리"),
    ("ko", "한 친청계 최고위원은 “중재안이 아니라 우리 안”이라고 말했다.", ""),
    ("ko", "문정복 최고위원도 “목적을 정해 놓고 일을 하고 있다”고 했다.", "문정복 최고위원"),
]


@pytest.mark.parametrize(("language", "text", "name"), SAID)
def test_the_speaker_is_named_by_the_quotations_own_sentence(language: str, text: str, name: str) -> None:
    assert [each.speaker for each in spoken_in(source(1, text, language=language, names=NAMES))] == [name]
