"""A digest as a mail: both forms say the same, nothing in them is fetched or followed, hostile words stay words."""

from __future__ import annotations

import re
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP

from django.template.loader import get_template, render_to_string
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from stories.digests.bar import LEAST_PERCENT, cells
from stories.digests.rendering import (
    LONGEST_SUBJECT,
    Chapter,
    Digest,
    Ending,
    Item,
    Labels,
    Quote,
    headers,
    headline,
    inlined,
    plain,
    subject,
)
from stories.scales import Side

LETTERS = {Side.LEFT: "L", Side.CENTER: "C", Side.RIGHT: "R", Side.UNRATED: "–"}
HOSTILE = (
    '<script>alert(1)</script><img src=http://evil.example/x.gif> & "quoted"\r\nBcc: all@evil.example\r\n\r\n'
    "2. A forged story \u202eturned round\u202c 🦆🦆"
)


def item(n: int, **fields: object) -> Item:
    plain_item = Item(
        story=n,
        title=f"Ferry council votes on pier {n}",
        language="en",
        href=f"https://news.example/stories/{n}/",
        origin="Headline: Harbour Post (left)",
        badge="",
        side="",
        cells=cells(5, 1, 1, 2, LETTERS),
        split="Left 5 (71%), Center 1 (14%), Right 1 (14%) of 7 rated; Unrated 2.",
        counts=f"{n + 8} outlets · {n + 2} independent texts",
        quotes=(Quote("Pier opens late", "en", "Gull Gazette", "right", "Right"),),
        blurb=None,
        why="You follow Port Ansel.",
        changed="3 more outlets; the right has joined.",
    )
    return replace(plain_item, **fields)  # type: ignore[arg-type]


def digest(*items: Item) -> Digest:
    return Digest(
        language="en",
        site="Harbour Desk",
        site_href="https://news.example/",
        name="Your daily digest",
        date="Tuesday 10 March 2026",
        subject="Ferry council votes",
        colours="us",
        chapters=(Chapter("2 stories", "1 story of what you follow", items),),
        labels=Labels("Why it is here", "Since you last had it", "Compare the coverage"),
        ending=Ending(
            "You get this mail because you asked for it.",
            "How its stories are chosen",
            "https://news.example/method/#digests",
            "Change what it holds",
            "https://news.example/subscriptions/1.abc/",
            "Unsubscribe",
            "https://news.example/subscriptions/1.abc/stop/",
            "Nothing in this mail is counted.",
        ),
    )


def page(found: Digest) -> str:
    return inlined(
        get_template("digests/digest.html").render({"digest": found}), render_to_string("digests/digest.css")
    )


def words(text: str) -> str:
    return " ".join(text.split())


def facts(found: Digest) -> list[str]:
    """Everything that a digest says, in the order in which it says it."""
    told = [found.name, found.date]
    for chapter in found.chapters:
        told += [chapter.title, chapter.words]
        for each in chapter.items:
            told += [each.title, each.origin, each.badge, each.split, each.counts]
            told += [each.blurb.text, each.blurb.outlet] if each.blurb else []
            for quote in each.quotes:
                told += [quote.label, quote.text, quote.outlet]
            told += [each.changed, each.why]
    ending = found.ending
    told += [ending.words, ending.method, ending.settings, ending.stop, ending.privacy]
    return [words(fact) for fact in told if fact]


def in_order(told: list[str], text: str) -> bool:
    start = 0
    for fact in told:
        at = text.find(fact, start)
        if at < 0:
            return False
        start = at + len(fact)
    return True


BLIND = {"badge": "Blindspot of the left", "side": "left", "blurb": Quote("The pier opened.", "en", "Tide Times")}


def test_both_forms_tell_the_same_stories_in_the_same_order_with_the_same_facts() -> None:
    found = digest(item(1), item(2, title=headline(HOSTILE), changed="", **BLIND), item(3, quotes=()))
    shown = words(lxml_html.fromstring(page(found)).text_content())
    assert in_order(facts(found), shown)
    assert in_order(facts(found), words(plain(found)))


def test_both_forms_lead_to_the_same_places() -> None:
    found = digest(item(1), item(2))
    linked = {str(href) for href in lxml_html.fromstring(page(found)).xpath("//a/@href")}
    written = set(re.findall(r"https://\S+", plain(found)))
    assert linked - {found.site_href} == written


