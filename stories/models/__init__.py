"""The nouns, their constraints, and querysets that only read."""

from stories.models.articles import STAGE_LIMIT_S, Annotation, Article, ArticleVersion, OtherAddress, Stage
from stories.models.briefings import Briefing, BriefingState, SentenceNotes
from stories.models.digests import (
    Delivery,
    DeliveryState,
    Gift,
    MailDomain,
    MailEvent,
    MailPause,
    Rhythm,
    Subscription,
    Suppression,
)
from stories.models.edits import Edit, EditKind
from stories.models.feeds import Feed, FeedState, Sighting
from stories.models.life import (
    ArticleLines,
    Audit,
    CountingTrouble,
    Move,
    Proposal,
    ProposalKind,
    ProposalState,
    StoryLink,
    StoryLinkKind,
)
from stories.models.notices import Notice, NoticeKind, NoticeState
from stories.models.outlets import Domain, Outlet, Owner, Rating, RatingScheme, Standing
from stories.models.pages import PageCheck, RobotsFile
from stories.models.readers import Follow, PrivateFeed, Reader, Reading, SavedStory
from stories.models.search import SearchDocument
from stories.models.stories import (
    Constraint,
    Coverage,
    CoverageSnapshot,
    Membership,
    Story,
    Storyline,
    StoryState,
)
from stories.models.topics import Entity, EntityDescription, Mention, Topic
from stories.models.writing import ModelUse, Writing

__all__ = [
    "STAGE_LIMIT_S",
    "Annotation",
    "Article",
    "ArticleLines",
    "ArticleVersion",
    "Audit",
    "Briefing",
    "BriefingState",
    "Constraint",
    "CountingTrouble",
    "Coverage",
    "CoverageSnapshot",
    "Delivery",
    "DeliveryState",
    "Domain",
    "Edit",
    "EditKind",
    "Entity",
    "EntityDescription",
    "Feed",
    "FeedState",
    "Follow",
    "Gift",
    "MailDomain",
    "MailEvent",
    "MailPause",
    "Membership",
    "Mention",
    "ModelUse",
    "Move",
    "Notice",
    "NoticeKind",
    "NoticeState",
    "OtherAddress",
    "Outlet",
    "Owner",
    "PageCheck",
    "PrivateFeed",
    "Proposal",
    "ProposalKind",
    "ProposalState",
    "Rating",
    "RatingScheme",
    "Reader",
    "Reading",
    "Rhythm",
    "RobotsFile",
    "SavedStory",
    "SearchDocument",
    "SentenceNotes",
    "Sighting",
    "Stage",
    "Standing",
    "Story",
    "StoryLink",
    "StoryLinkKind",
    "StoryState",
    "Storyline",
    "Subscription",
    "Suppression",
    "Topic",
    "Writing",
]
