"""What somebody wants to see on the page of overlaps, as it stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from monitor.models import Overlap, OverlapVerdict
from monitor.overlap.describing import KINDS
from monitor.overlap.names import Names
from monitor.overlap.querysets import OverlapQuerySet
from publishing.admin.region_choice import chosen_region, keys_of
from publishing.permissions import Roles
from taxonomy.models import Region

#: Of the address, in their order; the last two are the pages of pairs and of groups.
PARAMETERS = ("region", "kind", "form", "verdict", "p", "g")
#: Values of ``verdict`` beside the verdicts themselves: what waits, what waits again, all that was said.
TO_JUDGE, AGAIN, SAID = "", "again", "said"


@dataclass(frozen=True)
class Asked:
    """The filters; ``region_keys`` is None for every region."""

    regions: tuple[Region, ...]
    region: str
    region_keys: frozenset[int] | None
    kind: str = ""
    form: str = ""
    show: str = TO_JUDGE

    @classmethod
    def read(cls, data: Mapping[str, Any], roles: Roles) -> Self:
        """The filters of an address that anybody may have written; what is unknown is left out."""
        regions = tuple(Region.objects.all())
        region = chosen_region(data.get("region", ""), regions, roles)
        show = data.get("verdict", "")
        return cls(
            regions=regions,
            region=region,
            region_keys=keys_of(region, regions, roles),
            kind=kind if (kind := data.get("kind", "")) in KINDS else "",
            form=data.get("form", "").replace("\x00", "")[:120],
            show=show if show in (AGAIN, SAID, *OverlapVerdict.Verdict.values) else TO_JUDGE,
        )

    @property
    def is_to_judge(self) -> bool:
        return self.show in (TO_JUDGE, AGAIN)

    def pairs(self) -> OverlapQuerySet:
        """The pairs that wait for a verdict."""
        rows = self._of_filters()
        return rows if self.region_keys is None else rows.of_regions(self.region_keys)

    def counts(self) -> dict[int, int]:
        """How many pairs wait in each region, by its key; one query."""
        found = self._of_filters().aggregate(
            **{
                f"of_{region.pk}": Count(
                    "pk", filter=Q(first__region=region) | Q(second__region=region)
                )
                for region in self.regions
            }
        )
        return {region.pk: found[f"of_{region.pk}"] for region in self.regions}

    def decisions(self) -> QuerySet[Any, Any]:
        """What was said, the newest first: one row for what was said at once."""
        rows = OverlapVerdict.objects.all()
        if self.show in OverlapVerdict.Verdict.values:
            rows = rows.filter(verdict=self.show)
        rows = rows.filter(self._verdict_is_about())
        grouped = rows.values("together").annotate(last=Max("decided_at"))
        return grouped.order_by("-last", "together")

    def kind_options(self) -> list[tuple[str, str]]:
        kinds = [(name, capfirst(str(model._meta.verbose_name))) for name, model in KINDS.items()]
        return [("", _("every kind")), *kinds]

    def form_options(self) -> list[tuple[str, str]]:
        """The forms in which something overlaps."""
        used = Overlap.objects.order_by().values_list("first__form", flat=True).distinct()
        names = Names()
        forms = sorted((names("form", form), form) for form in {*used, self.form} if form)
        return [("", _("every form")), *((form, name) for name, form in forms)]

    def show_options(self) -> list[tuple[str, str]]:
        verdicts = [(one.value, capfirst(str(one.label))) for one in OverlapVerdict.Verdict]
        return [
            (TO_JUDGE, _("To judge")),
            (AGAIN, _("Asked again: something changed")),
            (SAID, _("What was said: everything")),
            *verdicts,
        ]

    def querystring(self) -> str:
        """The filters without the pages."""
        values = (self.region, self.kind, self.form, self.show)
        return urlencode([(name, value) for name, value in zip(PARAMETERS, values, strict=False)])

    def _of_filters(self) -> OverlapQuerySet:
        rows = Overlap.objects.asked()
        if self.show == AGAIN:
            rows = rows.filter(state=Overlap.State.REOPENED)
        if self.kind:
            rows = rows.of_kind(self.kind)
        return rows.of_form(self.form) if self.form else rows

    def _verdict_is_about(self) -> Q:
        """Whether one of the two items of a verdict is of the region, kind and form.

        Of the items themselves, for what is offline has no profile and can be taken back as well.
        """
        if self.region_keys is None and not self.kind and not self.form:
            return Q()
        found = Q(pk__in=())
        for kind in [self.kind] if self.kind else KINDS:
            items = KINDS[kind]._default_manager.all()
            if self.region_keys is not None:
                items = items.filter(region__in=self.region_keys)
            if self.form:
                items = items.filter(form__ref=self.form)
            for side in ("first", "second"):
                item = items.filter(pk=OuterRef(f"{side}_pk"))
                found |= Q(Exists(item), **{f"{side}_kind": kind})
        return found