def test_nothing_is_fetched_and_no_link_leaves_the_site() -> None:
    tree = lxml_html.fromstring(page(digest(item(1, title=headline(HOSTILE)))))
    assert not tree.xpath("//img | //link | //script | //iframe | //object | //form | //*[@src] | //*[@background]")
    assert all(href.startswith("https://news.example/") for href in tree.xpath("//a/@href"))
    assert "url(" not in page(digest(item(1)))


def test_styles_are_in_place_and_dark_mode_stays_in_the_head() -> None:
    found = page(digest(item(1)))
    tree = lxml_html.fromstring(found)
    assert all("font-size" in cell.get("style", "") for cell in tree.xpath("//p"))
    (style,) = tree.xpath("//head/style/text()")
    assert "prefers-color-scheme:dark" in style.replace(" ", "")
    assert tree.xpath("//meta[@name='color-scheme']/@content") == ["light dark"]


def test_the_bar_is_a_table_with_letters_and_numbers_in_it() -> None:
    tree = lxml_html.fromstring(page(digest(item(1))))
    shown = [(cell.get("class"), cell.get("width"), words(cell.text_content())) for cell in tree.cssselect(".bar td")]
    assert shown == [("left", "56%", "L 5"), ("center", "11%", "C"), ("right", "11%", "R"), ("unrated", "22%", "– 2")]


def test_hostile_headlines_are_words_in_both_forms() -> None:
    title = headline(HOSTILE)
    found = digest(item(1, title=title))
    assert lxml_html.fromstring(page(found)).cssselect("h3 a")[0].text_content().strip() == title
    lines = plain(found).splitlines()
    assert not [line for line in lines if line.startswith(("Bcc:", "2."))]
    assert "\u202e" not in plain(found)


def test_a_long_mail_of_plain_text_has_short_lines_but_whole_addresses() -> None:
    found = digest(item(1, title=headline("pier " * 200), href=f"https://news.example/stories/{'9' * 90}/"))
    long = [line.strip() for line in plain(found).splitlines() if len(line) > 72]
    assert all(re.match(r"(.{,60}: )?https://\S+$", line) for line in long)


@given(st.text(max_size=3_000))
def test_any_headline_is_one_line_of_bounded_length(text: str) -> None:
    assert len(headline(text)) <= 240
    assert len(subject(text)) <= LONGEST_SUBJECT
    assert not re.search(r"[\r\n\x00-\x1f\x7f\u2028\u2029\x85]", headline(text))


@given(st.text(max_size=2_500))
def test_any_headline_makes_one_subject_header(text: str) -> None:
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = subject(text)
    assert len(mail.get_all("Subject", [])) == 1
    assert set(mail.keys()) == {"Subject"}


@given(st.tuples(*[st.integers(0, 400)] * 4))
def test_a_bars_cells_fill_it_and_can_all_be_seen(counts: tuple[int, int, int, int]) -> None:
    found = cells(*counts, LETTERS)
    assert sum(cell.percent for cell in found) in ((100,) if any(counts) else (0, 100))
    assert all(cell.percent >= LEAST_PERCENT for cell in found)
    assert [cell.side for cell in found if cell.side] == [
        side.value for side, n in zip(LETTERS, counts, strict=True) if n
    ]


def test_one_outlet_does_not_look_like_all_of_them() -> None:
    (one, free) = cells(1, 0, 0, 0, LETTERS)
    assert (one.side, one.percent, free.side) == ("left", 8, "")


def test_headers_say_what_bulk_mail_must() -> None:
    found = dict(
        headers(
            message_id="<digest.1.2026-03-10.abc@news.example>",
            list_domain="news.example",
            stop_href="https://news.example/subscriptions/1.abc/stop/",
            stop_mail="mailto:stop@news.example?subject=1.abc",
        )
    )
    assert found == {
        "Message-ID": "<digest.1.2026-03-10.abc@news.example>",
        "List-Id": "<digests.news.example>",
        "List-Unsubscribe": "<https://news.example/subscriptions/1.abc/stop/>, "
        "<mailto:stop@news.example?subject=1.abc>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }


def test_every_class_of_the_templates_has_a_style() -> None:
    css = render_to_string("digests/digest.css")
    classes = {
        name
        for names in lxml_html.fromstring(page(digest(item(1, **BLIND)))).xpath("//@class")
        for name in names.split()
    }
    styled = set(re.findall(r"\.([a-z]+)", css))
    assert classes <= styled
