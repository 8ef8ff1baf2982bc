"""The desk's own sign-in: guesses are counted as on the readers' pages, by account and by machine."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.admin.forms import AdminAuthenticationForm
from django.views.decorators.debug import sensitive_variables


class SignInForm(AdminAuthenticationForm):
    """Django's form with allauth's limits: five wrong passwords in five minutes for one name, ten a minute in all.

    Whoever is kept out by somebody else's guesses still gets in by a code from a mail at /account/login/code/.
    """

    @sensitive_variables()
    def clean(self) -> dict[str, Any]:
        """Raises a ValidationError that says what is wrong, or that there were too many tries."""
        username, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if username is not None and password:
            adapter = get_adapter(self.request)
            self.user_cache = adapter.authenticate(self.request, username=username, password=password)
            if self.user_cache is None:
                raise self.get_invalid_login_error()
            self.confirm_login_allowed(self.user_cache)
        return self.cleaned_data
