"""Words by which a sentence doubts, denies, foretells, labels or speaks of itself, in the languages of the site."""

import re
from typing import Final


def _any(*phrases: str, bounded: bool = True) -> re.Pattern[str]:
    joined = "|".join(phrases)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)" if bounded else joined, re.IGNORECASE)


HEDGES: Final = _any(
    r"reported(?:ly)?|alleged(?:ly)?|allegation\w*|accus\w+|suspect\w*|claim\w*|appear(?:s|ed)?(?: to)?|seem(?:s|ed)?",
    r"(?-i:may)|might|could|would|possibl[ey]|probabl[ey]|likely|unlikely|potential(?:ly)?|perhaps|purported(?:ly)?",
    r"unconfirmed|rumou?r\w*|suggest\w*|believed|thought|said to|expected|consider\w*|propos\w*|plan(?:s|ned)?",
    r"angeblich|mutmaßlich|soll(?:en)?|könnten?|offenbar|vermutlich|présum\w+|serait|pourrait|aurait|selon",
    r"presunt\w+|supuest\w+|podría|habría|según|said|says|according|told|say",
    r"[\uac00-\ud7af]*(?:의혹|추정|전해졌다|알려졌다|보인다)[\uac00-\ud7af]*",
)
NEGATIONS: Final = _any(
    r"not|no(?! (?:fewer|less|more) than)|never|none|nobody|nothing|neither|nor|without|cannot|\w+n['’]t",
    r"den(?:y|ies|ied|ying)|refus\w+|reject\w+",
    r"fail(?:s|ed)? to|nicht|kein\w*|nie|niemals|ohne|dement\w+|ne|pas|jamais|aucun\w*|sans|sin|nunca|ningun\w*|negó",
    r"[\uac00-\ud7af]*(?:않|아니|없|부인|거부)[\uac00-\ud7af]*",
)
# Other words that keep a no; English alone.
DENIED_OTHERWISE: Final = _any(
    r"un(?:hurt|harmed|injured|scathed|able|willing|likely|changed|clear|known)|lack\w*|los[et]\w*|avoid\w*|dismiss\w*",
    r"turn(?:s|ed)? down|turning down|block\w*|oppos\w*|against|rul(?:e|es|ed) out|disput\w*|cut(?:s|ting)?|few|little",
    r"ban\w*|escap\w*|miss\w*|declin\w*|drop\w*|exclud\w*|contradict\w*|prevent\w*|stop\w*|spared?|short of|away",
)
FUTURE: Final = _any(
    r"will|won['’]t|shall|going to|(?:is|are) (?:likely|set|bound|poised|expected) to|is expected|inevitabl[ey]",
    r"would|could|(?-i:may)|might|wird|werden|sera|seront|va|vont|será|serán|[\uac00-\ud7af]*(?:것이다|전망)[\uac00-\ud7af]*",
)
# English alone, with what a source holds possible and a sentence that keeps it so.
POSSIBLE: Final = _any(
    r"will|would|could|(?-i:may)|might|(?:plans?|planning|intends?|aims?|hopes?|wants?|threatened|threatens|vow(?:s|ed)"
    r"|promise[sd]?|pledge[sd]?|propose[sd]?|expected|set|due|scheduled|likely|poised) to|considering|proposed?|if",
)
FORTHCOMING: Final = _any(
    r"will|would|could|can|(?-i:may)|might|shall|should|must|won['’]t|[\w’']+['’](?:ll|d)|possib\w+|potential\w*|perhaps",
    r"(?:is|are|was|were|be|has|have|due|set|ready|poised|about|going|likely|unlikely|agree[sd]?|decide[sd]?) to",
    r"plan(?:s|ned|ning)?|intend\w*|intention\w*|aim\w*|vow\w*|pledg\w*|promis\w*|propos\w*|expect\w*|forecast\w*",
    r"predict\w*|project(?:s|ed|ion\w*)|warn\w*|threat\w*|likely|consider\w*|weigh\w*|want\w*|hop(?:e|es|ed|ing)",
    r"fear\w*|estimat\w*|if|unless|next|upcoming|future|coming|seek\w*|sought|urg\w*|demand\w*|call(?:s|ed|ing)? for",
    r"risk\w*|schedul\w*|prospect\w*|reported(?:ly)?|allege\w*|prepar\w*|believ\w*|suggest\w*|appear\w*|seem\w*",
)
BOUNDS: Final = _any(
    r"at (?:least|most)|no (?:more|fewer|less) than|(?:more|fewer|less|greater|higher|lower) than|up to|nearly|almost"
    r"|over|under|above|below|as (?:many|much) as|exceed\w*|close to|well over|just over|just under|minimum of",
)
CAUSES: Final = _any(
    r"because(?: of)?|due to|owing to|as a result|resulted in|result of|prompt(?:s|ed|ing)|trigger(?:s|ed|ing)?|led to"
    r"|leading to|caus(?:e|es|ed|ing)|thanks to|therefore|in response|responding to|in retaliation|so that|driven by"
    r"|blam(?:e|es|ed|ing)|fuel(?:s|ed|led|ling)?|sparked|sparking|stem(?:s|med|ming)? from",
)
SEQUENCES: Final = _any(
    r"after|following|followed|amid|in the wake of|since|as|when|over|ahead of|before|while|until|then"
)
CONDITIONS: Final = _any(r"otherwise|unless|except|provided that|as long as|in case|if|without|only|depend\w*")
# What a writer adds of their own to a report.
COLOURS: Final = _any(
    r"landslide|narrow(?:ly)?|decisive(?:ly)?|overwhelming(?:ly)?|crushing|stunning|shock(?:ing|ed)?|historic\w*|bold(?:ly)?",
    r"unprecedented|dramatic(?:ally)?|blow|setback|triumph\w*|controversial\w*|infamous\w*|notorious\w*|embarrass\w*",
    r"humiliat\w*|brutal\w*|heroic\w*|disastrous\w*|catastroph\w*|so-called|outrage\w*|shameful\w*|unfortunately|sadly",
    r"thankfully|rightly|wrongly|surprising(?:ly)?|unsurprising(?:ly)?|clearly|obviously|ironically|alarming(?:ly)?",
)
# Who is said to have said it, but for a name.
SPEAKERS: Final = _any(
    r"officials?|authorities|police|officers?|experts?|analysts?|critics|witness(?:es)?|prosecutors?|lawyers?|doctors?",
    r"scientists?|researchers?|economists?|residents?|supporters?|opponents?|observers?|insiders?|aides?|diplomats?",
    r"historians?|campaigners?|activists?|relatives|neighbou?rs|investigators?|commentators?|local media|sources",
)
FORMER: Final = _any(
    r"former(?:ly)?|ex(?=-)|acting|interim|late(?= (?-i:[A-Z]))|deputy|disgraced|ousted|retired|ailing"
)
SAYING: Final = _any(
    r"said|says?|saying|according to|told|warn(?:s|ed)?|expects?|forecast\w*|predict\w*|projects?|promise[sd]?|vow\w*",
    r"announc\w+|argu\w+|write[s]?|report\w*|sagte\w*|laut|selon|dit|según|dijo|plan(?:s|ned)?|pledg\w+",
    r"[\uac00-\ud7af]*(?:말했|밝혔|전했)[\uac00-\ud7af]*",
)
# Other words for "said" that a writer takes by turns.
SAID_OTHERWISE: Final = _any(
    r"said|says?|told|tells?|warn(?:s|ed)?|add(?:s|ed)?|noted?|notes|explain(?:s|ed)?|insist(?:s|ed)?|stat(?:es|ed)",
    r"claim(?:s|ed)?|argu(?:es|ed)|stress(?:es|ed)?|confirm(?:s|ed)?|announc(?:es|ed)|according to|recall(?:s|ed)?",
    r"sagte\w*|sagt|erklärte\w*|erklärt|warnte\w*|warnt|betonte\w*|mitgeteilt|teilte\w*|hinzu|laut|zufolge|berichtete\w*",
    r"dit|déclar\w+|ajout\w+|averti\w*|prévenu|expliqu\w+|indiqu\w+|affirm\w+|selon|précis\w+",
    r"dijo|dice|añadió|advirtió|explicó|afirmó|aseguró|señaló|declaró|indicó|según",
    r"[\uac00-\ud7af]*(?:말했|밝혔|전했|덧붙|경고했|강조했|설명했|주장했)[\uac00-\ud7af]*",
)
INSTRUCTIONS: Final = _any(
    r"ignore (?:all|any|the|previous|prior|above)\b.*|previous instructions?|system prompt|as an ai|language model",
    r"(?:these|the|my|your|following) instructions|chatgpt|json",
)
# Of itself; in quotation marks it is somebody else who says I.
OF_ITSELF: Final = _any(r"i (?:can(?:not|['’]t)|am|was|have)|i['’](?:m|ve|ll)|assistant")
LABELS: Final = _any(
    r"(?:far|hard|alt)[- ](?:left|right)|(?:left|right|cent(?:er|re))[- ]of[- ]cent(?:er|re)",
    r"(?:left|right)[- ](?:wing|leaning)|lean(?:s|ing)? (?:to the )?(?:left|right)",
    r"bias\w*|partisan|propagand\w+|conservative|liberal|progressive|centrist|(?:pro|anti)-\w+|tabloid|mouthpiece",
    r"state-(?:run|owned|controlled|backed|funded)",
)
_PAPERS: Final = r"(?:outlets?|newspapers?|papers?|titles?|media|press|publications?|broadcasters?|reports?|sites?)"
PRESS_WORDS: Final = _any(
    r"outlets?|newspapers?|papers?|media|press|coverage|broadcasters?|publications?|site|reporting|news"
)
COUNTED_PAPERS: Final = _any(rf"(\w+) (?:of the )?(?:other )?{_PAPERS}")
# With a capital at a sentence's beginning, and no names.
OPENERS: Final = frozenset(
    [
        "according",
        "both",
        "several",
        "unlike",
        "while",
        "whereas",
        "citing",
        "meanwhile",
        "reports",
        "papers",
        "outlets",
        "newspapers",
        "accounts",
        "elsewhere",
        "asked",
        "describing",
        "quoting",
        "laut",
        "beide",
        "mehrere",
        "selon",
        "plusieurs",
        "según",
        "varios",
        "ambos",
    ]
)
# Of the comparison of papers: each is a claim that must have been found before.
SIDES: Final = _any(
    r"(?:the|both) (?:left|right|cent(?:er|re))(?! (?:to|of|out))(?:[- ]wing|[- ]leaning)?",
    rf"(?:left|right|cent(?:er|re))(?:[- ](?:of[- ]cent(?:er|re)|leaning|rated|wing|side))* {_PAPERS}",
    r"(?:left|right|cent(?:er|re))[- ](?:wing|leaning|rated|of[- ]cent(?:er|re))|(?:politische )?(?:linke|rechte)[rn]?",
    r"(?:de )?(?:gauche|droite|izquierda|derecha)|[\uac00-\ud7af]*(?:진보|보수|좌파|우파|중도)[\uac00-\ud7af]*",
)
JUDGES: Final = _any(
    r"sensational\w*|slant\w*|spins?|spun|downplay\w*|exaggerat\w*|mislead\w*|misrepresent\w*|inaccurate\w*|balanced",
    r"lie[sd]?|lying|wrong(?:ly)?|rightly|correct(?:ly)?|false(?:ly)?|truth\w*|trust\w*|honest\w*|best|worst|first to",
    r"one-sided|objective(?:ly)?|unfair(?:ly)?|fair(?:ly|er)|neutral(?:ly)?|reliabl[ey]|unreliabl[ey]|credibl[ey]|better|worse",
)
OMITS: Final = _any(
    r"omit\w*|leav(?:e|es|ing) out|left out|ignor\w+|silent|missing|lack(?:s|ed|ing)?|overlook\w*|skip\w*",
    r"bur(?:y|ies|ied)|verschwei\w+|(?:lässt|lassen) \w+ (?:weg|aus)|omet\w*|passe\w* sous silence|omite\w*|calla\w*",
    r"[\uac00-\ud7af]*(?:빠뜨|누락|외면)[\uac00-\ud7af]*",
)
EVERYONE: Final = _any(
    rf"(?:all|every|each|most|no)(?: of)?(?: the| other)* {_PAPERS}|across (?:the )?{_PAPERS}|everyone|unanimous\w*",
    r"(?:alle|jede|toutes? les|tous les|todos? los|todas? las)(?: \w+)? (?:zeitungen|medien|journaux|médias|medios)",
    r"[\uac00-\ud7af]*(?:모든|모두)[\uac00-\ud7af]*",
)
ALIKE: Final = _any(
    rf"agree\w*|both(?: the)?|alike|in common|(?:several|two|three|four|five|various|many|other) {_PAPERS}|widely|same",
    rf"(?:the )?{_PAPERS} (?:all )?(?:say|report|write|tell|state|note)|einig|übereinstimmend|beide|s'accordent",
    r"coinciden|ambos|[\uac00-\ud7af]*(?:공통|일치)[\uac00-\ud7af]*|한목소리로",
)
ONLY: Final = _any(
    r"only|alone|sole(?:ly)?|exclusive(?:ly)?|no other|nobody else|unlike|differs?|in contrast|uniquely",
    r"nur|allein|einzig\w*|seule?(?:ment)?|uniquement|sólo|solo|solamente|únic\w+|[\uac00-\ud7af]*(?:유일|단독)[\uac00-\ud7af]*",
)
STRESSES: Final = _any(
    r"stress\w*|emphasi\w+|highlight\w*|dwell\w*|dwelt|focus\w*|underlin\w*|underscor\w*|foreground\w*|prominen\w+",
    r"repeatedly|beton\w+|hebt \w+ hervor|souligne\w*|insist\w*|subraya\w*|destaca\w*",
    r"[\uac00-\ud7af]*(?:강조|부각)[\uac00-\ud7af]*",
)
