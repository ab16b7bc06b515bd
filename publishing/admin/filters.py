"""The filters beside the lists of the catalogue; the admin's home page links to them."""

from collections.abc import Iterable, Iterator
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelMultipleChoiceField
from wagtail.admin.active_filters import (
    ActiveFilter,
    BaseFilterAdapter,
    register_filter_adapter_class,
)
from wagtail.admin.filters import WagtailFilterSet

from publishing.freshness import schedule
from publishing.review_states import State
from taxonomy.models import Province, Region, TargetGroup
from taxonomy.row_numbers import row_number

_CHECKBOXES = forms.CheckboxSelectMultiple


class Confirmation(models.TextChoices):
    TO_CONFIRM = "to_confirm", _("not for twelve months, or never")
    CONFIRMED = "confirmed", _("within twelve months")
    STALE = "stale", _("so long ago that readers are told")
    NEVER = "never", _("never")


def confirmed(choice: str) -> Q:
    """The rows whose last confirmation was in the given period."""
    times = schedule()
    limit = timezone.localdate() - times.confirm_after
    never = Q(verified_on__isnull=True)
    return {
        Confirmation.TO_CONFIRM: never | Q(verified_on__lt=limit),
        Confirmation.CONFIRMED: Q(verified_on__gte=limit),
        Confirmation.STALE: Q(verified_on__lt=limit - times.grace),
        Confirmation.NEVER: never,
    }[Confirmation(choice)]


def lacks(model: type[models.Model], relation: str) -> Q:
    """The rows without any term in `relation`."""
    having = model._base_manager.filter(**{f"{relation}__isnull": False})
    return ~Q(pk__in=having.values("pk"))


def lacks_any(model: type[models.Model], relations: Iterable[str]) -> Q:
    """The rows without a term in one or more of `relations`."""
    missing = Q()
    for relation in relations:
        missing |= lacks(model, relation)
    return missing


class TermsField(ModelMultipleChoiceField):
    """Several terms by number. A number that fits in no database is no choice, and no fault."""

    def _check_values(self, value: Any) -> Any:
        for number in value:
            if number != self.null_value and row_number(str(number)) is None:
                raise ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": number},
                )
        return super()._check_values(value)


class TermsFilter(django_filters.ModelMultipleChoiceFilter):
    """Rows that have one of the chosen terms."""

    field_class = TermsField


class RegionFilter(TermsFilter):
    """Rows led by one of the chosen regions, or by none."""


class RegionFilterAdapter(BaseFilterAdapter):
    """Names the chosen regions above the list; Wagtail's own adapter knows no "none"."""

    def get_active_filters(self) -> Iterator[ActiveFilter]:
        for region in self.value:
            key = region if isinstance(region, str) else region.pk
            yield ActiveFilter(
                self.bound_field.auto_id,
                self.filter.label,
                self.filter.field.null_label if isinstance(region, str) else str(region),
                self.get_url_without_filter_param_value(self.name, key),
            )


register_filter_adapter_class(RegionFilter, adapter_class=RegionFilterAdapter)


class RelatedFilter(TermsFilter):
    """Rows with one of the chosen terms, each row once."""

    def filter(self, qs: models.QuerySet, value: Any) -> models.QuerySet:
        if not value:
            return qs
        found = qs.model._base_manager.filter(**{f"{self.field_name}__in": value})
        return qs.filter(pk__in=found.values("pk"))


class TargetGroupFilter(RelatedFilter):
    """Choosing a broad group includes the groups under it."""

    def filter(self, qs: models.QuerySet, value: Any) -> models.QuerySet:
        if not value:
            return qs
        chosen = [group.pk for group in value]
        return super().filter(
            qs, TargetGroup.objects.filter(Q(pk__in=chosen) | Q(parent__in=chosen))
        )


class PublicationFilterSet(WagtailFilterSet):
    """Filters for every kind; a kind adds its own."""

    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=State.choices, widget=_CHECKBOXES
    )
    region = RegionFilter(
        label=_("Region"),
        queryset=Region.objects.all(),
        widget=_CHECKBOXES,
        null_label=_("no lead region (national)"),
    )
    province = RelatedFilter(
        label=_("Province"),
        field_name="provinces",
        queryset=Province.objects.all(),
        widget=_CHECKBOXES,
    )
    target_group = TargetGroupFilter(
        label=_("Target group"),
        field_name="target_groups",
        queryset=TargetGroup.objects.all(),
        widget=_CHECKBOXES,
    )
    confirmed = django_filters.ChoiceFilter(
        label=_("Confirmed"),
        choices=Confirmation.choices,
        empty_label=_("All"),
        widget=forms.RadioSelect,
        method="filter_confirmed",
    )

    def filter_confirmed(self, queryset: models.QuerySet, name: str, value: str) -> models.QuerySet:
        return queryset.filter(confirmed(value))


class ClassifiedFilterSet(PublicationFilterSet):
    """For kinds that people look for by target group and action line."""

    classification = django_filters.ChoiceFilter(
        label=_("Classification"),
        choices=[("missing", _("no target group or no action line"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
        method="filter_classification",
    )

    def filter_classification(
        self, queryset: models.QuerySet, name: str, value: str
    ) -> models.QuerySet:
        return queryset.filter(queryset.model.snippet_viewset.without_classification())
