"""What the site keeps about an account, and forgetting it (AVG, articles 15, 17 and 20).

Every relation to an account in the database is named here: it is either shown to its owner or left
out for a reason. `tests/accounts/test_own_data.py` fails for a relation that is in neither.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models.fields.reverse_related import ManyToOneRel
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry, PageLogEntry

from organisations.joining.forgetting import forget_person
from organisations.joining.invited import verified_addresses
from organisations.models import Membership, Organisation
from publishing.models import NoticeMail, RoleAssignment, User

ACCOUNT_FIELDS = ("email", "first_name", "last_name", "date_joined", "last_login", "is_active")

#: The relations that are shown: model, the field that points to the account, what is shown of it.
SHOWN: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("account.EmailAddress", "user", ("email", "verified", "primary")),
    ("organisations.Membership", "user", ("organisation", "role", "created_at")),
    (
        "organisations.JoinRequest",
        "user",
        ("organisation", "purpose", "words", "state", "reason", "created_at", "decided_at"),
    ),
    (
        "organisations.BulkUpload",
        "user",
        ("organisation", "file_name", "state", "created_at", "applied_at"),
    ),
    ("harvest.TrialDraft", "user", ("organisation", "file_name", "created_at")),
    (
        "initiatives.FitAnswer",
        "answered_by",
        ("practice", "condition", "region", "answer", "note", "answered_at"),
    ),
    ("initiatives.Following", "user", ("practice", "email", "language", "created_at")),
    (
        "monitor.GapMark",
        "author",
        ("region", "first_term", "second_term", "kind", "text", "by", "until", "made_at"),
    ),
    ("publishing.RoleAssignment", "user", ("role", "region")),
    ("publishing.Submission", "submitted_by", ("kind", "item_pk", "remark", "submitted_at")),
    ("publishing.NoticeMail", "user", ("address", "created_at", "sent_at")),
    ("mfa.Authenticator", "user", ("type", "created_at", "last_used_at")),
    (
        "socialaccount.SocialAccount",
        "user",
        ("provider", "uid", "date_joined", "last_login", "extra_data"),
    ),
    ("usersessions.UserSession", "user", ("created_at", "last_seen_at", "ip", "user_agent")),
    (
        "wagtailusers.UserProfile",
        "user",
        ("preferred_language", "current_time_zone", "theme", "contrast", "density"),
    ),
    ("wagtailcore.Page", "owner", ("title", "first_published_at")),
    ("wagtailcore.Revision", "user", ("object_str", "created_at")),
    ("wagtailcore.WorkflowState", "requested_by", ("status", "created_at")),
    ("wagtailcore.TaskState", "finished_by", ("status", "finished_at", "comment")),
    ("wagtailcore.Comment", "user", ("text", "created_at")),
    ("wagtailcore.CommentReply", "user", ("text", "created_at")),
    ("wagtailcore.ModelLogEntry", "user", ("label", "action", "timestamp")),
    ("wagtailcore.PageLogEntry", "user", ("label", "action", "timestamp")),
    ("wagtailimages.Image", "uploaded_by_user", ("title", "created_at")),
    ("wagtaildocs.Document", "uploaded_by_user", ("title", "created_at")),
)

#: What the libraries call by a name that they did not translate.
CALLED = {
    "mfa.Authenticator": _("second steps"),
    "socialaccount.SocialAccount": _("log-ins from elsewhere"),
    "usersessions.UserSession": _("places where you are logged in"),
}

#: Fields of items by which they remember who did something; of those the item itself is shown.
REMEMBERED = (
    "created_by",
    "decided_by",
    "invited_by",
    "joined_by",
    "confirmed_by",
    "made_by",
    "recorded_by",
    "started_by",
    "undone_by",
)

#: What is left out: it says nothing of its own about the person, or lasts for minutes.
LEFT_OUT = {
    "locked_by": "that somebody locked an item stands in the log as well",
    "seen_by": "that somebody looked at an item afterwards says nothing about the person",
    "resolved_by": "the comment itself is what is kept",
    "wagtailadmin.EditingSession": "who has an editor open at this moment",
    "wagtailadmin.FormState": "what stands in an editor that is open, until it is saved",
    "wagtailcore.UploadedFile": "a picture or document on its way in",
    "wagtailcore.PageSubscription": "which pages one gets notices of",
    "publishing.User_groups": "follows from the roles",
    "publishing.User_user_permissions": "follows from the roles",
}


@dataclass(frozen=True)
class Kept:
    """Everything of one kind that points to the account."""

    kind: str
    rows: list[dict[str, Any]]


def kept_about(user: User) -> list[Kept]:
    """What is stored with or by `user`, kinds without anything left out. Holds no secrets."""
    return [kept for kept in _each_kind(user) if kept.rows]


def as_json_data(user: User) -> dict[str, Any]:
    """The same, with the account itself, for a file that another program can read."""
    return {
        "account": {name: getattr(user, name) for name in ACCOUNT_FIELDS},
        "kept": {str(kept.kind): kept.rows for kept in kept_about(user)},
    }


def _each_kind(user: User) -> Iterator[Kept]:
    for label, field, shown in SHOWN:
        model = apps.get_model(label)
        found = _rows_of(model, field, user).order_by("pk")
        relations = [name for name in shown if model._meta.get_field(name).is_relation]
        rows = [_row(row, shown) for row in found.select_related(*relations)]
        yield Kept(str(CALLED.get(label, model._meta.verbose_name_plural)), rows)
    for relation in User._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel) and relation.field.name in REMEMBERED:
            items = relation.related_model._base_manager.filter(**{relation.field.name: user})
            rows = [{"item": str(item)} for item in items.order_by("pk")]
            yield Kept(str(relation.related_model._meta.verbose_name_plural), rows)


def _rows_of(model: type[models.Model], field: str, user: User) -> models.QuerySet:
    """Those that point to the account; kinds that know people by address as well say which."""
    manager: Any = model._default_manager
    if hasattr(manager, "of_person"):
        return manager.of_person(user, verified_addresses(user))
    return manager.filter(**{field: user})


def _row(row: models.Model, shown: tuple[str, ...]) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in shown}
    return {
        name: str(value) if isinstance(value, models.Model) else value
        for name, value in values.items()
    }


def is_last_administrator(user: User) -> bool:
    """Whether nobody could give out roles any more without this account."""
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    return user.is_superuser and not others.exists()


def organisations_left_without_owner(user: User) -> models.QuerySet[Organisation]:
    """The organisations whose only owner is `user`."""
    owners = Membership.objects.filter(role=Membership.Role.OWNER, user__is_active=True)
    return (
        Organisation.objects.filter(pk__in=owners.filter(user=user).values("organisation"))
        .exclude(pk__in=owners.exclude(user=user).values("organisation"))
        .order_by("title")
    )


def forget(user: User) -> None:
    """Remove an account for good.

    Items, pages and pictures stay, without saying who made them. Every session ends at once.
    """
    with transaction.atomic():
        forget_person(user)
        _forget_in_logs(user)
        for session in UserSession.objects.filter(user=user):
            session.end()
        NoticeMail.objects.filter(address__iexact=user.email).delete()
        user.delete()


def _forget_in_logs(user: User) -> None:
    """What somebody did stays in the log without a name; what was done to the account goes."""
    for log in (ModelLogEntry, PageLogEntry):
        log.objects.filter(user_id=user.pk).update(user=None)
    of_account = ContentType.objects.get_for_model(User)
    ModelLogEntry.objects.filter(content_type=of_account, object_id=str(user.pk)).delete()
    # The label of a role or membership begins with the person, also when it is long gone.
    of_person = ContentType.objects.get_for_models(Membership, RoleAssignment).values()
    ModelLogEntry.objects.filter(content_type__in=of_person, label__startswith=f"{user}: ").delete()
