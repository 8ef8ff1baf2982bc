"""The words by which a section is known, folded. Plain values.

CATEGORY: what outlets call their sections, in feeds, pages and addresses. TITLE: what a headline or a lead of the
section says. Terms of Chinese, Japanese and Korean are looked for as
parts of the text, all others as whole words.
"""

from typing import Final

from stories.scales import Section


def _words(text: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in text.split())


CATEGORY: Final[dict[Section, frozenset[str]]] = {
    Section.POLITICS: _words(
        """politics political politic politicians election elections campaign congress senate parliament parliamentary
        westminster white_house government governance diplomacy statehouse legislature blue_house assembly
        national_assembly policy supreme_court politique politiques elections legislatives politik innenpolitik wahl
        wahlen bundestag politica politicas elecciones congreso gobierno politiek polityka politikk 정치 국회 청와대
        대통령실 외교 선거 행정 政治 選挙 国会 外交 首相官邸 政局 选举"""
    ),
    Section.WORLD: _words(
        """world international foreign global_affairs europe asia africa americas middle_east mideast latin_america
        asia_pacific south_asia southeast_asia china japan russia ukraine israel iran north_korea korea monde
        internationale afrique proche_orient welt ausland mundo internacional esteri wereld 국제 해외 세계 북한 국제일반
        国際 海外 世界"""
    ),
    Section.BUSINESS: _words(
        """business economy economic economics finance financial markets market money companies company industry biz
        stock stocks investing investment banking realestate real_estate realty property auto autos retail energy
        trade jobs labor startup venture economie bourse argent entreprises wirtschaft finanzen borse unternehmen
        economia negocios empresas finanzas mercati economie 경제 금융 산업 증권 부동산 기업 재테크 취업 経済 ビジネス
        マネー 金融 産業 财经 經濟"""
    ),
    Section.TECHNOLOGY: _words(
        """tech technology it tech_it digital ai cyber cybersecurity gadgets internet software big_tech innovation
        technologie technologies numerique netzwelt digitales tecnologia 테크 정보통신 과학기술 テクノロジー デジタル
        科技"""
    ),
    Section.SCIENCE: _words(
        """science sciences environment climate space nature planet planete environnement climat wissen wissenschaft
        umwelt klima ciencia clima medio_ambiente scienza 과학 환경 기후 科学 環境"""
    ),
    Section.HEALTH: _words(
        """health healthcare medicine medical wellness covid coronavirus sante medecine gesundheit medizin salud
        sanidad salute 건강 의료 보건 의학 医療 健康"""
    ),
    Section.SPORT: _words(
        """sport sports football soccer tennis cricket golf rugby rugby_union nfl nba mlb nhl baseball basketball hockey
        olympics formula_1 f1 motorsport boxing ufc racing fussball bundesliga deportes futbol calcio 스포츠 축구 야구
        골프 농구 배구 スポーツ 野球 サッカー 体育"""
    ),
    Section.CULTURE: _words(
        """culture arts art music film films movies movie television books theatre theater entertainment lifestyle life
        style fashion travel food celebrity celebrities games gaming showbiz recipes dining kultur feuilleton musik
        cinema culture livres musique cultura ocio gente moda viajes spettacoli 문화 연예 생활 여행 영화 음악 文化
        エンタメ 芸能 音楽 映画 娱乐"""
    ),
}

# Who leads in the mid-2020s: a headline often has nothing but the name. Dated by nature; look at it once a year.
LEADERS: Final = _words(
    """trump biden vance harris rubio hegseth newsom desantis putin lavrov zelensky zelenskyy zelenskiy netanyahu
    macron starmer farage merz meloni sanchez orban tusk von_der_leyen erdogan modi xi_jinping kim_jong_un
    lee_jae-myung lee_jae_myung ishiba takaichi carney sheinbaum milei lula maduro albanese khamenei pezeshkian
    ramaphosa 트럼프 바이든 푸틴 젤렌스키 네타냐후 시진핑 김정은 이재명 윤석열 한덕수 이시바 마크롱 トランプ プーチン
    習近平 石破 高市 ゼレンスキー 李在明 尹錫悦 マクロン 特朗普 川普 普京 习近平 賴清德"""
)

