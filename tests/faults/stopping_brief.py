"""A process that briefs the story that is due and stands still at a block, for the test to kill it there."""

import sys
import time
from functools import partial

import django


def main(at: str) -> None:
    """Say "there" when the block's turn has come."""
    django.setup()
    from django.utils import timezone

    from stories.annotate.steps.sentences import note_sentences
    from stories.briefing.blocks import BLOCKS
    from stories.briefing.steps.brief import brief, claim_due

    def stopping(name, make, sources, context):  # type: ignore[no-untyped-def]
        if name == at:
            print("there", flush=True)
            time.sleep(600)
        return make(sources, context)

    claim = claim_due(timezone.now())
    assert claim
    note_sentences(claim.story, timezone.now())
    brief(claim, timezone.now(), blocks={name: partial(stopping, name, make) for name, make in BLOCKS.items()})


if __name__ == "__main__":
    main(sys.argv[1])
