"""English words that tell a reader what to think of what happened, whoever says it of whom. Plain values.

Praise and scorn, mockery and alarm, of any side. Not here: words that report as often as they judge (fight, deny, war).
"""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LOADED_WORDS: Final = _words(
    """abomination absurd absurdly actually alarming amazing annihilated annihilates anti-choice anti-life apocalypse
    apocalyptic appalling apparently applaud atrocious awful backfires backstabbing baffling baseless bashed
    bashes beautiful berated berates betrayal betrays bizarre blasted blasts blatant blatantly bloodbath boasts
    bogeyman bogus bombastic bombshell botched bragged brags brainwashed brainwashing brazen brazenly brilliant
    bullied bullies bully bullying bungled chaos chaotic chilling clearly clown clowns clueless coddles
    controversial cosies cowardly cozies crackpot craven crazed cringe cronies crony crooked crows culprit debacle
    decimated decimates delusional demolished demolishes deranged despicable destroys devolve devolves dictator
    dictatorial discovers disgrace disgraceful disgusting disturbing draconian dumb dystopian egregious elites
    elitist embarrassed embarrasses embarrassing epic evil eviscerated eviscerates fake fanatic fanatics farce
    fascism fascist fascists fawning fearmongering fiasco finally flailing flails flounders folly foolish fools
    freak frenzy fumes furious gaslighting gaslights ghoulish gleefully gloats goons grandstand grandstanding
    grift grifter grifters gripes grotesque grovels gushes hapless hateful heroic heroically hilarious hoax
    horrific horrifying humiliated humiliates humiliating humiliation hypocrisy hypocrite hypocrites hysterical
    idiot idiotic idiots ignorant incompetence incompetent indoctrinate indoctrination inept infamous insane
    insanity insulting jackboots kowtows lapdog laughable lawless leftist leftists libs literally loony lunacy
    lunatic lunatics lurches malicious masterclass masterful meltdown menace meritless mindless mocked mocks moron
    morons nasty nightmare nonsense obliterated obliterates obscene obsessed obsession obviously ominous orwellian
    outrage outraged outrageous outrageously pandering pathetic pernicious phony ponders pounces preposterous
    propaganda propagandist rabid racist racists radical radicals rampant ranting rants really reckless recklessly
    regime repugnant rigged rips roasted roasts ruthless ruthlessly sadly savage savagely scandalous
    scaremongering scary scathing schemed scheming scorched screed seethes sellout senseless shamed shameful
    shameless shamelessly shock shocker shocking shockingly shocks shred shredded shreds sickening simply sinister
    slammed slams slaps sleazy smear smeared smears smirks smug sneers snowflake snowflakes snubs so-called spews
    spineless stinging stooge stooges stunning stunningly stunt stunts stupid suicidal supposedly sycophant
    sycophants takedown tantrum thug thugs traitor traitors trashed trashes travesty triumphant triumphantly
    tyrannical tyranny tyrant ugly unbelievable unconscionable unhinged unleashes vicious viciously vile villain
    virtue-signalling warped weaponize weaponized weaponizes weaponizing weird whines whining wildly witch-hunt
    woke wokeness wonderful worst zealot zealots zealous""",
)

# Whoever speaks to the reader, or advises, doesn't report.
SPEAKING_WORDS: Final = _words(
    "i i'm i've my me we we're we've our ours you you're you'll your should shouldn't needs needed let's"
)
