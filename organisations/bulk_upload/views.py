"""The pages for uploading many items at once: choose, upload, look, apply."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organisations.bulk_upload.actions.apply import ChangedSinceError, apply
from organisations.bulk_upload.actions.finish import finish
from organisations.bulk_upload.actions.upload import upload as keep_upload
from organisations.bulk_upload.checking.batches import go_on
from organisations.bulk_upload.forms import ApplyForm, UploadForm
from organisations.bulk_upload.limits import TooManyUploadsError
from organisations.bulk_upload.own import own_upload, uploading_for
from organisations.bulk_upload.pages import (
    Progress,
    became_of,
    counts_of,
    progress_of,
    rows_page,
)
from organisations.bulk_upload.reading import UnreadableError
from organisations.bulk_upload.rights import organisations_of, publishes_at_once
from organisations.bulk_upload.sheets import Sheet, all_sheets
from organisations.models import BulkUpload

#: A request that looks at rows takes about this long; what is left is for the next one.
AT_FIRST_SECONDS = 4.0
SECONDS = 2.0
MOST_LISTED = 200


@login_required
@never_cache
@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """For which organisation; with one there is nothing to choose."""
    organisations = list(organisations_of(request.user)[:MOST_LISTED])
    if len(organisations) == 1:
        return redirect("bulk_upload:start", organisations[0].pk)
    context = {"organisations": organisations}
    return render(request, "pages/bulk_upload_choose.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, organisation: int) -> HttpResponse:
    """The files to download, and the form that takes one."""
    owner = uploading_for(request.user, organisation)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = keep_upload(
                file=file, name=file.name, sheet=form.sheet, organisation=owner, user=request.user
            )
        except (UnreadableError, TooManyUploadsError) as fault:
            form.add_error("file", str(fault))
        else:
            go_on(kept, request.user, seconds=AT_FIRST_SECONDS)
            return redirect("bulk_upload:show", kept.pk)
    context = {"organisation": owner, "form": form, "sheets": list(all_sheets())}
    return render(request, "pages/bulk_upload.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_GET
def show(request: HttpRequest, upload: int) -> HttpResponse:
    """What every row would do, or did; while something is done with them, how far that is."""
    kept, sheet = own_upload(request.user, upload)
    if progress := progress_of(kept):
        return _progress(request, kept, progress)
    return _rows(request, kept, sheet)


@login_required
@never_cache
@require_POST
def apply_upload(request: HttpRequest, upload: int) -> HttpResponse:
    """Apply all rows that can be applied, or nothing."""
    kept, sheet = own_upload(request.user, upload)
    form = _apply_form(request, kept, counts_of(kept), request.POST)
    if kept.state != BulkUpload.State.CHECKED:
        return redirect("bulk_upload:show", kept.pk)
    if not form.is_valid():
        return _rows(request, kept, sheet, form)
    try:
        apply(kept, sheet, user=request.user, wish=form.wish)
    except ChangedSinceError as fault:
        messages.error(request, _changed_since(fault.count))
        return redirect("bulk_upload:show", kept.pk)
    finish(kept, sheet, user=request.user, seconds=SECONDS)
    return redirect("bulk_upload:show", kept.pk)


@login_required
@never_cache
@require_POST
def work_on(request: HttpRequest, upload: int) -> HttpResponse:
    """Look at further rows, or finish what was applied, for as long as a request may take."""
    kept, sheet = own_upload(request.user, upload)
    if kept.state == BulkUpload.State.CHECKING:
        go_on(kept, request.user, seconds=SECONDS)
    else:
        finish(kept, sheet, user=request.user, seconds=SECONDS)
    if not is_htmx(request):
        return redirect("bulk_upload:show", kept.pk)
    progress = progress_of(kept)
    return _progress(request, kept, progress) if progress else _everything_again()


def _rows(
    request: HttpRequest, kept: BulkUpload, sheet: Sheet, form: ApplyForm | None = None
) -> HttpResponse:
    counts = counts_of(kept)
    context = {
        "upload": kept,
        "sheet": sheet,
        "counts": counts,
        "became": became_of(kept),
        "form": form or _apply_form(request, kept, counts),
        "applicable": counts["new"] + counts["changed"] + counts["double"],
        **rows_page(kept, sheet, request.GET, counts),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "pages/bulk_upload_rows.html", context, status=status)


def _apply_form(
    request: HttpRequest, kept: BulkUpload, counts: dict[str, int], data: QueryDict | None = None
) -> ApplyForm:
    return ApplyForm(
        data,
        doubles=counts["double"],
        live_at_once=publishes_at_once(request.user, kept.organisation),
        initial={"then": ApplyForm.HAND_IN, "doubles": ApplyForm.LEAVE},
    )


def _changed_since(count: int) -> str:
    return ngettext(
        "Nothing was applied: %(count)d row is not what it was when you looked. It says why.",
        "Nothing was applied: %(count)d rows are not what they were when you looked. They say why.",
        count,
    ) % {"count": count}


def _progress(request: HttpRequest, kept: BulkUpload, progress: Progress) -> HttpResponse:
    htmx = is_htmx(request)
    template = "bulk_upload/_progress.html" if htmx else "pages/bulk_upload_busy.html"
    return render(request, template, {"upload": kept, "progress": progress})


def _everything_again() -> HttpResponse:
    response = HttpResponse(status=204)
    response["HX-Refresh"] = "true"
    return response


def is_htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))
