"""How many stories are put together anew at once: an audit's tables grow with the square of the articles. Pure."""

from collections.abc import Collection, Iterator, Sequence

from stories.clustering.assignment import StoryId
from stories.clustering.candidates import candidates
from stories.clustering.shard import Shard

NEAR = 6  # stories near an article of a touched story that are put together anew with it
MOST_AT_ONCE = 4000  # articles of the stories that are put together anew: their tables then take 0.8 GB at the most


def portions(shard: Shard, touched: Collection[StoryId], most: int = MOST_AT_ONCE) -> Iterator[list[StoryId]]:
    """Stories to look at together, as few portions as hold no more articles than `most`.

    They are the touched ones and those near them, so a story may be in several portions.
    """
    known = [name for name in touched if name in shard.stories]
    yield from _halved(shard, sorted(known, key=lambda name: shard.stories[name].rows[0]), most)


def _halved(shard: Shard, touched: Sequence[StoryId], most: int) -> Iterator[list[StoryId]]:
    found = pool(shard, touched)
    if len(touched) > 1 and sum(len(shard.stories[name].rows) for name in found) > most:
        half = len(touched) // 2
        yield from _halved(shard, touched[:half], most)
        yield from _halved(shard, touched[half:], most)
    elif found:
        yield found


def pool(shard: Shard, touched: Collection[StoryId]) -> list[StoryId]:
    """The touched stories and those near any of their ends."""
    found: dict[StoryId, None] = {}
    for name in touched:
        if name not in shard.stories:
            continue
        found[name] = None
        rows = shard.stories[name].rows
        for row in sorted({rows[0], rows[len(rows) // 2], rows[-1]}):
            article = shard.articles[row]
            if article is not None and len(rows) > 1:
                found |= dict.fromkeys(candidates(shard, shard.prepare(article))[:NEAR])
    return list(found)
