"""The screen in the admin on which a region checks whether a practice fits."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.adoption.screen import adopt_address
from initiatives.fit.actions.answer import ChangedMeanwhileError, answer, state_of
from initiatives.fit.comparing import columns_of
from initiatives.fit.form import FitForm
from initiatives.fit.matching import Points, conditions_of, points_of
from initiatives.fit.situation import situation_of
from initiatives.fit.summary import summary_of
from initiatives.models import Practice
from publishing.admin.curator_page import CuratorPage
from publishing.permissions import may_answer_fit, roles_of
from taxonomy.models import Region
from taxonomy.row_numbers import row_number

URL_NAME = "practice_fit"


class FitView(CuratorPage):
    """One practice and one region: its conditions, the region's answers, and those of others.

    `region` in the address is the key of a region; whoever leads one need not say so. Curators read
    the answers of every region and change those of their own. `back` is where they came from.
    """

    template_name = "fit/fit.html"
    header_icon = "success"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        live = Practice.objects.live().prefetch_related("conditions", "target_groups")
        self.practice = get_object_or_404(live, pk=kwargs["pk"])
        self.conditions = conditions_of(self.practice)

    def get_page_title(self) -> str:
        return _("Does a practice fit your region?")

    def get_page_subtitle(self) -> str:
        return str(self.practice)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        region = self._region()
        form = self._form(region) if region else None
        return self.render_to_response(self._context(region, form))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        region = self._region()
        form = self._form(region, request.POST) if region else None
        if region is None or form is None:
            raise PermissionDenied
        if form.is_valid():
            try:
                count = answer(
                    self.practice,
                    region,
                    form.given,
                    user=request.user,
                    seen=form.cleaned_data["seen"],
                )
            except ChangedMeanwhileError:
                self._tell_of_change(form, region)
            else:
                self._tell_what_is_kept(count)
                return redirect(fit_check_address(self.practice, region, self._back()))
        return self.render_to_response(self._context(region, form), status=422)

    def _tell_what_is_kept(self, count: int) -> None:
        if not count:
            messages.info(self.request, _("Nothing was changed."))
            return
        told = ngettext("%(count)d answer is kept.", "%(count)d answers are kept.", count)
        messages.success(self.request, told % {"count": count})

    def _tell_of_change(self, form: FitForm, region: Region) -> None:
        """Let whoever saves once more know what they are writing over."""
        form.add_error(
            None,
            _("A colleague answered meanwhile. Compare with the table below, and save again."),
        )
        self.points = self._read(region)
        data = self.request.POST.copy()
        data["seen"] = state_of(self.stored)
        form.data = data

    def _back(self) -> str:
        back = self.request.GET.get("back", "")
        is_ours = url_has_allowed_host_and_scheme(back, {self.request.get_host()})
        return back if is_ours else ""

    def _regions(self) -> list[Region]:
        return list(Region.objects.all())

    def _region(self) -> Region | None:
        """The one of the address, or the only one somebody leads. Raises Http404."""
        regions = self._regions()
        asked = self.request.GET.get("region", "")
        if not asked:
            own = [row for row in regions if row.pk in roles_of(self.request.user).regions]
            return own[0] if len(own) == 1 else None
        found = [row for row in regions if row.pk == row_number(asked)]
        if not found:
            raise Http404
        return found[0]

    def _read(self, region: Region) -> Points:
        answers = self.practice.fit_answers.filter(region=region)
        self.stored = list(answers.select_related("answered_by").order_by("pk"))
        return points_of(self.conditions, self.stored)

    def _form(self, region: Region, data: Any = None) -> FitForm | None:
        """The form for this region; None for who may only read its answers."""
        self.points = self._read(region)
        if not may_answer_fit(self.request.user, region.pk):
            return None
        initial = {"seen": state_of(self.stored)}
        return FitForm(data, points=self.points.points, initial=initial)

    def _context(self, region: Region | None, form: FitForm | None) -> dict[str, Any]:
        context: dict[str, Any] = {
            "practice": self.practice,
            "conditions": self.conditions,
            "region": region,
            "regions": self._regions(),
            "back": self._back(),
            "columns": columns_of(self.practice, self.conditions),
        }
        if region is not None:
            situation = situation_of(region, self.practice)
            context |= {
                "form": form,
                "questions": list(form.questions(situation.hints)) if form else [],
                "points": self.points,
                "summary": summary_of(self.points.points),
                "situation": situation,
                "adopt_url": adopt_address(self.practice, region) if form else "",
            }
        return self.get_context_data(**context)


def fit_check_address(practice: Practice, region: Region | None = None, back: str = "") -> str:
    """Where a region checks whether a practice fits."""
    asked = {"region": region.pk if region else "", "back": back}
    kept = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse(URL_NAME, args=[practice.pk])}{'?' if kept else ''}{kept}"
