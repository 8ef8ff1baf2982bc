"""A reader who follows, saves and hides, for measuring; nothing of them stays afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Final

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.base import SessionBase

from stories.models import Entity, Follow, Outlet, Reader, SavedStory, Story

NAME: Final = "bench-reader"
FOLLOWED: Final = 20  # a section, and of outlets, names and stories as many as there are, in equal parts
OF_A_KIND: Final = 6
CSRF_LENGTH: Final = 32  # of the cookie that a browser has after its first page with a form
SAVED: Final = 5
HIDDEN_WORDS: Final = ("lottery", "horoscope", "royal wedding", "transfer rumour", "celebrity")
HIDDEN_OUTLETS: Final = 2


@contextmanager
def reader_cookie() -> Iterator[str]:
    """The cookie of a signed-in reader with all of this, who is deleted then."""
    readers = get_user_model().objects.filter(username=NAME)
    readers.delete()  # of a run that was killed
    session = _signed_in()
    try:
        yield f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={'a' * CSRF_LENGTH}"
    finally:
        readers.delete()
        session.delete()


def _signed_in() -> SessionBase:
    user = get_user_model().objects.create_user(NAME)
    outlets = list(Outlet.objects.order_by("pk")[: OF_A_KIND + HIDDEN_OUTLETS])
    entities = list(Entity.objects.order_by("pk")[:OF_A_KIND])
    stories = list(Story.objects.live().order_by("-last_at")[:FOLLOWED])
    follows = [Follow(account=user, section="politics")]
    follows += [Follow(account=user, outlet=outlet) for outlet in outlets[:OF_A_KIND]]
    follows += [Follow(account=user, entity=entity) for entity in entities]
    follows += [Follow(account=user, story=story) for story in stories[: FOLLOWED - len(follows)]]
    Follow.objects.bulk_create(follows)
    SavedStory.objects.bulk_create([SavedStory(account=user, story=story) for story in stories[-SAVED:]])
    reader = Reader.objects.create(account=user, hidden_words=list(HIDDEN_WORDS))
    reader.hidden_outlets.set(outlets[OF_A_KIND:])
    session: SessionBase = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session
