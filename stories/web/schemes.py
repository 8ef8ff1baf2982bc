"""The rating schemes that a page may be read by: their groups with names, letters and colours, and who chooses.

A scheme with sides groups outlets into left, center and right, as the house scheme does; any other one groups them
by its own steps. An outlet that nobody has placed on a scheme is unrated there, whatever it is on another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from django.utils.translation import gettext as _

from stories.models import RatingScheme, Standing
from stories.scales import RATED_SIDES, Lean, Side
from stories.web.vocabulary import bucket_label, side_label, side_letter

HOUSE: Final = "lean"  # blindspots, the order of lists and the counts of the past are worked out on this one
PARAMETER: Final = "scheme"
KEPT: Final = ("page", "sort", "q", "exact", "outlets")  # what another scheme changes nothing about
COLOURS: Final = 7  # as many as tokens.css has steps; a longer scale shares them
FIELDS: Final = ("id", "slug", "name", "buckets", "has_sides")


@dataclass(frozen=True, slots=True)
class Group:
    """Outlets that stand together. css: what follows side- in a class; letter: what stands beside the colour."""

    key: str
    label: str
    letter: str
    css: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A scheme to read pages by. groups: those of the rated, in order; steps: its buckets in order, with labels."""

    id: int
    slug: str
    name: str
    sided: bool
    groups: tuple[Group, ...]
    steps: Mapping[str, str]

    @property
    def house(self) -> bool:
        """True for the scheme that pages show unless a reader chooses another."""
        return self.slug == HOUSE

    def key(self, bucket: str, side: Side) -> str:
        """The group of an outlet that stands there; 'unrated' for one that stands nowhere on this scheme."""
        if self.sided:
            return side.value if bucket else Side.UNRATED.value
        return bucket if bucket in self.steps else Side.UNRATED.value

    def group(self, bucket: str, side: Side) -> Group:
        """The group with its name and colour."""
        key = self.key(bucket, side)
        return next((group for group in self.groups if group.key == key), unrated())

    def label(self, bucket: str) -> str:
        """A step's words, 'Unrated' where there is none."""
        return self.steps.get(bucket) or bucket_label(bucket)

    def place(self, bucket: str) -> int:
        """Where a step stands on the scale; what is unrated comes last."""
        return list(self.steps).index(bucket) if bucket in self.steps else len(self.steps)


def unrated() -> Group:
    """The group of outlets that nobody has placed."""
    return _group(Side.UNRATED)


def sides() -> tuple[Group, ...]:
    """Left, center and right."""
    return tuple(map(_group, RATED_SIDES))


def _group(side: Side) -> Group:
    return Group(side.value, side_label(side), side_letter(side), side.value)


def house() -> Axis:
    """The house scheme as it is seeded, without asking the database."""
    return Axis(0, HOUSE, _name(HOUSE, ""), True, sides(), {lean.value: bucket_label(lean) for lean in Lean})


def axis_from(row: Mapping[str, Any]) -> Axis:
    """The scheme of a row with FIELDS."""
    own = row["slug"] not in _names()
    labels = {str(bucket["key"]): str(bucket.get("label") or "") for bucket in row["buckets"]}
    steps = {key: (label if own else "") or bucket_label(key) for key, label in labels.items()}
    groups = sides() if row["has_sides"] else _groups(steps, falling=not own)
    return Axis(row["id"], row["slug"], _name(row["slug"], row["name"]), bool(row["has_sides"]), groups, steps)


def _names() -> dict[str, str]:
    """The seeded schemes, in the language of the page; others are called as the desk calls them."""
    return {HOUSE: _("Political lean"), "factuality": _("Factuality")}


def _name(slug: str, name: str) -> str:
    return _names().get(slug, name)


def _groups(steps: Mapping[str, str], *, falling: bool) -> tuple[Group, ...]:
    """The steps as groups, coloured from violet to green; falling: from green, as the best one comes first."""
    letters = _letters(list(steps.values()))
    last = max(len(steps) - 1, 1)
    return tuple(
        Group(key, label, letter, f"step-{round((last - i if falling else i) * (COLOURS - 1) / last)}")
        for i, ((key, label), letter) in enumerate(zip(steps.items(), letters, strict=True))
    )


