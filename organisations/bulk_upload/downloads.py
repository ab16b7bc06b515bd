"""The files that somebody downloads to fill in, to change, or to correct."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from organisations.bulk_upload.checking.session import Session
from organisations.bulk_upload.own import own_upload, uploading_for
from organisations.bulk_upload.sheets import sheet_of
from organisations.bulk_upload.writing.files import CSV, as_csv, as_xlsx
from organisations.bulk_upload.writing.sheets import current, example, headings, refused
from publishing.spreadsheets import XLSX


@login_required
@never_cache
@require_GET
def sheet_file(
    request: HttpRequest, organisation: int, kind: str, what: str, ending: str
) -> HttpResponse:
    """A template with an example, or what the organisation has now; as xlsx or csv."""
    sheet = sheet_of(kind)
    if sheet is None or what not in ("template", "current") or ending not in ("xlsx", "csv"):
        raise Http404
    session = Session(sheet, request.user, uploading_for(request.user, organisation))
    columns = headings(session)
    rows = [example(session)] if what == "template" else list(current(session))
    word = _("template") if what == "template" else timezone.localdate().isoformat()
    name = f"{slugify(sheet.label)}-{slugify(word)}.{ending}"
    if ending == "csv":
        return _file(as_csv(columns, rows), CSV, name)
    return _file(as_xlsx(sheet.label, columns, rows), XLSX, name)


@login_required
@never_cache
@require_GET
def refused_rows(request: HttpRequest, upload: int) -> HttpResponse:
    """The rows that were refused, with what is wrong, to correct and upload again."""
    kept, sheet = own_upload(request.user, upload)
    columns, rows, marked = refused(kept, Session(sheet, request.user, kept.organisation))
    name = f"{slugify(sheet.label)}-{slugify(_('refused'))}.xlsx"
    return _file(as_xlsx(sheet.label, columns, rows, marked=marked), XLSX, name)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
