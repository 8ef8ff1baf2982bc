"""What a page says of itself in its head and marked-up places: titles, dates, people, pictures. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from stories.ingest import json_ld
from stories.ingest.boilerplate import split_caption
from stories.ingest.canonical import registrable_domain
from stories.ingest.dates import FAR_AHEAD, FIRST_YEAR, ParsedDate, parse_date
from stories.ingest.markup import one_line, web_address
from stories.scales import DatePrecision, DateSource
from stories.text.folding import clean, fold

Tree = Any  # an lxml element; its stubs don't cover XPath results

MAX_TITLE_CHARS, MAX_NAME_CHARS, MAX_TAGS, MAX_AUTHORS = 1000, 200, 30, 20
_PUBLISHED = (
    "article:published_time", "article:published", "og:article:published_time", "datepublished", "parsely-pub-date",
    "publishdate", "publish-date", "publish_date", "publication_date", "pubdate", "sailthru.date", "dc.date.issued",
    "dcterms.created", "dc.date", "dcterms.date", "dc.date.created", "date", "article.published", "rnews:datepublished",
    "cxenseparse:recs:publishtime", "originalpublicationdate", "article_date_original", "citation_publication_date",
    "citation_date", "shareaholic:article_published_time", "og:published_time", "article:publication_date", "created",
    "ptime", "displaydate", "iso-8601-publish-date", "published-date", "published_time", "date_published",
    "release_date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "last-modified", "dcterms.modified",
    "dc.date.modified", "lastmod", "article:modified", "updated_time",
)  # fmt: skip
_ADDRESS_DATE = re.compile(r"/(20\d\d|19\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?=[/\D]|$)")
_LIST_PATH = re.compile(
    r"/(?:tags?|hashtags?|topics?|category|categories|section|sections|authors?|search|archives?|archive|stichwort|thema"
    r"|etiqueta|mot-cle)(?:/|$)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s+[|–—·•:»-]\s+|\s*[|»｜ㅣ]\s*")
_BYLINE = re.compile(r"^(?:by|von|par|por|di|door|av|기자)[\s:]+", re.IGNORECASE)


@dataclass(frozen=True)
class Metadata:
    """The marked-up facts of a page; '' and () where it gives none. site_name: what the site calls itself."""

    title: str = ""
    published: ParsedDate | None = None
    modified: ParsedDate | None = None
    authors: tuple[str, ...] = ()
    image_address: str = ""
    image_caption: str = ""
    image_credit: str = ""
    tags: tuple[str, ...] = ()
    section_hint: str = ""
    json_ld_type: str = ""
    json_ld_body: str = ""
    rights: str = ""
    rel_canonical: str = ""
    og_url: str = ""
    language: str = ""
    site_name: str = ""
    source_name: str = ""
    is_list_page: bool = False


def read(tree: Tree, url: str, zone: str, fetched_at: datetime) -> Metadata:
    """The metadata of a parsed page: JSON-LD first, then meta elements, then marked-up elements."""
    linked = json_ld.read([script.text_content() for script in tree.xpath("//script[contains(@type, 'ld+json')]")])
    meta = _meta(tree)
    site = meta.get("og:site_name", "") or linked.publisher or meta.get("application-name", "")
    image, caption, credit = _image(tree, linked, meta, url)
    return Metadata(
        title=_title(tree, linked, meta, site, registrable_domain(urlsplit(url).hostname or "")),
        published=_published(tree, linked, meta, zone, fetched_at),
        modified=_first_date(((linked.modified, DateSource.JSON_LD), *_metas(meta, _MODIFIED)), zone, fetched_at),
        authors=_authors(tree, linked, meta),
        image_address=image,
        image_caption=caption,
        image_credit=credit,
        tags=_tags(linked, meta),
        section_hint=clean(
            linked.section or meta.get("article:section", "") or meta.get("section", ""), max_length=200
        ),
        json_ld_type=linked.kind[:60],
        json_ld_body=linked.body,
        rights=clean(linked.rights or meta.get("copyright", "") or meta.get("dc.rights", ""), max_length=500),
        rel_canonical=next(iter(tree.xpath("//link[translate(@rel, 'CANONIL', 'canonil')='canonical']/@href")), ""),
        og_url=meta.get("og:url", ""),
        language=_language(tree, linked, meta),
        site_name=clean(site, max_length=MAX_NAME_CHARS),
        source_name=clean(
            linked.source or meta.get("syndication-source-name", "") or meta.get("original-source", ""),
            max_length=MAX_NAME_CHARS,
        ),
        is_list_page=_is_list(url, linked, meta),
    )


def _meta(tree: Tree) -> dict[str, str]:
    """The first value of each meta name, property or itemprop, names in lower case; `tag:*` joined by line breaks."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = one_line(element.get("content") or "")
        for key in (element.get("property"), element.get("name"), element.get("itemprop")):
            name = (key or "").strip().lower()
            if name == "article:tag" and content:
                found[name] = f"{found[name]}\n{content}" if name in found else content
            elif name and content:
                found.setdefault(name, content)
    return found


