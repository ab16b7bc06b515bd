"""Who may upload for whom; what a row may do is decided again for every item."""

from typing import Any

from django.db import models

from organisations.models import Organisation
from publishing.permissions import Verb, editable_by, may


def may_upload_for(user: Any, organisation: Organisation) -> bool:
    """Whether `user` may upload items of this organisation: whoever may change its profile."""
    return may(user, Verb.CHANGE, organisation)


def organisations_of(user: Any) -> models.QuerySet[Organisation]:
    """The organisations for which `user` may upload, by name."""
    return editable_by(user, Organisation.objects.order_by("title", "pk"))


def publishes_at_once(user: Any, organisation: Organisation) -> bool:
    """Whether what `user` hands in for this organisation is not looked at first."""
    return may(user, Verb.PUBLISH, organisation)
