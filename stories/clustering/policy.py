"""What the machine may do to stories by itself, and what waits for an editor. Pure; figures in docs/decisions/0014."""

from __future__ import annotations

from enum import StrEnum

from stories.clustering.merging import MergeProposal
from stories.clustering.splitting import SplitProposal

MERGE_AT = 0.8  # confidence from which a merge is carried out without asking
MERGE_ASK_AT = 0.5  # below that it isn't worth an editor's time
SPLIT_AT = 0.93
SPLIT_ASK_AT = 0.7
MOVE_MARGIN = 1.5  # logits by which another story must fit an edited article better than its own


class Verdict(StrEnum):
    """What becomes of a proposal."""

    APPLY = "apply"
    ASK = "ask"
    DROP = "drop"


def of_merge(proposal: MergeProposal) -> Verdict:
    """Whether to merge: by the mean probability that the smaller story's articles would join the larger today."""
    return _verdict(proposal.confidence, MERGE_AT, MERGE_ASK_AT)


def of_split(proposal: SplitProposal) -> Verdict:
    """Whether to split: by how little the smaller part's articles would join the rest today."""
    return _verdict(proposal.confidence, SPLIT_AT, SPLIT_ASK_AT)


def _verdict(confidence: float, apply_at: float, ask_at: float) -> Verdict:
    if confidence >= apply_at:
        return Verdict.APPLY
    return Verdict.ASK if confidence >= ask_at else Verdict.DROP
