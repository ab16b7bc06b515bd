"""The screen in the admin on which a region tells what it does with a practice."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from initiatives.adoption import saving
from initiatives.adoption.actions.create_initiative import create_initiative
from initiatives.adoption.actions.take_back import take_back
from initiatives.adoption.deciding import ChangedMeanwhileError, NotPossibleError
from initiatives.adoption.form import AdoptionForm
from initiatives.models import Adoption, Initiative, Practice
from publishing.admin.curator_page import CuratorPage
from publishing.permissions import may_record_adoption
from taxonomy.models import Region
from taxonomy.row_numbers import row_number

URL_NAME = "practice_adopt"
#: Titles of initiatives that the browser offers while somebody types.
MOST_OFFERED = 100


class AdoptView(CuratorPage):
    """One practice and one region: what it does with it, and what may be done next.

    `region` in the address is the key of a region; whoever leads one need not say so. `back` is
    where to go afterwards.
    """

    template_name = "adoption/adopt.html"
    header_icon = "success"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.practice = get_object_or_404(Practice.objects.live(), pk=kwargs["pk"])

    def get_page_title(self) -> str:
        return _("What your region does with a practice")

    def get_page_subtitle(self) -> str:
        return str(self.practice)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        region = self._region()
        return self.render_to_response(self._context(self._form(region) if region else None))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        region = self._region()
        if region is None:
            return redirect(self._address())
        adoption = self._adoption(region)
        try:
            if "take_back" in request.POST:
                return self._taken_back(adoption)
            if "create_initiative" in request.POST and adoption.pk:
                return self._made(adoption)
            return self._saved(region)
        except NotPossibleError as fault:
            messages.error(request, str(fault))
            return redirect(self._address(region))

    def _saved(self, region: Region) -> HttpResponse:
        form = self._form(region, self.request.POST)
        if form.is_valid() and not form.is_stale:
            try:
                return self._noted(saving.save(form, user=self.request.user))
            except ChangedMeanwhileError:
                form = self._form(region, self.request.POST)
            except NotPossibleError as fault:
                form.add_error(None, str(fault))
        if form.is_stale:
            # Whoever presses the button twice finds stored what they sent.
            if form.is_valid() and form.says_what_is_stored:
                return self._noted(self._adoption(region))
            form.tell_of_change()
        return self.render_to_response(self._context(form), status=422)

    def _noted(self, adoption: Adoption) -> HttpResponse:
        told = _("Noted: %(region)s, %(state)s.")
        said = {"region": adoption.region, "state": adoption.get_state_display()}
        messages.success(self.request, told % said)
        return redirect(self._back() or self._address(adoption.region))

    def _taken_back(self, adoption: Adoption) -> HttpResponse:
        is_only_step = bool(adoption.pk) and adoption.steps.count() == 1
        if is_only_step and "sure" not in self.request.POST:
            raise NotPossibleError(_("Tick that you are sure: nothing of this would be left."))
        step = row_number(self.request.POST["take_back"]) or 0
        take_back(adoption, step, user=self.request.user)
        messages.success(self.request, _("The last step is taken back."))
        return redirect(self._address(adoption.region))

    def _made(self, adoption: Adoption) -> HttpResponse:
        initiative = create_initiative(adoption, user=self.request.user)
        messages.success(
            self.request,
            _("This is a draft. Say which organisations do it, look at the texts, and publish it."),
        )
        return redirect(edit_address(initiative))

    def _regions(self) -> list[Region]:
        """The regions for which this person may tell it."""
        user = self.request.user
        return [row for row in Region.objects.all() if may_record_adoption(user, row.pk)]

    def _region(self) -> Region | None:
        """The one of the address, or the only one there is. Raises PermissionDenied."""
        own = self._regions()
        asked = self.request.GET.get("region", "")
        if not asked:
            return own[0] if len(own) == 1 else None
        found = [row for row in own if row.pk == row_number(asked)]
        if not found:
            raise PermissionDenied
        return found[0]

    def _adoption(self, region: Region) -> Adoption:
        rows = Adoption.objects.for_page().filter(practice=self.practice, region=region)
        return rows.first() or Adoption(practice=self.practice, region=region)

    def _form(self, region: Region, data: Any = None) -> AdoptionForm:
        return AdoptionForm(data, instance=self._adoption(region), user=self.request.user)

    def _context(self, form: AdoptionForm | None) -> dict[str, Any]:
        around = {"practice": self.practice, "form": form, "back": self._back()}
        if form is None:
            return self.get_context_data(**around, regions=self._regions())
        region = form.instance.region
        # What is stored, and not what was typed.
        stored = self._adoption(region)
        return self.get_context_data(
            **around,
            adoption=stored,
            region=region,
            regions=self._regions(),
            steps=list(stored.steps.select_related("recorded_by")) if stored.pk else [],
            may_create=stored.state == Adoption.State.RUNNING and stored.initiative is None,
            initiative_url=edit_address(stored.initiative) if stored.initiative else "",
            fit_url=fit_address(self.practice, region),
            offered=Initiative.objects.filter(region=region).order_by("-pk")[:MOST_OFFERED],
        )

    def _back(self) -> str:
        back = self.request.GET.get("back", "")
        is_ours = url_has_allowed_host_and_scheme(back, {self.request.get_host()})
        return back if is_ours else ""

    def _address(self, region: Region | None = None) -> str:
        return adopt_address(self.practice, region, self._back())


def adopt_address(practice: Practice, region: Region | None = None, back: str = "") -> str:
    """Where a region tells what it does with a practice."""
    asked = {"region": region.pk if region else "", "back": back}
    kept = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse(URL_NAME, args=[practice.pk])}{'?' if kept else ''}{kept}"


def edit_address(initiative: Initiative) -> str:
    """The form of an initiative in the admin."""
    return reverse("wagtailsnippets_initiatives_initiative:edit", args=[initiative.pk])


def fit_address(practice: Practice, region: Region) -> str:
    """The check of the practice's conditions against the situation of the region."""
    try:
        return f"{reverse('practice_fit', args=[practice.pk])}?{urlencode({'region': region.pk})}"
    except NoReverseMatch:
        return ""
