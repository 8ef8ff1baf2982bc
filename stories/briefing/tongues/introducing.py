"""Who somebody is, in the words beside the name, in Korean, Japanese, Spanish, German and French. Pure.

Only offices and trades that are listed count.
"""

import re
from typing import Final

from stories.briefing.tongues.korean import OFFICES
from stories.briefing.tongues.people import introduced_in_japanese

_KOREAN_WORD: Final = r"[가-힣A-Za-z0-9]*[가-힣A-Za-z0-9](?<![은는을를에서며면])"
# '해온시장' of '백도연 해온시장은': a bare '시장' says too little, an office that a country has once does not.
_ONE_OF_A_COUNTRY: Final = "(?:대통령|총리|국회의장|대법원장|교황|국왕)"
_KOREAN_BEHIND: Final = re.compile(
    rf"(?:\(\d+\))? (?P<said>{_KOREAN_WORD} (?:{OFFICES})|[가-힣]{{2,}}(?<!하는)(?:{OFFICES})|{_ONE_OF_A_COUNTRY})"
    r"(?=[은는이가을를의도과와,.\s]|$)"
)
# '입주자 대표' of '입주자 대표 서가람 씨는'.
_KOREAN_BEFORE: Final = re.compile(rf"(?:^|\s|[\"“‘'])(?P<said>{_KOREAN_WORD} (?:{OFFICES})) $")
# Words of the list that mean something else as often.
_NO_OFFICE: Final = re.compile(r"(?:씨|양|군|검사|기자|주장|감독|단장|대사)$")
# A person has three syllables, mostly, of which the first is one of these.
_PERSON: Final = re.compile(
    r"[김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진나지엄채원천방공현함변염여추도소석선설마길연위표"
    r"명기반라왕금옥육인맹제모온][가-힣]{2}"
)

_ARTICLES: Final = {
    "es": r"(?:el|la|un|una|su)",
    "de": r"(?:der|die|ein|eine|einer der|eine der)",
    "fr": r"(?:le|la|un|une|l['’]|son|sa)",
}
KINDS: Final = {
    "es": r"(?:ex)?(?:alcald\w+|director\w*|president\w+|ministr\w+|portavo\w+|jef[ea]|secretari\w+|"
    r"dueñ\w+|propietari\w+|profesor\w*"
    r"|abogad\w+|líder|consejer\w+|juez\w*|fundador\w*|expert\w+|gobernador\w*|senador\w*|diputad\w+|candidat\w+|fiscal"
    r"|capitan\w*|entrenador\w*|escritor\w*|médic\w+|ingenier\w+|empresari\w+|periodista|economista|hij[oa]|espos[oa]"
    r"|empresa|compañía|ciudad|localidad|pueblo|partido|sindicato|río|puerto|barrio|isla|región)",
    "de": r"(?:ehemalige[rn]? |frühere[rn]? |neue[rn]? |langjährige[rn]? )?(?:\w*(?:bürgermeister|"
    r"minister|präsident|sprecher|leiter|chef"
    r"|direktor|vorsitzende|richter|anwält|anwalt|inhaber|gründer|trainer|professor|forscher|landr[aä]t|kanzler|senator"
    r"|kandidat|kommissar|verwalter|autor|schriftsteller|arzt|ärzt|bauer|landwirt|unternehmer|abgeordnete|"
    r"gouverneur)\w*"
    r"|Firma|Partei|Stadt|Gemeinde|Insel|Tochter|Sohn|Frau|Mann|Gewerkschaft)",
    "fr": r"(?:ancien(?:ne)? |nouveau |nouvelle )?(?:maire|direct(?:eur|rice)|présidente?|ministre|"
    r"porte-parole|chef\w*|patronne?|juge|avocate?"
    r"|professeur\w*|fondat(?:eur|rice)|propriétaire|secrétaire|gouverneure?|sénat(?:eur|rice)|députée?|"
    r"candidate?|procureure?"
    r"|entraîneur\w*|écrivaine?|médecin|ingénieure?|préf[eè]te?|conservat(?:eur|rice)|fils|fille|épouse|mari|entreprise|société|"
    r"ville|village|parti"
    r"|syndicat|île|région|gérante?|architecte|syndicaliste|association)",
}
_OF: Final = {"es": r"de|del|en", "de": r"der|des|von|vom|für|aus|in", "fr": r"de|du|des|d['’]|à|en"}
_BEHIND: Final = {
    code: re.compile(
        rf", (?P<said>(?:{_ARTICLES[code]} ?)?(?:{KINDS[code]})\b[^,;:()–—.]*?\b(?:{_OF[code]})\s?[^,;:()–—]{{2,80}}?)"
        r"(?=[,;)–—]|\.(?:\s|$))",
        re.IGNORECASE,
    )
    for code in KINDS
}
_SAID_BEFORE: Final = {
    "es": r"(?:dijo|afirmó|declaró|aseguró|explicó|señaló|advirtió|denunció|celebró|lamentó|precisó|confirmó|anunció) ",
    "de": r"(?:sagte|erklärte|betonte|warnte|kritisierte|forderte|mahnte) ",
    "fr": r"(?:a (?:déclaré|dit|affirmé|expliqué|prévenu|réagi|assuré|ajouté|indiqué|précisé|reconnu|annoncé)|"
    r"estime|affirme|explique|assure|insiste|lance) ",
}
# 'La alcaldesa de Almara' of 'La alcaldesa de Almara, Ada Quiroga, dijo', also behind 'dijo' and at the end.
_IN_FRONT: Final = {
    code: re.compile(
        rf"(?:^|[.:»”\"] |{_SAID_BEFORE[code]})"
        rf"(?P<said>{_ARTICLES[code]} ?(?:{KINDS[code]}) (?:{_OF[code]})\s?[^,;:()–—]{{2,60}}), $",
        re.IGNORECASE,
    )
    for code in KINDS
}
_SAYING: Final = re.compile(
    r"\b(?:dijo|dice|afirm\w+|asegur\w+|declar\w+|que|quien|sagte?|erklärte?|hat|hatte|ist|war|wird|dit|"
    r"déclaré|affirm\w+|qui|est|était"
    r"|avait|ha|había|fue|es)\b"
)
_OF_ANOTHER: Final = re.compile(
    r"\b(?:de|del|con|contra|para|von|mit|gegen|für|des|der|du|avec|contre|pour|y|und|et)\s(?:la |el |le |"
    r"les |los |den |dem )?$",
    re.IGNORECASE,
)
INTRODUCED: Final = frozenset({"ko", "ja", *KINDS})


def introduction(language: str, name: str, before: str, rest: str) -> str:
    """What the words before and behind a name say that it is; '' where they don't, or may say it of another."""
    if language == "ko":
        if not _PERSON.fullmatch(name):
            return ""
        found = _KOREAN_BEHIND.match(rest) or _KOREAN_BEFORE.search(before)
        return found["said"] if found and not _NO_OFFICE.search(found["said"]) else ""
    if language == "ja":
        return introduced_in_japanese(name, before, rest)
    if (in_front := _IN_FRONT[language].search(before)) and rest[:1] in (",", "."):
        return in_front["said"]
    if _OF_ANOTHER.search(before) or re.search(r"^\W*\w+\s[^,]*,\s*$", before):
        return ""
    found = _BEHIND[language].match(rest)
    return found["said"] if found and not _SAYING.search(found["said"]) else ""
