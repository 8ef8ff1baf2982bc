"""Which sentences can be quoted by themselves."""

import pytest

from stories.briefing.quotable import quotable, words

WHOLE = (
    "After this morning's vote the council of Port Ansel will rebuild the ferry pier by May.",
    "The council of Port Ansel voted on Tuesday to rebuild the ferry pier after the storm.",
    "“We could not wait another winter for the pier,” Mayor Ines Tarrant said after the vote.",
    "Mayor Ines Tarrant called the vote of the council of Port Ansel “ridiculous” on Tuesday evening.",
    "US Treasury officials told the harbour board that the loan would be paid out in May.",
    "Die Regierung von Brell will den Hafen im kommenden Jahr vollständig erneuern lassen.",
    "El gobierno de Brell anunció el martes que reconstruirá el puerto en los próximos dos años.",
    "Le conseil de Port Ansel a voté mardi la reconstruction du quai après la tempête de mars.",
)


@pytest.mark.parametrize("text", WHOLE)
def test_a_whole_sentence_of_news_can_be_quoted(text: str) -> None:
    language = {"Die": "de", "El ": "es", "Le ": "fr"}.get(text[:3], "en")
    assert quotable(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "He told the council of Port Ansel that the pier could not be repaired in time.",
        "However, the council of Port Ansel voted on Tuesday to rebuild the ferry pier.",
        "The vote of the council was, as Tarrant put it, “a beginning, and not more than that.",
        "The council voted on Tuesday.",
        "The council of Port Ansel " + "and the board of the harbour " * 8 + "voted on Tuesday.",
        "We asked the council of Port Ansel what the new ferry pier is going to cost.",
        "Sign up for the Harbour Post newsletter to get the day's stories in the morning.",
        "PORT ANSEL, Brell (Wire) — The council voted on Tuesday to rebuild the ferry pier.",
        "Reporting by Ines Tarrant in Port Ansel and Bram Ostley; editing by Maud Harker of the desk.",
        "(Photo: the ferry pier of Port Ansel on Tuesday, seen from the harbour board's house.)",
        "The council of Port Ansel voted on Tuesday to rebuild the ferry pier, which is",
        "“The pier is the heart of the town and it has to be rebuilt before the winter.”",
        "The pier must be rebuilt before the winter comes and the ferries stop, she said.",
        "- The council of Port Ansel voted on Tuesday to rebuild the ferry pier at once.",
        "On two of those days the council of Port Ansel met to talk about the ferry pier.",
        "With it the council of Port Ansel has a ferry pier that no storm can carry away.",
        "The council of Port Ansel has voted for the biggest ferry pier of the whole coast!",
        "The ridiculous vote of the council of Port Ansel will rebuild the ferry pier by May.",
        "Was the council of Port Ansel right to vote for a new ferry pier on Tuesday?",
        "Yesterday the council of Port Ansel voted to rebuild the ferry pier after the storm.",
    ],
)
def test_what_leans_on_its_neighbours_or_is_no_news_is_not_quoted(text: str) -> None:
    assert not quotable(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "After a night of storms and votes, here's what you need to know about the ferry pier.",
        "Let's hope that the council of Port Ansel will not forget the ferry pier this time.",
        "Critics will say that the council of Port Ansel should have rebuilt the pier long ago.",
        "It is no secret that the council of Port Ansel has little love for the harbour board.",
        "Voting for the ferry pier of Port Ansel was the right move after such a winter.",
        "Well, the council of Port Ansel has voted to rebuild the ferry pier after all.",
        "To nobody's surprise, the council of Port Ansel voted to rebuild the ferry pier.",
        "Driving the news: The council of Port Ansel voted on Tuesday to rebuild the ferry pier.",
        "Reporter: “You have broken the ferry pier and my glasses, councillor, on this very Tuesday.”",
        "Mayor Ines Tarrant smiles after the vote on the ferry pier at Port Ansel, Brell, May 3, 2031.",
        "Mayor Ines Tarrant of Port Ansel approaching the lectern to give a statement on the pier.",
        "The council of Port Ansel will have to find the money for the ferry pier, too.",
        "The vote of the council of Port Ansel would REESTABLISH the ferry pier before the winter.",
        "The harbour board is in charge of the ferry pier -- think of it as the town's landlord.",
        "Ines Tarrant is a columnist who writes about piers, ferries and the council of Port Ansel.",
        "The vote on the ferry pier of Port Ansel is a developing story and there is more of it.",
        "Twelve winters are long enough for anyone, and the pier of Port Ansel has seen its last one.",
        "Ines Tarrant told the harbour board of Port Ansel in the evening.",
        "The councillors of Port Ansel pitched a hissy fit about the vote on the ferry pier.",
        "The topic saw some seven minutes of the council's evening in Port Ansel on Tuesday.",
        "Everyone agrees that this winter at the ferry pier of Port Ansel was unlike any other.",
        "The council of Port Ansel has spent two million crowns on its ferry pier since then.",
        "The vote for the pier of Port Ansel was carried by candidates as varied as Reps.",
        "The harbour board's shares BELL, -1.67% closed lower on Tuesday after the vote in Port Ansel.",
        "That the harbour board of Port Ansel gave way on Tuesday is to its credit, late as it came.",
        "The mayor's vote for the pier was brave, the more so as the harbour board had threatened her.",
        "The vote in Port Ansel rests on a promise that ought not to be remarkable in a harbour town.",
    ],
)
def test_opinions_teasers_labels_and_captions_are_not_quoted(text: str) -> None:
    assert not quotable(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ines Tarrant said that it was time to rebuild the ferry pier of Port Ansel.",
        "Critics of the council said the new ferry pier of Port Ansel would cost far too much.",
        "The first ferry reached Port Ansel on Tuesday, seven weeks after the storm of March.",
        "Tarrant said: “The council of Port Ansel will rebuild the ferry pier before the winter.”",
        "Think tanks in Brell expect that the ferry pier of Port Ansel will cost two million crowns.",
        "“Let's rebuild it before the winter,” Mayor Ines Tarrant told the council on Tuesday evening.",
        "The harbour board called the ferry pier of Port Ansel “the right thing at the right time”.",
        "Second-hand boats were sold at the ferry pier of Port Ansel for the first time on Tuesday.",
        "CENTCOM and the harbour board of Port Ansel signed a paper about the ferry pier on Tuesday.",
    ],
)
def test_a_report_of_what_somebody_says_or_counts_is_no_opinion_of_the_writers(text: str) -> None:
    assert quotable(text, "en")


