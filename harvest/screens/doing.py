"""What the buttons on the page of a source do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from harvest.actions.accept_address import accept_address
from harvest.actions.accept_shrinking import accept_shrinking
from harvest.actions.keep_missing import keep_missing
from harvest.actions.leave_out import leave_out
from harvest.actions.let_in import let_in
from harvest.actions.pause import pause
from harvest.actions.resume import resume
from harvest.actions.run_now import run_now
from harvest.actions.stop import stop
from harvest.actions.withdraw_missing import withdraw_missing
from harvest.claiming import BusyError
from harvest.deciding import NotPossibleError
from harvest.kinds import kind_called
from harvest.models import Record, Run, Source
from harvest.screens.own import own_source
from organisations.joining.pages.answering import personal
from publishing.permissions import may_accept_shrinking
from taxonomy.row_numbers import row_number


@dataclass(frozen=True)
class Button:
    """Something that one can do to a source as it stands now."""

    verb: str
    label: str | Promise
    variant: str = ""


def buttons_for(user: Any, source: Source) -> list[Button]:
    """What `user` may do to a source now, the likeliest first."""
    State = Source.State  # noqa: N806 - the name it has everywhere
    found = []
    flows = source.state in (State.ACTIVE, State.BLOCKED)
    if source.state == State.BLOCKED and may_accept_shrinking(user, source):
        found.append(Button("accept_shrinking", gettext_lazy("They are gone, that is right")))
    if source.proposed_address:
        found.append(Button("accept_address", gettext_lazy("Use the new address")))
    if flows and source.address:
        variant = "secondary" if found else ""
        found.append(Button("run_now", gettext_lazy("Fetch it now"), variant))
    if flows:
        found.append(Button("pause", gettext_lazy("Pause"), "secondary"))
    elif source.state in (State.PAUSED, State.OFF):
        found.append(Button("resume", gettext_lazy("Go on")))
    return found


@personal("POST")
def do(request: HttpRequest, organisation: int, pk: int) -> HttpResponse:
    """Do what the button says, and show the page again."""
    source = own_source(request.user, organisation, pk)
    verb = request.POST.get("do", "")
    try:
        if verb in _TO_SOURCE:
            told = _TO_SOURCE[verb](request, source)
        elif verb in _TO_RECORD:
            told = _TO_RECORD[verb](request, _record(request, source))
        else:
            raise Http404
    except PermissionDenied:
        raise Http404 from None
    except NotPossibleError as fault:
        messages.error(request, str(fault))
    except BusyError:
        messages.info(request, _("It is being read just now. Look again in a minute."))
    else:
        messages.success(request, told)
    return redirect("harvest:source", organisation, pk)


def _record(request: HttpRequest, source: Source) -> Record:
    wanted = row_number(request.POST.get("record", ""))
    record = source.records.select_related("source").filter(pk=wanted).first()
    if record is None:
        raise Http404
    return record


def _run_now(request: HttpRequest, source: Source) -> str:
    run = run_now(source, user=request.user)
    if run.outcome == Run.Outcome.FAILED:
        raise NotPossibleError(str(run.message))
    return _("It was read. This page shows what came of it.")


def _pause(request: HttpRequest, source: Source) -> str:
    pause(source, user=request.user)
    return _("Paused. What came in stays; nothing changes until you go on.")


def _resume(request: HttpRequest, source: Source) -> str:
    resume(source, user=request.user)
    return _("It flows in again. It is read within some minutes.")


def _accept_shrinking(request: HttpRequest, source: Source) -> str:
    accept_shrinking(source, user=request.user)
    return _("Noted. What is gone is withdrawn within some minutes.")


def _accept_address(request: HttpRequest, source: Source) -> str:
    accept_address(source, user=request.user)
    return _("From now on it is read from the new address.")


def _stop(request: HttpRequest, source: Source) -> str:
    keeps_events = request.POST.get("events") != "withdraw"
    stop(source, user=request.user, keeps_events=keeps_events)
    if keeps_events:
        return _("Stopped. The events stay, and you look after them yourself.")
    return _("Stopped. What is still to come goes offline.")


def _leave_out(request: HttpRequest, record: Record) -> str:
    leave_out(record, user=request.user)
    return _("“%(title)s” is left out from now on.") % {"title": record}


def _let_in(request: HttpRequest, record: Record) -> str:
    let_in(record, user=request.user)
    return _("“%(title)s” comes in again within some minutes.") % {"title": record}


def _keep_missing(request: HttpRequest, record: Record) -> str:
    keep_missing(record, user=request.user)
    return _("“%(title)s” stays.") % {"title": record}


def _withdraw_missing(request: HttpRequest, record: Record) -> str:
    withdraw_missing(record, user=request.user)
    return _("“%(title)s” is offline.") % {"title": record}


def _follow(request: HttpRequest, record: Record) -> str:
    keeper = kind_called(record.source.kind).keeper
    field = request.POST.get("field", "")
    if field not in {one.field for one in keeper.differences(record)}:
        raise NotPossibleError(_("This follows the calendar already."))
    keeper.take_over(record, field, user=request.user)
    return _("“%(title)s” follows the calendar again.") % {"title": record}


def _take_apart(request: HttpRequest, record: Record) -> str:
    try:
        kind_called(record.source.kind).keeper.take_apart(record, user=request.user)
    except ValidationError as fault:
        raise NotPossibleError(" ".join(fault.messages)) from fault
    return _("“%(title)s” has a page of its own now, and stays apart.") % {"title": record}


_TO_SOURCE: dict[str, Callable[[HttpRequest, Source], str]] = {
    "run_now": _run_now,
    "pause": _pause,
    "resume": _resume,
    "accept_shrinking": _accept_shrinking,
    "accept_address": _accept_address,
    "stop": _stop,
}
_TO_RECORD: dict[str, Callable[[HttpRequest, Record], str]] = {
    "leave_out": _leave_out,
    "let_in": _let_in,
    "keep_missing": _keep_missing,
    "withdraw_missing": _withdraw_missing,
    "follow": _follow,
    "take_apart": _take_apart,
}
