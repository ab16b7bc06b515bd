"""The page with everything, where an item is submitted; and how it will look."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.contributing.actions.keep import (
    ChangedMeanwhileError,
    has_to_stay,
    is_waiting,
)
from organisations.contributing.beside import Beside, beside
from organisations.contributing.completeness import completeness_of
from organisations.contributing.doubles import questions_about, settle
from organisations.contributing.kinds import Kind
from organisations.contributing.limits import TOO_OFTEN, may_go_on
from organisations.contributing.remarks import remarks_on
from organisations.contributing.sharing import address_of
from organisations.contributing.step_page import step_links
from organisations.contributing.views import kind_of_address
from organisations.contributing.workplaces import ItemWorkplace, Workplace, open_item
from organisations.models import DraftLink
from publishing.actions.submit import Outcome, submit
from publishing.actions.withdraw import withdraw
from publishing.duplicates.choices import Question, read_choices
from publishing.duplicates.relations import Relation

REMARK_MAX = 2000


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Everything once more, with what still lacks; submitting happens here."""
    workplace = open_item(kind_of_address(kind), pk, request.user)
    waiting = is_waiting(workplace.row)
    is_fixed = has_to_stay(workplace.row)
    posted = request.POST if request.method == "POST" and not is_fixed else None
    doubles = [] if is_fixed else questions_about(workplace.item, request.user, posted)
    problems: list[dict[str, Any]] = []
    if posted is not None:
        problems = [*problems_of(workplace), *_problems_of_doubles(doubles)]
        if not problems:
            return _submitted(request, workplace)
    context = {
        "workplace": workplace,
        "kind": workplace.kind,
        "item": workplace.item,
        "steps": step_links(workplace, 0),
        "completeness": completeness_of(workplace.item, workplace.kind),
        "problems": problems,
        "questions": doubles,
        "beside": [] if is_fixed else _beside(workplace, doubles),
        "is_waiting": waiting,
        "is_locked": is_fixed and not waiting,
        "remarks": remarks_on(workplace.row, workplace.kind),
        "link": _shared_by(workplace),
        "remark": request.POST.get("remark", "")[:REMARK_MAX],
    }
    return render(request, "contributing/check.html", context)


def _beside(workplace: ItemWorkplace, doubles: list[Question]) -> list[Beside]:
    """What others do; without what is asked about as a likely double."""
    asked = {(question.match.kind, question.match.pk) for question in doubles}
    return beside(workplace.item, without=asked)


@never_cache
@login_required
@require_POST
def take_back(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """End the review of something, to change it."""
    workplace = open_item(kind_of_address(kind), pk, request.user)
    withdraw(workplace.row, user=request.user)
    return redirect(workplace.step_url(1))


@never_cache
@login_required
@require_safe
def preview(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The page as readers will see it."""
    workplace = open_item(kind_of_address(kind), pk, request.user)
    return page_of(request, workplace)


def page_of(request: HttpRequest, workplace: Workplace, **banner: Any) -> HttpResponse:
    """The item's own page in the language of the address, below a line that says what it is."""
    context = {
        **workplace.item.page_context(),
        "preview": {"back_url": workplace.check_url, **banner},
        "canonical_path": "",
    }
    return render(request, f"pages/{workplace.kind.name}.html", context)


def _shared_by(workplace: ItemWorkplace) -> dict[str, Any] | None:
    """The newest secret link that works."""
    link = DraftLink.objects.of(workplace.row).open().order_by("pk").last()
    return {"url": address_of(link), "expires_at": link.expires_at} if link else None


def problems_of(workplace: Workplace) -> list[dict[str, Any]]:
    """What keeps an item from being submitted, each with the address where it is answered."""
    kind, item = workplace.kind, workplace.item
    found = {rule.field: str(rule.sentence) for rule in completeness_of(item, kind).missing}
    try:
        item.full_clean()
    except ValidationError as faults:
        for field, sentences in faults.message_dict.items():
            found.setdefault(field, " ".join(sentences))
    return [
        {"label": label_of(kind, field), "sentence": sentence, "url": _place_of(workplace, field)}
        for field, sentence in found.items()
    ]


def label_of(kind: Kind, name: str) -> str:
    """What a field is called in the form; empty for what is about the item as a whole."""
    field = kind.form.base_fields.get(name)
    return str(field.label) if field is not None else ""


def _problems_of_doubles(questions: list[Question]) -> Iterator[dict[str, Any]]:
    """What still has to be said of likely doubles; what is there already is not handed in again."""
    for question in questions:
        here = f"#{question.name}"
        if question.error:
            yield {"label": question.match.title, "sentence": question.error, "url": here}
        elif any(option.checked and option.value == Relation.SAME for option in question.options):
            sentence = _(
                "You say that it is this one. Then open that one and change it there, or ask for "
                "it for your organisation. There is no need to hand this in."
            )
            yield {
                "label": question.match.title,
                "sentence": sentence,
                "url": question.match.url or here,
            }


def _place_of(workplace: Workplace, field: str) -> str:
    return f"{workplace.step_url(workplace.kind.step_of(field))}#id_{field}"


def _submitted(request: HttpRequest, workplace: ItemWorkplace) -> HttpResponse:
    try:
        workplace = settle(workplace, read_choices(request.POST))
    except ChangedMeanwhileError:
        messages.warning(request, _("This was changed meanwhile. Look once more, please."))
        return redirect(workplace.check_url)
    if not may_go_on(request, "contribution_submit", user=request.user):
        messages.error(request, str(TOO_OFTEN))
        return redirect(workplace.check_url)
    remark = request.POST.get("remark", "")[:REMARK_MAX]
    try:
        outcome = submit(workplace.row, user=request.user, remark=remark)
    except ValidationError as faults:
        messages.error(request, " ".join(faults.messages))
        return redirect(workplace.check_url)
    if outcome == Outcome.LIVE:
        messages.success(request, _("It is live now. Thank you!"))
        return redirect(workplace.row.get_absolute_url())
    return redirect(workplace.check_url)
