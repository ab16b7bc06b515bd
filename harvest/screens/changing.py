"""Begins a trial for a source that is there: its settings, or a new file."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from harvest.actions.begin_trial import TooManyTrialsError, begin_trial
from harvest.screens.own import own_source
from harvest.screens.where_form import FileForm
from organisations.joining.pages.answering import personal


@personal("POST")
def change_source(request: HttpRequest, organisation: int, pk: int) -> HttpResponse:
    """Look at what a source holds now; on the page of the trial its settings can be changed."""
    source = own_source(request.user, organisation, pk)
    file = None
    if source.is_uploaded and request.FILES:
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            messages.error(request, " ".join(map(str, form.errors["file"])))
            return redirect("harvest:source", organisation, pk)
        file = form.cleaned_data["file"]
    try:
        draft = begin_trial(
            organisation=source.organisation,
            user=request.user,
            source=source,
            address=source.address,
            file=file,
            file_name=file.name if file else "",
        )
    except TooManyTrialsError as fault:
        messages.error(request, str(fault))
        return redirect("harvest:source", organisation, pk)
    return redirect("harvest:trial", organisation, draft.pk)