def test_a_korean_editorial_is_told_from_a_report() -> None:
    assert not quotable(
        "포트안셀 시의회는 폭풍으로 무너진 여객선 부두를 하루빨리 다시 지어야 하며 예산을 마련해야 한다.", "ko"
    )
    assert quotable("시장은 포트안셀 시의회가 여객선 부두를 하루빨리 다시 지어야 한다고 화요일 말했다.", "ko")


def test_languages_without_spaces_are_measured_by_their_letters() -> None:
    korean = "포트안셀 시의회는 화요일 폭풍으로 무너진 여객선 부두를 다시 짓기로 의결했다."
    japanese = "ポートアンセル市議会は火曜日、嵐で壊れたフェリー桟橋を再建することを決めた。"
    assert 8 <= words(korean) <= 45
    assert quotable(korean, "ko")
    assert quotable(japanese, "ja")
    assert not quotable("그는 화요일 폭풍으로 무너진 여객선 부두를 다시 짓기로 했다고 말했다.", "ko")
    assert not quotable("しかし、市議会は火曜日、嵐で壊れたフェリー桟橋を再建することを決めた。", "ja")
    assert not quotable("부두를 짓는다.", "ko")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hide caption Governor Ada Brandt waves at her victory party on Tuesday in Brell.", "en"),
        ("Image Ada Brandt opened the new harbour bridge of Ostermoor with a pair of scissors.", "en"),
        ("Mayor Ada Brandt speaks outside the old town hall of Ostermoor, Brell, on May 30.", "en"),
        ("File photo of the harbour bridge of Ostermoor before the council had it closed.", "en"),
        ("Bild: Die Bürgermeisterin spricht am Montag vor dem alten Rathaus von Ostermoor.", "de"),
        ("Die Bürgermeisterin spricht vor dem alten Rathaus von Ostermoor am Hafen (Archivbild).", "de"),
        ("Photo d'archives du vieux pont du port d'Ostermoor, fermé lundi par le conseil.", "fr"),
        ("▲ 오스터무어 시의회가 월요일 오래된 항구 다리를 폐쇄하기로 결정한 뒤의 모습이다.", "ko"),
        ("写真はオスタームーア市議会が月曜日に閉鎖を決めた古い港の橋と漁船の様子である。", "ja"),
    ],
)
def test_what_stands_under_a_picture_is_not_quoted(text: str, language: str) -> None:
    assert not quotable(text, language)


def test_a_sentence_about_pictures_may_be_quoted() -> None:
    assert quotable("Photos of the closed bridge were posted online by the council of Ostermoor on Monday.", "en")
    assert quotable("Images of the mayor at the back door of the town hall led to questions on Monday.", "en")