def _title(tree: Tree, linked: json_ld.JsonLd, meta: Mapping[str, str], site: str, host: str) -> str:
    """JSON-LD's headline, else og:title, else the h1, else the title element; without the site's name at an end."""
    headings = [one_line(_words(h)) for h in tree.xpath("//h1")[:5]]
    headings = [heading for heading in headings if not _names_site(heading, site, host)]  # a logo in an h1
    titles = [one_line(t.text_content()) for t in tree.xpath("//head/title")[:1]]
    social = meta.get("og:title", "") or meta.get("twitter:title", "")
    best = linked.headline
    cut = best.rstrip(" .…")
    if best != cut and len(cut) > 40:  # a headline cut for search engines: the page has it whole
        best = next((whole for whole in (social, *headings) if whole.startswith(cut)), best)
    candidates = [best, social, *([headings[0]] if len(headings) == 1 else []), *titles, *headings]
    chosen = next((text for text in candidates if text), "")
    return clean(_without_site(chosen, site, host, [h for h in headings if h]), max_length=MAX_TITLE_CHARS)


def _words(heading: Tree) -> str:
    """A heading's text, without what a picture in it is called."""
    return " ".join(heading.xpath(".//text()[not(ancestor::svg)]"))


def _without_site(title: str, site: str, host: str, headings: list[str]) -> str:
    """The title without '| Outlet' at its end or start, when that is the site's name or the h1 lacks it."""
    for heading in headings:
        if len(heading) >= 15 and title != heading and fold(title).startswith(fold(heading)):
            rest = title[len(heading) :]
            return heading if _SEPARATOR.match(rest) else title
    parts = _SEPARATOR.split(title)
    if len(parts) > 1 and _names_site(parts[-1], site, host):
        return title[: title.rindex(parts[-1])].rstrip(" |–—·•:»-")
    if len(parts) > 1 and _names_site(parts[0], site, host):
        return title[len(parts[0]) :].lstrip(" |–—·•:»-")
    return title


def _names_site(part: str, site: str, host: str) -> bool:
    """Whether a part of a title is the site's name: as it calls itself, or as its host's name without spaces."""
    name, own = fold(part).removeprefix("the "), fold(site).removeprefix("the ")
    plain = re.sub(r"[^a-z0-9]", "", name)
    return bool(name) and (
        name == own or (len(plain) >= 5 and plain == re.sub(r"[^a-z0-9]", "", host.partition(".")[0]))
    )


def _metas(meta: Mapping[str, str], names: tuple[str, ...]) -> Iterator[tuple[str, DateSource]]:
    return ((meta[name], DateSource.META) for name in names if name in meta)


def _first_date(texts: Any, zone: str, fetched_at: datetime) -> ParsedDate | None:
    """The first text that is a believable date; a later one of the same day replaces a day without a time."""
    best: ParsedDate | None = None
    for text, source in texts:
        found = parse_date(text, zone, fetched_at, source) if text else None
        if found is None or found.moment.year < FIRST_YEAR or found.moment - fetched_at > FAR_AHEAD:
            continue
        if best is None:
            best = found
        elif abs((found.moment - best.moment).total_seconds()) <= 86_400 and found.precision != DatePrecision.DAY:
            return found
        if best.precision != DatePrecision.DAY:
            return best
    return best


