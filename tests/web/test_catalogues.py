"""The catalogues hold every word of the tree, and a page in another language holds none of the English ones."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel import UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from django.test import Client
from lxml import html

from newsdesk import catalogues
from stories.models import Article, Outlet
from stories.scales import Lean
from stories.web.prose import Chapter, chapters
from tests import make
from tests.web.rows import article, counted, story_of

NAMES = re.compile(r"%\((\w+)\)s|%%")
TAGS = re.compile(r"</?\w[^>]*>")
LATIN = re.compile(r"(?<!\w)(?!https?:)[A-Za-z]{2,}")
# What stays as it is in every language: names, codes, what is typed.
EVERYWHERE = {"newsdesk", "English", "UTC", "JSON", "OPML", "CSV", "Atom", "US"}
TYPED = re.compile(r"\b(left|center|right|unrated)\(|\bside:")  # as a search wants it, with what it is


@pytest.fixture(scope="module")
def tree() -> Catalog:
    return catalogues.source()


@pytest.fixture(scope="module", params=catalogues.files(), ids=lambda path: path.parts[-3])
def catalog(request: pytest.FixtureRequest) -> Catalog:
    return catalogues.read(request.param)


def pairs(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Each message with each of its translations; a plural's forms with the English plural."""
    for message in catalog:
        if message.id and catalogues.is_translated(message):
            plain = isinstance(message.id, str)
            for form in (message.string,) if plain else message.string:
                yield message.id if plain else message.id[1], form


def named(message: Message) -> tuple[object, object]:
    return message.context, message.id


def test_every_message_of_the_tree_is_in_the_catalogue_and_none_that_nothing_uses(
    tree: Catalog, catalog: Catalog
) -> None:
    ours = {named(message) for message in catalog if message.id}
    assert ours == {named(message) for message in tree if message.id}, "manage.py messages update"


def test_every_message_is_translated_and_none_is_a_guess(catalog: Catalog) -> None:
    assert not [message.id for message in catalog if message.id and not catalogues.is_translated(message)]


def test_a_translation_has_the_placeholders_and_tags_of_its_message(catalog: Catalog) -> None:
    wrong = [
        (message, translation)
        for message, translation in pairs(catalog)
        if set(NAMES.findall(message)) != set(NAMES.findall(translation))
        or Counter(TAGS.findall(message)) != Counter(TAGS.findall(translation))
    ]
    assert not wrong


def test_a_translation_has_no_space_at_its_ends_and_a_colon_where_its_message_has_one(catalog: Catalog) -> None:
    wrong = [
        (message, translation)
        for message, translation in pairs(catalog)
        if translation != translation.strip()
        or (len(message) < 40 and translation.endswith(":") != message.endswith(":"))
    ]
    assert not wrong


def test_a_compiled_catalogue_is_made_once_per_change(tmp_path: Path) -> None:
    po = tmp_path / "ko" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_bytes(catalogues.files()[0].read_bytes())
    assert catalogues.compile_changed(tmp_path) == [po.with_suffix(".mo")]
    assert catalogues.compile_changed(tmp_path) == []


def test_an_update_keeps_translations_takes_out_what_is_unused_and_guesses_nothing(tmp_path: Path) -> None:
    po = tmp_path / "ko" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    before = Catalog("ko")
    before.add("Blindspots", "사각지대")
    before.add("Nothing uses this", "아무것도")
    catalogues.write(po, before)
    template = Catalog()
    template.add("Blindspots")
    template.add("Blindspots!")
    catalogues.update(po, template)
    after = catalogues.read(po)
    assert {message.id: message.string for message in after if message.id} == {
        "Blindspots": "사각지대",
        "Blindspots!": "",
    }


def test_words_are_found_in_templates_and_in_python(tmp_path: Path) -> None:
    for name, text in {
        "templates/a.html": "{% if x %}\n{% translate 'A' %} it's {% blocktranslate trimmed count n=n %}\n one {{ n }}"
        "\n {% plural %}\n more {{ n }}\n {% endblocktranslate %}{% endif %}{% translate \"B\" context 'short' %}",
        "stories/a.py": "_('C')\nngettext('D', 'Ds', 2)\ngettext_lazy('E' 'F')\npgettext_lazy('x', 'G')\nother('H')\n",
    }.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text)
    found = {named(message) for message in catalogues.source(tmp_path) if message.id}
    plural = (None, ("one %(n)s", "more %(n)s"))
    assert found == {(None, "A"), ("short", "B"), plural, (None, "C"), (None, ("D", "Ds")), (None, "EF"), ("x", "G")}


