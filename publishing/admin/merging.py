"""Merging two words of the vocabulary in the admin: one question, and then it is done."""

from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.views.generic.base import BaseOperationView
from wagtail.admin.widgets.button import HeaderButton

from publishing.actions.merge_terms import merge_terms
from publishing.admin.guarded_views import EditView, ItemGuard


class TermEditView(EditView):
    """The editing screen of a word, from which it can be merged into another."""

    merge_url_name: str | None = None

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        buttons = list(super().header_buttons)
        if self.merge_url_name and self._may("delete", self.object):
            url = reverse(self.merge_url_name, args=[self.object.pk])
            buttons.append(HeaderButton(label=_("Merge"), url=url, icon_name="link"))
        return buttons


class MergeForm(forms.Form):
    """Which word stays."""

    into: forms.ModelChoiceField = forms.ModelChoiceField(
        label=gettext_lazy("The word that stays"),
        queryset=None,
        help_text=gettext_lazy("Everything that has the other word gets this one."),
    )

    def __init__(self, term: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = type(term)._default_manager.exclude(pk=term.pk)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]


class MergeView(ItemGuard, BaseOperationView):
    """Asks which word takes the place of this one, which then goes."""

    item_action = "delete"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._ask(MergeForm(self.object))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = MergeForm(self.object, request.POST)
        if not form.is_valid():
            return self._ask(form)
        gone, into = str(self.object), form.cleaned_data["into"]
        try:
            moved = merge_terms(term=self.object, into=into, user=request.user)
        except ValidationError as fault:
            form.add_error("into", fault)
            return self._ask(form)
        told = ngettext(
            "'%(gone)s' is now '%(into)s', on %(count)d record.",
            "'%(gone)s' is now '%(into)s', on %(count)d records.",
            moved,
        )
        messages.success(request, told % {"gone": gone, "into": into, "count": moved})
        return redirect(reverse(self.success_url_name, args=[into.pk]))

    def _ask(self, form: MergeForm) -> HttpResponse:
        back = reverse(self.success_url_name, args=[self.object.pk])
        context = {"item": self.object, "form": form, "back": back}
        return render(self.request, "admin_panels/merge.html", context)
