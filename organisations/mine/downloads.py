"""Owners take the data of their organisation along."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.text import slugify

from organisations.joining.pages.answering import own_organisation, personal
from organisations.mine.data import everything
from organisations.mine.workbook import workbook
from organisations.models import Organisation
from publishing.permissions import may_manage_members
from publishing.spreadsheets import XLSX


@personal("GET", "HEAD")
def data_json(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = _managed(request, pk)
    answer = JsonResponse(
        everything(organisation), json_dumps_params={"indent": 2, "ensure_ascii": False}
    )
    return _named(answer, organisation, "json")


@personal("GET", "HEAD")
def data_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = _managed(request, pk)
    answer = HttpResponse(workbook(everything(organisation)), content_type=XLSX)
    return _named(answer, organisation, "xlsx")


def _managed(request: HttpRequest, pk: int) -> Organisation:
    organisation = own_organisation(request, pk)
    if not may_manage_members(request.user, organisation):
        raise Http404
    return organisation


def _named(answer: HttpResponse, organisation: Organisation, ending: str) -> HttpResponse:
    name = slugify(organisation.title) or "organisation"
    day = timezone.localdate().isoformat()
    answer["Content-Disposition"] = f'attachment; filename="{name}-{day}.{ending}"'
    return answer
