"""The first page of adding a calendar: one question."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from harvest.actions.begin_trial import TooManyTrialsError, begin_trial
from harvest.screens.own import harvesting_for
from harvest.screens.where_form import WhereForm
from organisations.joining.pages.answering import personal


@personal("GET", "HEAD", "POST")
def add_source(request: HttpRequest, organisation: int) -> HttpResponse:
    """Where the calendar is. What it holds is looked at on the next page; nothing is stored."""
    owner = harvesting_for(request.user, organisation)
    form = WhereForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data.get("file")
        try:
            draft = begin_trial(
                organisation=owner,
                user=request.user,
                address=form.cleaned_data["address"],
                file=file,
                file_name=file.name if file else "",
            )
        except TooManyTrialsError as fault:
            form.add_error(None, str(fault))
        else:
            if not draft.fault:
                return redirect("harvest:trial", owner.pk, draft.pk)
            form.add_error("address", draft.fault)
            draft.delete()
    context = {"organisation": owner, "form": form}
    status = 422 if form.errors else 200
    return render(request, "harvest/add.html", context, status=status)
