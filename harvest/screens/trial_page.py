"""The trial: what would come in, and the questions that decide it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from harvest.actions.begin_trial import KEPT_FOR, TooManyTrialsError, fetch_again
from harvest.kinds import kind_called
from harvest.models import Source, TrialDraft
from harvest.screens.accepting import accept
from harvest.screens.answers import answers_of, fill, first_answers
from harvest.screens.outcome import categories_of, outcome_of
from harvest.screens.own import harvesting_for, own_source
from harvest.screens.settings_form import SourceQuestions
from harvest.screens.where_form import AddressForm
from harvest.secret_addresses import shown
from harvest.trying import Trial, try_out
from organisations.joining.pages.answering import person, personal
from organisations.models import Organisation
from publishing.permissions import may_trust_source

#: With more records than this the page waits for the button, as reading them takes a while.
MOST_AT_ONCE = 500


@personal("GET", "HEAD", "POST")
def trial(request: HttpRequest, organisation: int, draft: int) -> HttpResponse:
    """Show what would come in; answers that are sent show what they would change."""
    owner = harvesting_for(request.user, organisation)
    kept = _own_draft(request, owner, draft)
    if request.method != "POST":
        return _page(request, kept)
    if "drop" in request.POST:
        kept.delete()
        return redirect("harvest:sources", owner.pk)
    if "fetch" in request.POST:
        return _fetched_anew(request, kept)
    if "move" in request.POST and kept.address:
        return _moved(request, kept)
    questions = _questions(request, kept, (), request.POST)
    if not questions.is_valid():
        return _page(request, kept, questions)
    kept.answers = {**_answers(kept), **questions.given, "left_out": _left_out(request, kept)}
    kept.save(update_fields=["answers"])
    if "accept" in request.POST:
        return _accepted(request, kept)
    if getattr(request, "htmx", False):
        return _part(request, kept)
    return redirect(f"{_address(kept)}#outcome")


def _accepted(request: HttpRequest, draft: TrialDraft) -> HttpResponse:
    tried = _tried(draft)
    if tried.fault and draft.source is None:
        messages.error(request, _("Nothing of it can be read, so nothing can come in."))
        return redirect(_address(draft))
    return accept(request, draft, source_in(draft), tried)


def source_in(draft: TrialDraft) -> Source:
    """The source that a draft describes, with its answers, not stored."""
    source = draft.source
    if source is None:
        organisation = draft.organisation
        source = Source(
            organisation=organisation, region_id=organisation.region_id, created_by=draft.user
        )
    source.kind, source.address = draft.kind, draft.address
    fill(source, _answers(draft))
    return source


def _own_draft(request: HttpRequest, owner: Organisation, pk: int) -> TrialDraft:
    drafts = TrialDraft.objects.select_related("organisation", "source", "user")
    since = timezone.now() - KEPT_FOR
    found = drafts.filter(pk=pk, user=person(request), organisation=owner, created_at__gte=since)
    draft = found.first()
    if draft is None:
        raise Http404
    if draft.source_id:
        own_source(request.user, owner.pk, draft.source_id)
    return draft


def _answers(draft: TrialDraft) -> dict[str, Any]:
    if draft.answers:
        return dict(draft.answers)
    if draft.source is not None:
        return answers_of(draft.source)
    name = draft.name or draft.file_name or str(draft.organisation)
    return first_answers(draft.organisation, name=name, language=get_language() or "nl")


def _left_out(request: HttpRequest, draft: TrialDraft) -> list[str]:
    """What was unticked: of the rows that were on the page, and earlier of the others."""
    shown_rows = set(request.POST.getlist("shown"))
    ticked = set(request.POST.getlist("in"))
    before = set(_answers(draft).get("left_out", ()))
    return sorted((before - shown_rows) | (shown_rows - ticked))


def _tried(draft: TrialDraft) -> Trial:
    """The trial of what was kept; asks nobody anything when nothing came."""
    content = draft.content
    if content is None:
        return Trial(fault=draft.fault)
    return try_out(source_in(draft), content)


def _questions(
    request: HttpRequest, draft: TrialDraft, categories: Any, data: Any = None
) -> SourceQuestions:
    region = (draft.source or draft.organisation).region_id
    return SourceQuestions(
        _answers(draft),
        categories=categories,
        organisation=draft.organisation,
        is_uploaded=not draft.address,
        may_trust=may_trust_source(request.user, draft.organisation, region),
        data=data,
    )


def _page(
    request: HttpRequest,
    draft: TrialDraft,
    questions: SourceQuestions | None = None,
    address_form: AddressForm | None = None,
) -> HttpResponse:
    tried = _tried(draft)
    context = {
        **_context(draft, tried),
        "organisation": draft.organisation,
        "questions": questions or _questions(request, draft, categories_of(tried)),
        "kind": kind_called(draft.kind),
        "shown_address": shown(draft.address),
        "address_form": address_form or AddressForm(),
        "may_accept": draft.source is not None or not tried.fault,
        "tries_at_once": len(tried.reading.records) <= MOST_AT_ONCE,
    }
    status = 422 if questions is not None or address_form is not None else 200
    return render(request, "harvest/trial.html", context, status=status)


def _part(request: HttpRequest, draft: TrialDraft) -> HttpResponse:
    return render(request, "harvest/_outcome.html", _context(draft, _tried(draft)))


def _context(draft: TrialDraft, tried: Trial) -> dict[str, Any]:
    outcome = outcome_of(tried, _answers(draft).get("left_out", ()))
    return {"draft": draft, "outcome": outcome}


def _fetched_anew(request: HttpRequest, draft: TrialDraft) -> HttpResponse:
    try:
        fetch_again(draft, user=request.user)
    except TooManyTrialsError as fault:
        messages.error(request, str(fault))
    else:
        draft.save()
        if not draft.fault:
            messages.success(request, _("This is what the calendar holds now."))
    return redirect(_address(draft))


def _moved(request: HttpRequest, draft: TrialDraft) -> HttpResponse:
    """Try the same source at another address."""
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _page(request, draft, address_form=form)
    draft.address, before = form.cleaned_data["moved_to"], draft.kind
    draft.kind = ""
    answer = _fetched_anew(request, draft)
    if not draft.kind:
        TrialDraft.objects.filter(pk=draft.pk).update(kind=before)
    return answer


def _address(draft: TrialDraft) -> str:
    return reverse("harvest:trial", args=[draft.organisation_id, draft.pk])
