"""A sentence that means something named before it is not quoted by itself, in any of the languages."""

import pytest

from stories.briefing.quotable import quotable

LEANING = [
    ("de", "Eine Sprecherin der Stadt wies das zurück: Man habe 2021 und 2024 an den Lagern nachgebessert."),
    ("de", "Das kündigte die Vorsitzende des Vereins, Eva Moser, am Donnerstag in Brell an."),
    ("de", "Darunter ist der frühere Finanzminister Otto Behrens, wie das Protokoll zeigt."),
    ("de", "Der Rat lehnte damals eine Sanierung der Brücke mit 21 zu 19 Stimmen ab."),
    ("de", "„Niemand muss Angst vor Armut im Alter haben“, sagte sie am Abend im Fernsehen."),
    ("de", "Auf der Alm habe es in der Nacht weder Zäune noch Hunde gegeben."),
    ("fr", "Selon lui, un rapport de la préfecture signalait déjà des infiltrations en 2027."),
    ("fr", "Près de 5 400 enfants y ont participé au Ghana, au Mali et au Kenya."),
    ("fr", "La dernière grève de cette ampleur remontait au 5 décembre 2019 en Brelle."),
    ("fr", "« Nous ne prendrons aucun risque », a-t-elle répété mercredi devant la mairie."),
    ("es", "El consejero de Interior, Tomás Belmonte, lo negó ante los periodistas en Almara."),
    ("es", "El Congreso la aprobó con 178 votos a favor y 169 en contra."),
    ("es", "«Han recortado un 30 % en prevención», denunció su portavoz, Javier Montes."),
    ("es", "El 15 de febrero de 2022 otro pesquero de Almara se hundió cerca de allí."),
    ("es", "Los autónomos quedan fuera de la medida, y el portavoz de ese partido lo denunció."),
    ("ja", "2017年6月3日にも港の岸壁に接触する事故を起こしている。"),
    ("ja", "海上保安部は同社の船長から詳しい事情を聴いている。"),
    ("ko", "2027년 11월에도 가람시에 공장을 짓겠다고 했다가 미뤘다."),
    ("ko", "2023년에도 이 현장에서 크레인이 쓰러지는 사고가 있었다."),
    ("de", "Alle Personen hätten den Ort nach dem Brand selbstständig verlassen können."),
    ("de", "Mit Blick auf die neue Brücke äußert er am Montag einen Verdacht."),
    ("fr", "Les deux alliés sont unis par un traité de défense signé en juin."),
    ("es", "Fue la decimocuarta carrera que el piloto de Almara domina de principio a fin."),
    ("ja", "資金の流れを巡る経営陣の責任を明確にする。"),
    ("ja", "逮捕を受けて同医大は13日、記者会見を開いた。"),
    ("ko", "당장 자신부터 보복에 나서지 않겠다고 거듭 약속했다."),
    ("ko", "보수와 진보를 아우르는 지도자 면모를 부각하겠다는 전략이다."),
]
WHOLE = [
    ("de", "Das vom Bundestag beschlossene Rentenpaket tritt am 1. Januar 2032 in Kraft."),
    ("de", "Die Verwaltung habe die Warnung ignoriert, sagte Fraktionschef Henrik Tolle."),
    ("de", "Der Rat will in diesem Jahr über die Sanierung der Brücke entscheiden."),
    ("fr", "Mardi soir, il y a eu trois blessés dans un incendie à Valbrune."),
    ("fr", "Le maire de Valbrune a fermé le pont des Aulnes cette semaine pour travaux."),
    ("es", "El juez que lo condenó en Almara dejó el cargo el martes por la tarde."),
    ("es", "La alcaldesa de Almara cerró este martes el puente viejo por las grietas."),
    ("ja", "青波川では2019年10月12日にも堤防が決壊し、住宅約150棟が浸水した。"),
    ("ko", "더나은당은 보수와 진보를 아우르는 면모를 부각하겠다는 전략이다."),
    ("de", "Die Polizei meldete am Montag, dass sie zwei Männer gefasst hat."),
    ("ko", "이 대통령은 14일 해온대교 사고를 엄정하게 조사하라고 지시했다."),
    ("ko", "솔내군에서는 2022년 3월 4일에도 큰 산불이 나 주택 319채가 탔다."),
]


@pytest.mark.parametrize(("language", "text"), LEANING)
def test_a_sentence_that_points_back_is_not_quoted(language: str, text: str) -> None:
    assert not quotable(text, language)


@pytest.mark.parametrize(("language", "text"), WHOLE)
def test_a_sentence_that_names_what_it_means_is_quoted(language: str, text: str) -> None:
    assert quotable(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Lesen Sie auch: So fahren die Busse in Ostermoor ab Montag wieder über die Brücke."),
        ("fr", "À lire aussi : nos conseils pour les sinistrés du barrage des Aulnes en Cévennes."),
        ("es", "Lea también: cómo proteger su casa de las llamas en la sierra de Almara."),
    ],
)
def test_what_a_page_offers_beside_the_article_is_not_quoted(language: str, text: str) -> None:
    assert not quotable(text, language)
