"""Everything of an account: a copy to take along, and its end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from stories.models import Delivery, Edit

# Secrets and what stands for them open doors: they are nobody's data to take along.
SECRETS: Final = frozenset({"password", "token_hash", "session_key", "key"})


def everything(account_id: int) -> dict[str, list[dict[str, Any]]]:
    """Name of the rows -> each row of the account by column; no secret."""
    user = get_user_model().objects.get(pk=account_id)
    found = {"account": _plain(type(user)._default_manager.filter(pk=account_id))}
    for name, rows in _rows_of(account_id):
        found[name] = _plain(rows)
    reader = getattr(user, "reader", None)
    found["hidden_outlets"] = list(reader.hidden_outlets.values("slug", "name")) if reader else []
    found["delivery"] = _plain(Delivery.objects.filter(subscription__account_id=account_id))
    return found


def delete_account(account_id: int) -> None:
    """Delete the account and every row of it. What it decided as an editor stays, under a name that says nobody's."""
    with transaction.atomic():
        Edit.objects.filter(actor_id=account_id).update(actor_label=f"former editor {account_id}")
        keys = [
            row["session_key"] for name, rows in _rows_of(account_id) if name == "usersession" for row in rows.values()
        ]
        Session.objects.filter(session_key__in=keys).delete()
        get_user_model().objects.filter(pk=account_id).delete()


def _rows_of(account_id: int) -> Iterator[tuple[str, QuerySet[Any]]]:
    """Every kind of row that names the account."""
    for relation in get_user_model()._meta.related_objects:
        if relation.many_to_many:
            continue
        model = relation.related_model
        yield str(model._meta.model_name), model._default_manager.filter(**{relation.field.name: account_id})


def _plain(rows: QuerySet[Any]) -> list[dict[str, Any]]:
    return [{key: value for key, value in row.items() if key not in SECRETS} for row in rows.values()]
