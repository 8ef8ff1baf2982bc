"""A writer's own opinion, advice and teasers in what should be a report, by their phrases. Pure.

Folded text outside quotation marks, as in quotable.py. What somebody is reported to have said is no opinion of the
writer's: a sentence that names its speaker may hold what a bare one may not.
"""

import re
from typing import Final


def _any(*patterns: str) -> str:
    return f"(?:{'|'.join(patterns)})"


_OPENERS: Final = _any(
    "well|sure|yes|no|look|oh|ok|okay|alas|granted|true|right|finally|lastly|first|second|third|fourth|worse|better",
    "(?:even )?worse (?:still|yet)|better (?:still|yet)|for one|for starters|for once|in short|in sum|in conclusion",
    "in essence|simply put|put simply|put differently|to be (?:sure|fair|clear|honest)|make no mistake|frankly",
    "honestly|hopefully|fortunately|unfortunately|sadly|surprisingly|ironically|interestingly|curiously|tellingly|notably",
    "importantly|clearly|naturally|admittedly|luckily|remarkably|incredibly|amazingly|understandably|bizarrely",
    "tragically|apparently|(?:it )?turns out",
)
# At a sentence's beginning.
_OPENS: Final = re.compile(
    rf"\W*(?:{_OPENERS},|(?:take|picture|guess|cue|forget|meet|welcome to|think (?:of|about)) |look no further|"
    r"brace yourself|das (?:müssen|sollten) sie|voici (?:ce|tout)|esto es lo que|lo que hay que saber|et si\b|"
    r"bleibt die frage|queda por ver|reste à savoir|让我们|讓我們)"
)
# A heading before its sentence, "Driving the news:", or who speaks in a transcript.
_LABEL: Final = re.compile(r"\W*(?:[\w.'‘’&/-]+ +){0,3}[\w.'‘’&/-]+: ?(?:[\"']?[A-Z]|\s*$)")
_TEASES: Final = re.compile(
    _any(
        r"what (?:you|we|to) (?:need to |should |have to )?know",
        r"here(?:'s| is| are) (?:what|how|why|everything|a look|all|the)|(?:everything|all) (?:you|we) (?:need|know)",
        r"(?:things|takeaways|questions|facts|reasons) to (?:know|watch)|stay tuned|read on\b|more to come|check back",
        r"developing story|story is developing|will be updated|won't believe|what happened next|may surprise you",
        r"find out (?:how|why|what|more)|(?:scroll|swipe) (?:down|left|right)|(?:views|opinions) expressed",
        r"(?:is|was) (?:a|an|the) (?:\w+ ){0,2}(?:columnist|contributing|op-ed)|the (?:author|writer) (?:is|of)\b",
        r"is the author of|(?:chart|graph|graphic|table|map|bars) (?:above|below|shows?|demonstrates?)\b",
        r"was sie wissen|ce qu'il faut savoir|tout ce que l'on sait|lo que (?:debes|hay que) saber",
        r"알아보자|살펴보자|알아본다|살펴본다|궁금하다|관심이 쏠린다|귀추가 주목|見てみよう|注目される|拭目以待",
    )
)
_MANY: Final = _any(
    "critics|skeptics|sceptics|cynics|defenders|supporters|opponents|detractors|some|many|others|pundits|apologists"
)
# The writer's own view, unless somebody in the sentence says it.
_OPINES: Final = re.compile(
    _any(
        r"\blet(?:'s| us)\b|\bthink of (?:it|this|them) as\b|\bask yourself\b|\bgo figure\b|\bnever mind that\b",
        rf"\b{_MANY} (?:will|would|may|might|can) (?:no doubt |surely |also )?(?:say|argue|claim|object|ask|wonder)\b",
        r"\bit(?:'s| is| was) (?:high )?time (?:to|for|that)\b|\bsafe to say\b|\bgoes without saying\b|\bno wonder\b",
        r"\brais(?:es?|ed|ing) (?:\w+ )?eyebrows\b|\buncle sam\b",
        r"\bit(?:'s| is) (?:hard|easy|difficult|tempting|worth|ironic|telling)\b",
        r"\bit(?:'s| is) no (?:secret|surprise|accident|coincidence)\b|\bstrikingly \w+\b|\bposter child\b",
        r"\bone (?:can|could|might|must|has to|would)(?: only| not|n't)? (?:wonder|ask|hope|imagine|think|argue)\b",
        r"\bthe (?:truth|reality|fact|irony|upshot|lesson|bottom line|good news|bad news) (?:of the matter )?is\b",
        r"\bthe biggest (?:loser|winner)s? (?:is|are|was|were)\b|\b(?:is|are) certainly\b|\bbombshells that\b",
        r"\bthere(?:'s| is) no (?:doubt|question|denying|excuse|escaping)\b|\banything but\.$|\bby half to\b",
        r"\b(?:was|is|were|be) (?:the|a) (?:right|wrong|smart|foolish|sensible) (?:move|thing|call|choice|step)\b",
        r"\b(?:nobody's|no one's|no great) surprise\b|\bis (?:hardly |not |un)?surprising\b|\bshames? \w+ and\b",
        r"\b(?:is|are|was|were) (?:(?:very )?much )?to (?:his|her|its|their) (?:\w+ )?(?:credit|shame|discredit)\b",
        r"\ball the more so\b|\bthe more so (?:as|because|since)\b",
        r"\b(?:long|good|bad) enough for any(?:one|body| man| woman| person)\b",
        r"\b(?:everyone|everybody|nobody) agrees\b|\bbeyond dispute\b|\b(?:love|like|hate) (?:him|her|it|them) or\b",
        r"\bought (?:not )?to (?:be|have)\b|\b(?:is|are) the (?:real |greater )?(?:worry|pity|scandal)\b",
        r"\b(?:should|must|ought to) be (?:ashamed|condemned|applauded|commended|praised|celebrated|outraged)\b",
        r"\bdeserves? (?:better|credit|praise|blame|condemnation|our)\b|\bdemands? (?:global|our|universal) \w+\b",
        r"\b(?:gonna|gotta|wanna|ain't|kinda|y'all|heck|darn|freaking)\b",
        r"\bman (?:muss|sollte|darf nicht)\b|\bes ist (?:höchste )?zeit\b|\bil (?:faut|est temps|serait temps)\b",
        r"\b(?:hay|habría) que\b|\bes hora de\b|(?:べきだ|べきである|ではないか)\W*$|(?:应该|應該|必须)反思",
        r"(?:해야 한다|필요하다|필요가 있다|아닐 수 없다|안 된다|우려된다|바람직하다|마땅하다)\W*$",
    )
)
_SAYS: Final = re.compile(
    r"\b(?:said|says|told|tells|according to|argue[ds]?|wrote|writes|warned|added|claim(?:s|ed)|called|believes?"
    r"|suggested|insisted|asked|replied|sagte|erklärte|laut|selon|a déclaré|a dit|según|dijo|afirmó)\b"
    r"|말했|밝혔|주장했|지적했|강조했|述べ|表示|说|說"
)
# It leans on the sentence before by its end.
_LEANS: Final = re.compile(
    r"^the (?:[\w-]+ ){1,2}(?:further|also|then) (?:said|added|noted|stated|told)\b"
    r"|,? too\.$|\b(?:since|before|until|back) then\W*$|\bat the time\W*$"
    r"|\b(?:do|does|did|is|was|are|were)(?:n't| not)? (?:that|this|so|either)\W*$"
)
_SHOWN: Final = _any(
    "attends?|smiles?|speaks?|arrives?|looks?|gestures?|walks?|stands?|poses?|listens?|shakes?|waves?|delivers?|meets?",
    "talks?|holds?|addresses|reacts?|sits?|signs?|leaves?",
)
# What a picture shows: who does what in the present tense, and the day; or without a verb.
_CAPTION: Final = re.compile(
    rf"^[^,]{{3,80}}\b{_SHOWN}\b.*,? (?:19|20)\d\d\.$"
    r"|^[^,]{3,60}\b(?:approaching|attending|arriving|speaking|leaving|holding|shaking|waving) the\b[^,]*$"
)
_SHOUTS: Final = re.compile(r"\b[A-Z]{9,}\b|\*\w|^CLOSE [A-Z]|\d{4}:[A-Z]|!!")


def opines(own: str, folded: str) -> bool:
    """True where a sentence is its writer's opinion, an aside to readers, a label or a caption.

    own: the sentence without what stands in quotation marks, its marks plain; folded: the same folded.
    """
    if "?" in own or _SHOUTS.search(own) or _OPENS.match(folded) or _labelled(own):
        return True
    if _TEASES.search(folded) or _LEANS.search(folded) or _CAPTION.search(folded):
        return True
    return argues(folded)


def argues(folded: str) -> bool:
    """True where the writer takes a side, and nobody else is said to."""
    return bool(_OPINES.search(folded)) and not _SAYS.search(folded)


def _labelled(own: str) -> bool:
    label = _LABEL.match(own)
    return bool(label) and not _SAYS.search(own[: own.find(":")].casefold())
