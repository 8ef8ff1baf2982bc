"""What was carried out, undone: each article has the place and the reasons again that it had before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from stories.clustering.steps.relocate import KEPT, WRITTEN, as_it_was, lock_stories, retire_empty
from stories.clustering.steps.summing import close_again, open_fresh_stories, sum_up
from stories.models import Article, Membership, Move, Proposal, ProposalKind, ProposalState, Story, StoryState

UNDO: Final = "undo"


def bring_back(proposal: Proposal, origin_id: int, now: datetime) -> int:
    """How many articles are in the story again that they came from. Call it in a transaction.

    The story has its address back if it has led elsewhere since its last article went; one that was merged by another
    act leads on, and the articles go where it leads. Stories that are left empty lead to the one that has them again.
    """
    moves = list(proposal.moves.exclude(how=UNDO).order_by("pk"))
    homes = set(Membership.objects.filter(article__in=proposal.article_ids).values_list("story_id", flat=True))
    led_to = list(Story.objects.filter(pk=origin_id).values_list("merged_into_id", flat=True))
    origin = lock_stories(sorted({origin_id, *homes, *filter(None, led_to)}))[origin_id]
    reopens = origin.state == StoryState.MERGED and not _merged_by_another(origin_id, proposal)
    into = origin.merged_into_id
    if reopens:
        Story.objects.filter(pk=origin_id).update(state=StoryState.OPEN, merged_into=None)
    back = put_back(moves, now, proposal)
    home = origin_id if reopens or into is None else into
    if back:
        open_fresh_stories([origin_id], now)
        close_again(origin_id, now)
        retire_empty(homes, home, now)
    elif reopens:
        Story.objects.filter(pk=origin_id).update(state=StoryState.MERGED, merged_into=into)
    if back and reopens:
        Story.objects.filter(pk__in=proposal.redirects, merged_into=into).update(merged_into=origin_id)
    return back


def put_back(moves: Sequence[Move], now: datetime, proposal: Proposal) -> int:
    """Undo moves; how many articles went back. Call it in a transaction.

    One stays where it is if a person has spoken of it since, or if what the move did is undone already by undoing what
    was before it.
    """
    last = {move.article_id: move for move in moves}
    rows = list(Membership.objects.select_for_update().filter(article__in=last).order_by("article_id"))
    standing = _in_effect(last)
    spoken = _spoken_of(last, standing)
    free = [
        row
        for row in rows
        if last[row.article_id].pk in standing and row.article_id not in spoken and _gives_way(row, proposal)
    ]
    from_where = _undone_since({row.article_id: last[row.article_id] for row in free})
    before = _now_possible({article: dict(move.before) for article, move in from_where.items()})
    free = [row for row in free if row.story_id != before[row.article_id]["story_id"]]
    touched = {row.story_id for row in free} | {before[row.article_id]["story_id"] for row in free}
    Move.objects.bulk_create(
        Move(
            article_id=row.article_id,
            from_story_id=row.story_id,
            to_story_id=before[row.article_id]["story_id"],
            how=UNDO,
            before=as_it_was(row),
            proposal=proposal,
            moved_at=now,
        )
        for row in free
    )
    for row in free:
        for name in KEPT:
            setattr(row, name, before[row.article_id][name])
        row.placed_at = now
    Membership.objects.bulk_update(free, WRITTEN)
    sum_up(sorted(touched), now)
    return len(free)


def in_effect(moves: Iterable[tuple[int, str, int | None]]) -> list[int]:
    """Which of one article's moves still say where it is; each as (id, how, proposal), the earliest first.

    An undo takes its move away with all that came after it; a person's own word takes all away.
    """
    standing: list[tuple[int, int | None]] = []
    for move_id, how, proposal in moves:
        if how == UNDO:
            undone = [place for place, (_, of) in enumerate(standing) if of is not None and of == proposal]
            del standing[undone[-1] if undone else len(standing) :]
        elif how == "person" and proposal is None:
            standing = []
        else:
            standing.append((move_id, proposal))
    return [move_id for move_id, _ in standing]


def _in_effect(article_ids: Collection[int]) -> set[int]:
    """The moves of these articles that still say where they are."""
    rows = Move.objects.filter(article__in=list(article_ids)).order_by("pk")
    of: dict[int, list[tuple[int, str, int | None]]] = {}
    for article_id, move_id, how, proposal_id in rows.values_list("article_id", "pk", "how", "proposal_id"):
        of.setdefault(article_id, []).append((move_id, how, proposal_id))
    return {move_id for moves in of.values() for move_id in in_effect(moves)}


def _spoken_of(last: Mapping[int, Move], standing: Collection[int]) -> set[int]:
    """The articles that a person has moved or split off after these moves, which still holds.

    Of such an article the person thought; of those of a story that was merged since, nobody did.
    """
    by_hand = Move.objects.filter(pk__in=standing, how="person")
    rows = by_hand.filter(proposal__kind__in=(ProposalKind.MOVE, ProposalKind.SPLIT))
    return {article for article, move in rows.values_list("article_id", "pk") if move > last[article].pk}


def _undone_since(moves: Mapping[int, Move]) -> dict[int, Move]:
    """The moves whose past the articles go back to: below what is undone now, what was undone and left them where they
    were because a person had spoken of them.
    """
    rows = Move.objects.filter(article__in=list(moves)).exclude(how=UNDO).select_related("proposal").order_by("-pk")
    found = dict(moves)
    for row in rows:
        above = found[row.article_id]
        undone = row.proposal is not None and row.proposal.state == ProposalState.UNDONE
        if row.pk < above.pk and undone and row.to_story_id == above.from_story_id:
            found[row.article_id] = row
    return found


def _gives_way(row: Membership, proposal: Proposal) -> bool:
    """Whether a person's later word may move it: not what was locked by hand, or by a word about this very article."""
    because: Mapping[str, Any] = row.because
    by_proposal = bool(because.get("proposal")) and bool(because.get("by"))
    return not row.locked or by_proposal or because.get("proposal") == proposal.pk


def _now_possible(before: dict[int, dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """The places as they were, with the stories that lead elsewhere by now followed, and without what is gone."""
    led = Story.objects.filter(pk__in={was["story_id"] for was in before.values()}, merged_into__isnull=False)
    into = dict(led.values_list("pk", "merged_into_id"))
    originals = {was["original_id"] for was in before.values() if was["original_id"]}
    there = set(Article.objects.filter(pk__in=originals).values_list("pk", flat=True))
    for was in before.values():
        was["story_id"] = into.get(was["story_id"], was["story_id"])
        was["original_id"] = was["original_id"] if was["original_id"] in there else None
        if was["runner_up_id"] == was["story_id"]:
            was["runner_up_id"] = was["runner_up_score"] = None
    return before


def _merged_by_another(story_id: int, proposal: Proposal) -> bool:
    """Whether a merge that still holds, and that isn't this one, made the story lead elsewhere."""
    merges = Proposal.objects.filter(kind=ProposalKind.MERGE, other=story_id, state=ProposalState.APPLIED)
    return merges.exclude(pk=proposal.pk).exists()
