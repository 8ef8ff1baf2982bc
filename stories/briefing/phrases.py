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
    r"not|no|never|none|nobody|nothing|neither|nor|without|cannot|\w+n['’]t|den(?:y|ies|ied|ying)|refus\w+|reject\w+",
    r"fail(?:s|ed)? to|nicht|kein\w*|nie|niemals|ohne|dement\w+|ne|pas|jamais|aucun\w*|sans|sin|nunca|ningun\w*|negó",
    r"[\uac00-\ud7af]*(?:않|아니|없|부인|거부)[\uac00-\ud7af]*",
)
FUTURE: Final = _any(
    r"will|won['’]t|shall|going to|(?:is|are) (?:likely|set|bound|poised|expected) to|is expected|inevitabl[ey]",
    r"would|could|(?-i:may)|might|wird|werden|sera|seront|va|vont|será|serán|[\uac00-\ud7af]*(?:것이다|전망)[\uac00-\ud7af]*",
)
SAYING: Final = _any(
    r"said|says?|saying|according to|told|warn(?:s|ed)?|expects?|forecast\w*|predict\w*|projects?|promise[sd]?|vow\w*",
    r"announc\w+|argu\w+|write[s]?|report\w*|sagte\w*|laut|selon|dit|según|dijo|plan(?:s|ned)?|pledg\w+",
    r"[\uac00-\ud7af]*(?:말했|밝혔|전했)[\uac00-\ud7af]*",
)
INSTRUCTIONS: Final = _any(
    r"ignore (?:all|any|the|previous|prior|above)\b.*|previous instructions?|system prompt|as an ai|language model",
    r"(?:these|the|my|your|following) instructions|i (?:can(?:not|['’]t)|am|was|have)|i['’]m|chatgpt|assistant|json",
)
LABELS: Final = _any(
    r"(?:far|hard|alt)[- ](?:left|right)|(?:left|right)[- ](?:wing|leaning)|lean(?:s|ing)? (?:to the )?(?:left|right)",
    r"bias\w*|partisan|propagand\w+|conservative|liberal|progressive|centrist",
)
PRESS_WORDS: Final = _any(
    r"outlets?|newspapers?|papers?|media|press|coverage|broadcasters?|publications?|site|reporting|news"
)
