"""Which article an address belongs to, where several addresses lead to one."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from stories.models import Article, OtherAddress, Sighting

MAX_ADDRESS_CHARS = 2000


def held_at(canonical_addresses: Iterable[str]) -> tuple[dict[str, Article], frozenset[str]]:
    """Canonical address -> the article we hold there, and which of the addresses are but other ones of their article.

    The articles come without their text.
    """
    wanted = list(canonical_addresses)
    others = OtherAddress.objects.filter(canonical_address__in=wanted).select_related("article").defer("article__text")
    found = {other.canonical_address: other.article for other in others}
    own = Article.objects.filter(canonical_address__in=wanted).defer("text")
    direct = {article.canonical_address: article for article in own}
    return found | direct, frozenset(found.keys() - direct.keys())


def holder_of(canonical_address: str, article: Article) -> Article | None:
    """The other article that has this address already."""
    if not canonical_address or canonical_address == article.canonical_address:
        return None
    here = Q(canonical_address=canonical_address) | Q(other_addresses__canonical_address=canonical_address)
    return Article.objects.filter(here).exclude(pk=article.pk).order_by("pk").first()


def readdress(article: Article, canonical_address: str) -> None:
    """Give the article its page's own address, unsaved, and remember the one that its feed names."""
    if canonical_address and canonical_address != article.canonical_address:
        _remember(article.canonical_address, article)
        article.canonical_address = canonical_address


def join(article: Article, twin: Article) -> None:
    """Two addresses, one article: what was seen of the first is told of the twin. Call it in a transaction."""
    known = Sighting.objects.filter(article=twin).values("feed")
    Sighting.objects.filter(article=article).exclude(feed__in=known).update(article=twin)
    OtherAddress.objects.filter(article=article).update(article=twin)
    _remember(article.canonical_address, twin)
    article.delete()


def _remember(canonical_address: str, article: Article) -> None:
    OtherAddress.objects.update_or_create(canonical_address=canonical_address, defaults={"article": article})
