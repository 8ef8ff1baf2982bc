"""Words that many institutions, offices and places bear: alone they name none of them. Plain values."""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GENERIC_WORDS: Final = _words(
    """academy act administration agency airport alliance ambassador appeals army assembly association attorney auditor
    authority bank bay beach bill board borough branch bridge bureau business cabinet cabinets campus capitol captain
    catcher center central centre chair chairman chamber chief church city civic club coach coalition coast college
    commission commissioner committee common company conference constitution corporation council councillor
    councilman councilwoman county court courthouse cup defence defense democracy democrat democrats department deputy
    director district division east eastern economy election energy european executive federal federation festival final
    first force forces fund general government governor group guard hall health high hill hospital hosts house industry
    institute interior island islands journal judge judiciary justice labour lake law league left legislature library
    lord lords magistrate main mayor member members minister ministry museum national navy new news night north northern
    office officer officers official officials opposition parliament park parliamentary party people police port premier
    president press prime prosecutor public railway region report representatives republic republican republicans
    reserve right river road royal safety school season second secretary security sen. senate senator senators service
    services sheriff society south southern speaker spokesman spokesperson spokeswoman square stadium state states
    station street superintendent supreme times town trade transit treasury treaty tribunal trust union united
    university valley village war west western world week year english spanish french german chinese korean japanese
    editor editors reader readers correspondent staff writer reporter agency story photo"""
)

# A name of several such words that ends in one of these is an office: the first minister, the attorney general.
OFFICE_WORDS: Final = _words(
    "minister general president secretary officer director executive justice judge commissioner speaker chairman mayor"
)
