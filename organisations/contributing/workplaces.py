"""Where somebody works on a contribution: an item of an organisation, or one that is not there yet."""

from abc import ABC, abstractmethod
from typing import Any

from django.http import Http404
from django.urls import reverse

from organisations.contributing.actions.keep import keep, version_of
from organisations.contributing.actions.start import AlreadyStartedError, start, with_defaults
from organisations.contributing.forms import ContributionForm
from organisations.contributing.kinds import Kind
from organisations.contributing.limits import token_in
from organisations.contributing.remarks import Remarks, remarks_on
from organisations.models import Organisation
from organisations.models.visitor_draft import hash_of
from publishing.permissions import Verb, may, roles_of


class Workplace(ABC):
    """An item in the making, the version of it that is in sight, and the addresses around it."""

    def __init__(self, kind: Kind, item: Any, version: str) -> None:
        self.kind = kind
        self.item = item
        self.version = version

    def form(self, number: int, data: Any = None, files: Any = None) -> ContributionForm:
        """The questions of a step, with what is known or with what was posted."""
        form = self.kind.form(data, files, instance=self.item, **self._form_options())
        return form.limit_to(self.kind.steps[number - 1], self.kind)

    def _form_options(self) -> dict[str, Any]:
        return {}

    @abstractmethod
    def step_url(self, number: int) -> str: ...

    @abstractmethod
    def keep(self, form: ContributionForm, *, seen: str, number: int) -> "Workplace":
        """Keep what is right of a step; gives the workplace to go on with.

        Raises ChangedMeanwhileError when `seen` is not the newest version.
        """

    @property
    def remarks(self) -> Remarks:
        """What a reviewer said, when it was sent back."""
        return Remarks()

    @property
    def check_url(self) -> str:
        return ""

    @property
    def preview_url(self) -> str:
        return ""


class ItemWorkplace(Workplace):
    """An item that is kept: a draft, or the changes to something live."""

    def __init__(self, kind: Kind, row: Any, user: Any) -> None:
        self.row = row
        self.user = user
        super().__init__(kind, row.get_latest_revision_as_object(), version_of(row))

    def step_url(self, number: int) -> str:
        return reverse("contributing:step", args=[self.kind.name, self.row.pk, number])

    @property
    def remarks(self) -> Remarks:
        return remarks_on(self.row, self.kind)

    @property
    def check_url(self) -> str:
        return reverse("contributing:check", args=[self.kind.name, self.row.pk])

    @property
    def preview_url(self) -> str:
        return reverse("contributing:preview", args=[self.kind.name, self.row.pk])

    def keep(self, form: ContributionForm, *, seen: str, number: int) -> Workplace:
        row = keep(
            item=self.item,
            user=self.user,
            seen=seen,
            changed=form.has_changed(),
            picture=form.cleaned_data.get("picture"),
        )
        return ItemWorkplace(self.kind, row, self.user)


class NewWorkplace(Workplace):
    """An item of which nothing is kept yet, for somebody who works for an organisation."""

    def __init__(self, kind: Kind, user: Any, organisations: list[Organisation]) -> None:
        self.user = user
        self.organisations = organisations
        item = with_defaults(kind.model(owner=organisations[0]))
        super().__init__(kind, item, "")

    def _form_options(self) -> dict[str, Any]:
        return {"organisations": self.organisations}

    def step_url(self, number: int) -> str:
        return reverse("contributing:new", args=[self.kind.name])

    def keep(self, form: ContributionForm, *, seen: str, number: int) -> Workplace:
        token = token_in(form.data.get("opened", ""))
        try:
            row = start(item=self.item, user=self.user, mark=hash_of(token) if token else "")
        except AlreadyStartedError as before:
            return self._go_on_with(before.item_pk, form, number)
        return ItemWorkplace(self.kind, row, self.user)

    def _go_on_with(self, pk: int, form: ContributionForm, number: int) -> Workplace:
        """The same form was sent before: keep what it says now in what came of it."""
        there = open_item(self.kind, pk, self.user)
        again = there.form(number, form.data, form.files)
        again.is_valid()
        again.take_back_faults()
        return there.keep(again, seen=there.version, number=number)


def open_item(kind: Kind, pk: int, user: Any) -> ItemWorkplace:
    """The workplace of an item. Raises Http404 for whoever may not change it, as if it were not there."""
    row = kind.model._default_manager.filter(pk=pk).first()
    if row is None or not may(user, Verb.CHANGE, row):
        raise Http404
    return ItemWorkplace(kind, row, user)


def organisations_for(user: Any) -> list[Organisation]:
    """The organisations for which somebody may add something, by name."""
    return list(
        Organisation.objects.filter(pk__in=roles_of(user).organisations.member).order_by("title")
    )
