"""The small words around names. Plain values."""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Between two capitalised words they belong to the name: Bank of England, Ursula von der Leyen.
CONNECTORS: Final = _words("of the de del della di da do dos du la le van von der den ten ter zu bin ibn al el")

# Before a name they are an office, not the name; alone they name nobody.
HONORIFICS: Final = _words(
    """mr mrs ms miss dr prof professor sir dame lord lady rev father sister president vice prime minister chancellor
    secretary chairman chairwoman chair chief executive director general gen lt col maj sgt capt captain commander
    admiral judge justice attorney sen senator rep representative congressman congresswoman gov governor mayor king
    queen prince princess pope deputy former acting spokesman spokeswoman officer detective police coach democrat
    democrats republican republicans herr frau monsieur madame señor señora don doña"""
)

# Inside a run they part two names: US President Donald Trump.
OFFICES: Final = _words(
    "president minister chancellor secretary sen senator rep gov governor attorney general spokesman spokeswoman mayor"
)

CALENDAR: Final = _words(
    """monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun january february
    march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov
    dec today yesterday tomorrow advertisement reuters afp getty photo image file video live update breaking exclusive
    opinion watch read click share subscribe newsletter"""
)

ALIASES: Final = {
    "US": "United States",
    "U.S.": "United States",
    "U.S": "United States",
    "USA": "United States",
    "U.S.A.": "United States",
    "America": "United States",
    "UK": "United Kingdom",
    "U.K.": "United Kingdom",
    "Britain": "United Kingdom",
    "EU": "European Union",
    "E.U.": "European Union",
    "UN": "United Nations",
    "U.N.": "United Nations",
    "S Korea": "South Korea",
    "S. Korea": "South Korea",
    "N Korea": "North Korea",
    "N. Korea": "North Korea",
}
