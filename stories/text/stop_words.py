"""Words that say nothing about an event, in nine languages; folded and without accents, as tokens are."""

from typing import Final

_ENGLISH = """
a about above after again against ago all also although always am amid among an and another any are aren't around as
at be became because been before being below between both but by can can't cannot could couldn't did didn't do does
doesn't doing don't down during each either else even ever every few for from further get gets getting go goes going
gone got had hadn't has hasn't have haven't having he he'd he'll he's her here here's hers herself him himself his how
how's however i i'd i'll i'm i've if in instead into is isn't it it's its itself just know let let's like likely made
make makes making many may me might more most mr mrs ms much must my myself near need never no nor not now of off often
on once one only onto or other others our ours ourselves out over own per put rather re really said same say saying
says see seen several she she'd she'll she's should shouldn't since so some still such take takes taken taking than
that that's the their theirs them themselves then there there's these they they'd they'll they're they've thing things
this those though three through thus to told too took toward towards two under until up upon us use used using very via
want wants was wasn't way we we'd we'll we're we've well went were weren't what what's when when's where where's
whether which while who who's whom whose why why's will with within without won't would wouldn't yes yet you you'd
you'll you're you've your yours yourself
"""
_GERMAN = """
aber alle allem allen aller alles als also am an ander andere anderen auch auf aus bei beim bin bis bist da damit dann
das dass dazu dein dem den denn der deren des dessen die dies diese diesem diesen dieser dieses doch dort du durch ein
eine einem einen einer eines einige er es etwa etwas euch fur gegen habe haben hat hatte hatten hier hinter ich ihm ihn
ihnen ihr ihre ihrem ihren ihrer im in indem ins ist ja jede jedem jeden jeder jedes jene jetzt kann kein keine keinem
keinen keiner konnen konnte machen man mehr mein mich mir mit muss mussen nach nachdem neben nicht nichts noch nun nur
ob oder ohne rund schon sehr sein seine seinem seinen seiner seit seite sich sie sind so solche soll sollen sollte
sondern sonst sowie uber um und uns unser unter viel viele vom von vor wahrend war waren warum was weg weil weiter
welche welchen welcher wenn wer werde werden wie wieder will wir wird wirst wo wollen worden wurde wurden zu zum zur
zwar zwischen
"""
_FRENCH = """
afin ainsi apres au aucun aussi autre autres aux avait avant avec avoir c'est ce ceci cela celle celles celui ces cet
cette ceux chez comme comment contre d'un d'une dans de depuis des deux dont du elle elles en encore entre est et
etaient etait ete etre eu eux fait faire font il ils j'ai je jusqu'a l'on la le les leur leurs lors lui ma mais me meme
memes mes moins mon n'a n'est ne ni nos notre nous on ont ou par parce pas pendant peu peut plus pour pourquoi quand
que quel quelle quelles quelque quels qu'il qu'elle qu'ils qu'un qu'une qui quoi s'est sa sans se selon sera ses si
sinon soit son sont sous sur ta te tes toi ton tous tout toute toutes tres trop tu un une vers vos votre vous
"""
_SPANISH = """
al algo algun alguna algunas alguno algunos ambos ante antes aquel aquella aun aunque cada como con contra cual cuales
cuando cuanto de del desde donde dos durante el ella ellas ellos en entre era eran eres es esa esas ese eso esos esta
estaba estado estan estar estas este esto estos fue fueron ha haber habia hace hacia han hasta hay la las le les lo los
mas me mediante mi mientras mis mucho muchos muy nada ni ningun no nos nosotros nuestra nuestro o otra otras otro otros
para pero poco por porque pues que quien quienes se sea segun ser si sido sin sobre solo son su sus tambien tan tanto
te tener tiene tienen toda todas todo todos tras tu tus un una unas uno unos usted va y ya yo
"""
_ITALIAN = """
agli ai al alla alle allo anche ancora avere aveva c'e che chi ci cio coi col come con contro cui da dagli dai dal
dalla dalle dallo degli dei del della delle dello di dopo dove due e ed era erano essere fa fino fra gia gli ha
hanno ho il in io l'ha la le lei li lo loro lui ma mentre mi mia mio molto ne negli nei nel nella nelle nello noi non
nostra nostro o ogni oltre ora per perche piu poi prima quale quando quanto quella quelle quelli quello questa queste
questi questo qui quindi se sempre senza si sia sono sopra sotto sta stata stati stato su sua sue sugli sui sul sulla
sulle suo suoi tra tutta tutte tutti tutto un una uno verso vi
"""
_PORTUGUESE = """
ao aos apos as ate com como da das de dela dele deles depois do dos e ela elas ele eles em entre era essa esse esta
estao estava este eu foi foram ha isso isto ja la lhe mais mas mesmo meu minha muito na nao nas nem no nos nossa nosso
num numa o os ou para pela pelas pelo pelos por qual quando que quem sao se seja sem ser seu seus so sobre sua suas
tambem te tem ter teve um uma voce
"""
_DUTCH = """
aan achter al alle als alleen altijd andere bij binnen daar dan dat de deze die dit doen door dus een en er ervan geen
had hadden heb hebben heeft hem het hier hij hoe hun ik in is ja je kan kunnen maar me meer men met mijn moet moeten na
naar niet niets nog nu of om omdat ondanks onder ons ook op over sinds te tegen tijdens toch toen tot tussen uit van
vanaf veel voor want waren was wat we wel werd werden wie wij wil wordt worden zal ze zei zich zij zijn zo zonder zou
zouden
"""
_SCANDINAVIAN = """
alla allt att av bara bli blir blev da dag de dem den denna deras dess det detta dig din dock du efter eftersom eller en
er et ett fick fjor flere fler for fra fran fore genom gjennom ha hade hadde han hans har hela hon hos hun hur hvor hvis
hvad hva i ikke inn inom inte ja jag jeg kan kommer kunde kunne man med mellan mellem mellom men mer mera mot mycket na
nar nej ner ni nog nokre nu nya och og ogsa om opp over pa sa samt sedan sig sin sina sitt skal ska skulle skulla som
til till ud under upp ut uten utan vad var ved vi vid vil ville vore vara vart ar
"""
_LETTERS = "a b c d e f g h i j k l m n o p q r s t u v w x y z"

STOP_WORDS: Final[frozenset[str]] = frozenset(
    " ".join((_ENGLISH, _GERMAN, _FRENCH, _SPANISH, _ITALIAN, _PORTUGUESE, _DUTCH, _SCANDINAVIAN, _LETTERS)).split()
)
