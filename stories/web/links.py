"""What may stand in an href: addresses from feeds only where they lead to the web."""

from urllib.parse import urlsplit


def outbound(address: str) -> str:
    """The address where it is http or https with a host and without control characters or spaces; else ''."""
    if not address.isprintable() or any(character.isspace() or character == "\\" for character in address):
        return ""
    try:
        parts = urlsplit(address)
        return address if parts.scheme in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""


def host(address: str) -> str:
    """The host of an address in ASCII without www, '' where there is none; look-alike letters show as punycode."""
    try:
        name = urlsplit(address).hostname or ""
        return name.encode("idna").decode().removeprefix("www.") if not name.isascii() else name.removeprefix("www.")
    except ValueError:
        return ""
