"""What looks like what somebody is typing, asked for by the script of a form."""

from collections.abc import Callable
from datetime import date
from typing import Any

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from publishing.duplicates.choices import questions_of
from publishing.duplicates.describing import SUBJECTS
from publishing.duplicates.description import Description
from publishing.duplicates.finding import likely_doubles
from publishing.duplicates.kinds import kind_called
from publishing.permissions import Verb, may
from taxonomy.models import Province
from taxonomy.row_numbers import row_number

#: Longer texts say nothing more about what something is.
_TITLE, _SUMMARY, _MANY, _NAMES = 200, 600, 60, 10

_has_draft: Callable[[HttpRequest], bool] = lambda request: False  # noqa: E731


def register_visitors_draft(function: Callable[[HttpRequest], bool]) -> None:
    """Let the room of the form say whether a visitor without an account is at work on a draft."""
    global _has_draft
    _has_draft = function


@never_cache
@require_POST
def doubles(request: HttpRequest) -> HttpResponse:
    """The matches for what is typed so far, as the part of the page that shows them.

    For whoever is logged in, and for a visitor with a draft; to others it is not there. Refuses
    with 429 whoever asks faster than people type.
    """
    is_visitor = not request.user.is_authenticated
    if is_visitor and not _has_draft(request):
        raise Http404
    # Everybody is limited by address, whoever has an account by that as well.
    action = "likely_doubles_of_visitor" if is_visitor else "likely_doubles"
    if not ratelimit.consume(request, action=action, key=str(request.user.pk)):
        return HttpResponse(status=429)
    matches = likely_doubles(described_by(request.POST, request.user), user=request.user)
    context = {"questions": questions_of(matches, request.POST)}
    return render(request, "duplicates/likely_doubles.html", context)


def described_by(data: Any, user: Any = None) -> Description:
    """The description that the fields of a form amount to; what cannot be read is left out.

    The names are those of the fields of the item, and ``kind``. ``pk`` counts only for an item
    that ``user`` may change. Raises Http404 for a kind of which no doubles are found.
    """
    kind = kind_called(data.get("kind", ""))
    if kind is None:
        raise Http404
    titles = [data.get(name, "")[:_TITLE].strip() for name in ("title", "title_en")]
    names = [data.get("abbreviation", ""), *data.get("aliases", "").splitlines()]
    return Description(
        kind=kind.name,
        pk=_own(kind.model, row_number(data.get("pk", "")), user),
        titles=tuple(filter(None, titles)),
        aliases=tuple(name.strip()[:_TITLE] for name in names[:_NAMES] if name.strip()),
        summary=(data.get("summary") or data.get("summary_en") or "")[:_SUMMARY],
        owner=row_number(data.get("owner", "")) if kind.has_parties else None,
        organisations=_numbers(data, "organisations") if kind.has_parties else frozenset(),
        website=data.get("website", "")[:500],
        place=" ".join(data.get(name, "")[:_TITLE] for name in kind.place).strip(),
        provinces=_codes(_numbers(data, "provinces")),
        subjects=frozenset(f"{name}:{key}" for name in SUBJECTS for key in _numbers(data, name)),
        belongs_to=row_number(data.get(kind.belongs_to, "")) if kind.belongs_to else None,
        day=_day(data.get(kind.day)) if kind.day else None,
    )


def _own(model: Any, pk: int | None, user: Any) -> int | None:
    item = model._default_manager.filter(pk=pk).first() if pk else None
    return item.pk if item is not None and may(user, Verb.CHANGE, item) else None


def _codes(keys: frozenset[int]) -> frozenset[str]:
    if not keys:
        return frozenset()
    return frozenset(Province.objects.filter(pk__in=keys).values_list("code", flat=True))


def _numbers(data: Any, name: str) -> frozenset[int]:
    found = (row_number(text) for text in data.getlist(name)[:_MANY])
    return frozenset(number for number in found if number)


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text or ""))
    except ValueError:
        return None