@pytest.fixture
def newsroom() -> list[str]:
    """Addresses of pages about rows that are all in Korean, so that a Latin word on them is the interface's."""
    told = story_of(Lean.LEFT, Lean.CENTER, Lean.LEAN_RIGHT, Lean.RIGHT, "", Lean.CENTER, Lean.FAR_LEFT, per_outlet=2)
    story_of(Lean.LEFT, Lean.RIGHT)
    more = article(make.outlet(kind="republisher"), origin=("wire", "항구통신"), genre="opinion")
    make.member(told, more)
    told.memberships.update(model_version="7")
    make.feed(Outlet.objects.first(), address="https://10.0.0.1/7")
    for outlet in Outlet.objects.all():
        outlet.name, outlet.slug = f"항구신문 {outlet.pk}", f"{outlet.pk}"
        outlet.save()
        outlet.domains.all().delete()
        outlet.ratings.update(rater="시험 기관", raw_value="좌")
    for row in Article.objects.all():
        Article.objects.filter(pk=row.pk).update(
            title=f"부두 {row.pk} 여객선 표결", text="여객선 의회가 표결했다.", language="ko"
        )
    told.title = "여객선 의회 부두 표결"
    told.save()
    counted(told)
    first = told.memberships.select_related("article__outlet").first().article
    here = f"/stories/{told.pk}/"
    return [
        *("/", "/outlets/", "/blindspots/", "/compare/", "/sections/politics/", "/nowhere/", "/about/", "/method/"),
        *("/search/", "/search/?q=여객선", "/search/?q=side:어디"),
        *(here, f"{here}?sort=time&side=left", f"{here}sum/", f"{here}articles/{first.pk}/", f"{here}at/"),
        f"/outlets/{first.outlet.slug}/",
    ]


@pytest.mark.django_db
def test_no_english_is_left_on_a_page_in_korean(newsroom: list[str]) -> None:
    left = {address: words for address in newsroom if (words := latin(address))}
    assert not left, sorted({w for s in left.values() for w in s})


def latin(address: str) -> set[str]:
    """The texts with Latin words on a page in Korean, as a reader sees or hears them."""
    page = html.fromstring(Client(headers={"accept-language": "ko"}).get(address, follow=True).content)
    for unread in page.xpath("//script | //style | //code | //*[@lang and @lang != 'ko']"):
        if unread.tag != "html":
            unread.drop_tree()
    attributes = page.xpath("//@aria-label | //@title | //@placeholder | //@alt | //meta[@name='description']/@content")
    texts = {" ".join(text.split()) for text in [*page.xpath("//text()"), *attributes]}
    return {text for text in texts if set(LATIN.findall(TYPED.sub("(", text))) - EVERYWHERE}


@pytest.mark.parametrize("path", sorted((catalogues.ROOT / "docs").glob("*.*.md")), ids=lambda path: path.name)
def test_a_page_written_in_another_language_has_the_chapters_and_numbers_of_the_english_one(path: Path) -> None:
    english, other = (
        path.with_name(name).read_text(encoding="utf-8") for name in (f"{path.name.split('.')[0]}.md", path.name)
    )
    values = dict.fromkeys(re.findall(r"\{(\w+)\}", english), "7")
    assert set(re.findall(r"\{(\w+)\}", other)) == set(values)
    assert [shape(chapter) for chapter in chapters(other, values)] == [
        shape(each) for each in chapters(english, values)
    ]


def shape(chapter: Chapter) -> tuple[str, list[int]]:
    """A chapter's key, and of each block how many lines of a list it has."""
    return chapter.key, [len(block.items) for block in chapter.blocks]


def test_a_language_is_begun_with_every_message_and_the_plural_forms_it_has(tmp_path: Path, tree: Catalog) -> None:
    begun = catalogues.read(catalogues.begin("pl", tmp_path))
    assert {named(message) for message in begun} == {named(message) for message in tree if message.id} | {(None, "")}
    assert begun.num_plurals == len(next(message.string for message in begun if message.pluralizable)) > 2
    with pytest.raises(FileExistsError):
        catalogues.begin("pl", tmp_path)


@pytest.mark.parametrize("name", ["", "nowhere", "../x", "xx"])
def test_a_language_that_nobody_speaks_is_not_begun(tmp_path: Path, name: str) -> None:
    with pytest.raises((ValueError, UnknownLocaleError)):
        catalogues.begin(name, tmp_path)
    assert not list(tmp_path.iterdir())
