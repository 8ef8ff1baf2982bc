"""One key per article address: canonical(url), and which of a page's own claims about its address to believe. Pure.

The key is for comparing, not for fetching: it says https and drops www. whatever the site serves.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote, urljoin, urlsplit

import tldextract

from stories.net.guard import MAX_URL_CHARS, GuardError, host_name

# Parameters that say where a reader came from, never what is read.
_TRACKING = frozenset(
    """_ga _gl _hsenc _hsmi __twitter_impression __tn__ _branch_match_id ab_channel action_object_map adgroupid
    amp_gsa amp_js_v at_bbc_team bsft_eid camp cid_source ck_subscriber_id click_id cmpid cvid dclid dicbo dm_i ef_id
    email_source email_subject epik fb_action_ids fb_action_types fb_ref fb_source fbclid feedname feedtype ftag ftcamp
    gaa_at gaa_n gaa_sig gaa_ts gbraid gclid gclsrc gift_code guccounter guce_referrer guce_referrer_sig hsctatracking
    igsh igshid intcid intcmp ito leadsource linkid mbid mc_cid mc_eid mibextid mkt_tok mkwid mod_source msclkid ncid
    newsletter_id ns_campaign ns_fee ns_linkname ns_mchannel ns_source ocid oly_anon_id oly_enc_id partnerid
    piano_id rb_clickid recip_id reflink s_cid s_kwcid sc_campaign sc_channel sc_cid sc_content sc_country sc_geo
    sc_outcome share_id shareadraft smid smprod smtyp soc_src soc_trk source_campaign spm sr_share srnd_source sref
    taid traffic_source trk ttclid twclid usqp utm vero_conv vero_id wbraid wickedid wt_mc wt_zmc xtor yclid
    phpsessid jsessionid aspsessionid sessionid""".split()  # noqa: SIM905
)
_TRACKING_PREFIX = ("utm_", "at_medium", "at_campaign", "at_custom", "hsa_", "mtm_", "pk_", "piwik_", "matomo_", "stm_")
# Parameters that are tracking only with such a value: `?ref=rss` is, `?ref=2041` names the article.
_SOMETIMES = frozenset({"ref", "ref_src", "referrer", "source", "src", "from", "via", "partner", "cmp", "cid"})
_CHANNELS = frozenset(
    """rss rss2 atom feed feeds xml twitter tw x fb facebook fbia instagram linkedin reddit whatsapp telegram email mail
    newsletter push social share sharing home homepage frontpage hp google googlenews gnews news_tab bing yahoo msn
    flipboard pocket apple applenews upstract feedly smartnews syndication twsrc^tfw widget mobile app footer header nav
    topnav menu related""".split()  # noqa: SIM905
)
_AMP_PARAMS = {"amp": ("", "1", "true", "yes"), "outputtype": ("amp",), "output": ("amp",), "view": ("amp",)}
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp|shtml)$", re.IGNORECASE)
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_SLUG = re.compile(r"\d|-.*-|_.*_")
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_HOST_PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_AMP_CACHE = re.compile(
    r"^(?:[^/]+\.cdn\.ampproject\.org/(?:c|v)|(?:www\.)?google\.[a-z.]{2,6}/amp)/(s/)?", re.IGNORECASE
)
_PSL = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


def canonical(url: str) -> str:
    """The key of an article's address; '' when it isn't an http or https address, or over 2,000 characters. Idempotent.

    Drops what doesn't change the article: tracking parameters, fragment (except `#!`), www., m. and AMP forms, index
    files, a final slash, default ports; orders parameters; folds case of host, escapes and dots. Keeps the rest.
    """
    try:
        parts = urlsplit(_out_of_amp_cache(url.strip()))
        port = parts.port
        host = _host(host_name(parts.hostname or ""))
    except (GuardError, ValueError):
        return ""
    if parts.scheme.lower() not in ("http", "https"):
        return ""
    own = port is None or port == {"http": 80, "https": 443}[parts.scheme.lower()]
    scheme = "https" if own else parts.scheme.lower()
    place = f"[{host}]" if ":" in host else host
    query = _query(parts.query)
    fragment = "#" + parts.fragment if parts.fragment.startswith("!") else ""
    key = f"{scheme}://{place}{'' if own else f':{port}'}{_path(parts.path)}{'?' + query if query else ''}{fragment}"
    return key if len(key) <= MAX_URL_CHARS else ""


def _out_of_amp_cache(url: str) -> str:
    scheme, _, rest = url.partition("://")
    found = _AMP_CACHE.match(rest) if scheme.lower() in ("http", "https") else None
    if not found or "." not in rest[found.end() :].split("/", 1)[0]:
        return url
    return ("https://" if found[1] else "http://") + rest[found.end() :]


def _host(host: str) -> str:
    """Without www., m., mobile. or amp., as long as a registrable name is left."""
    shorter = _HOST_PREFIX.sub("", host)
    if shorter == host or _is_ip(shorter) or not _PSL(shorter).domain:
        return host
    return _host(shorter)


def _is_ip(host: str) -> bool:
    return ":" in host or host.rsplit(".", 1)[-1].isdigit()


def _path(path: str) -> str:
    path = _without_dots(_escapes(_SESSION.sub("", path), "/:@!$&'()*+,;="))
    shorter = ""
    while path != shorter:  # one rule's result may be another's input
        shorter, path = path, _shortened(path)
    return path or "/"


def _shortened(path: str) -> str:
    path = _INDEX.sub("/", re.sub(r"^/{2,}", "/", path)).rstrip("/")
    head, _, last = path.rpartition("/")
    if last.lower() == "amp" and _SLUG.search(head.rpartition("/")[2]):
        return head
    if last.lower().endswith((".amp", ".amp.html")) and _SLUG.search(last):
        return re.sub(r"\.amp(\.html)?$", r"\1", path, flags=re.IGNORECASE)
    if path.lower().startswith("/amp/") and _SLUG.search(last) and head.lower() != "/amp":
        return path[4:]
    return path


def _without_dots(path: str) -> str:
    if "/." not in path:
        return path
    kept: list[str] = []
    for segment in path.split("/")[1:]:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    return "/" + "/".join(kept)


def _query(query: str) -> str:
    pairs = (_escapes(part, "/:@!$'()*+,;?=").replace("%20", "+") for part in query.split("&") if part)
    return "&".join(sorted(pair for pair in pairs if not _is_tracking(pair)))


def _is_tracking(pair: str) -> bool:
    name, _, value = unquote(pair).lower().partition("=")
    if name in _AMP_PARAMS:
        return value in _AMP_PARAMS[name]
    if name in _SOMETIMES:
        return value in _CHANNELS or bool(re.fullmatch(r"[a-z][\w-]*(\.[a-z][\w-]*)*\.[a-z]{2,}", value, re.ASCII))
    return name in _TRACKING or name.startswith(_TRACKING_PREFIX)


def _escapes(text: str, safe: str) -> str:
    """Escapes in one form: of unreserved characters undone, others in upper case, what must be escaped escaped."""

    def one(found: re.Match[str]) -> str:
        char = chr(int(found[1], 16))
        return char if char in _UNRESERVED else found[0].upper()

    allowed = _UNRESERVED | set(safe) | {"%"}
    escaped = "".join(c if c in allowed else "".join(f"%{b:02X}" for b in c.encode("utf-8", "replace")) for c in text)
    return _ESCAPE.sub(one, escaped)


@lru_cache(maxsize=16_384)
def registrable_domain(host: str) -> str:
    """The part of a host that one owner registers, by the public suffix list that is bundled; an IP address is itself.

    `news.bbc.co.uk` -> `bbc.co.uk`, `a.github.io` -> `a.github.io`; a host without a known suffix -> itself.
    """
    name = host.strip("[]").lower().removesuffix(".")
    return name if _is_ip(name) else _PSL(name).top_domain_under_public_suffix or name


def canonical_of_page(fetched_url: str, rel_canonical: str = "", og_url: str = "") -> str:
    """The key of a page: what it says of itself where that can be believed, else the address it came from.

    A claim is believed for an address of the same registrable domain (the same host and port where that is an IP),
    and never when it names a home page: many sites put that on every page, some on purpose a rival's.
    """
    own = canonical(fetched_url)
    for claim in (rel_canonical, og_url):
        key = canonical(_joined(fetched_url, claim.strip())) if claim.strip() else ""
        if key and _same_site(key, own) and not _is_home(key):
            return key
    return own


def _joined(base: str, claim: str) -> str:
    try:
        return urljoin(base, claim)
    except ValueError:
        return ""


def _same_site(one: str, other: str) -> bool:
    a, b = urlsplit(one), urlsplit(other)
    if a.hostname and b.hostname and registrable_domain(a.hostname) == registrable_domain(b.hostname):
        return a.port == b.port
    return False


def _is_home(key: str) -> bool:
    parts = urlsplit(key)
    return parts.path in ("", "/") and not parts.query and not parts.fragment
