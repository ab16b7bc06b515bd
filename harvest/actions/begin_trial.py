"""Begin a trial: get what a calendar holds now, and keep it for a while so that it can be looked at.

Nothing of it comes in. One person may have some trials open; the oldest is forgotten.
"""

from datetime import timedelta
from typing import Any, BinaryIO

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from harvest import http, robots
from harvest.fetch_errors import FetchError, FetchFault
from harvest.guessing import recognised
from harvest.kinds import kind_called
from harvest.models import Source, TrialDraft
from harvest.records import Content
from organisations.models import Organisation
from publishing.permissions import Verb, may

MOST_OPEN = 3
MOST_AN_HOUR = 30
_HOUR = 60 * 60
_LONGEST_NAME = 200


class TooManyTrialsError(Exception):
    """Somebody asks for more than one may in an hour; the message says so."""


def begin_trial(
    *,
    organisation: Organisation,
    user: Any,
    address: str = "",
    file: BinaryIO | None = None,
    file_name: str = "",
    source: Source | None = None,
) -> TrialDraft:
    """Fetch an address, or read a file; what went wrong stands in `fault` of what comes back.

    `source` is the one whose settings are to be changed. Raises PermissionDenied, and
    TooManyTrialsError for somebody who lets us ask other people's servers without end.
    """
    item = organisation if source is None else source
    if not may(user, Verb.CHANGE, item):
        raise PermissionDenied
    draft = TrialDraft(
        user=user,
        organisation=organisation,
        source=source,
        kind="" if source is None else source.kind,
        address=address,
        file_name=" ".join(file_name.split())[-_LONGEST_NAME:],
    )
    if file is not None:
        draft.keep(Content(body=file.read(), content_type="text/calendar"))
        _recognise(draft)
    elif address:
        fetch_again(draft, user=user)
    draft.save()
    own = TrialDraft.objects.filter(user=user).order_by("-created_at", "-pk")
    too_old = list(own.values_list("pk", flat=True)[MOST_OPEN:])
    TrialDraft.objects.filter(pk__in=too_old).delete()
    return draft


def fetch_again(draft: TrialDraft, *, user: Any) -> None:
    """Ask the server of a draft for what it has now; the caller stores the row.

    Raises TooManyTrialsError.
    """
    _count(user)
    draft.fetched_at = timezone.now()
    try:
        answer = http.fetch(draft.address)
    except FetchError as fault:
        draft.packed, draft.fault = None, str(fault)
        return
    draft.keep(
        Content(
            body=answer.body,
            content_type=answer.content_type,
            charset=answer.charset,
            address=answer.address,
        )
    )
    draft.fault = ""
    _recognise(draft)
    if draft.kind and kind_called(draft.kind).obeys_robots and not robots.may_fetch(draft.address):
        draft.packed, draft.fault = None, str(FetchError(FetchFault.ROBOTS))


def _recognise(draft: TrialDraft) -> None:
    content = draft.content
    if content is not None and not draft.kind:
        draft.kind, name = recognised(content, draft.address)
        draft.name = " ".join(name.split())[:_LONGEST_NAME]


def _count(user: Any) -> None:
    """Each is a request to a server of somebody else."""
    key = f"harvest.trials.{user.pk}"
    if cache.add(key, 1, timeout=_HOUR):
        return
    if cache.incr(key) > MOST_AN_HOUR:
        raise TooManyTrialsError(
            _("You tried %(most)d calendars within an hour. Go on a little later.")
            % {"most": MOST_AN_HOUR}
        )


def forget_old() -> str:
    """Forget trials that nobody went on with, for `run_due`; what it did, in words."""
    old = TrialDraft.objects.filter(created_at__lt=timezone.now() - KEPT_FOR)
    count = old.count()
    old.delete()
    return f"{count} forgotten" if count else ""


#: For so long somebody can go on with a trial.
KEPT_FOR = timedelta(hours=6)
