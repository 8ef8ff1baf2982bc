"""Chinese names in Wade-Giles and in pinyin, and Chinese people whose names look alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.finding.chinese_names import one_chinese_name
from stories.finding.names import names
from stories.finding.spellings import one_name

ONE = [
    ("Mao Tse-tung", "Mao Zedong"),
    ("Mao Tsetung", "Mao Zedong"),
    ("Chiang Ching-kuo", "Jiang Jingguo"),
    ("Teng Hsiao-ping", "Deng Xiaoping"),
    ("Chou En-lai", "Zhou Enlai"),
    ("Hua Kuo-feng", "Hua Guofeng"),
    ("Liu Shao-ch'i", "Liu Shaoqi"),
    ("Liu Shao-chi", "Liu Shaoqi"),
    ("Chu Teh", "Zhu De"),
    ("Tsai Ing-wen", "Cai Yingwen"),
    ("Lai Ching-te", "Lai Qingde"),
    ("Ma Ying-jeou", "Ma Yingjiu"),
    ("Chen Shui-bian", "Chen Shuibian"),
    ("Lee Teng-hui", "Li Denghui"),
    ("Han Kuo-yu", "Han Guoyu"),
    ("Ko Wen-je", "Ke Wenzhe"),
    ("Xi Jinping", "Jinping Xi"),
    ("Hsi Chin-p'ing", "Xi Jinping"),
    ("Hu Chin-tao", "Hu Jintao"),
    ("P'eng Te-huai", "Peng Dehuai"),
    ("Soong Ch'ing-ling", "Song Qingling"),
    ("Lü Hsiu-lien", "Lu Xiulian"),
    ("Yeh Chien-ying", "Ye Jianying"),
    ("Chao Tzu-yang", "Zhao Ziyang"),
    ("Wang Yi-fu", "Wang Yifu"),
]
TWO = [
    ("Mao Tse-tung", "Mao Yuanxin"),
    ("Mao Zedong", "Mao Zemin"),
    ("Mao Tse-tung", "Mao Tse-min"),
    ("Chiang Kai-shek", "Chiang Ching-kuo"),
    ("Chiang Kai-shek", "Jiang Jingguo"),
    ("Chiang Ching-kuo", "Chiang Wei-kuo"),
    ("Jiang Zemin", "Jiang Jingguo"),
    ("Teng Hsiao-ping", "Deng Yingchao"),
    ("Deng Xiaoping", "Deng Xiaobing"),
    ("Xi Jinping", "Xi Zhongxun"),
    ("Hu Jintao", "Hu Yaobang"),
    ("Wen Jiabao", "Wen Jiahong"),
    ("Li Peng", "Li Beng"),
    ("Li Keqiang", "Li Qiang"),
    ("Lin Tao", "Lin Dao"),
    ("Liu Shaoqi", "Liu Xiaobo"),
    ("Liu Shao-chi", "Liu Shaozhi"),
    ("Zhang Wei", "Zhang Hui"),
    ("Zhang Gaoli", "Chang Gaoli"),
    ("Wang Yang", "Wang Yong"),
    ("Wang Qishan", "Wang Jishan"),
    ("Zhu Rongji", "Zhu Rongqi"),
    ("Lee Teng-hui", "Lee Ta-hai"),
    ("Tsai Ing-wen", "Tsai Chi-chang"),
    ("Lai Ching-te", "Lai Ching-lin"),
    ("Chen Shui-bian", "Chen Chien-jen"),
    ("Ma Ying-jeou", "Ma Yi-nan"),
    ("Ken Long", "Ken Lung"),
    ("Dan Chang", "Tan Chang"),
]


@pytest.mark.parametrize(("a", "b"), ONE)
def test_two_spellings_of_one_chinese_are_one_name(a: str, b: str) -> None:
    assert one_name(a, b)
    assert one_name(b, a)


@pytest.mark.parametrize(("a", "b"), TWO)
def test_two_chinese_stay_two(a: str, b: str) -> None:
    assert not one_name(a, b)
    assert not one_name(b, a)


def test_there_are_as_many_pairs_of_two_people_as_of_one() -> None:
    assert len(TWO) >= len(ONE) >= 20


def test_a_story_whose_outlets_write_otherwise_has_one_name() -> None:
    found = names({1: [("Deng Xiaoping", 2)], 2: [("Teng Hsiao-ping", 1)], 3: [("Deng Xiaoping", 1), ("Deng", 1)]})
    assert [(named.name, named.aliases) for named in found] == [("Deng Xiaoping", ("deng", "teng hsiao-ping"))]


@given(st.text("abcdeghijklnopstuxyz' -", max_size=20), st.text("abcdeghijklnopstuxyz' -", max_size=20))
def test_it_matters_not_which_comes_first(a: str, b: str) -> None:
    assert one_chinese_name(a, b) == one_chinese_name(b, a)
