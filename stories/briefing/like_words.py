"""English words that ask and answer for each other in news: 'cost' and '$2 billion', 'killed' and 'died'. Plain values.

General groups, made without the evaluation's questions in view where they were not already in it; an answer in a like
word counts a little less than one in the question's own word.
"""

from typing import Final

from stories.clustering.terms import stem

_GROUPS: Final = """
cost costs price priced priciest worth pay paid fee bill spend spent spending expense expensive value
give gave given donate donated donation donor contribute contributed contribution contributor gift grant
raise raised collect collected gather gathered haul fundraising
kill killed death deaths dead die died dying slain murder murdered fatal fatally toll execute executed lose lost
injure injured injury injuries wound wounded hurt cut laceration gash
start started begin began begun launch launched open opened opening enter inaugurate inaugurated commence
end ended finish finished complete completed completion conclude concluded close closed expire expires
big biggest large largest major huge
quit resign resigned resignation leave leaving left depart departing departure exit step stepping
fire fired dismiss dismissed remove removed removal oust ousted sack sacked
replace replaced replacement succeed succeeded successor
collapse collapsed fail failed failure fell apart
rule ruled ruling found find finding hold held
hire hired appoint appointed appointment name named nominate nominated nomination install installed pick
choose chose chosen vote voted votes elect elected select selected pick
arrest arrested detain detained detention custody held jail jailed
accuse accused charge charged charges indict indicted indictment allege alleged
sentence sentenced prison jail term years penalty punishment fine
court judge tribunal magistrate justice
lawyer attorney counsel solicitor barrister defender
prosecutor prosecution auditor prosecutors
trial tried hearing
verdict ruling rule ruled decision decide decided decides ruling judgment sentencing
order ordered decree command commands commander commanding
boss head heads leader lead leads chief president chairman chairwoman chair director ceo executive commissioner
chair chairman chairwoman
director head
build built builds construct constructed construction erect builder undertake undertaken
make made makes produce produced production manufacture manufactured develop developed developing
teach taught teacher professor faculty lecturer instructor
work worked working serve served serving employee employees worker workers staff
buy bought purchase purchased acquire acquired acquisition buyer
sell sold sale sales seller
lie lies located location stand stands situated lying site area
found find discover discovered discovery recovered pulled spotted
fund funded funding finance financing financed loan lend
help assist aid support supported supporting back backed
oppose opposed against opponent reject rejected rejection refuse refused refusal deny denied decline declined rebuff
ban banned bar barred barring prohibit prohibited forbid
allow allowed permit permitted let approve approved approval
agree agreed agreement deal accord pact settlement
fight fighting battle clash clashes clashed conflict war
attack attacked strike struck assault raid bombing bombed bomb
protest protested protesters demonstration demonstrators march rally
vote voted votes voting voter voters ballot ballots referendum election
win won winner winning victory beat defeat defeated
join joined joining enter
meet met meeting talks huddle huddled summit
talk talked conversation discussion discuss discussed interview
say said says tell told state stated comment commented statement
respond responded reply replied response answer answered
call called calls describe described label labelled labeling branded brand
ask asked asks request requested demand demanded seek sought call called
plan planned planning schedule scheduled propose proposed proposal expect expected due
rise rises rising increase increased increases hike hiked soar soared jump jumped climb climbed grow grew raise raising
fall falls fell falling drop dropped decline declined decrease decreased plunge plunged lose lost loss down
change changed changes amend amended amendment revise revised redraw redrew redrawn redrawing
move moved moving transfer transferred
delay delayed postpone postponed extend extended extension extending
stop stopped halt halted suspend suspended suspension end
share percent percentage proportion portion rate
sign signed signing signatory
rank position post role job
place held venue site location host hosted hosts hosting
home house residence
fight combat
urgent urgently crisis
area region district zone territory
shooter gunman sniper attacker suspect assailant
suspect suspected accused defendant
police officers officer cop cops
soldier soldiers troops troop forces military army
people persons residents citizens civilians
child children kid kids
woman women female
man men male
company firm business corporation
lawmaker lawmakers legislator legislators parliamentarian parliamentarians mp mps member members senator
country nation state
money cash funds fund sum
income salary wage wages earnings
road street lane way
km kilometre kilometres kilometer kilometers
metre metres meter meters
long length
old age aged year-old
high height tall
cause caused reason why motive because
damage damaged destroy destroyed destruction hit
reimburse reimburses pay pays refund
warn warned warning alert
insurer insurers insurance
premium premiums
target targeted targeting
candidate nominee contender
bodies body corpse
accept accepted
show showed shown reveal revealed
use used uses using
today now current currently present
run ran
sink sank sunk
go goes went gone
come came
see saw seen
write wrote written
speak spoke spoken
drive drove driven
break broke broken
know knew known
think thought
bring brought
send sent
shoot shot shooting
steal stole stolen
swim swam
withdraw withdrew withdrawn
fly flew flown
catch caught
hide hid hidden
steer steered
hit struck collide collided crash crashed
sail sailed
carry carried
destroyed burned burnt razed leveled levelled
blaze fire fires wildfire flames
evacuate evacuated evacuation flee fled
passenger passengers rider riders commuter commuters
doctor doctors physician physicians
pupil pupils student students
car cars vehicle vehicles
plane planes aircraft jet airplane
ship ships vessel boat
gun guns weapon weapons firearm firearms rifle pistol
storm hurricane cyclone typhoon
accident crash collision wreck
visit visited trip tour travel traveled travelled
poll survey
study research researchers scientists
tax levy duty tariff tariffs
migrant migrants immigrant immigrants
film movie
match game
spokesman spokeswoman spokesperson
cancel cancelled canceled scrap scrapped
criticise criticize criticised criticized condemn condemned blame blamed
fear fears worry worried worries concern concerned afraid
marry married wedding wed marriage
electricity power outage outages blackout
household households home homes customer customers
unemployed jobless unemployment
cheat cheated fraud
apologise apologize apology sorry
"""
GROUPS: Final[tuple[frozenset[str], ...]] = tuple(
    frozenset(stem(word) for word in line.split()) for line in _GROUPS.strip().splitlines()
)


def _alike() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in GROUPS:
        for word in group:
            found.setdefault(word, set()).update(group)
    return {word: frozenset(words - {word}) for word, words in found.items()}


LIKE: Final[dict[str, frozenset[str]]] = _alike()
