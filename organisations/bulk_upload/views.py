"""The pages for uploading many items at once: choose, upload, look, apply."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from organisations.bulk_upload.actions.upload import upload as keep_upload
from organisations.bulk_upload.checking.batches import go_on
from organisations.bulk_upload.forms import UploadForm
from organisations.bulk_upload.limits import TooManyUploadsError
from organisations.bulk_upload.own import own_upload, uploading_for
from organisations.bulk_upload.pages import counts_of, progress_of, rows_page
from organisations.bulk_upload.reading import UnreadableError
from organisations.bulk_upload.rights import organisations_of
from organisations.bulk_upload.sheets import all_sheets

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
    """What every row would do, or did; while rows are being looked at, how far that is."""
    kept, sheet = own_upload(request.user, upload)
    done = go_on(kept, request.user, seconds=SECONDS)
    counts = counts_of(kept)
    context = {"upload": kept, "sheet": sheet, "counts": counts}
    if not done:
        part = (
            "components/bulk_progress.html" if request.htmx else "pages/bulk_upload_checking.html"
        )  # type: ignore[attr-defined]
        return render(request, part, {**context, "progress": progress_of(counts)})
    if request.htmx:  # type: ignore[attr-defined]
        response = HttpResponse(status=204)
        response["HX-Refresh"] = "true"
        return response
    context |= rows_page(kept, sheet, request.GET, counts)
    return render(request, "pages/bulk_upload_rows.html", context)
