"""Questions for all that happened, which no single sentence answers: "What happened?", "무슨 일이 있었나요?". Pure."""

import re
from typing import Final

_AT_LARGE: Final = re.compile(
    r"\W*(?:"
    r"(?:so )?what(?:['’]s| is| has| just)? (?:happened|happening|happen|new|going on|the news|"
    r"(?:this|it)(?: story)? about)"
    r"(?: here| today| now| in the news)?"
    r"|(?:please |can you |give me )*(?:an? |the )?"
    r"(?:summary|summari[sz]e|overview)(?: of)?(?: the| this)?(?: story| news)?"
    r"|(?:오늘 |이번에 |여기서 )?(?:무슨 ?일|무슨 ?사건|어떤 ?일|"
    r"요약|줄거리|무슨 ?내용|어떤 ?내용|새로운 ?소식)[가-힣 ]{0,12}"
    r"|qu[eé] (?:pas[oó]|ha pasado|ocurri[oó]|sucedi[oó]|hay de nuevo)(?: hoy| aqu[ií])?|(?:un )?resumen"
    r"|was ist (?:hier |heute )?(?:passiert|geschehen|los)|was gibt es neues|(?:eine )?zusammenfassung"
    r"|que s['’]est-il pass[eé]|qu['’]est-ce qui (?:s['’]est|se) pass[eé]|quoi de neuf|(?:un )?r[eé]sum[eé]"
    r"|何が(?:起|あ)[^。]{1,10}|要約[^。]{0,8}|どんな(?:ニュース|記事|話|内容)[^。]{0,6}"
    r")\W*",
    re.IGNORECASE,
)


def is_at_large(question: str) -> bool:
    """Whether the question asks for everything, not for a person, a number, a day, a place or a reason."""
    return bool(_AT_LARGE.fullmatch(question))
