"""Words that do harm where they are put in, and words that turn a report round. Plain values.

Each line is one matter in the languages that a model may write; a sentence with one of its words must cite one that
has some word of the same matter.
"""

import re
from itertools import combinations
from typing import Final


def _matter(words: str, syllables: str = "") -> re.Pattern[str]:
    """words: beginnings end in *, two of them are one with _; syllables: Korean ones, anywhere in a word."""
    forms = "|".join(re.escape(word).replace(r"\*", r"\w*").replace("_", r"\s") for word in words.split())
    inside = "|".join(syllables.split())
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)" + (f"|{inside}" if inside else ""), re.IGNORECASE)


ACCUSED: Final = _matter(
    "accus* charge charged charges charging indict* prosecut* suspect* alleg* anklag* angeklagt* beschuldig* "
    "verdächtig* accusé* inculp* soupçon* acusa* imput* sospech*",
    "혐의 기소 고발 고소",
)
# What somebody is accused of is not what they did.
OFFENCES: Final = (
    _matter("brib* kickback* corrupt* bestech* korrupt* corromp* pot-de-vin soborn*", "뇌물 비리 부패"),
    _matter(
        "steal* stole stolen theft* thief thieves rob robs robbed robber* loot* embezzl* fraud* swindl* scam* launder* "
        "cheat* dieb* gestohlen* betrug* betrüg* unterschlag* volé* voleur* escroqu* frauds fraude* robó robar "
        "robaron robado* estafa* malvers*",
        "사기 횡령 절도 훔치 훔쳐",
    ),
    _matter(
        "rape raped rapes rapist* molest* assault* abus* harass* paedophil* pedophil* vergewaltig* missbrauch* viol "
        "violé* agress* abuso* violó agred* acoso*",
        "성폭 성추 성희 학대 폭행",
    ),
)
HELD: Final = _matter(
    "arrest* detain* detention custody jail* imprison* prison* handcuff* apprehend* festgenommen* verhaft* "
    "festnahme* gefängnis* haft arrêt* détenu* incarcér* deten* encarcel* cárcel preso*",
    "체포 구속 구금 연행 수감",
)
GRAVE: Final = (
    ACCUSED,
    *OFFENCES,
    _matter(
        "kill* murder* slain slay* assassin* homicide* manslaughter died dying dead deadly death* fatal* "
        "corpse* töt* getötet* mord* ermord* tot tote* starb* gestorben* umgebracht* umgekommen* tué* tuer "
        "meurtr* mort morts morte mortes mortel* décès décéd* matar* mató asesin* muert* muere* murió fallec*",
        "살해 살인 숨지 숨졌 숨진 사망 사살",
    ),
    _matter("suicide* selbstmord* suizid* suicid*", "자살 극단적"),
    HELD,
    _matter(
        "convict* guilty sentenced felon* criminal* crime crimes crook* verurteil* schuldig* verbrech* kriminell* "
        "condamn* coupable* crimin* condena* culpable* crimen* delincu*",
        "유죄 범죄 범인",
    ),
    _matter(
        "shot shoot* gunman gunned stab* attack* bomb* explod* explos* massacre* beat beaten threat* terror* schoss* "
        "erschoss* angriff* angegriff* attentat* bombe* fusill* attaqu* disparó dispararon disparos atac* "
        "ataque* amenaz*",
        "총격 공격 폭발 테러 위협",
    ),
    _matter("lie lies lied liar* lying perjur* lüg* gelogen* menti* menteu* mentir*", "거짓말 위증"),
    _matter("racis* nazi* fascis* extremis* antisemit* traitor* treason* rassis* faschis* verräter* racist* traidor*"),
    _matter("drunk* drug drugs cocaine heroin addict* betrunken* drogen* ivre drogue* borrach*", "마약 음주"),
    _matter(
        "resign* fired sacked dismissed ousted oust* impeach* rücktritt* zurückgetreten* entlass* démission* limog* "
        "dimit* dimis* destitu*",
        "사임 사퇴 해임 탄핵 파면",
    ),
    _matter("divorc* adulter* affair mistress* sexual* geschieden* scheidung* liaison amante*", "이혼 불륜"),
    _matter("cancel* scrap* call_off called_off calling_off postpon* suspend* abandon*", "취소 연기 중단 철회"),
    _matter("recover* rescue* surviv*"),
    _matter("bankrupt* insolven* pleite* faillite* quiebra*", "파산 부도"),
)
_ONE_OF: Final = (
    ("north*", "south*", "east*", "west*"),
    ("morning", "afternoon", "evening night"),
    ("man men boy boys male", "woman women girl girls female"),
)
OPPOSITES: Final = tuple(
    (_matter(one), _matter(other))
    for one, other in (
        *(pair for group in _ONE_OF for pair in combinations(group, 2)),
        ("more_than exceed*", "nearly almost fewer* less_than close_to"),
        ("more higher", "fewer less lower"),
        ("before prior_to", "after following"),
        ("at_least no_fewer_than", "at_most up_to no_more_than"),
        ("creat* hir*", "cut cuts cutting axe axed axing shed shedding"),
        ("arrest* detain* jail* imprison*", "free freed frees freeing releas*"),
        ("end ends ended ending halt halts halted stop*", "start* began begin* begun call called calls launch*"),
        ("defend* prais* welcom* hail*", "attack* criti* condemn* slam* denounc* blast*"),
        ("must forc* has_to have_to", "could may might can"),
        ("already", "will would plan* propos*"),
        ("men women man woman people passengers residents", "children pupils students"),
        ("open opens opened opening*", "close closes closed closing closure* shut shuts"),
        (
            "rise rises rose risen rising rais* increas* grew grow* gain* climb* soar* surg* jump* hike*",
            "fall falls fell fallen falling drop* declin* decreas* lower* reduc* cut cuts cutting plung* slump*",
        ),
        ("win wins won winning victor*", "lose loses lost losing defeat*"),
        ("support* back backs backed favour* favor* approv*", "oppos* reject* against"),
        (
            "accept* agree* allow* permit* grant* upheld uphold*",
            "refus* reject* dismiss* forbid* forbad* forbidden ban bans banned",
        ),
        ("stieg* steig* gestiegen* zunahm* wuchs*", "fiel fielen gefallen* sank* gesunken* sinkt sinken"),
        ("eröffnet* geöffnet*", "geschlossen* schließ* schloss"),
    )
)
