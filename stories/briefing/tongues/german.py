"""Asking in German: tables. Plain values."""

from typing import Final

from stories.briefing.question_kind import Kind
from stories.briefing.tongues import latin
from stories.briefing.tongues.spaced import bare, described, likeness, splitter, stemmer
from stories.briefing.tongues.tongue import Tongue, groups, listed, pattern

_PAID: Final = "kost|zahl|verdien|bezahl|spend|investier|geld|einnimm|eingenommen|spar|gibt .*aus|bekomm|erhalt|wert"
_SUM: Final = (
    "schaden|preis|strafe|busse|bussgeld|gehalt|lohn|miete|zuschuss|kosten|gewinn|verlust|umsatz|eintritt|kaution"
)
_PLACE: Final = "stadt|ort|land|dorf|krankenhaus|strasse|gemeinde|bezirk"
_KINDS: Final = (
    (Kind.AGE, r"\bwie alt\b|\bwelches alter\b"),
    (Kind.SAID, r"\bwas (?:sagt|meint|erklart|fordert|kritisiert|antwortet|verspricht|hat .+ (?:gesagt|"
                r"erklart|gefordert|"
                r"versprochen|geantwortet|kritisiert))|\bwie (?:nannte|bezeichnete|reagiert|ausserte)"),
    (Kind.LONG, r"\bwie lange?\b|\bbis wann\b|\bwie viele (?:tage|wochen|monate|jahre|stunden|minuten)\b"),
    (Kind.MONEY, rf"\bwie ?viel\b.*(?:{_PAID})|\bwas (?:kostet|kostete|kosten|wird .* kosten|hat .* gekostet)"
                 rf"|\bwie (?:hoch|teuer)\b.*(?:{_SUM}|\bteuer)|\bwie teuer\b"),
    (Kind.MANY, r"\bwie ?viele?n?\b(?! geld| prozent)|\bwie oft\b"),
    (Kind.MUCH, r"\bwie ?viel\b|\bwelcher anteil\b"),
    (Kind.MEASURE, r"\bwie (?:hoch|gross|weit|breit|tief|schwer|schnell|stark)\b"),
    (Kind.WHEN, r"\bwann\b|\ban welchem tag\b|\b(?:in )?welche[mns] (?:jahr|monat|datum)\b"),
    (Kind.WHERE, rf"\bwo\b|\bwohin\b|\bwoher\b|\b(?:in|aus|nach) welche[mnrs]? (?:{_PLACE})"),
    (Kind.WHY, r"\bwarum\b|\bweshalb\b|\bwieso\b|\bwas (?:ist|war|waren) (?:der grund|die ursache|die grunde)"
               r"|\bwas (?:hat )?(?:lost|verursacht|fuhrte)|\baus welchem grund"),
    (Kind.WHO, r"\bwer\b|\bwen\b|\bwem\b|\bwessen\b|\bwie heiss\w+|\bwelche[rnms]? (?:firma|minister|politiker|partei|"
               r"unternehmen|person|behorde|verein)"),
    (Kind.HOW, r"\bwie\b|\bwodurch\b|\bwomit\b"),
    (Kind.WHICH, r"\bwelche[rsnm]?\b|\bwas\b"),
)  # fmt: skip
TABLES: Final = latin.Tables(
    numbers="zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|dreizehn|vierzehn|fünfzehn|"
    "sechzehn|siebzehn|achtzehn"
    "|neunzehn|zwanzig|\\w+undzwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig|hundert|hunderte|tausend"
    "|tausende|dutzend|dutzende|hälfte|drittel|viertel",
    scales="Millionen|Million|Mio\\.|Milliarden|Milliarde|Mrd\\.|Tausend",
    months="Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
    weekdays="Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag",
    to_come="heute|gestern|morgen|vorgestern|übermorgen|(?:nächst|kommend|vergangen|letzt|vorig)e[nrms]? "
    "(?:Woche|Monat|Jahr"
    "|Wochenende|Herbst|Sommer|Winter|Frühjahr)|vor (?:\\w+ )(?:Tagen|Wochen|Monaten|Jahren)|(?:Frühjahr|"
    "Herbst|Sommer|Winter)",
    money="Euro|Dollar|Franken|Cent|Pfund|€",
    free="kostenlos|gratis|kostenfrei|umsonst",
    times="Jahre?n?|Monate?n?|Wochen?|Tage?n?|Stunden?|Minuten?|Sekunden?",
    measures="Kilometern?|km|Metern?|Zentimetern?|Hektar|Tonnen|Kilogramm|Kilo|Litern?|Quadratmetern?|"
    "Grad|Prozent|Stockwerke",
    until="bis|bis zum|bis Ende|bis Anfang",
    age="\\b\\d{1,3} Jahre alt|\\b\\d{1,3}-[Jj]ährige\\w*|\\b\\d{1,3} Jahren",
    reasons="\\b(?:weil|da|denn|wegen|aufgrund|auf Grund|infolge|Grund\\w*|Ursache\\w*|um .{3,60} zu|"
    "damit|nachdem|verursacht"
    "|ausgelöst|führte zu|durch|daher|deshalb|zurückzuführen)\\b",
    some_reasons="\\b(?:nach|aus|bei|mangels|fehl\\w*)\\b",
    ways="\\b(?:mit|durch|mithilfe|indem|per|über|mittels)\\b",
    joins="von|vom|van|zu|zum|der|de|und",
    somewhere="in|bei|aus|nach|nahe|zwischen|an der|am|auf",
    nowhere="im|in der|in einer|in einem|am|an der|auf der|auf dem|beim|ins|zum|zur",
    no_name="Der|Die|Das|Ein|Eine|Im|In|Am|An|Bei|Nach|Von|Seine?|Ihre?|Weil|Millionen|Milliarden|Euro|"
    "Anfang|Ende|Mitte"
    "|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Uhr|Prozent|"
    "Rund|Auch|Werdende",
)
_STEM: Final = stemmer("german")
_ALIKE: Final = groups(
    """
    töten getötet gerissen erschossen erlegt riss
    angreifen angegriffen angriff gerissen attackiert überfallen
    fürchten fürchtet angst befürchten sorge
    klagen klage verklagen
    sterben starb gestorben tot tote toten getötet opfer todesopfer kommen ums
    verletzt verletzte verletzten wunden
    kosten kostet kostete gekostet preis teuer betragen
    schließen schließt geschlossen schloss schließung zumachen
    öffnen öffnet eröffnet eröffnung geöffnet eröffnete
    beginnen beginnt begann beginn starten startet start anfangen
    enden endet ende beenden beendet schluss
    geboren geburt welt babys
    kinder babys schüler schülerinnen
    mitarbeiter beschäftigte beschäftigt beschäftigten menschen angestellte personal arbeiten arbeitet arbeitsplätze
    sparen spart einsparung einsparungen
    fehlen fehlt mangel fehlenden
    abstimmen stimmt abstimmung entscheiden entscheidet entscheidung abgestimmt
    sammeln gesammelt sammelte unterschriften
    bauen gebaut baute errichtet bau errichten erbaut
    leiten leitet leiter leiterin chef chefin führen führt direktor direktorin geschäftsführer geschäftsführerin
    besitzer besitzerin eigentümer eigentümerin gehört inhaber inhaberin
    kippen kippten umgekippt umkippen
    sperren gesperrt sperrung
    fahren fährt fahrt fuhr
    sagen sagte erklärte
    kaufen gekauft kaufte erwerben erwarb kauf
    verkaufen verkauft verkaufte verkauf
    steigen stieg gestiegen anstieg zunahme erhöht
    sinken sank gesunken rückgang fallen gefallen
    gewinnen gewann gewonnen sieger siegerin sieg
    finden gefunden fand entdeckt entdeckte
    festgenommen festnahme verhaftet
    stehlen gestohlen diebstahl gestohlene entwendet geraubt
    reparieren reparatur sanierung sanieren saniert instandsetzung
    nutzen nutzt benutzen
    wohnen leben einwohner bewohner
    besucher gäste zuschauer publikum
    ursache grund
    brand feuer flammen
    letzte vergangene vorige
    flugzeug maschine
    auto autos fahrzeug fahrzeuge wagen pkw
    """,
    _STEM,
)
TONGUE: Final = Tongue(
    code="de",
    kinds=tuple((kind, pattern(text)) for kind, text in _KINDS),
    words=splitter(_STEM, nouns=True),
    likeness=likeness(_ALIKE, compounds=True),
    answers=latin.answers(TABLES),
    vague={**latin.vague(TABLES), Kind.WHO: pattern(r"(?!)")},
    speech=pattern(
        r"\b(?:sagte?|erklärte?|nannte|nennt|meinte?|forderte?|kritisierte?|warnte?|betonte?|versprach|"
        r"antwortete|bat|laut|zufolge"
        r"|kündigte|teilte|lehnt\w*|verlang\w+|fürchte\w*|befürchte\w*|bezeichnete|lobte|schrieb|wies)\b|[„»\"]"
    ),
    number=latin.number(TABLES),
    no_count=latin.no_count(TABLES),
    other_time=(
        pattern(r"\b(?:letzt|vergangen|vorig)e[nrsm]? (?:Jahr|Monat|Woche)|\bVorjahr\w*|\bim Jahr davor"),
        pattern(
            r"\bnächste[nrsm]?\b|\bkünftig\w*|"
            r"\bkommende[nrsm]?\b"
        ),
    ),
    events=frozenset(map(_STEM, listed("Unfall Unglück Vorfall Tat Angriff Ereignis Anschlag"))),
    causes=pattern(r"\b(?:Ursache|Grund|Gründe|Auslöser|verursacht|ausgelöst|zurückzuführen)\b"),
    light=lambda word: bare(word).startswith(("bleibt", "geschah", "passiert", "stattfind")),
    described=described(
        r"der|die|das|dem|den|ihre?|seine?|ein|eine|einer|eines|vom|zum",
        r"(?:sagte?|laut|nach|von|mit|erklärte?|so|auch|gegen|für)",
        r"(?:der|die|ein|eine|Sprecher\w*|Leiter\w*|Chef\w*|Vorsitzend\w+|\d+ Jahre|\(\d+\)|ist|war|seit|"
        r"früher\w*|ehemalig\w+) |(?:l['’]|d['’])\w",
    ),
    cased=True,
    counted=pattern(r"\bwie ?viele?n? (?P<unit>\w+)"),
    asks=frozenset(
        map(
            _STEM,
            listed(
                "dauert dauern dauerte gedauert bleibt bleiben liegt fordert verlangt verspricht kritisiert "
                "antwortet erklärt betroffen gab stattgefunden statt findet wann warum weshalb wieso wer wen "
                "wem wessen wo wohin woher wie viel viele alt lange hoch weit groß heißt heißen name "
                "welche welcher welches was geld gibt gab sagt sagte gesagt tag jahr monat passiert geschah "
                "grund genau eigentlich "
                "nannte meint reagiert teuer passierte insgesamt prozent"
            ),
        )
    ).__contains__,
    who_is=pattern(r"\W*wer (?:ist|war|sind) (?P<who>(?-i:[A-ZÄÖÜ])\w+(?: (?:von |van )?(?-i:[A-ZÄÖÜ])\w+){1,2})\W*"),
    role=pattern(
        r"\W*(?:wer (?:ist|war|sind|wird)|wie heiß(?:t|en)) (?:der|die|das|ihr|sein)e? "
        r"(?:[a-zäöüß]+e[rn]? )?(?P<role>[\w-]+).*"
    ),
)
