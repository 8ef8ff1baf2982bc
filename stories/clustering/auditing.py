"""What later articles show of stories: that two are one, or that one is two. The same score decides as for articles.

An article that fits two stories is the sign that the two may be one: they are compared right then, as wholes. Whether
a story falls apart is seen by putting its articles together anew, the likest first, until nothing fits any more.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from stories.clustering.apart import glued, pairs_apart, set_apart
from stories.clustering.assignment import Assignment, FeatureContribution, Scored, StoryId
from stories.clustering.explanation import explain_union
from stories.clustering.features import ArticleFeatures, ArticleId, Constraints
from stories.clustering.groups import Groups
from stories.clustering.merging import MIX, kept_apart, kept_first, rare_shared
from stories.clustering.model import SIMILARITIES
from stories.clustering.portions import portions
from stories.clustering.scoring import matches
from stories.clustering.shard import OpenStory, Shard
from stories.clustering.window import FREE, Window

MOST_ARTICLES = 400  # of a story that are put together anew; of a larger one the latest
SURE = 1.5  # over the threshold: articles that fit so well are not parted


@dataclass(frozen=True)
class Union:
    """Two stories that are one by their score: the articles of `gone` are in `kept` now.

    similarity: average over all pairs of articles, 0..1. evidence: adds up to the score, as for an article.
    shared: rare names and numbers that both have.
    """

    kept: StoryId
    gone: StoryId
    score: float
    similarity: float
    evidence: tuple[FeatureContribution, ...]
    shared: tuple[str, ...] = ()


@dataclass(frozen=True)
class Leaving:
    """Articles that are told of something else than the rest of their story.

    to: the story that they go to; None where they begin one, together with those of the same group. similarity, score:
    of the pairs of articles that are parted. fit, evidence: score of those that come together, and what adds up to it.
    shared: rare names and numbers that those have in common.
    """

    story: StoryId
    articles: tuple[ArticleId, ...]
    to: StoryId | None
    group: int
    similarity: float
    score: float
    fit: float
    evidence: tuple[FeatureContribution, ...]
    shared: tuple[str, ...] = ()


@dataclass(frozen=True)
class Regrouping:
    """What a look at all articles of some stories changes: first those that leave, then the stories that become one."""

    leaving: tuple[Leaving, ...] = ()
    unions: tuple[Union, ...] = ()

    def beside(self, other: "Regrouping") -> "Regrouping":
        """This, and what the other changes in stories that this leaves as they are."""
        pairs = [*((each.story, each.to) for each in self.leaving), *((each.kept, each.gone) for each in self.unions)]
        busy = {name for pair in pairs for name in pair} - {None}
        first = 1 + max((each.group for each in self.leaving), default=-1)
        moved = (replace(each, group=first + each.group) for each in other.leaving if not busy & {each.story, each.to})
        unions = (each for each in other.unions if not busy & {each.kept, each.gone})
        return Regrouping((*self.leaving, *moved), (*self.unions, *unions))


def take(
    window: Window,
    article: ArticleFeatures,
    new: StoryId,
    constraints: Constraints = FREE,
    locked: Collection[ArticleId] = (),
) -> tuple[Assignment, list[Union]]:
    """Place an article, then merge the stories that it shows to be one; `new` is the id for a story that it begins."""
    assignment = window.place(article, new, constraints)
    if assignment.story is None:  # compared with all rivals already, as a story of one
        return assignment, []
    return assignment, settle(window, assignment.story, assignment.rivals, constraints, locked)


def settle(
    window: Window,
    home: StoryId,
    rivals: Iterable[StoryId],
    constraints: Constraints = FREE,
    locked: Collection[ArticleId] = (),
) -> list[Union]:
    """The stories that were merged, in that order, because an article that joined `home` fits the rivals too.

    Never two that a cannot-link keeps apart; a story with a locked article is never the one that goes.
    """
    near = [name for name in dict.fromkeys(rivals) if name != home]
    shard = next((shard for shard in window.shards() if home in shard.stories and _any_of(near, shard)), None)
    if shard is None:
        return []
    open_rivals = [name for name in near if name in shard.stories]
    unions: list[Union] = []
    while open_rivals:
        union = _union(shard, home, open_rivals, constraints, set(locked))
        if union is None:
            break
        open_rivals.remove(union.gone if union.kept == home else union.kept)
        window.merge(union.gone, union.kept)
        home = union.kept
        unions.append(union)
    return unions


def _any_of(names: Iterable[StoryId], shard: Shard) -> bool:
    # A story in two languages is in two shards: its rivals are in that of the article that has just come.
    return any(name in shard.stories for name in names)


def _union(
    shard: Shard, home: StoryId, rivals: Sequence[StoryId], constraints: Constraints, locked: set[ArticleId]
) -> Union | None:
    story = shard.stories[home]
    near = [other for name in rivals if (other := shard.stories[name]).gap_to(story) <= shard.model.window_days]
    found = sorted(matches(shard, story, near), key=lambda scored: -scored.score)
    for scored in found:
        if scored.score <= shard.model.threshold:
            return None
        other = shard.stories[scored.story]
        pair = kept_first(shard, story, other, locked)
        if pair and not kept_apart(shard, story, other, constraints):
            return _united(shard, scored, pair)
    return None


def _united(shard: Shard, scored: Scored, pair: tuple[OpenStory, OpenStory]) -> Union:
    kept, gone = pair
    evidence = explain_union(shard, (len(kept.rows), len(gone.rows)), scored)
    shared = rare_shared(shard, kept.rows, gone.rows)
    return Union(kept.id, gone.id, scored.score, _similarity(scored), evidence, shared)


def _similarity(scored: Scored) -> float:
    return float(MIX @ np.array([scored.values[name] for name in SIMILARITIES]))


def regrouping(
    shard: Shard,
    touched: Collection[StoryId],
    constraints: Constraints = FREE,
    locked: Collection[ArticleId] = (),
) -> Regrouping:
    """How the touched stories and those near them would be if their articles had come at once; nothing changes.

    Each story falls into pieces that surely belong together, and all pieces are put together anew, the likest first.
    Articles that a person put together stay together, and all locked ones of a story stay in it.
    """
    fixed = set(locked)
    change = Regrouping()
    pieces: dict[StoryId, list[list[int]]] = {}  # a story may be in several portions, and falls apart in one way
    for portion in portions(shard, touched):
        pool = [shard.stories[name] for name in portion]
        pieces |= {story.id: _pieces(shard, story, constraints, fixed) for story in pool if story.id not in pieces}
        parts = [(story, piece) for story in pool for piece in pieces[story.id]]
        change = change.beside(_changes(shard, _together(shard, parts, constraints), fixed))
    return _people_first(shard, change, constraints)


def _together(shard: Shard, pieces: Sequence["Piece"], constraints: Constraints) -> list[list["Piece"]]:
    """The pieces of some stories, put together anew."""
    rows = [piece for _, piece in pieces]
    groups = Groups(shard, rows, pairs_apart([shard.ids(piece) for piece in rows], constraints))
    groups.gather(shard.model.threshold)
    return [[pieces[number] for number in part] for part in groups.parts()]


def _people_first(shard: Shard, change: Regrouping, constraints: Constraints) -> Regrouping:
    """Without what would put two together that a person has set apart, should another part of it be held back."""
    if not constraints.cannot:
        return change

    def of(name: StoryId | None) -> list[ArticleId]:
        return [] if name is None else shard.ids(shard.stories[name].rows)

    leaving = tuple(each for each in change.leaving if not set_apart(each.articles, of(each.to), constraints))
    unions = tuple(each for each in change.unions if not set_apart(of(each.gone), of(each.kept), constraints))
    return Regrouping(leaving, unions)


def _pieces(shard: Shard, story: OpenStory, constraints: Constraints, locked: set[ArticleId]) -> list[list[int]]:
    """The story's rows in groups that surely belong together."""
    if len(story.rows) == 1:
        return [story.rows]
    rows, rest = story.rows[-MOST_ARTICLES:], story.rows[:-MOST_ARTICLES]
    ids = shard.ids(rows)
    groups = Groups(shard, [[row] for row in rows], pairs_apart([[article] for article in ids], constraints))
    for one, other in glued(ids, constraints, locked):
        groups.join(one, other)
    groups.gather(shard.model.threshold + SURE)
    pieces = sorted(([rows[place] for place in part] for part in groups.parts()), key=len)
    pieces[-1] += rest
    return pieces


