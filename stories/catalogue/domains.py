"""Which outlet an address belongs to: host names made comparable, hosts that publish many, names and slugs."""

import ipaddress
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import SplitResult, urlsplit

import tldextract

# The bundled snapshot of the public suffix list alone: no network, no cache folder.
_suffixes: Final = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)

# Hosts under which many outlets publish: the host says nothing about whose feed it is.
SHARED_HOSTS: Final = frozenset(
    {
        "medium.com", "feedburner.com", "feeds.feedburner.com", "feeds2.feedburner.com",
        "feedproxy.google.com", "news.google.com", "google.com", "youtube.com", "reddit.com", "twitter.com",
        "x.com", "facebook.com", "instagram.com", "t.me", "telegram.me", "flipboard.com", "rsshub.app",
        "rss.app", "feed43.com", "fetchrss.com", "politepol.com", "openrss.org", "rss2json.com",
        "feedblitz.com", "feeds.feedblitz.com", "anchor.fm", "simplecast.com", "feeds.simplecast.com",
        "megaphone.fm", "feeds.megaphone.fm", "omnycontent.com", "soundcloud.com", "feeds.soundcloud.com",
        "acast.com", "feeds.acast.com", "buzzsprout.com", "feeds.buzzsprout.com", "podbean.com",
        "spreaker.com", "vimeo.com", "linkedin.com", "tiktok.com", "github.com", "gitlab.com", "msn.com",
        "pipes.yahoo.com", "feedspot.com", "newsblur.com", "inoreader.com", "feedly.com",
        "kill-the-newsletter.com", "rssground.com",
    }
)  # fmt: skip
_FEED_HOST: Final = re.compile(r"(?:feeds?|rss|xml)\d?\.", re.ASCII)
_SPLITS: Final = re.compile(r"\s+[|\-–—:›»·•]\s+|\s*[|›»]\s*|:\s+")
MAX_ADDRESS_LENGTH: Final = 2000
MAX_HOST_LENGTH: Final = 253


def host(text: str) -> str | None:
    """The host of an address or a bare domain: ASCII, lower case, without www. and final dot; None where there is none.

    'https://WWW.Bücher.example/a' -> 'xn--bcher-kva.example'. IP addresses stay as they are.
    """
    text = text.strip()
    parts = _split(text if "://" in text else f"//{text.removeprefix('//')}")
    if parts is None or not (name := (parts.hostname or "").strip(".")):
        return None
    try:
        ascii_name = ascii_host(name)
    except UnicodeError:
        return None
    bare = ascii_name.removeprefix("www.") if ascii_name.count(".") > 1 else ascii_name
    return bare if len(bare) <= MAX_HOST_LENGTH and re.fullmatch(r"[a-z0-9_.:-]+", bare) else None


def ascii_host(name: str) -> str:
    """The host name in ASCII and lower case; raises UnicodeError for one that DNS can't hold."""
    name = unicodedata.normalize("NFKC", name).lower()
    return name if name.isascii() else name.encode("idna").decode("ascii")


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    return parts


def feed_address(text: str) -> str:
    """A feed's address as it is stored: http or https, host in lower-case ASCII, no fragment.

    'feed://' and 'feed:https://' are read as meant. Raises ValueError with words for an editor.
    """
    text = re.sub(r"^feed:(?://)?(?=https?:)", "", "".join(text.split()), flags=re.IGNORECASE)
    text = re.sub(r"^(?:feed:)?//", "https://", text, flags=re.IGNORECASE)
    parts = _split(text)
    if parts is None or parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise ValueError("it is no web address")
    if parts.username or parts.password:
        raise ValueError("the address carries a name or password; newsdesk stores none")
    if len(text) > MAX_ADDRESS_LENGTH:
        raise ValueError(f"the address is longer than {MAX_ADDRESS_LENGTH} characters")
    try:
        name = ascii_host(parts.hostname)
    except UnicodeError:
        raise ValueError("its host name is not valid") from None
    netloc = f"[{name}]" if ":" in name else name
    netloc += f":{parts.port}" if parts.port else ""
    return parts._replace(scheme=parts.scheme.lower(), netloc=netloc, path=parts.path or "/", fragment="").geturl()


def is_shared(name: str) -> bool:
    """True for a host that can't identify an outlet: a platform, an IP address, a name without a dot."""
    if name in SHARED_HOSTS or "." not in name:
        return True
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def outlet_domain(home: str, feed: str) -> str | None:
    """The domain that identifies a feed's outlet: its home page's host, else the feed's; None where both are shared.

    A feed host such as rss.paper.example or feeds.paper.example stands for paper.example.
    """
    if home and (name := host(home)) and not is_shared(name):
        return name
    if not (name := host(feed)) or is_shared(name):
        return None
    parent = _FEED_HOST.sub("", name, count=1) if _FEED_HOST.match(name) else name
    return parent if parent == name or registrable(parent) else name


def registrable(name: str) -> str:
    """The part of a host that somebody registered ('news.paper.co.uk' -> 'paper.co.uk'), '' where there is none.

    Under an ending that the public suffix list doesn't know it is the last two labels, as the list's rule says.
    """
    found = _suffixes(name)
    if found.suffix:
        return found.top_domain_under_public_suffix
    return ".".join(name.split(".")[-2:]) if "." in name and not found.ipv4 else ""


def candidates(name: str) -> Iterator[str]:
    """The host, then its parents down to the registered domain: where an outlet is looked for, in this order."""
    stop = registrable(name)
    yield name
    while stop and name != stop and "." in name:
        name = name.partition(".")[2]
        yield name


def outlet_name(domain: str, titles: Iterable[str]) -> str:
    """What to call an outlet known only by its feeds' titles: the part that its domain is short for, else its domain.

    'Latest news | Daily Gull' at dailygull.example -> 'Daily Gull'. A title that all feeds share is taken whole.
    """
    unique = list(dict.fromkeys(title.strip() for title in titles if title.strip()))
    label = registrable(domain).partition(".")[0] or domain.partition(".")[0]
    for title in unique:
        for part in [*_SPLITS.split(title), title]:
            if _stands_for(label, part):
                return part.strip()[:200]
    return (unique[0] if len(unique) == 1 else domain)[:200]


def _stands_for(label: str, part: str) -> bool:
    words = re.findall(r"[^\W_]+", part.casefold())
    squashed, wanted = "".join(words), label.replace("-", "").casefold()
    without_the = squashed.removeprefix("the")
    initials = "".join(word[0] for word in words)
    return bool(words) and (wanted in (squashed, without_the) or (len(words) > 2 and wanted == initials))


def slug(text: str) -> str:
    """A domain or name as a piece of an address: 'paper.co.uk' -> 'paper-co-uk'; 'outlet' where nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:110] or "outlet"
