"""Drafts of people without an account: kept by a link, and taken over once there is an account."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone

from organisations.contributing.actions.keep import ChangedMeanwhileError
from organisations.contributing.actions.start import start, with_defaults
from organisations.contributing.forms import ContributionForm
from organisations.contributing.kinds import Kind, kind_called
from organisations.contributing.limits import token_in
from organisations.contributing.workplaces import Workplace
from organisations.joining.invited import verified_addresses
from organisations.models import ContributionStart, Organisation, VisitorDraft
from organisations.models.visitor_draft import hash_of, new_token
from publishing.models import User
from publishing.permissions import roles_of

#: More drafts than this nobody has waiting; anybody can have one sent to an address.
MOST_OFFERED = 5


class VisitorWorkplace(Workplace):
    """A draft of somebody without an account; without a draft yet, the first step of one."""

    def __init__(self, kind: Kind, draft: VisitorDraft | None = None, token: str = "") -> None:
        self.draft = draft
        self.token = token
        version = str(draft.version) if draft is not None else ""
        super().__init__(kind, item_of(kind, draft.answers if draft else {}), version)

    def form(self, number: int, data: Any = None, files: Any = None) -> ContributionForm:
        return _without_pictures(super().form(number, data, files))

    def step_url(self, number: int) -> str:
        if self.draft is None:
            return reverse("contributing:new", args=[self.kind.name])
        return reverse("contributing:visitor_step", args=[self.token, number])

    @property
    def check_url(self) -> str:
        return self._url("visitor_check")

    @property
    def preview_url(self) -> str:
        return self._url("visitor_preview")

    def _url(self, name: str) -> str:
        return reverse(f"contributing:{name}", args=[self.token]) if self.draft else ""

    def keep(self, form: ContributionForm, *, seen: str, number: int) -> Workplace:
        posted = _posted(form)
        if self.draft is None:
            # The token comes from the empty form, so that sending it twice makes one draft.
            token = token_in(form.data.get("opened", "")) or new_token()
            draft, is_new = VisitorDraft.objects.get_or_create(
                token_hash=hash_of(token),
                defaults={"kind": self.kind.name, "answers": {str(number): posted}},
            )
            there = VisitorWorkplace(kind_called(draft.kind), draft, token)
            return there if is_new else there.keep(form, seen=there.version, number=number)
        # The version is part of the question, so that of two windows only one is answered.
        rows = VisitorDraft.objects.filter(pk=self.draft.pk, version=self.draft.version)
        answers = {**self.draft.answers, str(number): posted}
        version = self.draft.version + 1
        if seen != self.version or not rows.update(
            answers=answers, version=version, updated_at=timezone.now()
        ):
            raise ChangedMeanwhileError
        return open_draft(self.token)


def open_draft(token: str) -> VisitorWorkplace:
    """The workplace that a link leads to. Raises Http404 when there is none."""
    draft = VisitorDraft.objects.with_token(token).first()
    if draft is None:
        raise Http404
    return VisitorWorkplace(kind_called(draft.kind), draft, token)


def item_of(kind: Kind, answers: dict[str, dict[str, list[str]]]) -> Any:
    """The item that answers amount to, not stored; what is not right is left out."""
    item = kind.model()
    for number, step in enumerate(kind.steps, start=1):
        posted = answers.get(str(number))
        if posted is None:
            continue
        data = QueryDict(mutable=True)
        for name, values in posted.items():
            data.setlist(name, values)
        form = _without_pictures(kind.form(data, instance=item).limit_to(step, kind))
        form.is_valid()
        form.take_back_faults()
    return item


def drafts_for(user: User) -> list[VisitorWorkplace]:
    """The drafts of which the link went to an address that `user` has shown to be theirs."""
    drafts = VisitorDraft.objects.sent_to(verified_addresses(user))
    return [VisitorWorkplace(kind_called(draft.kind), draft) for draft in drafts[:MOST_OFFERED]]


@transaction.atomic
def claim(workplace: VisitorWorkplace, *, user: Any, organisation: Organisation) -> Any:
    """Make the draft an item of an organisation of `user`, and forget the link; gives the item.

    Raises PermissionDenied for another organisation, and Http404 when somebody was first.
    """
    if organisation.pk not in roles_of(user).organisations.member:
        raise PermissionDenied
    assert workplace.draft is not None  # noqa: S101 - for the type: only a link leads here
    removed, _what = VisitorDraft.objects.filter(pk=workplace.draft.pk).delete()
    if not removed:
        raise Http404
    item = workplace.item
    item.owner = organisation
    defaults = with_defaults(workplace.kind.model(owner=organisation))
    if not item.provinces.all() and item.scale is None:
        item.provinces = list(defaults.provinces.all())
    if not item.contact_email:
        item.contact_email = defaults.contact_email
    return start(item=item, user=user)


def has_draft(request: HttpRequest) -> bool:
    """Whether a visitor asks from the form of a draft of their own."""
    return VisitorDraft.objects.with_token(request.POST.get("draft", "")).exists()


def remove_forgotten() -> str:
    """For `run_due`: remove what nobody has touched for a month."""
    ContributionStart.objects.forgotten().delete()
    removed, _what = VisitorDraft.objects.forgotten().delete()
    return f"{removed} removed" if removed else ""


def _without_pictures(form: ContributionForm) -> ContributionForm:
    """Files of people without an account are not taken in."""
    for name in ("picture", "image_alt"):
        form.fields.pop(name, None)
    return form


def _posted(form: ContributionForm) -> dict[str, list[str]]:
    """What was posted to the questions of a form, and nothing else."""
    data: Any = form.data
    return {
        # PostgreSQL takes no NUL in JSON, and nobody types one.
        name: [value.replace("\x00", "") for value in data.getlist(name)]
        for name in form.fields
        if name in data
    }
