"""When an article is opinion, and that it is news otherwise."""

import pytest

from stories.annotate.article_text import ArticleText
from stories.annotate.genre import genre
from stories.scales import Genre


@pytest.mark.parametrize(
    ("article", "evidence"),
    [
        (ArticleText("A pier", json_ld_type="OpinionNewsArticle"), "JSON-LD type OpinionNewsArticle"),
        (ArticleText("A pier", feed_categories=("Op-Ed",)), "feed category 'Op-Ed'"),
        (ArticleText("A pier", json_ld_section="Opinion / Columns"), "page's section 'Opinion / Columns'"),
        (ArticleText("A pier", address="https://brell.example/opinion/a-pier"), "address has /opinion/"),
        (
            ArticleText("A pier", address="https://brell.example/harbour-opinion/a-pier"),
            "address has /harbour-opinion/",
        ),
        (ArticleText("A pier", tags=("Editorial",)), "tag 'Editorial'"),
        (ArticleText("Opinion | The pier won't pay"), "title is labelled 'opinion'"),
        (ArticleText("EDITORIAL: The pier"), "title is labelled 'editorial'"),
        (ArticleText("The pier won't pay – Opinion"), "title is labelled 'opinion'"),
        (ArticleText("Kommentar: Der Pier"), "title is labelled 'kommentar'"),
        (ArticleText("[사설] 부두를 닫을 때"), "title is labelled '사설'"),
        (ArticleText("[김 기자 칼럼] 부두"), "title is labelled '칼럼'"),
        (ArticleText("(社説)桟橋の閉鎖"), "title is labelled '社説'"),
    ],
)
def test_opinion_is_what_its_outlet_calls_so_and_the_evidence_says_where(article: ArticleText, evidence: str) -> None:
    verdict = genre(article)
    assert verdict.value is Genre.OPINION
    assert evidence in verdict.evidence


@pytest.mark.parametrize(
    "article",
    [
        ArticleText("Public opinion turns against the pier"),
        ArticleText("Court opinion: pier stays", address="https://brell.example/news/opinion-poll-on-the-pier"),
        ArticleText("A letter: from the mayor", address="https://tribune.example.pk/story/1"),
        ArticleText("Mayor comments on pier", tags=("opinion polls",), json_ld_type="NewsArticle"),
        ArticleText("I think I saw it, says witness", text="I believe that we must act. In my view it is a scandal."),
    ],
)
def test_talk_of_opinions_is_news(article: ArticleText) -> None:
    assert genre(article).value is Genre.NEWS
    assert genre(article).evidence == ()