Piece = tuple[OpenStory, list[int]]


def _changes(shard: Shard, groups: Sequence[Sequence[Piece]], locked: set[ArticleId]) -> Regrouping:
    homes = _homes(shard, groups, locked)
    keepers: dict[int, StoryId] = {}
    unions: list[Union] = []
    free = {name: locked.isdisjoint(shard.ids(shard.stories[name].rows)) for name in homes}
    for name in sorted(homes, key=lambda name: (free[name], -len(shard.stories[name].rows))):
        number = homes[name]
        if number not in keepers:
            keepers[number] = name
        elif free[name]:
            kept, gone = shard.stories[keepers[number]], shard.stories[name]
            unions.append(_united(shard, matches(shard, kept, [gone])[0], (kept, gone)))
    leaving: list[Leaving] = []
    for number, group in enumerate(groups):
        for story in {id(story): story for story, _ in group}.values():
            if homes[story.id] != number:
                rows = [row for other, piece in group if other is story for row in piece]
                others = [row for other, piece in group if other is not story for row in piece]
                leaving.append(_leaving(shard, story, rows, others, (keepers.get(number), number)))
    return Regrouping(tuple(leaving), tuple(unions))


def _leaving(
    shard: Shard, story: OpenStory, rows: list[int], others: list[int], goal: tuple[StoryId | None, int]
) -> Leaving:
    gone = set(rows)
    part, rest = _part(shard, rows), _part(shard, [row for row in story.rows if row not in gone])
    (parted,) = matches(shard, part, [rest])
    (fit,) = matches(shard, part, [_part(shard, others)]) if others else (parted,)
    evidence = explain_union(shard, (len(rows), len(others or rest.rows)), fit)
    shared = rare_shared(shard, rows, others) if others else ()
    ids, likeness = tuple(shard.ids(rows)), _similarity(parted)
    return Leaving(story.id, ids, *goal, likeness, parted.score, fit.score, evidence, shared)


