"""What "Yes, let these come in" does, and what is read at once."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from harvest.actions.accept_trial import accept_trial
from harvest.actions.run_now import run_now
from harvest.claiming import BusyError
from harvest.deciding import NotPossibleError
from harvest.models import Source, TrialDraft
from harvest.screens.outcome import keys_behind
from harvest.trying import Trial

#: More than so many come in within minutes, while nobody waits.
MOST_WHILE_WAITING = 100
#: What was fetched longer ago is asked for again.
FRESH_FOR = timedelta(minutes=15)


def accept(request: HttpRequest, draft: TrialDraft, source: Source, tried: Trial) -> HttpResponse:
    """Store what was tried; few records come in while the person waits."""
    is_new, content = source.pk is None, draft.content
    is_fresh = draft.fetched_at is None or timezone.now() - draft.fetched_at < FRESH_FOR
    try:
        accept_trial(draft, source, left_out=keys_behind(tried, draft.answers["left_out"]))
    except PermissionDenied:
        raise Http404 from None
    except NotPossibleError as fault:
        messages.error(request, str(fault))
        return redirect("harvest:trial", draft.organisation_id, draft.pk)
    messages.success(
        request,
        _("The calendar flows in from now on.") if is_new else _("The settings are saved."),
    )
    is_small = len(tried.coming) <= MOST_WHILE_WAITING
    if content is not None and not tried.fault and (not source.address or (is_small and is_fresh)):
        try:
            run_now(source, user=request.user, content=content)
            _say_if_unfinished(request, source)
        except (BusyError, NotPossibleError):
            messages.info(request, _("It is read within some minutes."))
    return redirect("harvest:source", source.organisation_id, source.pk)


def _say_if_unfinished(request: HttpRequest, source: Source) -> None:
    """Of a file nothing follows by itself; what there was no time for has to be offered again."""
    source.refresh_from_db(fields=["content_hash"])
    if source.is_uploaded and not source.content_hash:
        messages.warning(
            request, _("Not everything came in yet. Upload the same file again to go on.")
        )
