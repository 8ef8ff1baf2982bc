"""Asking in Spanish: tables. Plain values."""

from typing import Final

from stories.briefing.question_kind import Kind
from stories.briefing.tongues import latin
from stories.briefing.tongues.spaced import bare, described, likeness, splitter, stemmer
from stories.briefing.tongues.tongue import Tongue, groups, listed, pattern

_SUM: Final = "fianza|multa|precio|coste|costo|presupuesto|importe|sueldo|salario|premio|inversion|ayuda|indemnizacion"
_KINDS: Final = (
    (Kind.AGE, r"\bque edad\b|\bcuantos anos (?:tiene|tenia|cumpl)"),
    (Kind.SAID, r"\bque (?:ha |han |habia )?(?:teme|propon|exig|dijo|dice|dicho|declar|opin|respond|"
                r"contest|piensa|asegur|afirm|explic|pidi|"
                r"pide|coment|promet|critic|advirt|reclam)"),
    (Kind.MONEY, rf"\bcuanto (?:dinero|cuest|cost|val|pag|gan|cobr|inv|gast|recaud|ofrec|aport)|\b(?:que|"
                 rf"cual|de cuanto)"
                 rf"(?: (?:es|fue|era|sera))?(?: el| la)?(?: \w+)? ?(?:{_SUM})\b|\bde cuanto (?:es|fue|era|"
                 rf"sera) \w+ (?:{_SUM})"),
    (Kind.LONG, r"\bcuanto tiempo\b|\bcuanto (?:dur|tard)|\bcuantos (?:dias|meses|anos|semanas|horas|minutos)\b"
                r"|\bhasta cuando\b"),
    (Kind.MEASURE, r"\bcuanto (?:mid|pes)|\bque (?:altura|longitud|tamano|superficie|distancia|velocidad)|"
                   r"\ba que distancia\b"),
    (Kind.MANY, r"\bcuant[oa]s\b|\bque numero\b"),
    (Kind.MUCH, r"\bcuant[oa]\b|\bque (?:porcentaje|cantidad|parte)\b"),
    (Kind.WHEN, r"\bcuando\b|\b(?:que|cual) (?:dia|fecha|ano|mes|es la fecha|hora)\b"),
    (Kind.WHERE, r"\bdonde\b|\bque (?:ciudad|pueblo|pais|lugar|hospital|barrio|calle)\b"),
    (Kind.WHY, r"\bpor que\b|\bque (?:caus|provoc|origin|motiv)|\b(?:cual|que) (?:es|fue|era) (?:la causa|"
               r"el motivo|la razon)"),
    (Kind.WHO, r"\bquien(?:es)?\b|\bcomo se llama|\bque (?:ministr|empresa|organizacion|partido|juez|jueza|equipo)"),
    (Kind.HOW, r"\bcomo\b"),
    (Kind.WHICH, r"\bque\b|\bcual(?:es)?\b"),
)  # fmt: skip
TABLES: Final = latin.Tables(
    numbers="dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci\\w+|"
    "veinte|veinti\\w+"
    "|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|ciento|doscient[oa]s|mil|miles|decenas|cientos"
    "|docena|mitad|tercio|ningun[oa]?",
    scales="mil|millón|millones|mil millones|billones",
    months="enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
    weekdays="lunes|martes|miércoles|jueves|viernes|sábado|domingo",
    to_come="ayer|hoy|mañana|anoche|(?:la|el) (?:próxim[oa]|pasad[oa]) \\w+|(?:semana|mes|año) "
    "(?:pasad[oa]|próxim[oa]|que viene)"
    "|hace (?:\\w+ )?(?:días|semanas|meses|años)|antes de (?:Navidad|Semana Santa)|(?:primavera|verano|otoño|invierno)",
    money="euros?|dólares|dólar|pesos?|libras|céntimos|€",
    free="gratis|gratuit[oa]s?",
    times="años?|meses|mes|semanas?|días?|horas?|minutos?",
    measures="kilómetros?|km|metros?|centímetros?|hectáreas?|toneladas?|kilos?|litros?|m|grados|plantas",
    until="hasta|hasta el|hasta finales de",
    age="\\b\\d{1,3} años(?: de edad)?",
    reasons="\\b(?:porque|debido a|a causa de|por culpa de|ya que|puesto que|tras|después de|para (?!el |"
    "la |los |las )\\w+r"
    "|se origin\\w+|caus\\w+|provoc\\w+|motiv\\w+|a raíz de|por la|por el|por las|por los|por un|por una|"
    "con el fin)\\b",
    some_reasons="\\bpor|para|al \\w+r\\b",
    ways="\\b(?:con|mediante|por medio de|a través de|\\w+ndo)\\b",
    joins="de|del|la|las|los|el|y",
    somewhere="en|cerca de|hacia|junto a|desde|a|entre",
    nowhere="en (?:el|la|los|las|un|una)|al|a la|junto al?|cerca del?",
    no_name="El|La|Los|Las|Un|Una|En|Por|Su|Sus|Tras|Según|Enero|Lunes",
)
_STEM: Final = stemmer("spanish")
_ALIKE: Final = groups(
    """
    web página sitio internet
    eliminar elimina suprimir suprime prohibir prohíbe dejar dejará quitar retirar
    temer teme temor miedo preocupar preocupa
    recaudar recaudó recaudado reunir reunió
    morir murió muertos muerte fallecer falleció fallecidos víctimas mortales
    herir herido heridos lesionados
    costar cuesta costó costará coste precio vale
    casa casas vivienda viviendas hogar hogares
    empezar empieza empiezan comenzar comenzó comenzarán comienzo inicio iniciar arrancar arranca arrancará
    acabar termina terminar terminará finalizar finalizará concluir fin
    abrir abre abrirá apertura inaugurar inauguró inaugurará inauguración
    cerrar cierra cerró cierre clausurar
    volver vuelven volvieron regresar regresaron regreso retorno
    bajar bajado bajó caer caído cayó caen descenso caída reducir redujo
    subir subió subido aumentar aumento aumentó crecer creció incremento
    trabajar trabajan trabajador trabajadores empleado empleados plantilla emplear emplea
    construir construyó construido levantar levantó construcción edificar
    cruzar cruzan pasar pasan atravesar circular
    luchar luchan combatir extinción apagar
    comprar compró adquirir adquirió compra
    vender vendió venta
    detener detenido detenida arrestar arrestado detención
    causa causó provocó provocar originó originar motivo
    dirigir dirige director directora jefe jefa presidir presidente presidenta encabezar responsable
    dueño dueña propietario propietaria
    alcalde alcaldesa
    ganar ganó ganador ganadora victoria vencer venció vencedor
    pagar pagará abonar
    votar votación votará vota
    robar robó robo robados sustraer sustrajo
    encontrar encontró hallar halló hallado hallaron descubrir descubrió
    llegar llegó llegada
    salir salió salida
    llamar llamado apodado
    gente personas vecinos habitantes
    niño niños alumnos menores
    incendio fuego llamas
    coche coches vehículos vehículo automóviles
    elegir elegido elegida nombrar nombrado nombrada nombró
    medir mide longitud largo
    asistir asistentes asistieron público espectadores acudir acudieron
    """,
    _STEM,
)
TONGUE: Final = Tongue(
    code="es",
    kinds=tuple((kind, pattern(text)) for kind, text in _KINDS),
    words=splitter(_STEM),
    likeness=likeness(_ALIKE),
    answers=latin.answers(TABLES),
    vague=latin.vague(TABLES),
    speech=pattern(
        r"\b(?:dijo|dice|ha dicho|declaró|aseguró|afirmó|explicó|respondió|contestó|pidió|pide|comentó|"
        r"prometió|criticó|advirtió"
        r"|reclam\w+|señaló|teme\w*|propone\w*|quiere|exig\w+|añadió|según|acus\w+|anunció|lament\w+|"
        r"confirmó|insistió|calificó)\b|[«“\"]"
    ),
    number=latin.number(TABLES),
    no_count=latin.no_count(TABLES),
    other_time=(
        pattern(r"\b(?:año|mes|semana|edición) pasad[oa]|\b(?:anterior|último año)"),
        pattern(
            r"\bpróxim[oa]s?\b|\b(?:año|mes|semana) que "
            r"viene|\bsiguiente"
        ),
    ),
    events=frozenset(map(_STEM, listed("accidente suceso incidente ataque explosión atentado siniestro"))),
    causes=pattern(r"\b(?:causas?|motivos?|razón|origin\w+|se debió|caus\w+)\b"),
    light=lambda word: bare(word).startswith(("celebr", "realiz", "ocurr", "suced", "produj", "habr", "qued", "llev")),
    described=described(
        r"el|la|los|las|su|un|una|del|al",
        r"(?:dijo|seg\w+|asegur\w+|afirm\w+|declar\w+|explic\w+|señal\w+|pidi\w+|tras|por|con|para|de)",
        r"(?:el|la|un|una|de \d+ años|exdirect\w+|ex\w+|direct\w+|president\w+|portavoz|dueñ\w+|alcald\w+|"
        r"jef\w+) |(?:l['’]|d['’])\w",
    ),
    cased=True,
    counted=pattern(r"\bcuant[oa]s (?P<unit>\w+)"),
    asks=frozenset(
        map(
            _STEM,
            listed(
                "dura durará duró duraron durar teme pide promete exige reclama habrá habría existe hacer "
                "hace participaron cuánto cuánta cuántos cuántas dónde cuándo quién quiénes cuál cuáles cómo "
                "qué tiempo dinero edad años día fecha "
                "año mes llama llaman número hubo hay tiene dijo dice dicho declaró opina pasó ocurrió "
                "sucedió nombre lugar total "
                "porcentaje cantidad fue será era es son están está haber han dado da dar"
            ),
        )
    ).__contains__,
    who_is=pattern(r"\W*quién (?:es|era|fue) (?P<who>(?-i:[A-ZÁÉÍÓÚÑ])\w+(?: \w+){0,3})\W*"),
    role=pattern(r"\W*(?:quién(?:es)? (?:es|son|era|fue|será)|cómo se llama[n]?) (?:el|la|los|las|su) (?P<role>\w+).*"),
)