TITLE: Final[dict[Section, frozenset[str]]] = {
    Section.POLITICS: _words(
        """president presidential presidency prime_minister foreign_minister defense_minister senate senator senators
        congress congressional congressman congresswoman lawmaker lawmakers legislature legislators election elections
        electoral voter voters ballot referendum governor governors mayor gop republican republicans democrat democrats
        democratic_party parliament parliamentary mp mps cabinet coalition white_house supreme_court oval_office
        administration executive_order impeachment impeach redistricting gerrymander gerrymandering campaign
        diplomat diplomats ambassador sanctions summit treaty kremlin politics political politician
        politicians bipartisan filibuster veto immigration deportation tariffs opposition_leader chancellor labour
        tories downing_street governing ruling_party national_guard attorney_general justice_department doj tariff
        federal_judge appeals_court federal homeland_security state_department pentagon treasury border_patrol migrants
        asylum citizenship embassy ceasefire cease-fire truce peace_talks peace_deal negotiations nato european_union
        electoral_map congressional_map
        presidente presidenta elecciones gobierno congreso senado diputados ministro ministra partido
        parlamento politica votantes gouvernement premier_ministre ministre senateurs deputes elections
        elysee matignon presidentielle assemblee_nationale politique scrutin bundesregierung kanzler kanzlerin
        bundeskanzler bundestag bundesrat wahl wahlen minister ministerin wahlkampf koalition partei abgeordnete
        대통령 국회 여당 야당 총리 장관 의원 선거 민주당 국민의힘 정상회담 탄핵 국정 특검 공천 여야 외교부 대선 총선
        대통령실 首相 大統領 国会 選挙 自民党 与党 野党 内閣 衆院 参院 議員 外相 首脳会談 政権 总统 總統 選舉 立委"""
    )
    | LEADERS,
    Section.BUSINESS: _words(
        """shares stocks stock earnings profit profits revenue inflation interest_rate interest_rates federal_reserve
        central_bank investors ipo merger acquisition retailer quarterly sales gdp economy economists dow nasdaq
        wall_street startup bitcoin bourse benefice inflation aktien gewinn konjunktur zinsen acciones inflacion
        beneficio 증시 코스피 주가 금리 매출 영업이익 투자 분양 아파트 株価 日銀 決算 円安 売上 企業"""
    ),
    Section.TECHNOLOGY: _words(
        """ai artificial_intelligence chatbot iphone android smartphone software app apps cyberattack hackers chips
        semiconductor semiconductors openai robot robots 인공지능 반도체 스마트폰 人工知能 半導体 スマホ"""
    ),
    Section.SCIENCE: _words(
        """scientists researchers nasa astronomers fossil species climate_change telescope spacecraft asteroid
        rover galaxy telescopes         과학자 연구진 우주 기후변화 研究チーム 宇宙"""
    ),
    Section.HEALTH: _words(
        """vaccine vaccines vaccination cancer patients hospital hospitals disease outbreak measles virus obesity
        dementia doctors nhs cdc fda salud vacuna vaccin impfung krebs 백신 환자 병원 암 의사 ワクチン 患者 病院 感染"""
    ),
    Section.SPORT: _words(
        """cup league match goal goals coach striker midfielder quarterback nfl nba mlb wimbledon championship
        tournament semifinal semifinals final_score touchdown playoffs innings wicket grand_prix transfer olympic
        premier_league champions_league us_open world_cup liga ligue bundesliga fichaje 경기 감독 득점 우승 리그 월드컵
        프로야구 홈런 試合 優勝 監督 選手 甲子園"""
    ),
    Section.CULTURE: _words(
        """film movie album singer actor actress netflix hollywood box_office novel museum exhibition concert festival
        rapper celebrity celebrities tv_show season_finale taylor pop_star sculpture painting orchestra 영화 드라마 배우
        가수 앨범 전시 공연 映画 俳優 女優 歌手 展覧会"""
    ),
}

# Sections of opinion, in feeds, pages and addresses.
OPINION_CATEGORY: Final = _words(
    """opinion opinions editorial editorials op_ed oped op_eds commentary column columns columnist columnists letters
    letters_to_the_editor viewpoint viewpoints views perspective perspectives comment comments_and_analysis guest_column
    contributors idees tribunes debats edito editos editoriaux chronique chroniques meinung kommentar kommentare
    leitartikel kolumne kolumnen gastbeitrag opinion opiniones columna columnas tribuna editoriales commenti opinioni
    commentisfree 오피니언 사설 칼럼 기고 시론 논설 社説 論説 コラム オピニオン 評論 社評 社论 言論"""
)
