"""Asking in French: tables. Plain values."""

from typing import Final

from stories.briefing.question_kind import Kind
from stories.briefing.tongues import latin
from stories.briefing.tongues.spaced import bare, described, likeness, splitter, stemmer
from stories.briefing.tongues.tongue import Tongue, groups, listed, pattern

_PAID: Final = "cout|gagn|pay|pai|vaut|vaudra|depens|invest|verse|touche|argent|rapport|offre|reclame"
_SUM: Final = "montant|prix|cout|budget|salaire|amende|caution|loyer|prime|subvention|recompense|tarif"
_KINDS: Final = (
    (Kind.AGE, r"\bquel(?: est l['’])? ?age\b|\bquel est son age\b"),
    (Kind.SAID, r"\bqu(?:e |['’])(?:a |ont )?-?(?:t-)?(?:il |elle )?(?:dit|declar|repond|expliqu|affirm|"
                r"pens|promet|promis|"
                r"reclam|demand|critiqu|annonc)|\bqu['’]a (?:dit|declar)|\bque (?:dit|declare|pense|repond|demande)"
                r"|\bcomment .+ a(?:-t-il|-t-elle)? (?:reagi|qualifi)"),
    (Kind.LONG, r"\bcombien de (?:temps|jours|mois|semaines|heures|minutes|ans|annees)\b|\bjusqu['’]a quand\b"
                r"|\bcombien .*\bdur"),
    (Kind.MONEY, rf"\bcombien\b(?! de (?!argent|dollars|euros)).*(?:{_PAID})|\bquel(?:le)?s? (?:est|etait|sera|sont)"
                 rf" (?:le |la |l['’])?(?:\w+ )?(?:{_SUM})\b|\ba combien\b|\bquel(?:le)? (?:{_SUM})\b"),
    (Kind.MANY, r"\bcombien d['’e ]|\bquel (?:est le )?nombre\b|\bcombien sont"),
    (Kind.MUCH, r"\bcombien\b|\bquel(?:le)? (?:part|pourcentage|proportion)\b"),
    (Kind.MEASURE, r"\bquelle (?:est la )?(?:taille|hauteur|longueur|superficie|distance|vitesse|profondeur)\b"),
    (Kind.WHEN, r"\bquand\b|\bquel(?:le)? (?:jour|date|annee|mois|heure)\b|\bquelle est la date\b|\ba "
                r"quelle (?:date|heure)\b"),
    (Kind.WHERE, r"\bou\b|\b(?:dans )?quel(?:le)? (?:ville|pays|village|hopital|region|quartier|endroit|lieu)\b"),
    (Kind.WHY, r"\bpourquoi\b|\bquelle (?:est|etait) la (?:cause|raison)|\bqu['’]est-ce qui a (?:caus|provoqu)"
               r"|\bpour quelle raison"),
    (Kind.WHO, r"\bqui\b|\bcomment s['’]appel|\bquel(?:le)? (?:ministre|entreprise|societe|parti|juge|"
               r"association|est le nom)"),
    (Kind.HOW, r"\bcomment\b"),
    (Kind.WHICH, r"\bquel(?:le)?s?\b|\bqu['’e]"),
)  # fmt: skip
TABLES: Final = latin.Tables(
    numbers="deux|trois|quatre|cinq|six|sept|huit|neuf|dix|dix-sept|dix-huit|dix-neuf|onze|douze|treize|"
    "quatorze|quinze|seize"
    "|vingt|vingt-\\w+|trente|quarante|cinquante|soixante|soixante-dix|quatre-vingts?|cent|cents|mille|"
    "milliers|centaines?"
    "|dizaines?|vingtaine|trentaine|douzaine|moitié|tiers|quart|aucune?",
    scales="millions?|milliards?|mille|milliers",
    months="janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    weekdays="lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
    to_come="hier|aujourd['’]hui|demain|avant-hier|(?:semaine|mois|année|an|été|hiver) (?:derni(?:er|ère)|prochaine?)"
    "|il y a (?:\\w+ )(?:jours|semaines|mois|ans)|(?:printemps|automne)",
    money="euros?|dollars?|francs?|livres sterling|centimes|€",
    free="gratuit(?:e|s|es|ement)?",
    times="ans?|années?|mois|semaines?|jours?|heures?|minutes?",
    measures="kilomètres?|km|mètres?|centimètres?|hectares?|tonnes?|kilos?|litres?|degrés|étages",
    until="jusqu['’]au|jusqu['’]à|jusqu['’]en",
    age="\\b\\d{1,3} ans",
    reasons="\\b(?:parce qu|car|en raison|à cause|à la suite|pour (?!le |la |les |un |une |cent)\\w+(?:r|"
    "re)\\b|afin d|grâce à|faute d"
    "|puisqu|provoqu\\w+|caus\\w+|dû|due|suite à|raison|motif|après (?:qu|avoir)|au motif)",
    some_reasons="\\b(?:après|pour|par|face à|devant)\\b",
    ways="\\b(?:avec|par|grâce à|au moyen|en \\w+ant)\\b",
    joins="de|du|des|la|le|les|d|et|en",
    somewhere="à|au|en|dans|près de|vers|depuis|entre|de",
    nowhere="dans (?:le|la|les|un|une)|à la|au|aux|sur (?:le|la|les)|près (?:de la|du|d)",
    no_name="Le|La|Les|L|Un|Une|En|Dans|Son|Sa|Ses|Selon|Après|Il|Elle|Quelque|Ce|Cette|Nous|Des",
)
_STEM: Final = stemmer("french")
_ALIKE: Final = groups(
    """
    circuler circule circulera relier relie reliera desservir rouler
    payer paie paient verser verse versera versé
    peur craindre craint craignent redouter crainte
    rapporter rapporté réunir réuni récolter récolté collecter
    rénover rénové rénovées remis remises neuf restaurer
    mourir mort morts mortes décès décédé tué tués victimes tuer
    blessé blessés blesser blessures
    coûter coûte coûté coûtent coûtera coût prix
    rouvrir rouvre rouvrira rouvert réouverture ouvrir ouvre ouvrira ouverture inaugurer inauguré inauguration
    fermer fermé ferme fermeture
    commencer commence débuter débute début démarrer
    finir fini terminer termine fin achever
    reprendre reprennent reprendront reprise
    travailler travaillent emploie employer employés salariés personnel embaucher
    diriger dirige directeur directrice chef patron patronne présider président présidente pdg
    travaux rénovation chantier
    présent présente assister assistera assistera venir
    gagner gagne salaire toucher
    grève débrayage
    augmenter augmenté hausse augmentation
    baisser baissé baisse chute recul
    construire construit bâtir construction édifier
    acheter acheté achat acquérir
    vendre vendu vente
    arrêter arrêté interpellé interpeller arrestation
    voler volé vol dérobé
    trouver trouvé découvrir découvert retrouvé
    élire élu élue nommer nommé nommée nomination
    propriétaire possède appartient
    habitants population personnes riverains
    enfants élèves écoliers
    voiture voitures véhicule véhicules
    déchet déchets ordures poubelles
    incendie feu flammes
    cause causé provoqué provoquer origine
    gens personnes spectateurs public visiteurs
    durer duré dure
    réparer réparation réparations
    """,
    _STEM,
)
TONGUE: Final = Tongue(
    code="fr",
    kinds=tuple((kind, pattern(text)) for kind, text in _KINDS),
    words=splitter(_STEM),
    likeness=likeness(_ALIKE),
    answers=latin.answers(TABLES),
    vague=latin.vague(TABLES),
    speech=pattern(
        r"\b(?:dit|déclaré|déclare|affirm\w+|expliqu\w+|répond\w+|assur\w+|promis|critiqu\w+|annonc\w+|"
        r"demand\w+|réclam\w+|selon"
        r"|estim\w+|ajout\w+|indiqu\w+|regrett\w+|dénonc\w+|précis\w+|juge)\b|[«“\"]"
    ),
    number=latin.number(TABLES),
    no_count=latin.no_count(TABLES),
    other_time=(
        pattern(r"\b(?:année|semaine|édition) dernière|\b(?:an|mois) dernier|\bprécédente?\b"),
        pattern(r"\bprochaine?s?\b|\bsuivante?s?\b"),
    ),
    events=frozenset(map(_STEM, listed("accident incident attaque drame explosion événement attentat"))),
    causes=pattern(r"\b(?:causes?|raisons?|origine|motif|provoqué\w*|dû|due)\b"),
    light=lambda word: bare(word).startswith(("elev", "commenc", "produit", "deroul")),
    described=described(
        r"le|la|les|son|sa|un|une|du|au",
        r"(?:selon|dit|déclaré|affirmé|expliqué|par|pour|avec|de|après)",
        r"(?:le|la|un|une|ancien\w*|\d+ ans|directeur|directrice|présidente?|maire|est|qui) |(?:l['’]|d['’])\w",
    ),
    cased=True,
    counted=pattern(r"\bcombien d(?:e |['’])(?P<unit>\w+)"),
    asks=frozenset(
        map(
            _STEM,
            listed(
                "dure durer durera duré reste rester annonce demande réclame promet il elle on y élèvent "
                "élève élevé avait ait été aura combien quand pourquoi où qui que quoi comment quel quelle "
                "quels quelles âge temps argent nombre jour date année mois "
                "appelle appelait nom dit déclaré répondu est-ce a-t-il a-t-elle y-a-t-il t-il t-elle font "
                "fait faire montant passé "
                "eu compte sont était lieu"
            ),
        )
    ).__contains__,
    who_is=pattern(r"\W*qui (?:est|était) (?P<who>(?-i:[A-ZÀ-Þ])\w+(?: [\w'’-]+){0,3})\W*"),
    role=pattern(
        r"\W*(?:qui (?:est|sont|était|sera)|comment s['’]appelle(?:nt)?) (?:le |la |les |l['’]|"
        r"son |sa )(?P<role>\w+).*"
    ),
)