def _published(
    tree: Tree, linked: json_ld.JsonLd, meta: Mapping[str, str], zone: str, fetched_at: datetime
) -> ParsedDate | None:
    marked = tree.xpath("//*[@itemprop='datePublished' or @pubdate]")[:3]
    marked += tree.xpath("//time[contains(@class, 'publi') or contains(@class, 'entry-date')]")[:3]
    texts = [(linked.published, DateSource.JSON_LD), *_metas(meta, _PUBLISHED)]
    texts += [(e.get("datetime") or e.get("content") or e.text_content(), DateSource.META) for e in marked]
    return _first_date(texts, zone, fetched_at)


def address_date(url: str, zone: str, fetched_at: datetime) -> ParsedDate | None:
    """The day that an address names, as /2025/06/02/ does; None without one."""
    found = _ADDRESS_DATE.search(urlsplit(url).path)
    if not found:
        return None
    return _first_date([(f"{found[1]}-{found[2]}-{found[3]}", DateSource.ADDRESS)], zone, fetched_at)


def _authors(tree: Tree, linked: json_ld.JsonLd, meta: Mapping[str, str]) -> tuple[str, ...]:
    """Named people or desks; never invented, never an address."""
    names = list(linked.authors)
    if not names:
        names = re.split(r"\s*(?:[,;&]|\band\b)\s*", meta.get("author", "") or meta.get("parsely-author", ""))
    if not any(names):
        names = [one_line(e.text_content()) for e in tree.xpath("//*[@rel='author' or @itemprop='author']")[:5]]
    tidy = (_BYLINE.sub("", clean(name, max_length=MAX_NAME_CHARS)).strip(" ,;") for name in names)
    kept = [name for name in tidy if name and not re.search(r"https?:|@|\.com\b", name) and len(name) <= 100]
    return tuple(dict.fromkeys(kept))[:MAX_AUTHORS]


def _tags(linked: json_ld.JsonLd, meta: Mapping[str, str]) -> tuple[str, ...]:
    words = linked.tags or tuple(meta.get("article:tag", "").split("\n"))
    if not any(words):
        words = tuple(re.split(r"\s*[,;]\s*", meta.get("news_keywords", "") or meta.get("keywords", "")))
    return tuple(dict.fromkeys(tag for word in words if (tag := clean(word, max_length=MAX_NAME_CHARS))))[:MAX_TAGS]


def _image(tree: Tree, linked: json_ld.JsonLd, meta: Mapping[str, str], url: str) -> tuple[str, str, str]:
    """The lead picture's address, with the caption and credit that JSON-LD or its figure gives."""
    figures = tree.xpath("//article//figure[.//img] | //main//figure[.//img]")[:1] or tree.xpath("//figure[.//img]")[:1]
    in_figure = [src for figure in figures for src in figure.xpath(".//img/@src")[:1]]
    found = (linked.image, meta.get("og:image", ""), meta.get("twitter:image", ""), *in_figure)
    address = next((absolute for text in found if text and (absolute := web_address(text, url))), "")
    if not address:
        return "", "", ""
    captions = [one_line(c.text_content()) for figure in figures for c in figure.xpath(".//figcaption")[:1]]
    caption, credit = split_caption(linked.image_caption or next(iter(captions), ""))
    return address, clean(caption, max_length=1000), clean(linked.image_credit or credit, max_length=500)


def _language(tree: Tree, linked: json_ld.JsonLd, meta: Mapping[str, str]) -> str:
    roots = tree.xpath("/html/@lang") + tree.xpath("/html/@xml:lang")
    for text in (*roots, linked.language, meta.get("og:locale", ""), meta.get("content-language", "")):
        found = re.match(r"[a-z]{2,3}(?![a-z])", text.strip().lower())
        if found:
            return found[0]
    return ""


def _is_list(url: str, linked: json_ld.JsonLd, meta: Mapping[str, str]) -> bool:
    """Whether the page lists articles: a home, tag or section page, which nothing on it calls an article."""
    if linked.kind or meta.get("og:type", "").lower() == "article":
        return False
    path = urlsplit(url).path
    return linked.is_list or path in ("", "/") or bool(_LIST_PATH.search(path) and not re.search(r"\d{4,}", path))
