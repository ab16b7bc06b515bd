"""Answers the search field while somebody types; ``static/js/suggestions.js`` asks."""

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from search.suggestions import suggestions_for
from taxonomy.localised import active_language


@require_safe
@cache_control(private=True, max_age=60)
def suggestion_view(request: HttpRequest) -> JsonResponse:
    """``suggestions`` for ``q``, and a ``message`` for who cannot see them."""
    found = suggestions_for(request.GET.get("q", ""), active_language())
    lines = [
        {
            "label": line.label,
            "kind": line.kind,
            "url": line.url,
            **({"lang": line.lang} if line.lang else {}),
        }
        for line in found
    ]
    response = JsonResponse({"suggestions": lines, "message": _message(len(found))})
    response["X-Robots-Tag"] = "noindex"
    return response


def _message(count: int) -> str:
    if not count:
        return _("No suggestions.")
    message = ngettext(
        "%(count)d suggestion. Choose with the arrow keys.",
        "%(count)d suggestions. Choose with the arrow keys.",
        count,
    )
    return message % {"count": count}
