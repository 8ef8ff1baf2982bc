"""Names by the customs of languages: transcriptions, given names of neighbours, surname first; and other people."""

import pytest

from stories.finding.names import names
from stories.finding.spellings import one_name

ONE = [
    ("Shinzo Abe", "Shinzō Abe"),
    ("Shinzou Abe", "Shinzo Abe"),
    ("Shinzo Abe", "Abe Shinzo"),
    ("Yuuki Tanaka", "Yuki Tanaka"),
    ("Taro Kono", "Tarō Kōno"),
    ("Kouichi Hagiuda", "Koichi Hagiuda"),
    ("Junichiro Koizumi", "Jun'ichirō Koizumi"),
    ("Shigeru Ishiba", "Ishiba Shigeru"),
    ("Ryotaro Ohno", "Ryotaro Ono"),
    ("Eisaku Satoh", "Eisaku Sato"),
    ("Viktor Orban", "Orbán Viktor"),
    ("Peter Magyar", "Magyar Péter"),
    ("Katalin Novák", "Novak Katalin"),
    ("Bashar al-Assad", "Bashar Assad"),
    ("Bashar al-Assad", "Bashar el-Assad"),
    ("Mohammed bin Salman", "Muhammad bin Salman"),
    ("Mohammed bin Salman", "Mohammed Bin Salman"),
    ("Abdel Fattah al-Sisi", "Abdul Fattah el-Sisi"),
    ("Abdel Aziz Bouteflika", "Abdelaziz Bouteflika"),
    ("Abdullah Hamdok", "Abdalla Hamdok"),
    ("Hassan Nasrallah", "Hasan Nasrallah"),
    ("Ismail Haniyeh", "Ismail Haniyya"),
    ("Ismail Haniyeh", "Ismail Haniya"),
    ("Osama bin Laden", "Usama bin Laden"),
    ("Omar al-Bashir", "Umar al-Bashir"),
    ("Moammar Gaddafi", "Muammar Qaddafi"),
    ("Moammar Gadhafi", "Muammar Qaddafi"),
    ("Hosni Mubarak", "Husni Mubarak"),
    ("Abu Mohammed al-Golani", "Abu Muhammad al-Jolani"),
    ("Ahmed al-Sharaa", "Ahmad al-Sharaa"),
    ("Nouri al-Maliki", "Nuri al-Maliki"),
    ("Yuri Andropov", "Yury Andropov"),
    ("Yevgeny Prigozhin", "Evgeny Prigozhin"),
    ("Yevgeny Prigozhin", "Yevgeniy Prigozhin"),
    ("Andriy Yermak", "Andrii Yermak"),
    ("Oleksandr Syrskyi", "Oleksandr Syrsky"),
    ("Oleksandr Syrskyi", "Alexander Syrsky"),
    ("Dmytro Kuleba", "Dmitry Kuleba"),
    ("Volodymyr Zelensky", "Vladimir Zelensky"),
    ("Valerii Zaluzhnyi", "Valery Zaluzhny"),
    ("Alexander Lukashenko", "Aleksandr Lukashenko"),
    ("Mikhail Gorbachev", "Mikhail Gorbachov"),
    ("Alexei Navalny", "Aleksei Navalny"),
    ("Maria Zakharova", "Mariya Zakharova"),
    ("Mikhail Khodorkovsky", "Mikhail Khodorkovskiy"),
    ("Joseph Stalin", "Josef Stalin"),
    ("Sergey Shoigu", "Sergei Shoygu"),
    ("Andrey Yermak", "Andriy Yermak"),
    ("Ihor Klymenko", "Igor Klimenko"),
    ("Yulia Svyrydenko", "Yuliia Svyrydenko"),
    ("Nguyen Phu Trong", "Nguyễn Phú Trọng"),
]
TWO = [
    ("Paul Simon", "Simon Paul"),
    ("James Thomas", "Thomas James"),
    ("Scott Kelly", "Kelly Scott"),
    ("Martin Luther", "Luther Martin"),
    ("Ross Wilson", "Russ Wilson"),
    ("Shinzo Abe", "Shintaro Abe"),
    ("Taro Aso", "Taro Kono"),
    ("Yukio Mishima", "Yuko Mishima"),
    ("Bashar al-Assad", "Hafez al-Assad"),
    ("Bashar al-Assad", "Maher al-Assad"),
    ("Mohammed bin Salman", "Mohammed bin Nayef"),
    ("Mohammed bin Salman", "Mohammed bin Zayed"),
    ("Abdullah Gul", "Abdullah Gol Jr."),
    ("Hassan Rouhani", "Hossein Rouhani"),
    ("Hassan Nasrallah", "Hussein Nasrallah"),
    ("Ali Khamenei", "Ali Khomeini"),
    ("Ruhollah Khomeini", "Ahmad Khomeini"),
    ("Ahmed Shafik", "Ahmed Shakir"),
    ("Omar al-Bashir", "Amar al-Bashir"),
    ("Omar Hassan", "Umar Hussein"),
    ("Saif Gaddafi", "Saad Gaddafi"),
    ("Nuri al-Maliki", "Nura al-Maliki"),
    ("Viktor Orban", "Viktor Orlan"),
    ("Peter Laszlo", "Laszlo Peter"),
    ("Yulia Navalnaya", "Yulia Navalny"),
    ("Alexander Zakharchenko", "Vitaly Zakharchenko"),
    ("Sergei Ivanov", "Sergei Ivanova"),
    ("Andriy Melnyk", "Andriy Miller"),
    ("Mykola Azarov", "Oleksiy Azarov"),
    ("Vladimir Putin", "Vladislav Putin"),
    ("Vitali Klitschko", "Wladimir Klitschko"),
    ("Alexander Petrov", "Alexei Petrov"),
    ("Dmitry Medvedev", "Dmitry Medvedeva"),
    ("Maria Petrova", "Marina Petrova"),
    ("Igor Girkin", "Egor Girkin"),
    ("Joan Baez", "John Baez"),
    ("Jose Garcia", "Josie Garcia"),
    ("Ken Ono", "Ken Oni"),
    ("Kenji Sato", "Kenzo Sato"),
    ("Yoko Ono", "Yuko Ono"),
    ("Horst Meier", "Hurst Meier"),
    ("Ron Paul", "Run Paul"),
    ("Omar Sharif", "Omar Sherif Jr."),
    ("Kim Lee", "Lee Kim Jr."),
    ("Jordan Peterson", "Peterson Jordan"),
    ("Naoto Kan", "Kan Naomi"),
    ("Toshiro Mifune", "Toshio Mifune"),
    ("Haruki Sato", "Sato Haruka"),
    ("Zsolt Varga", "Zoltan Varga"),
    ("Anna Maria", "Maria Anna"),
    ("Peter Pal", "Pal Peter"),
    ("Aleksei Petrov", "Aleksandr Petrov"),
    ("Oleh Kovalenko", "Olha Kovalenko"),
    ("Volodymyr Petrenko", "Volodymyr Petrov"),
]


@pytest.mark.parametrize(("a", "b"), ONE)
def test_two_spellings_of_one_person_are_one_name(a: str, b: str) -> None:
    assert one_name(a, b)
    assert one_name(b, a)


@pytest.mark.parametrize(("a", "b"), TWO)
def test_two_people_stay_two(a: str, b: str) -> None:
    assert not one_name(a, b)
    assert not one_name(b, a)


def test_there_are_as_many_pairs_of_two_people_as_of_one() -> None:
    assert len(TWO) >= len(ONE) >= 40


def test_spellings_without_a_word_in_common_meet_in_a_story() -> None:
    found = names({1: [("Moammar Gadhafi", 2)], 2: [("Muammar Qaddafi", 1)], 3: [("Moammar Gadhafi", 1)]})
    assert [(named.name, named.aliases) for named in found] == [("Moammar Gadhafi", ("muammar qaddafi",))]
