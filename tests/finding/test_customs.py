"""Names by the customs of languages: transcriptions, given names of neighbours, surname first; and other people."""

from stories.finding.names import names


def test_spellings_without_a_word_in_common_meet_in_a_story() -> None:
    found = names({1: [("Moammar Gadhafi", 2)], 2: [("Muammar Qaddafi", 1)], 3: [("Moammar Gadhafi", 1)]})
    assert [(named.name, named.aliases) for named in found] == [("Moammar Gadhafi", ("muammar qaddafi",))]
