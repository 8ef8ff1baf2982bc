"""How an outlet came by its place on a scheme, and why a rating has no part in it, in words."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from stories.coverage.effective import Why
from stories.web.wording import number

NOBODY: Final = gettext_lazy("nobody has rated it")
NOT_WORKED_OUT: Final = gettext_lazy("not yet worked out")
SINCE_COUNTED: Final = gettext_lazy("given since the story was counted")
_WHY: Final[Mapping[str, Promise]] = {
    Why.NOT_YET: gettext_lazy("not yet in force"),
    Why.WITHDRAWN: gettext_lazy("withdrawn"),
    Why.ENDED: gettext_lazy("no longer in force"),
    Why.SUPERSEDED: gettext_lazy("replaced by a later rating of the same rater"),
    Why.OVERRULED: gettext_lazy("overruled by an editor of this site"),
    Why.UNKNOWN_BUCKET: gettext_lazy("its value is not a step of this scheme"),
}


def why_not(why: str) -> str:
    """Why a rating is not used, from its stored `Why`; '' for none, and as it is stored where it is no such thing."""
    return str(_WHY.get(why, why))


def rule(used: int, *, by_desk: bool, score: float | None, placed: bool) -> str:
    """The rule that was applied to so many ratings. score: their mean, None on a scheme without an axis.

    placed: whether they came to a step; by_desk: whether an editor of this site gave what counts.
    """
    if not used:
        return _("no rating in force")
    if by_desk:
        return _("set by an editor of this site")
    if used == 1:
        return _("the only rating in force")
    values = {"n": number(used)}
    if score is not None:
        words = ngettext(
            "the mean of %(n)s rater's latest rating, %(score)s",
            "the mean of %(n)s raters' latest ratings, %(score)s",
            used,
        )
        return words % (values | {"score": f"{score:+.2f}".replace("-", "−")})
    if placed:
        return ngettext("the majority of %(n)s rater", "the majority of %(n)s raters", used) % values
    return ngettext("no majority among %(n)s rater", "no majority among %(n)s raters", used) % values
