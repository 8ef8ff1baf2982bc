"""Common given names, by which a person's full name is told from a place's or a party's. Plain values."""

from typing import Final

_LISTED: Final = """
    aaron ada abdel abdul abdullah abraham adam adrian ahmad ahmed alan albert alejandro aleksandr alex alexander
    alexei alexey alfred ali alice allison amanda amir amy ana andre andrea andreas andrei andres andrew andriy
    andy angela angelina ann anna anne annie anthony antonio ariel arthur ashley austin barack barbara bashar
    ben benjamin bernard bernie beth betty bill bob boris brad brandon brendan brett brian bruce carl carlos
    carol caroline catherine charles charlie charlotte chris christian christina christine christopher chuck
    claire clara claudia colin craig cynthia dan daniel daniela david dean deborah denis dennis diana diane
    diego dmitri dmitry dmytro donald dorothy doug douglas ed eddie eduardo edward elena elizabeth ellen emily
    emma emmanuel enrique eric erik ernest esther ethan eugene eva evelyn fatima felix fernando frances francis
    francisco francois frank franz fred frederick gabriel gary gavin george gerald gerard ghislaine gina giorgia
    giovanni giuseppe glenn gloria gordon grace graham greg gregory guillermo hannah hans harold harry hassan
    heather hector heidi helen henry herbert hillary howard hugo hussein ian ibrahim igor irene isaac isabel
    ivan jack jacob jacqueline jake james jamie jan jane janet jared jason javier jean jeff jeffrey jennifer
    jeremy jerome jerry jesse jessica jim jimmy joan joao joe joel johan johannes john johnny jonathan jorge
    jose josef joseph josh joshua juan judith julia julian julie justin kamala karen karl kate katherine
    kathleen kathryn katie keir keith kelly ken kenneth kevin khaled kim klaus kurt kyle larry laura lauren
    laurent lawrence lee leo leon leonard leonardo leslie lewis liam linda lisa lloyd louis louise lucas lucy
    luis luke maria mariana marie marina mario mark markus martha martin mary matt matteo matthew maurice max
    maxim megan melania melissa michael michel michelle miguel mike mikhail mohamed mohammad mohammed monica
    muhammad mustafa nancy naomi narendra natalia natalie nathan neil nicholas nick nicolas nicole nigel nikita
    nikolai nina noah noel olaf oleg oleksandr olga oliver olivia omar oscar otto pablo pamela patricia patrick
    paul paula pavel pedro pete peter philip philippe phillip pierre rachel rafael ralph ramon randy raul ray
    raymond rebecca reza ricardo rich richard rick rishi rob robert roberto robin rodrigo roger roland ron
    ronald rose ross roy rudy rupert russell ruth ryan salman sam samantha samuel sandra sara sarah scott sean
    sebastian serge sergei sergey sergio seth shane sharon sheila shinzo silvia silvio simon sofia sophie stefan
    stella stephanie stephen steve steven stuart susan sylvia tamara tara ted teresa terry thabo theodore
    theresa thomas tim timothy tina todd tom tommy tony tracy tulsi tyler ursula valentina vera victor victoria
    viktor vincent virginia vitaly vivian vladimir volodymyr walter warren wayne wendy werner will william
    wolfgang xavier yulia yuri yusuf yves zachary zoe zohran
"""
GIVEN_NAMES: Final = frozenset(_LISTED.split())
