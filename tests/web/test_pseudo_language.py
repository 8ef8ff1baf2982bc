"""Every word that a page shows comes from the catalogues: read in a made-up language that brackets each message.

Its numbers, dates and countries are Greek, the rows are in Korean: a Latin word outside brackets is one that nobody
could translate.
"""

import re
from io import BytesIO
from itertools import accumulate
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.test import Client
from lxml import html

from newsdesk import catalogues
from stories.coverage.step import recount, refresh_standings
from stories.models import Article, Membership, Outlet, Owner, Rating, Story
from stories.scales import Lean
from tests import make
from tests.web.rows import article, story_of

pytestmark = pytest.mark.django_db
MADE_UP = "el"
PLACEHOLDER = re.compile(r"%\(\w+\)s")
WORD = re.compile(r"[A-Za-z]{2,}")
READ = "//@aria-label | //@title | //@placeholder | //@alt | //meta[@name='description']/@content"
# Names of what is here, codes, what is typed as it stands, formulas.
AS_IT_IS = {"newsdesk", "English", "Ελληνικά", "UTC", "US", "Atom", "el", "example", "https", "xml"}
# A city or two has no Greek name in Unicode's data.
TYPED = "select[name=zone], .examples code, code, kbd, [lang=ko], [lang=en], script, style"


def bracketed(message: str) -> str:
    """The message in brackets, its placeholders outside them: what is filled in must be translated by itself."""
    return f"⟦{PLACEHOLDER.sub(lambda found: f'⟧{found[0]}⟦', message)}⟧"


@pytest.fixture
def made_up(tmp_path: Path, settings: object) -> None:
    """A language whose catalogue is each message of the tree in brackets."""
    catalog = Catalog(MADE_UP, charset="utf-8")
    for message in catalogues.source():
        if message.id:
            forms = (message.id,) if isinstance(message.id, str) else message.id
            found = tuple(bracketed(form) for form in forms)
            catalog.add(message.id, found[0] if isinstance(message.id, str) else found, context=message.context)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    path = tmp_path / MADE_UP / "LC_MESSAGES" / "django.mo"
    path.parent.mkdir(parents=True)
    path.write_bytes(compiled.getvalue())
    settings.LOCALE_PATHS = [tmp_path]  # type: ignore[attr-defined]
    settings.LANGUAGES = [("en", "English"), (MADE_UP, "Ελληνικά")]  # type: ignore[attr-defined]


@pytest.fixture
def addresses() -> list[str]:
    """Pages about rows in Korean that between them have most of what a page can say."""
    told = story_of(Lean.LEFT, *[Lean.RIGHT] * 8, Lean.CENTER, "", section="politics")
    wire = article(make.outlet(kind="republisher"), origin=("wire", "항구통신"), genre="opinion")
    make.member(told, wire)
    story_of(Lean.LEFT, Lean.RIGHT, section="culture")
    owner = Owner.objects.create(name="항구재단", kind="private_equity")
    Outlet.objects.update(owner=owner)
    make.feed(Outlet.objects.first(), address="https://부두.example/소식.xml")
    make.rating(Outlet.objects.first(), "right", rater="다른 기관")
    in_korean()
    weighed = ("text_center", "size", "days")
    evidence = [{"name": name, "value": 0.4, "contribution": 0.5, "words": ""} for name in weighed]
    Membership.objects.update(model_version="7", score=1.5, threshold=0.5, evidence=evidence)
    refresh_standings(Outlet.objects.values_list("pk", flat=True), make.NOW)
    recount(Story.objects.values_list("pk", flat=True), make.NOW)
    first = told.memberships.select_related("article__outlet").first().article
    here, slugs = f"/stories/{told.pk}/", list(Outlet.objects.values_list("slug", flat=True)[:2])
    return [
        *("/", "/?page=2", "/outlets/", "/blindspots/", "/sections/politics/", "/search/", "/nowhere/", "/compare/"),
        *("/subscribe/", "/gifts/none/", "/subscriptions/none/"),
        *("/search/?q=여객선", "/search/?q=여객선 before:x side:y -side:left outlet:없음", f"/search/?q={'x' * 600}"),
        *(here, f"{here}?sort=side&side=unrated", f"{here}sum/", f"{here}articles/{first.pk}/", f"{here}at/"),
        *(f"/outlets/{slugs[0]}/", f"/compare/?outlets={slugs[0]},{slugs[1]}", "/compare/?outlets=a,b"),
    ]


def in_korean() -> None:
    """Names and headlines of the rows in Korean."""
    for outlet in Outlet.objects.all():
        outlet.name, outlet.slug = f"항구신문 {outlet.pk}", f"{outlet.pk}"
        outlet.save()
        outlet.ratings.update(raw_value="좌")
        outlet.domains.update(name=f"부두{outlet.pk}.example")
    Rating.objects.exclude(rater="다른 기관").update(rater="시험 기관")
    for row in Article.objects.all():
        changed = {"title": f"부두 {row.pk} 여객선 표결", "text": "여객선 의회가 표결했다.", "language": "ko"}
        Article.objects.filter(pk=row.pk).update(**changed)
    Story.objects.update(title="여객선 의회 부두 표결", language="ko")


def outside(address: str) -> set[str]:
    """The Latin words outside brackets on a page, as a reader sees or hears them."""
    page = html.fromstring(Client(headers={"accept-language": MADE_UP}).get(address, follow=True).content)
    for part in page.cssselect(TYPED):
        part.drop_tree()
    read = (str(text) for text in page.xpath(READ))
    typed = set(WORD.findall(address.partition("q=")[2]))
    return (
        {word for text in (" ".join(page.itertext()), *read) for word in WORD.findall(_unbracketed(text))}
        - AS_IT_IS
        - typed
    )


def _unbracketed(text: str) -> str:
    """What stands outside every bracket; brackets may be nested, may span elements and may surround an attribute."""
    depths = list(accumulate((sign == "⟦") - (sign == "⟧") for sign in text))
    around = -min([*depths, 0])
    assert not depths or depths[-1] == 0, text
    return "".join(sign for sign, depth in zip(text, depths, strict=True) if depth + around == 0 and sign != "⟧")


def test_every_word_of_the_pages_is_in_the_catalogues(made_up: None, addresses: list[str]) -> None:
    left = {address: words for address in addresses if (words := outside(address))}
    assert not left, "\n".join(f"{address}: {sorted(words)}" for address, words in left.items())


def test_only_what_is_outside_every_bracket_is_left() -> None:
    assert _unbracketed("⟦a ⟧loose⟦ word⟧ ⟦⟦in⟧side⟧ stays") == "loose  stays"
    assert _unbracketed("⟧⟦⟧10⟦ of ⟧12⟦⟧⟦") == "1012"  # what is filled into an attribute within a message
