"""Who speaks a quotation in German, French, Spanish and Japanese, told from its own sentence only. Pure.

"…", sagte Ada Brandt; « … », a déclaré la maire de Valbrune, Ada Kerdavid; 「…」と森田恵子市長は述べた.
A pronoun, an office without a name, or a surname that the article has no full name for, names nobody.
"""

import re
from collections.abc import Sequence
from typing import Final

from stories.briefing.tongues.introducing import KINDS
from stories.text.sentences import sentence_spans

LONGEST_SURNAME: Final = 3  # signs of a Japanese one

_VERBS: Final = {
    "de": r"(?:sagte|sagt|erklärte?|betonte?|schrieb|schreibt|meinte?|warnte?|kritisierte?|forderte?|mahnte?"
    r"|wiederholte?|versicherte?|klagte?|lobte?|begründete?|ergänzte?|bekräftigte?|beklagte?|berichtete?|erzählte?"
    r"|urteilte?|befand|verlangte?|appellierte?|antwortete?|entgegnete?|konterte?|verteidigte|so)",
    "fr": r"(?:(?:a|avait) (?:également |aussi |ensuite )?(?:déclaré|dit|affirmé|expliqué|écrit|prévenu|réagi|répété"
    r"|assuré|ajouté|indiqué|précisé|lancé|estimé|déploré|salué|averti|martelé|dénoncé|regretté|souligné|confié"
    r"|raconté|reconnu|annoncé|accusé|promis|témoigné|insisté|plaidé|commenté|répondu|rappelé|résumé)"
    r"|déclare|affirme|explique|estime|assure|ajoute|prévient|lance|insiste|raconte|témoigne|réagit|dénonce|regrette"
    r"|souligne|confie|accuse|rappelle|déplore|promet|précise|indique|résume|juge|poursuit|répond|soupire|plaide"
    r"|commente|s['’]inquiète|se réjouit|s['’]indigne|se défend|s['’]agace)",
    "es": r"(?:dijo|dice|afirmó|afirma|declaró|aseguró|asegura|explicó|explica|señaló|señala|escribió|añadió|advirtió"
    r"|relató|contó|denunció|celebró|lamentó|insistió|precisó|indicó|apuntó|reconoció|recordó|subrayó|sostuvo|comentó"
    r"|respondió|prometió|criticó|manifestó|concluyó|reiteró|destacó|exclamó|agregó|admitió|avisó|alertó|confesó"
    r"|resumió|zanjó)",
}
_ARTICLE: Final = {
    "de": r"(?:der|die|das|ein|eine|ihre?|seine?)\s",
    "fr": r"(?:(?:le|la|les|un|une|son|sa)\s|l['’])",
    "es": r"(?:el|la|los|las|un|una|su)\s",
}
_WHEN: Final = {
    "de": r"(?:\s(?:gestern|heute|am "
    r"\w+(?:abend|morgen|mittag|nachmittag)?|später|daraufhin|auch|unterdessen|zudem))?",
    "fr": r"(?:\s(?:hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|jeudi soir|aussitôt|aussi))?",
    "es": r"(?:\s(?:ayer|hoy|este \w+|también|después|además|anoche))?",
}
_PART: Final = r"(?:Dr|Prof|Pr|Mag|Dipl)\.|[A-ZÀ-Þ][\w’'\-]*\w|[A-Z]\."
_LINK: Final = r"(?:von der|van der|van den|von dem|von|van|zu|de la|de los|del|de|Le|La|El|di|da|d['’]|al|bin)"
_NAME: Final = rf"(?P<name>(?:{_PART})(?:\s(?:{_LINK}\s?)?(?:{_PART})){{0,4}})"
# What a small word may not be before a name that stands without a comma: "l'avocat d'Ada Kerdavid".
_ANOTHERS: Final = (
    r"(?:de|du|des|del|d['’]\w*|von|vom|der|des|dem|den|für|gegen|mit|pour|contre|avec|para|contra|con|à|au"
    r"|aux|a|al|y"
    r"|und|et|que|dass)"
)
_TITLE: Final = rf"(?:(?!{_ANOTHERS}\s)[a-zß-ÿ'’\-]+\s){{0,3}}"
_AFTER: Final = {
    code: (
        # with a comma before the name the office may have an 'of': la maire de Valbrune, Ada Kerdavid
        re.compile(
            rf"^,?\s{_VERBS[code]}{_WHEN[code]}\s{_ARTICLE[code]}[^,.;:()\"“”«»„]{{2,70}},\s{_NAME}(?=[,.\s]|$)"
        ),
        re.compile(rf"^,?\s{_VERBS[code]}{_WHEN[code]}\s(?:{_ARTICLE[code]})?{_TITLE}{_NAME}(?=[,.\s]|$)"),
    )
    for code in _VERBS
}
_ASIDE: Final = r"(?:,\s[^,\"“”«»„:]{2,90},|\s\([^()]{1,40}\))?"
_BEFORE: Final = {
    code: re.compile(
        rf"^(?:{_ARTICLE[code]}{_TITLE})?{_NAME}{_ASIDE}\s(?:zeigte sich\s\w+|{_VERBS[code]})"
        r"(?:\s(?!(?:nicht|pas|no)\b)[^\"“”«»„:]{1,60})?\s?:?\s?$"
    )
    for code in _VERBS
}
_HONORIFIC: Final = re.compile(
    r"^(?:(?:M\.|MM\.|Mme|Mlle|Me|Pr|Dr\.?|Prof\.?|Herr|Frau|Sr\.|Sra\.|Srta\.|Don|Doña|Dña\.|D\.)\s)+"
)
# Nouns that end a run of capitals and are nobody's name: "sagte Brandt Medienberichten zufolge", "Brandts Sprecher".
_NO_NAME: Final = re.compile(
    r"(?:Medienberichten|Angaben|Reportern|Journalisten|Anfang|Mitte|Ende|Montag|Dienstag|Mittwoch|Donnerstag|Freitag"
    r"|Samstag|Sonntag|Polizei\w*|Feuerwehr|Sprecher\w*|Sprecherin|Anwalt|Anwältin|Regierung|Ministerium|Behörde\w*"
    r"|Partei|Stadt|Land|Il|Elle|Ils|Él|Ella|On|Selon|Mais|Le|La|Les|El|Los|Las|Der|Die|Das|Er|Sie)"
)
_TRIMMED: Final = re.compile(r"\s(?:Medienberichten|Reportern|Journalisten|Anfang|Mitte|Ende)\b.*$")

