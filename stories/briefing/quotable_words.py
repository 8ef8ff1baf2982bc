"""Words that lean on what was said before, or that speak of the writer, by language; folded. Plain Python."""

from typing import Final


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in words.split())


# Pronouns, demonstratives and connectives: a sentence that opens with one needs the sentence before it.
LEANING: Final[dict[str, tuple[str, ...]]] = {
    "en": _listed("""
        he she it they him her his its their theirs this that these those such both neither either another there here
        one others he's she's it's they're that's there's here's what's and but or nor so yet also however meanwhile
        moreover furthermore still then thus therefore hence instead nevertheless nonetheless otherwise besides
        additionally similarly likewise consequently accordingly again indeed too as_a_result as_such in_addition
        for_example for_instance in_contrast by_contrast in_turn on_the_other_hand at_the_time at_that_time
        at_the_same_time after_that since_then until_then in_response in_other_words in_fact that_said not_only even_so
        even_then among_them of_those of_them because which who whose where when_asked asked_about asked_whether
        according_to_him according_to_her the_former the_latter the_two the_pair the_post the_statement the_move
        the_incident the_decision the_announcement the_comments the_remarks the_change
        the_topic the_phrase the_station the_dynamics the_bill_that_it earlier later the_document
        separately overall afterwards afterward speaking_to elsewhere perhaps maybe plus now today why how what
        if_so remember imagine consider yesterday tomorrow last_night tonight speaking
        in_doing_so by_doing_so in_so_doing for_his_part for_her_part for_their_part at_the_heart_of_this"""),
    "de": _listed("""
        er sie es ihr ihre ihren sein seine dies diese dieser dieses diesen dabei dadurch damit dort hier und aber oder
        doch jedoch zudem außerdem dagegen deshalb daher denn hingegen inzwischen auch so dann darüber davon dazu
        demnach allerdings darunter daraufhin danach davor dafür daran darauf darin damals deswegen somit trotzdem
        dennoch ebenfalls zugleich gleichzeitig seither seitdem stattdessen derweil hinzu letztere letzterer ersterer
        ihm ihnen wie_berichtet"""),
    "fr": _listed("""
        il elle ils elles cela ceci ce cette ces c'est celui-ci celle-ci son sa ses leur leurs et mais ou donc or
        cependant toutefois pourtant ainsi alors puis ensuite par_ailleurs en_outre de_plus enfin aussi ceux-ci
        celles-ci ceux celles là parmi_eux parmi_elles dont en_effet d'ailleurs néanmoins de_son_côté pour_sa_part quant
        à_ce_stade dans_ce_contexte la_première le_premier_d'entre"""),
    "es": _listed("""
        él ella ello ellos ellas esto este esta estos estas eso esa ese su sus y e pero o sin_embargo además entonces
        mientras por_eso también así aunque por_su_parte asimismo entre_ellos entre_ellas de_ellos no_obstante por_tanto
        por_ello en_cambio allí ahí entonces después luego además ambos ambas dicho dicha dichos dichas"""),
    "it": _listed("""
        lui lei loro egli essa esso questo questa questi queste ciò quello quella e ma o però inoltre tuttavia quindi
        dunque anche così poi infatti suo sua"""),
    "pt": _listed("""
        ele ela eles elas isso isto este esta esse essa seu sua e mas ou porém além_disso no_entanto também então
        assim"""),
    "nl": _listed("hij zij ze dit deze dat die hun haar zijn en maar of echter ook dus daarom toch daarnaast"),
    "sv": _listed("han hon hen det detta dessa den de hans hennes deras och men eller också dock därför samtidigt"),
    "no": _listed("han hun det dette disse den de hans hennes deres og men eller også likevel derfor samtidig"),
    "da": _listed("han hun det dette disse den de hans hendes deres og men eller også dog derfor samtidig"),
    "ko": _listed("""
        그는 그가 그의 그녀 이는 이에 이를 이로 이어 이날 이번 이들 이같은 이_같은 그러나 하지만 그리고 또 또한 한편
        다만 따라서 앞서 특히 그러면서"""),
    "ja": _listed("彼は 彼女 これ それ この その 同氏 同社 同 また しかし だが 一方 そして さらに なお ただ"),
    "zh": _listed("他 她 它 这 那 這 該 该 但 而 并 並 此外 同时 同時 然而 因此 另外"),
}
FIRST_PERSON: Final = _listed("""
    I I'm I've I'd I'll We we We're we're We've we've we'll My my Our our ours us me You you Your your yours
    ich wir unser unsere unseren mir mich je j'ai nous notre nos mon yo nosotros nuestro nuestra""")
# The writer's own judgement in what should be a report; folded. Inside quotation marks they are somebody's words.
JUDGING: Final = _listed("""
    ridiculous woke disgraceful shameful outrageous pathetic laughable thankfully unsurprisingly predictably
    of_course obviously needless_to_say sadly_for shamelessly idiotic absurdly leftist leftists libs maga_cult
    horrifying genocidal narcissistic despicable hypocritical hypocrisy cowardly clueless farcical laughably
    pathetically hissy slyly smugly childish exhaustingly""")
# What stands on a page beside its article, or ends it. Regular expressions on folded text.
CHROME: Final = (
    r"sign(?:ing)? up|log ?in\b|subscri|newsletter|click (?:here|on)|read (?:more|also|the full)|©|copyright",
    r"all rights reserved|getty|follow (?:us|him|her|the latest)|advertis|contribut(?:ed|ing) to th(?:is|e) ",
    r"th(?:is|e) (?:article|story|post|report|piece) (?:was|has been|is|originally|first|contains|includes|appeared)",
    r"\b(?:photo|image|picture|video|source|credit|graphic|caption|note|update|updated|correction|listen|watch"
    r"|related|topics|tags|more) ?: |download the|our app|cookies|e-?mail address|more on this|https?:|www\.|@\w",
    r"live updates|reporting by|edited by|editing by|written by|file photo|/ ?(?:reuters|afp|ap|epa)\b",
    r"\((?:reuters|afp|ap|ap photo|epa|file)\)|bookmark|terms of (?:use|service)|privacy policy|breaking news",
    r"support (?:our )?journalism|donat(?:e|ing) (?:to|now)|share this|comments? (?:below|section)|as it happened",
    r"stay up to date|never miss|for more (?:news|information|stories|on)|see (?:also|more)|find out more",
    r"\b(?:decades|years) (?:of experience )?in journalism\b|\bgeneral assignment (?:writer|reporter)\b",
    r"has (?:approached|contacted)\b.{3,80}\bfor\b",
    r"get (?:the )?(?:latest|updates)|app store|google play|podcast|press enter|skip to|loading|jump to|pictured"
    r"|(?:seen|shown) (?:here|in this)|associated press (?:writer|reporter|journalist)s?|can be reached at"
    r"|headlines? (?:above|below)|independent of (?:the|our) (?:journalists|newsroom)|first reported by|tells? us"
    r"|has reached out|reached out to|did not (?:immediately )?(?:respond|return|reply)|declined to comment",
    r"무단|재배포|기자 ?=|ⓒ|제보|구독|関連記事|全文|会員|無断|転載|登録|责任编辑|版权|转载|点击",
    r"lesen sie (?:auch|hier|mehr)|mehr zum thema|\bfoto ?:|alle rechte vorbehalten|mit material von|hier klicken"
    r"|(?:à )?lire (?:aussi|la suite|également)|tous droits réservés|abonnez-vous|inscrivez-vous|crédit photo"
    r"|lea (?:también|más|aquí)|le puede interesar|todos los derechos reservados|suscríb|haz clic|síganos|síguenos",
)
