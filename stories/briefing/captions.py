"""What stands under a picture, by the word that an extractor left before or behind it. Plain values."""

import re
from typing import Final

_LABEL: Final = r"(?:Image|Photo|Picture|Caption|Foto|Bild|Imagen|Immagine|Légende|Legende|Figure)s?(?: \d+)?"
_BEFORE: Final = (
    rf"(?:Hide|Toggle|Show) caption|{_LABEL}(?: [A-ZÀ-Þ0-9]|\s?[:：/|])",
    r"(?:File|Archive|Stock|Handout|Undated) (?:photo|image|picture|illustration)s?\b",
    r"Watch (?:live|the|this|it|as|[A-Z])",
    r"(?:Archiv|Symbol|Agentur|Vorschau)(?:bild|foto)\w*\b|Bild(?:quelle|unterschrift|rechte)",
    r"Photo (?:d['’](?:archives?|illustration)|de )|Image d['’]illustration|Crédits? (?:photo|image)",
    r"(?:Foto|Imagen) de archivo|(?:자료\s?)?사진\s?[=:/▲]|[▲◀▶△]|그래픽\s?[=:]",
    r"(?:資料)?写真\s?[=＝:：/]|写真は|画像(?:は|\s?[=＝:：])|图(?:为|片|源)",
)
_BEHIND: Final = (
    r"\((?:Archivbild|Archivfoto|Symbolbild|Symbolfoto|Archiv|photo d['’]archives?|foto de archivo)\)",
    r"\((?:자료\s?사진|資料写真)\)|[=＝](?:写真|AP|AFP|로이터|연합뉴스)\W*$",
)
# "Ada Brandt speaks outside the town hall in Brell on May 30.": whom the picture shows, and the day.
_SHOWS: Final = (
    r"[A-Z][^,.;]{2,60} (?:speaks|smiles|waves|walks|arrives|gestures|poses|stands|looks on|attends|leaves|listens"
    r"|shakes hands)\b(?!.*\b(?:said|says|told)\b).*"
    r" (?:on )?(?:[A-Z][a-z]+day|[A-Z][a-z]{2,8}\.? \d{1,2})(?:, \d{4})?\.$"
)
CAPTION: Final = re.compile(rf"\W*(?:{'|'.join(_BEFORE)})|.*(?:{'|'.join(_BEHIND)})|{_SHOWS}")
