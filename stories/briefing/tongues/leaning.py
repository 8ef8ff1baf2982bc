"""Sentences that lean on one before them, or report somebody who isn't named, in other languages than English. Pure.

Words that open such a sentence are listed in `quotable_words`; here is what stands further in: "El consejero lo negó",
"Man habe die Warnung ignoriert", "이 현장에서". Quotation marks are plain, and what stands in them is left out.
"""

import re
from typing import Final

_CLAUSE: Final = r"^[^,;:]*"  # before anything else was named that it could mean
# Behind a quotation a verb with a pronoun, a possessive or nobody: who speaks was named before.
_DE_SAID: Final = (
    r"(?:so|sagt\w*|erklärt\w*|betont\w*|meint\w*|warnt\w*|schrieb|forderte\w*|kritisierte\w*|mahnte\w*|"
    r"ergänzte\w*|wiederholte\w*|versicherte\w*)"
)
_FR_SAID: Final = (
    r"(?:a|avait|ont) (?:\w+ )?"
    r"(?:déclaré|dit|affirmé|expliqué|prévenu|réagi|répété|assuré|ajouté|indiqué|précisé|lancé)"
)
_ES_SAID: Final = (
    r"(?:dijo|afirmó|declaró|aseguró|explicó|señaló|añadió|advirtió|relató|contó|denunció|celebró|lamentó|insistió"
    r"|precisó|indicó|apuntó|reconoció|recordó|subrayó|sostuvo|comentó|prometió)"
)
_FR_TIME: Final = (
    r"(?:matin|soir|jour|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|week-end|mois|semaine|année|été|automne"
    r"|hiver|printemps|nuit|après-midi|fois|qui|que|qu|dont|n)\b"
)
_ES_TIME: Final = (
    r"(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|semana|año|mes|mañana|tarde|noche|verano|invierno|otoño"
    r"|primavera|fin|día|madrugada)\b"
)
_DE_TIME: Final = (
    r"(?:Jahr\w*|Woche\w*|Monat\w*|Tag\w*|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag"
    r"|Sommer\w*|Herbst"
    r"|Winter\w*|Frühjahr\w*|Frühling\w*|Wochenende\w*|Morgen|Abend|Nacht)\b"
)
_PATTERNS: Final = {
    "de": (
        r"^Das (?:ist|war|sei|wäre|wird|werde|hat|hatte|habe|teilte|teilt|sagte|geht|ging|gab|gibt|zeigt|zeigte"
        r"|bedeutet|ergab|meldete|berichtete|bestätigte|will|soll|kann|könnte|muss|müsse|dürfte|liegt|sind"
        r"|waren|reicht"
        r"|gelte|steht|kam|betrifft|heißt|hieß|sieht|sah|\w+te (?:der|die|das|ein|eine|er|sie))\b",
        r"\b(?:wies|wiesen|bestreitet|bestreiten|bestritt|bestätigte|nannten?|nennt|lehnten?|begrüßten?|kritisierten?"
        r"|dementierte|hält|hielt|verneinte|sieht|sah)(?: [A-ZÄÖÜ][\w-]+){0,3} (?:das|dies)"
        r"(?= (?:zurück|ab|ebenfalls|nicht|auch|anders|scharf|am|als|für|\")|[.,:]|\s?\")",
        rf"{_CLAUSE}\b(?:damals|dort|dazu|darüber|daraufhin)\b",
        rf"{_CLAUSE}(?<!^)\b[dD]iese[rsnm]? (?!{_DE_TIME})",
        rf"\"\"?,? {_DE_SAID} (?:er|sie|seine|ihre|sein|ihr)\b",
        r"^(?:Seinen|Ihren|Eigenen|Deren|Dessen|Weitere"
        r"|Später|Nun|Nur|Erstens,|Zweitens,|Drittens,|Erfahren Sie|Die beiden|Das,) |heißt es\W*$",
        rf"{_CLAUSE}\b(?:nämlich|hingegen|er|ihn|ihm)\b",
        rf"{_CLAUSE}(?<!^)\bsie\b",
        r"^(?:Die|Der) [a-zäöüß]+te"
        r" (?:am|in|im|an|auf|mit|sich|ihn|sie|es|den|dem|das|die|der|vor|nach|bei|zu)\b|^Das galt\b",
        r"^\d{1,2}\. ",
    ),
    "fr": (
        r"(?<!il )(?<!il n['’])(?<!il n['’])\by (?:ont|a|avait|avaient|est|sont|sera|seront) (?:été |\w+é\b)",
        r"(?:\bl['’]a(?:vait)?|\ble) (?:confirm|annonc|démen|indiqu|reconn|assur|affirm|ni)\w+",
        rf"{_CLAUSE}\b(?:ce|cet|cette|ces) (?!{_FR_TIME})",
        r"\ba(?:vait)?-t-(?:il|elle)\b|\b(?:dit|affirme|explique|ajoute|estime|assure|poursuit"
        r"|précise)-t?-?(?:il|elle)\b",
        rf"\"\"?, {_FR_SAID} (?:son|sa|ses) ",
        r"^(?:Selon|D['’]après|Pour) (?:lui|elle|eux|elles)\b",
        rf"{_CLAUSE}(?<!qu['’])(?<!-)\b(?:elle|ils|elles)\b|^Les deux\b|\b(?:la|le|les) mêmes?"
        rf" (?:source|jour|homme|femme)\b",
        rf"{_CLAUSE}\b(?:là-bas|à l['’]époque|celui-ci|celle-ci|ceux-ci)\b",
    ),
    "es": (
        r"(?<!que )(?<!quien )(?<!\w)(?:[Ll]o|[Ll]a|[Ll]os|[Ll]as) [a-zñáéíóú]+(?:ó|aron|ieron|dijo|hizo)\b",
        r"^Así (?:lo|se)\b",
        rf"{_CLAUSE}\b(?:este|esta|estos|estas|ese|esa|esos|esas) (?!{_ES_TIME})",
        r"\b(?:allí|ahí)\b",
        rf"{_CLAUSE}\bentonces\b",
        rf"\"\"?, {_ES_SAID} (?:su|sus) ",
        rf"\"\"?, {_ES_SAID}(?:\.$| (?:en|durante|ante|tras|este|esta|ayer|antes|después) (?![A-ZÁ-Ú]\w+ [A-ZÁ-Ú]))",
        r"^Según (?:él|ella|ellos|ellas)\b|^(?:Algo que|Los dos|Las dos|Tampoco|Porque|Quizás?|Ya que|Por"
        r" ahora|Ahora) ",
        rf"{_CLAUSE}\baquel(?:la|los|las)?\b",
        r"^(?:No )?(?:Fue|Era|Eran|Es|Son|Fueron|Se trata|Se trataba|Está|Están|Estaba|Había sido) ",
    ),
    "ja": (
        r"^[^、]*(?:同社|同氏|同党|同市|同県|同町|同村|同省|同庁|同署|同校|同法|同紙|両社|両氏|このため|これら)",
        r"^[^、]*(?:^|[はがをにでも])(?:この|その|これ|それ|ここ|そこ|こうした|そうした)",
        r"^(?:当時|同日|翌日|前日|このほか|\d+人(?:によると|は)|両)|^[^はがも]*$",
        r"^[^、]*同(?!日付|時|意|盟|様|行|僚|居|士|感|情|月|年)[\u3400-\u9fff]",
        # 'also on that day' of what was named before: no topic of its own.
        r"^(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?にも(?!.*(?:は、|では|が))",
    ),
    "ko": (
        r"^(?:당시|해당|같은|두 사람|이후|이어) |(?:때문이다|[어아에]서다)\.$",
        r"^(?!(?:\S+ ){0,4}\S*(?<![르하되있없리치기키])(?:은|는|이|가) "
        r").*(?:전략|계획|구상|계산|설명|판단|취지|것)이다\.$",
        # without a topic the sentence is of whom the one before named
        r"^(?!.*[가-힣](?:은|는|이|가|께서|도|만)(?:\s|[\"”,.]))",
        r"^(?:[^,]* )?(?:이|그|해당) (?!대통령|총리|시장|의원|대표|후보|장관|지사|회장|사장|의장|씨|전"
        r" |위원|총재|교수)"
        r"[가-힣]+?(?:은|는|이|가|에서|에|의|을|를|도|과|와)(?:\s|[.,])",
        r"^(?:[^,]* )?(?:이를|이에|그는|그가|그의|이들은|이들이) ",
        r"^(?:\d{4}년 ?)?(?:\d{1,2}월 ?)?(?:\d{1,2}일)?에도 (?!.*[가-힣](?:은|는|에서는) )",
    ),
}
_QUOTED: Final = re.compile(r"\"[^\"]*\"|「[^」]*」|『[^』]*』")
_LEANS: Final = {code: re.compile("|".join(patterns)) for code, patterns in _PATTERNS.items()}
# German tells what another says in a mood of its own; without a word for saying nobody is named who says it.
_REPORTED: Final = re.compile(
    r"\b(?:habe|hätten|sei|seien|werde|würden|müsse|könne|solle|wolle|dürfe|gebe|handle|handele|stehe|bleibe"
    r"|komme|gehe|liege|wisse)\b"
)
_SAYING: Final = re.compile(
    r"\b(?:sag\w*|erklär\w*|beton\w*|mein\w*|warn\w*|schr[ie]+b\w*|forder\w*|kritisier\w*|mahn\w*|ergänz\w*"
    r"|versicher\w*"
    r"|laut|zufolge|nach"
    r" Angaben|Angaben|so|hieß|heißt|teilt\w*|mitgeteilt|berichte\w*|Bericht\w*|kündig\w*|behaupt\w*"
    r"|bestreite\w*|bestritt\w*|vorgeworfen|warf\w*|Vorw[uü]rf\w*|dass|ob|als|wenn|wie|hoff\w*|glaub\w*|fürcht\w*"
    r"|befürcht\w*|sprach\w*|spricht|droh\w*|argumentier\w*|begründe\w*|räumt\w*|gab\w*|gibt|entschied\w*|urteil\w*"
    r"|zeigt\w*|weist|wies\w*|stellt\w*|nannte\w*|Ansicht|Auffassung|Meinung|Aussage\w*|vermut\w*|geht davon)\b",
    re.IGNORECASE,
)


def leans_back(text: str, language: str) -> bool:
    """Whether something in the sentence means what an earlier one named. text: with plain marks."""
    pattern = _LEANS.get(language)
    own = _QUOTED.sub('""', text)
    return bool(pattern and pattern.search(own)) or (language == "de" and _of_nobody(own))


def _of_nobody(own: str) -> bool:
    """'Die Verwaltung habe die Warnung ignoriert.': reported, and by whom isn't told."""
    return bool(_REPORTED.search(own)) and not _SAYING.search(own)
