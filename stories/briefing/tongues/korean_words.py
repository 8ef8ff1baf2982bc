"""Korean words without what hangs on them, and how alike two of them are. Pure."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from stories.briefing.tongues.tongue import Word, groups, listed

KNOWN: Final = 20_000
LIKE, PART, VERB = 0.8, 0.9, 0.75
LONGEST_VERB: Final = 5
LEAST_JAMO: Final = 3  # of a verb's stem: 다치다 and 다쳤다 have ㄷㅏㅊ

_PARTICLE: Final = re.compile(
    r"(?<=[가-힣A-Za-z0-9]{2})(?:에서는|에게서|으로는|에서도|에서의|까지는|부터는|에게는|이라고|에는|에도|"
    r"에만|과는|와는|로는|이나|에서|에게|으로|까지|부터|처럼|보다|마다|께서|라고|이나|은|는|이|가|을|를|"
    r"의|에|과"
    r"|와|도|로|만)$"
)
_DOING: Final = re.compile(
    r"^([가-힣]{2,}?)(?:하였|되었|시켰|시킨|시키|당했|당한|받은|받았|하|해|했|한|할|합|함|돼|됐|되|된|될|"
    r"됩|됨)[가-힣]{0,4}$"
)
_VERB: Final = re.compile(
    r"[다요까나가며고면서던기지는은을]$|[ㄴㄹ]$|[된린친힌긴쓴인한온간난]$|"
    r"[졌렸쳤겼었았였했겠냈됐]"
)
_WORD: Final = re.compile(r"\d[\d,.]*\d|\d|[A-Za-z]+|[가-힣]+")
# After one syllable a particle can be the end of a word as well.
_OBJECT: Final = re.compile(
    r"^(?!마을|가을|노을|고을|[있없하가오사쓰드타내되]는|[많작좋높낮같젊깊짧넓붉검굳맑밝늦]은)([가-힣])[을를은는]$"
)
# What only questions end in; "합치나요" is then what "합치기로" is.
_QUESTION: Final = re.compile(r"(?<=[가-힣])(?:나요|가요|는가|ㄴ가요|는지|습니까|니까|을까요|을까|지요|나|니|냐)$")
_IS: Final = re.compile(
    r"(?<=[가-힣]{2})(?:입니까|인가요|인가|인지|이다|이며|이고|였다|이었다|일까요|"
    r"일까|예요|이에요|이었나요|였나요|였나)$"
)
_ASKS: Final = re.compile(
    r"(?:누가|누구[가-힣]*|누굴|언제[가-힣]*|며칠[가-힣]*|어디[가-힣]*|어느|왜|얼마[가-힣]*|몇[가-힣]?|"
    r"무엇[가-힣]*|무슨|뭐[가-힣]*|뭘|어떻게|어떤|어땠[가-힣]*|있[나는었습][가-힣]*|없[나는었습][가-힣]*"
    r"|하나요|했(?:나|는|습|을|어)?[가-힣]*|됐[나는습][가-힣]*|되[나는었][가-힣]*|된|한|할|하는|하다|"
    r"들었[가-힣]*|드나요|드는|드나|이유[가-힣]?|말(?:했|하|씀|을|은|한)?[가-힣]{0,3}|밝혔[가-힣]*|모두|"
    r"이름[가-힣]?"
    r"|나이[가-힣]?|것|수|때|(?:일어)?[나났][나는다습][가-힣]*|벌어[지졌][가-힣]*|터[지졌][가-힣]*|발생[가-힣]*|생겼[가-힣]*|그|이|저|및|등|더|살(?:이|인[가-힣]*)?|"
    r"명(?:이|을|인[가-힣]*)?|개(?:를|가|인[가-힣]*)?|돈(?:이|을|은)?|가장|알려|대한|대해|관한|기사|뉴스|"
    r"때문[가-힣]*|동안|정도"
    r"|데|두|세|네|다섯|전부|총|각각|현재|지금|언론|사람)"
)


def _stem(word: str) -> str:
    """Without 'is', particles and what makes a verb of a noun: 사임했나요 → 사임."""
    word = _IS.sub("", word) or word
    if found := _OBJECT.match(word):
        return found[1]
    if found := _DOING.match(word):
        return found[1]
    return _PARTICLE.sub("", word)


@lru_cache(maxsize=KNOWN)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order, each as its stem."""
    return tuple(Word(_stem(match.group()), match.start(), match.end()) for match in _WORD.finditer(text))


