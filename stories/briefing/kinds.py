"""Words for what somebody or something is, for telling an introduction from the next item of a list. Plain values."""

from typing import Final

from stories.annotate.name_words import OFFICES
from stories.finding.generic_names import OFFICE_WORDS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TRADE_WORDS: Final = _words(
    """adviser advisor ambassador analyst author candidate captain chief coach commander commissioner councillor
    economist editor engineer envoy founder judge king lawmaker lawyer leader lieutenant owner physician premier
    prince professor prosecutor queen representative researcher scientist sheriff singer spokesperson
    superintendent"""
)
# What stands right before a name: Mayor Ada Brandt, economist Ada Brandt.
TRADES: Final = OFFICES | OFFICE_WORDS | _TRADE_WORDS
# What may stand before an office and belongs to it.
QUALITIES: Final = _words(
    """acting assistant chief city county defence defense deputy district economic education energy environment
    executive federal finance first foreign former general government health home interim interior international
    justice labor labour legal local main managing medical military national opposition outgoing party police
    political presidential press prime principal project provincial public regional research retired security
    senior social special state technical trade transport union vice"""
)
# What a name can be: the head of what stands behind it, as in 'Ostermoor, a port in Brell'.
_KIND_WORDS: Final = _words(
    """actor actress agency airline airport alliance appointee arm army artist association athlete author band bank
    body brand bridge broadcaster brother businessman businesswoman capital capitol center centre charity church
    city club coalition college columnist committee company congressman congresswoman council country county court
    daughter department developer district division driver economist economy employee executive father festival
    film firm force foundation group head hospital host husband island journalist law league maker man mayor
    measure member minister ministry monitor mother museum neighborhood neighbourhood network newspaper nonprofit
    novelist official operator organisation organization paper partner party peninsula philosopher player
    playwright politician port president producer professor program programme project province publication
    publisher region regulator republic resident resort retailer rival river school senator service sister site
    socialite son sponsor startup state station street student studio subsidiary suburb supplier team territory
    think-tank thinktank town union unit university utility village website widow wife woman worker writer"""
)
KINDS: Final = TRADES | _KIND_WORDS
# The head of a phrase is the word before the first of these.
ENDS_HEAD: Final = _words(
    """and at based behind by for from in near of on or representing since that to under where which who with"""
)
