"""German verbs that stand in two parts, put together: "nahm … fest" as "festgenommen". Pure."""

import re
from typing import Final

# The forms of the verb, its particle, the participle that other sentences have.
_VERBS: Final = """
nahm nahmen nimmt nehmen | fest | festgenommen
nahm nahmen nimmt nehmen | an | angenommen
nahm nahmen nimmt nehmen | auf | aufgenommen
nahm nahmen nimmt nehmen | zu | zugenommen
nahm nahmen nimmt nehmen | ab | abgenommen
trat traten tritt treten | zurück | zurückgetreten
trat traten tritt treten | an | angetreten
klagt klagte klagten klagen | an | angeklagt
griff griffen greift greifen | an | angegriffen
brachte brachten bringt bringen | um | umgebracht
kam kamen kommt kommen | um | umgekommen
kam kamen kommt kommen | ums Leben | umgekommen gestorben
wies wiesen weist weisen | zurück | zurückgewiesen
lehnt lehnte lehnten lehnen | ab | abgelehnt
stimmt stimmte stimmten stimmen | zu | zugestimmt
schließt schloss schlossen schließen | aus | ausgeschlossen
räumt räumte räumten räumen | ein | eingeräumt
kündigt kündigte kündigten kündigen | an | angekündigt
gab gaben gibt geben | bekannt | bekanntgegeben
gab gaben gibt geben | zu | zugegeben
hob hoben hebt heben | auf | aufgehoben
setzt setzte setzten setzen | fort | fortgesetzt
setzt setzte setzten setzen | ein | eingesetzt
setzt setzte setzten setzen | aus | ausgesetzt
ging gingen geht gehen | zurück | zurückgegangen
stieg stiegen steigt steigen | an | angestiegen
sagt sagte sagten sagen | ab | abgesagt
schob schoben schiebt schieben | ab | abgeschoben
rief riefen ruft rufen | auf | aufgerufen
stellt stellte stellten stellen | ein | eingestellt
stellt stellte stellten stellen | vor | vorgestellt
"""
_END: Final = r"(?=\s*(?:[,.;:!?)]|$|und\b|oder\b))"
FARTHEST: Final = 140  # characters between the two parts
_FOUND: Final = tuple(
    (
        re.compile(
            rf"(?<!\w)(?:{'|'.join(forms.split())})(?P<between>\s[^.;:!?]{{0,{FARTHEST}}}?)\s{part.strip()}{_END}"
        ),
        whole.strip(),
    )
    for forms, part, whole in (line.split("|") for line in _VERBS.strip().splitlines())
)


def joined(text: str) -> str:
    """The text with the participle in place of a verb whose other part ends its clause."""
    for pattern, whole in _FOUND:
        text = pattern.sub(rf"{whole}\g<between>", text)
    return text