_ALIKE: Final = groups(
    """
    다치 다친 다쳤 다쳐 부상 부상자 중상 경상
    숨지 숨진 숨졌 사망 사망자 죽 목숨 희생
    만들 만드 만든 건조 제작 짓 지은 지어 건설 세우 세워 세운 건립 완공 준공
    열리 열린 열렸 연다 여나 여는 열었 열 개최 개장 개막 개교 문을 문 시작
    공사 착공 공사비
    시작 착공 재개 가동 개시 돌입 출범
    끝나 끝난 끝났 마치 마친 종료 완료 마무리
    옮겨 옮긴 옮기 이송 후송 갔 가나
    사고 충돌 추락 탈선 화재
    비용 값 수리비 공사비 들어 들어가 드나 가격 얼마짜리 감정가
    고치 고쳐 수리 수리비 복구 보수 정비
    모이 모였 모인 참가 참석 참여 집회 시위
    주인 소유 운영 소유주 임자
    잡 잡혔 체포 구속 검거 붙잡
    탈출 달아나 달아났 빠져나가 빠져나갔 도망
    동원 투입 나서 나섰 참가
    포획 붙잡 잡힌 잡혔
    훔치 훔친 훔쳤 절도 도난 빼돌
    합치 합친 통합 합병
    떨어 떨어진 하락 내려 내린 감소 줄 줄어 줄었 줄인 줄이
    오르 오른 올랐 상승 인상 늘 늘어 늘었 늘린 증가
    돌아오 돌아온 돌아왔 반환 귀환
    빌려 빌린 임대 대여
    새 신축 신규
    건물 교사 청사
    투자 들여
    땅 터 부지 토지
    일자리 고용 채용
    뽑 뽑힌 뽑혔 당선 선출 선임 임명
    이기 이긴 이겼 승리 우승 꺾
    지 진 패배
    사 사들 구입 매입 인수 구매
    팔 판매 매각 팔린 팔렸
    닫 문닫 폐쇄 폐업 폐교 휴업
    그만두 그만둔 사임 사퇴 퇴임 물러나
    살 거주 주민
    주민 시민 군민 사람
    사람 관람객 방문객 승객 인원 명
    막 막기 저지 차단
    반대 반발 거부
    찬성 지지 동의
    요구 촉구
    제보 신고 알려
    걸리 걸린 걸렸 소요
    표결 투표
    학교 초등학교
    직원 노동자 근로자 종업원
    여객선 배 선박
    원인 이유 까닭 탓
    재판 공판
    기부 기탁 쾌척
    받 받은 받았 수상
    발견 찾 찾은 찾았
    대피 피난
    """,
    lambda word: word,
)


@lru_cache(maxsize=KNOWN)
def _alike(word: str) -> frozenset[int]:
    """The groups of the word, or of the longest listed start of a verb's form."""
    for length in range(len(word), 0, -1):
        if found := _ALIKE.get(word[:length]):
            return found if length > 1 or len(word) <= LONGEST_VERB - 2 else frozenset()
    return frozenset()


@lru_cache(maxsize=KNOWN)
def likeness(asked: str, told: str) -> float:
    """How much a text\'s word says a question\'s, 0..1."""
    if asked == told:
        return 1.0
    if told[:1].isdigit() or asked[:1].isdigit():
        return 0.0
    asked = _QUESTION.sub("", asked) or asked
    short, long = sorted((asked, told), key=len)
    if len(short) > 1 and (long.startswith(short) or long.endswith(short)):
        return PART
    if not _alike(asked).isdisjoint(_alike(told)):
        return LIKE
    return VERB if _same_verb(asked, told) else 0.0


def _same_verb(one: str, other: str) -> bool:
    """Whether two forms of up to five syllables begin alike and end as verbs do."""
    if max(len(one), len(other)) > LONGEST_VERB or not (_VERB.search(one) and _VERB.search(other)):
        return False
    left, right = unicodedata.normalize("NFD", one), unicodedata.normalize("NFD", other)
    common = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    return common >= LEAST_JAMO + (one[0] != other[0] or len(unicodedata.normalize("NFD", one[0])) == LEAST_JAMO)


# Nouns of what is measured or done anyhow.
_LIGHT: Final = frozenset(
    listed(
        "시작 예정 계획 진행 실시 발표 길이 높이 무게 크기 넓이 면적 깊이 거리 속도 비용 가격 값 "
        "금액 규모 회사 기업 업체 단체 기관 나라"
    )
)
_OF_NOUN: Final = re.compile(r"[가-힣]{1,3}[는던]")


def light(typed: str) -> bool:
    """Verbs that are no noun with 'do', which texts put in other words: 들다, 쓰다, 생기다."""
    stem = _stem(typed)
    if stem in _LIGHT or _OF_NOUN.fullmatch(stem):
        return True
    return len(typed) <= LONGEST_VERB and bool(_QUESTION.search(typed)) and not _DOING.match(typed)


def asks(stem: str) -> bool:
    """Whether the word only asks: 누구, 언제, 몇, 했나요."""
    return bool(_ASKS.fullmatch(stem))