def _part(shard: Shard, rows: list[int]) -> OpenStory:
    part = OpenStory("", rows)
    part.span(shard.days[rows].tolist())
    return part


def _homes(shard: Shard, groups: Sequence[Sequence[Piece]], locked: set[ArticleId]) -> dict[StoryId, int]:
    """The group that each story's address stays with: where its locked articles are, else most of its articles."""
    best: dict[StoryId, tuple[int, int, int]] = {}
    for number, group in enumerate(groups):
        here: dict[StoryId, tuple[int, int, int]] = {}
        for story, piece in group:
            fixed, count, _ = here.get(story.id, (0, 0, 0))
            here[story.id] = (fixed + len(locked.intersection(shard.ids(piece))), count + len(piece), -number)
        for name, found in here.items():
            best[name] = max(best.get(name, (0, 0, 0)), found)
    return {name: -number for name, (_, _, number) in best.items()}


def regroup(window: Window, change: Regrouping, names: Iterator[StoryId]) -> None:
    """Carry a regrouping out in the window. names: ids for the stories that begin."""
    begun: dict[int, StoryId] = {}
    for leaving in change.leaving:
        if leaving.to is None and leaving.group not in begun:
            begun[leaving.group] = next(names)
        target = leaving.to if leaving.to is not None else begun[leaving.group]
        for article_id in leaving.articles:
            article = window.article(article_id)
            window.remove(article_id)
            window.add(article, target)
    for union in change.unions:
        if union.gone in window.stories():
            window.merge(union.gone, union.kept)


def audit(window: Window, touched: Collection[StoryId], names: Iterator[StoryId]) -> int:
    """Regroup the touched stories; how many groups left theirs or became one with another."""
    changes = 0
    for shard in list(window.shards()):
        change = regrouping(shard, touched)
        regroup(window, change, names)
        changes += len(change.leaving) + len(change.unions)
    return changes
