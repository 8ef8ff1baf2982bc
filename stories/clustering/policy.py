"""What the machine may do to stories by itself, and what waits for an editor. Pure; figures in docs/decisions/0014."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stories.clustering.merging import MergeProposal
from stories.clustering.splitting import SplitProposal


class Verdict(StrEnum):
    """What becomes of a proposal."""

    APPLY = "apply"
    ASK = "ask"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Policy:
    """Confidences, 0..1, from which an act is carried out without asking, and from which it is worth asking.

    regroups: whether what putting the articles of changed stories together anew shows is carried out at all. leave_at:
    how sure it must be that articles don't fit their story; many_leave_at: that `many` or more that go together don't.
    move_margin: logits by which another story must fit an edited article better than its own.
    """

    regroups: bool = True
    leave_at: float = 0.7
    many_leave_at: float = 0.5  # two events in one story, and not one report that words its event otherwise
    many: int = 4
    merge_at: float = 0.6
    merge_ask_at: float = 0.5
    split_at: float = 1.1  # the second opinion on divisions is only asked
    split_ask_at: float = 0.93
    move_margin: float = 1.5

    def leaves(self, confidence: float, articles: int) -> bool:
        """Whether so many articles leave their story together, so sure being that they don't fit it."""
        return confidence >= (self.leave_at if articles < self.many else self.many_leave_at)

    def verdict(self, proposal: MergeProposal | SplitProposal) -> Verdict:
        """Whether to carry it out, to ask an editor, or to leave it."""
        merging = isinstance(proposal, MergeProposal)
        if proposal.confidence >= (self.merge_at if merging else self.split_at):
            return Verdict.APPLY
        ask_at = self.merge_ask_at if merging else self.split_ask_at
        return Verdict.ASK if proposal.confidence >= ask_at else Verdict.DROP


POLICY = Policy()
