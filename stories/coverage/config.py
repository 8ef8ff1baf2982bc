"""The thresholds behind every number of a story's coverage, with a hash that names them.

Each Coverage row stores the hash, so a number can be recomputed with the thresholds that made it.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Final

from stories.annotate.fingerprint import SAME_TEXT_AT


@dataclass(frozen=True, slots=True)
class CoverageConfig:
    """Every threshold of counts, shares and blindspots; where each comes from is in docs/decisions/0005-coverage.md.

    Shares are 0..1. A story below `few_rated_from` rated outlets shows counts only, below `percent_from` it is
    marked as few.
    """

    same_text_jaccard: float = SAME_TEXT_AT
    few_rated_from: int = 3
    percent_from: int = 5
    blindspot_min_rated: int = 8
    blindspot_low_share_max: float = 0.20
    blindspot_high_share_min: float = 0.40
    blindspot_high_outlets_min: int = 3
    blindspot_z: float = 1.2816
    base_rate_days: int = 30
    base_rate_min_stories: int = 30
    version: int = 1

    @property
    def hash(self) -> str:
        """16 hex digits that change with any threshold and with nothing else; `version` is raised with the code."""
        canonical = json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]


DEFAULT_CONFIG: Final = CoverageConfig()