# An office that an article's name begins with may be a former one: "der frühere Finanzminister Otto Behrens".
_OFFICE: Final = re.compile(rf"^(?:{KINDS['de']})\s(?=\S+\s)", re.IGNORECASE)

_HAN: Final = r"[\u3400-\u9fff々\u30a1-\u30fc]"
OFFICES_JA: Final = (
    "首相|大統領|知事|市長|町長|村長|区長|社長|会長|副社長|代表|総裁|副総裁|委員長|議員|議長|教授|准教授|大臣"
    "|外相|財務相"
    "|防衛相|農相|法相|環境相|厚労相|文科相|経産相|官房長官|長官|幹事長|政調会長|監督|選手|院長|所長|署長"
    "|局長|部長|課長|理事長|総長"
    "|校長|弁護士|裁判官|検事|記者|研究員|理事|総理|副首相|報道官|大使|事務局長|組合長|支店長|店長|園長|館長"
    "|学長|総監"
)
# The name with what stands right behind it; 'の' ends what goes before: 川原市の森田恵子市長.
_JA_WHO: Final = (
    rf"(?P<name>{_HAN}{{2,6}}?(?:(?:新|前|元)?(?:{OFFICES_JA})|氏|さん))"
    r"(?:（[^（）]{1,12}）)?"
)
_JA_SAID: Final = (
    r"(?:述べ|話し|話す|語|説明し|強調し|訴え|批判し|反論し|主張し|指摘し|明言し|表明し|コメント|答え|求め"
    r"|約束し|評価し"
    r"|謝罪し|釈明し|呼びかけ|振り返|頭を下げ|肩を落と|くぎを刺|警告し|歓迎し|否定し|憤|嘆|喜|明かし|(?:説明"
    r"|謝罪|指摘|強調|批判|反論|主張|明言|釈明)。|との(?:コメント|声明|考え)|との認識)"
)
_JA_BEHIND: Final = re.compile(rf"^と、?(?:[^「」。]*?[のる、た])?{_JA_WHO}[はが](?:[^「」。]*?){_JA_SAID}")
_JA_SPEAKS: Final = re.compile(
    rf"^(?:と、?|など、?と、?)[^「」。は]*?{_JA_SAID}|^{_JA_SAID}|^との(?:コメント|声明|考え)"
)
_JA_SUBJECT: Final = re.compile(rf"(?:^|[^{_HAN[1:-1]}]){_JA_WHO}[はが](?P<rest>[^「」]*)$")
SPEAKING: Final = frozenset({*_VERBS, "ja"})


def speaker_in(language: str, before: str, after: str, names: Sequence[tuple[str, int]]) -> str:
    """Who says what stands between the two; '' where the sentence doesn't tell. language: one of SPEAKING.

    names: the article's, by which a surname alone is whole again.
    """
    before, after = _last(before), _first(after)
    if language == "ja":
        return _japanese(before, after, names)
    for pattern in (*_AFTER[language], _BEFORE[language]):
        found = pattern.search(before) if pattern is _BEFORE[language] else pattern.match(after)
        if found:
            return _whole(found["name"], names)
    return ""


def _last(before: str) -> str:
    """What stands before the quotation in its own sentence."""
    spans = sentence_spans(f"{before}“X")
    return before[spans[-1][0] :] if spans else before


def _first(after: str) -> str:
    spans = sentence_spans(after)
    return after[: spans[0][1]] if spans else after


def _whole(name: str, names: Sequence[tuple[str, int]]) -> str:
    """The name without titles; of a surname the one full name that the article has for it, else ''."""
    bare = _TRIMMED.sub("", _HONORIFIC.sub("", name)).rstrip(".")
    words = bare.split()
    if not words or _NO_NAME.fullmatch(words[-1]) or _NO_NAME.fullmatch(words[0]):
        return ""
    if len(words) > 1:
        return bare
    full = {known for known, _n in names if known.split()[-1:] == words and len(known.split()) > 1}
    return _OFFICE.sub("", full.pop()) if len(full) == 1 else ""


def _japanese(before: str, after: str, names: Sequence[tuple[str, int]]) -> str:
    if found := _JA_BEHIND.match(after):
        return _bare(found["name"], names)
    if not _JA_SPEAKS.match(after):
        return ""
    found = _JA_SUBJECT.search(before)
    return _bare(found["name"], names) if found and not re.search(r"[がは](?:、|$)", found["rest"]) else ""


def _bare(name: str, names: Sequence[tuple[str, int]]) -> str:
    """Without 'さん' and, behind a whole name, '氏'; '' for a surname that the article has no longer name for."""
    plain = re.sub(r"(?:さん|氏)$", "", name)
    if plain == name or len(plain) > LONGEST_SURNAME:
        return plain
    known = any(other.startswith(plain) and len(other) > len(name) for other, _n in names)
    return name if known and name.endswith("氏") else ""
