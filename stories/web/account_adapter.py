"""How django-allauth behaves here: mails that name no host but our own, and an account's other sessions ended."""

from __future__ import annotations

from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.http import url_has_allowed_host_and_scheme

from stories.web.clients import client_address

EMAIL_CHANGED: Final = "account/email/email_changed"
# After these whoever is signed in elsewhere has to sign in again.
ENDING: Final = frozenset({EMAIL_CHANGED, *(f"account/email/password_{what}" for what in ("changed", "set", "reset"))})
BROWSER_LENGTH: Final = 60


def display(account: AbstractBaseUser) -> str:
    """How an account is called to its reader: by its mail address."""
    return str(getattr(account, "email", "")) or account.get_username()


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's own, but for what is below."""

    def generate_unique_username(self, txts: list[str], regex: str | None = None) -> str:  # noqa: ARG002
        """A name by chance: the desk, which shows names, needs no part of an address."""
        return f"reader-{get_random_string(12).lower()}"

    def is_safe_url(self, url: str | None) -> bool:
        """Only a path of this site; allauth would take every host that the site answers to."""
        return bool(url) and str(url).startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - allauth passes it
        """Back to the account once a password is set; allauth would show the form for the next one."""
        return reverse("me-account")

    def get_client_ip(self, request: HttpRequest) -> str:
        """The peer, or what the outermost of our own proxies saw; what a client writes before that is not believed."""
        return client_address(request)

    def get_http_user_agent(self, request: HttpRequest) -> str:
        """What a list of sessions needs to tell them apart, and no more."""
        return str(super().get_http_user_agent(request))[:BROWSER_LENGTH]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail whose addresses come from the settings, never from the request's Host."""
        own = {"site_name": settings.SITE_NAME, "base_url": base_url(), "email": email}
        addresses = {
            "signup_url": base_url() + reverse("account_signup"),
            "password_reset_url": base_url() + reverse("account_reset_password"),
        }
        self.render_mail(template_prefix, email, {**context, **own, **addresses}).send()

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the account's address what changed, a new address too, and end the account's other sessions."""
        if template_prefix in ENDING:
            self._end_other_sessions(user)
        super().send_notification_mail(template_prefix, user, context, email)
        if template_prefix == EMAIL_CHANGED and context:
            super().send_notification_mail(template_prefix, user, context, context["to_email"])

    def _end_other_sessions(self, account: AbstractBaseUser) -> None:
        current = self.request.session.session_key
        for session in UserSession.objects.filter(user_id=account.pk).exclude(session_key=current):
            session.end()


def base_url() -> str:
    """The site's address as the settings have it, without a slash at the end."""
    return str(settings.NEWSDESK_BASE_URL).rstrip("/")
