"""The state of a region in the admin: to read, to print, and as a PDF to send."""

import logging
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from monitor.documents.typesetting import DocumentError, pdf_of
from monitor.region_state.length import is_long
from monitor.region_state.sheet import sheet_of
from monitor.region_state.state import read_state
from monitor.workbench.page import STATE_URL_NAME, RegionPage, workbench_address
from taxonomy.localised import active_language

logger = logging.getLogger(__name__)

DOCUMENT = "monitor_admin/region_state.typ"


class RegionStateView(RegionPage):
    """Without the frame of the admin, so that what is printed is what is read.

    ``language`` in the address chooses Dutch or English; ``format=pdf`` gives the file.
    """

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = request.GET.get("language", "")
        known = dict(settings.LANGUAGES)
        with translation.override(asked if asked in known else active_language()):
            sheet = sheet_of(read_state(self.region, request.user))
            if request.GET.get("format") == "pdf":
                return self._file(sheet)
            return render(request, "monitor_admin/region_state.html", self._context(sheet))

    def _context(self, sheet: dict[str, Any]) -> dict[str, Any]:
        address = reverse(STATE_URL_NAME, args=[self.region.ref])
        language = sheet["language"]
        return {
            "sheet": sheet,
            "is_long": is_long(sheet["blocks"]),
            "pdf_url": f"{address}?language={language}&format=pdf",
            "workbench_url": workbench_address(self.region),
            "languages": [
                (code, f"{address}?language={code}", name)
                for code, name in settings.LANGUAGES
                if code != language
            ],
        }

    def _file(self, sheet: dict[str, Any]) -> HttpResponse:
        try:
            return _pdf(sheet)
        except DocumentError:
            logger.exception("The state of %s cannot be set", self.region)
            text = _("The PDF cannot be made now. You can print the page itself instead.")
            messages.error(self.request, text)
            return redirect(workbench_address(self.region))


def _pdf(sheet: dict[str, Any]) -> HttpResponse:
    today = timezone.localdate()
    # The same day gives the same file.
    at = timezone.make_aware(datetime.combine(today, time(0)))
    name = slugify(f"{sheet['title']} {today.isoformat()}")
    response = HttpResponse(pdf_of(DOCUMENT, sheet, at=at), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
