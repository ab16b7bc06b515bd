"""Answers for the script that keeps a draft while somebody types."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from organisations.contributing.completeness import completeness_of
from organisations.contributing.workplaces import Workplace

HEADER = "X-Autosave"


def is_autosave(request: HttpRequest) -> bool:
    """Whether the script asks, and not somebody who pressed a button."""
    return HEADER in request.headers


def not_kept(words: str, status: int = 200) -> HttpResponse:
    """Nothing was kept, and why."""
    return JsonResponse({"saved": False, "words": words}, status=status)


def answer_of(request: HttpRequest, kept: Workplace, form: Any, number: int) -> HttpResponse:
    """What was kept and when, with what changes on the page because of it."""
    clock = time_format(timezone.localtime(), "H:i")
    words = _("Saved at %(time)s.") % {"time": clock}
    if form.wrong_answers:
        words += " " + _("Not yet right, so not saved: %(fields)s.") % {
            "fields": ", ".join(form.wrong_answers)
        }
    context = {"completeness": completeness_of(kept.item, kept.kind), "workplace": kept}
    return JsonResponse(
        {
            "saved": True,
            "words": words,
            "version": kept.version,
            "url": kept.step_url(number),
            "completeness": render_to_string(
                "contributing/_completeness.html", context, request=request
            ),
        }
    )
