"""The news agencies of the world and how outlets credit them. Plain values."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Agency:
    """name: as we show it. spellings: safe anywhere in a credit. marks: too short to mean it outside a credit's place,
    such as a dateline's brackets; capitals count in both.
    """

    name: str
    spellings: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


AGENCIES: Final = (
    Agency("Reuters", ("Reuters", "로이터", "ロイター", "路透社", "路透")),
    Agency("Associated Press", ("Associated Press", "AP통신", "AP通信"), ("AP",)),
    Agency("AFP", ("Agence France-Presse", "Agence France Presse", "AFP통신", "AFP通信", "法新社"), ("AFP",)),
    Agency("Bloomberg", ("Bloomberg News",), ("Bloomberg", "블룸버그")),
    Agency("UPI", ("United Press International",), ("UPI",)),
    Agency("Yonhap", ("Yonhap", "연합뉴스", "聯合ニュース", "韩联社", "韓聯社")),
    Agency("Newsis", ("Newsis", "뉴시스")),
    Agency("News1", ("뉴스1",)),
    Agency("Kyodo", ("Kyodo News", "共同通信", "교도통신", "共同社"), ("Kyodo", "共同", "교도")),
    Agency("Jiji Press", ("Jiji Press", "時事通信", "지지통신"), ("Jiji", "時事")),
    Agency("Xinhua", ("Xinhua", "新华社", "新華社", "신화통신", "新華社通信")),
    Agency("Central News Agency", ("Central News Agency", "中央社"), ("CNA",)),
    Agency("TASS", (), ("TASS", "ТАСС", "타스통신")),
    Agency("Interfax", ("Interfax", "Интерфакс")),
    Agency("dpa", ("Deutsche Presse-Agentur",), ("dpa", "DPA", "dpa-AFX")),
    Agency("APA", ("Austria Presse Agentur",), ("APA",)),
    Agency("Keystone-SDA", ("Keystone-SDA", "Keystone-ATS"), ("SDA", "ATS", "sda", "ats")),
    Agency("EFE", ("Agencia EFE",), ("EFE", "efe")),
    Agency("Europa Press", ("Europa Press", "EUROPA PRESS")),
    Agency("ANSA", (), ("ANSA",)),
    Agency("Adnkronos", ("Adnkronos",)),
    Agency("Lusa", ("Agência Lusa",), ("Lusa", "LUSA")),
    Agency("Belga", (), ("Belga", "BELGA")),
    Agency("ANP", (), ("ANP",)),
    Agency("Ritzau", ("Ritzau", "/ritzau/")),
    Agency("NTB", (), ("NTB",)),
    Agency("TT", ("TT Nyhetsbyrån",), ("TT",)),
    Agency("STT", (), ("STT",)),
    Agency("PAP", ("Polska Agencja Prasowa",), ("PAP",)),
    Agency("ČTK", (), ("ČTK", "CTK")),
    Agency("MTI", (), ("MTI",)),
    Agency("Anadolu", ("Anadolu Agency", "Anadolu Ajansı"), ("AA", "Anadolu")),
    Agency("Press Trust of India", ("Press Trust of India",), ("PTI",)),
    Agency("ANI", ("Asian News International",), ("ANI",)),
    Agency("IANS", (), ("IANS",)),
    Agency("PA Media", ("PA Media", "Press Association")),
    Agency("AAP", ("Australian Associated Press",), ("AAP",)),
    Agency("The Canadian Press", ("Canadian Press",), ("CP",)),
    Agency("Bernama", ("Bernama", "BERNAMA")),
    Agency("Antara", ("ANTARA News",), ("ANTARA", "Antara")),
    Agency("SANA", (), ("SANA",)),
    Agency("WAM", ("Emirates News Agency",), ("WAM",)),
    Agency("SPA", ("Saudi Press Agency",), ("SPA",)),
    Agency("IRNA", (), ("IRNA",)),
    Agency("Tribune News Service", ("Tribune News Service", "Tribune Content Agency"), ("TNS",)),
    Agency("States Newsroom", ("States Newsroom",)),
    Agency("The Conversation", ("The Conversation",)),
)