def _letters(labels: Sequence[str]) -> list[str]:
    """The initials of each label, 'VH' for Very high; numbers where two have the same."""
    found = ["".join(word[0] for word in label.split()[:2] if word[0].isalnum()).upper() for label in labels]
    plain = all(found) and len(set(found)) == len(found)
    return found if plain else [str(i + 1) for i in range(len(labels))]


def held() -> QuerySet[RatingScheme]:
    """The schemes that place an outlet here, and the house scheme."""
    placed = Standing.objects.filter(scheme=OuterRef("pk")).exclude(bucket="")
    return RatingScheme.objects.filter(Q(Exists(placed)) | Q(slug=HOUSE)).order_by("slug")


def held_beside() -> ArraySubquery:
    """For an annotation of any row: the same, without a question of its own."""
    return ArraySubquery(held().values(scheme=JSONObject(**{name: name for name in FIELDS})))


def axes(rows: Iterable[Mapping[str, Any]] | None = None) -> tuple[Axis, ...]:
    """The schemes that a reader may choose among, the house scheme first. One query, none with rows of `held_beside`.

    Schemes without steps are none.
    """
    found = [axis_from(row) for row in (held().values(*FIELDS) if rows is None else rows) if row["buckets"]]
    return tuple(sorted(found, key=lambda axis: not axis.house))


def asked(request: HttpRequest) -> str:
    """The scheme that the address names, '' for the house scheme."""
    slug = request.GET.get(PARAMETER, "")
    return "" if slug == HOUSE else slug


def axis_of(request: HttpRequest, known: Sequence[Axis] | None = None) -> Axis:
    """The scheme that the address names; the house scheme where there is no such one. A query only for another."""
    slug = asked(request)
    if not slug:
        return next((axis for axis in known or () if axis.house), house())
    found = axes() if known is None else known
    return next((axis for axis in found if axis.slug == slug), house())


@dataclass(frozen=True, slots=True)
class Choice:
    """One scheme in the row of them."""

    name: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Schemes:
    """What a page says of the scheme it is read by.

    choices: empty where there is one scheme only; kept: '' or what its links carry along; note: what is not of the
    scheme all the same, '' on the house scheme; groups: the scale in its colours, empty on the house scheme; sided: of
    left, center and right.
    """

    name: str
    slug: str
    choices: tuple[Choice, ...]
    note: str
    groups: tuple[Group, ...]
    sided: bool

    @property
    def kept(self) -> str:
        """The query of a link to another page, '' on the house scheme."""
        return f"?{urlencode({PARAMETER: self.slug})}" if self.slug else ""


def schemes(request: HttpRequest, known: Sequence[Axis], axis: Axis, *, own_verdict: bool = False) -> Schemes:
    """The row of schemes for a page; own_verdict: whether the page's blindspot verdict is of the scheme, too."""
    choices = tuple(Choice(each.name, _href(request, each), each.slug == axis.slug) for each in known)
    if axis.house:
        return Schemes(axis.name, "", choices if len(choices) > 1 else (), "", (), sided=True)
    home = next((each.name for each in known if each.house), house().name)
    note = _("Blindspots and the order of stories are worked out on %(home)s all the same.")
    if own_verdict:
        note = _("The blindspot verdict on this page is worked out on %(scheme)s as well; lists go by %(home)s.")
    words = note % {"home": home, "scheme": axis.name}
    return Schemes(axis.name, axis.slug, choices, words, axis.groups, axis.sided)


def _href(request: HttpRequest, axis: Axis) -> str:
    query = {name: ",".join(request.GET.getlist(name)) for name in KEPT if request.GET.get(name)}
    if not axis.house:
        query[PARAMETER] = axis.slug
    return f"{request.path}?{urlencode(query)}" if query else request.path


def read_by(request: HttpRequest) -> tuple[Axis, Schemes]:
    """The scheme that a page of lists is read by, and its row of schemes. One query."""
    known = axes()
    axis = axis_of(request, known)
    return axis, schemes(request, known, axis)
