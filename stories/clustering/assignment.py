"""What a placement decides, and why: the values that the step writes as a Membership."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from stories.clustering.features import ArticleId
from stories.clustering.model import probability

StoryId = int | str


@dataclass(frozen=True)
class FeatureContribution:
    """One feature's part in a score; the contributions of an assignment's evidence add up to its score.

    words: in English, as the record keeps them; shared: the words or names that both have, which pages name in a
    sentence of their own language.
    """

    name: str
    value: float
    contribution: float
    words: str
    shared: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The form that Membership.evidence keeps."""
        return {
            "name": self.name,
            "value": round(self.value, 4),
            "contribution": round(self.contribution, 4),
            "words": self.words,
            **({"shared": list(self.shared)} if self.shared else {}),
        }


@dataclass(frozen=True)
class Assignment:
    """Where one article belongs.

    story: the story it joins, None when it begins one. method: score, near_duplicate, person (a must-link) or new.
    score: logit for the story it joins or, for a new one, for the best story that it did not join; None where no story
    was near. runner_up: the best other story and its score; for a new story the one it did not join. nearest: the
    article most like it in the story it joins (or did not). candidates: how many stories were scored. rivals: the
    stories that it fits nearly or better, the best first.
    """

    article: ArticleId
    story: StoryId | None
    method: str
    score: float | None
    threshold: float
    model_version: str
    evidence: tuple[FeatureContribution, ...] = ()
    runner_up: tuple[StoryId, float] | None = None
    nearest: ArticleId | None = None
    candidates: int = 0
    rivals: tuple[StoryId, ...] = ()

    @property
    def probability(self) -> float | None:
        """The score as a probability, 0..1."""
        return None if self.score is None else probability(self.score)

    def evidence_json(self) -> list[dict[str, Any]]:
        """The evidence as Membership.evidence keeps it, the strongest first."""
        ordered = sorted(self.evidence, key=lambda part: -abs(part.contribution))
        return [part.as_json() for part in ordered]


@dataclass(frozen=True)
class Scored:
    """One candidate story with its feature values.

    nearest: row of the shard with the member most like the article. jaccard: 0.0 unless that member is a copy.
    """

    story: StoryId
    score: float
    values: Mapping[str, float]
    nearest: int
    jaccard: float = 0.0
