"""A window that follows rows which others change too: what in it is stale, and what is to be read. Pure."""

from collections.abc import Iterable, Mapping

from stories.clustering.features import ArticleFeatures
from stories.clustering.window import IN_COMMON, Window

STALE = -1  # the revision of no row


class FollowingWindow:
    """A window with the revisions of the stories in it: a story whose row has another revision is read again."""

    def __init__(self, in_common: float = IN_COMMON) -> None:
        """A window that holds nothing yet; in_common: as of a window."""
        self._in_common = in_common
        self.forget()

    def forget(self) -> None:
        """Start from nothing: everything is to be read."""
        self.window = Window(in_common=self._in_common)
        self._revisions: dict[int, int] = {}

    def wrote(self, revisions: Mapping[int, int]) -> None:
        """Our own change is in the window already; one that another made in between isn't, so the story is stale.

        revisions: of the stories that we changed, after that.
        """
        for story, revision in revisions.items():
            ours_alone = revision == self._revisions.get(story, 0) + 1
            self._revisions[story] = revision if ours_alone else STALE

    def follow(self, current: Mapping[int, int]) -> list[int]:
        """The stories to read with `take`; all others that `current` names are as they were, and no others are held.

        current: the revision of each story that is to be in the window.
        """
        stale = {story for story, revision in self._revisions.items() if current.get(story) != revision}
        self._drop(stale)
        missing = [story for story in current if story not in self._revisions]
        self._revisions = dict(current)
        return missing

    def take(self, members: Iterable[tuple[ArticleFeatures, int]]) -> None:
        """Put these articles into these stories."""
        for article, story in members:
            self.window.add(article, story)

    def _drop(self, stories: set[int]) -> None:
        for story in stories:
            for article_id in self.window.articles_of(story):
                self.window.remove(article_id)
            self._revisions.pop(story, None)
