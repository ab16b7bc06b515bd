"""The form behind every editing screen: what somebody may choose, and friendlier fields."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import DateField, F, QuerySet, TimeField
from django.db.models.functions import Coalesce
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.models import register_form_field_override

from publishing import permissions
from publishing.day_fields import ClockField, ClockInput, DayField, DayInput
from publishing.models import Publication
from taxonomy.models import ActionLine, ChoiceFactor, Region, TargetGroup

# In every form of the admin days and times may be written as people do.
register_form_field_override(DateField, override={"widget": DayInput, "form_class": DayField})
register_form_field_override(TimeField, override={"widget": ClockInput, "form_class": ClockField})


class LinesField(forms.CharField):
    """A list of short texts, written one per line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", _("One per line."))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        if isinstance(value, list):
            return value
        lines = (line.strip() for line in (value or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def run_validators(self, value: Any) -> None:
        super().run_validators("\n".join(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


def grouped(heading: Callable[[Any], str]) -> type[ModelChoiceIterator]:
    """Choices under headings; the queryset must come in the order of its headings."""

    class GroupedIterator(ModelChoiceIterator):
        def __iter__(self) -> Iterator[Any]:
            terms: Iterable[Any] = self.queryset
            for label, group in groupby(terms, key=heading):
                yield label, [self.choice(term) for term in group]

        def __bool__(self) -> bool:
            return True

    return GroupedIterator


def _broad_group(group: TargetGroup) -> str:
    return str(group.parent or group)


def _region_or_national(line: ActionLine) -> str:
    return str(line.region or _("National lines"))


def _reason_category(factor: ChoiceFactor) -> str:
    return factor.get_category_display()


#: How the long vocabularies are laid out: their order, and what stands above each group.
_GROUPED: dict[str, tuple[QuerySet, type[ModelChoiceIterator]]] = {
    "target_groups": (
        TargetGroup.objects.select_related("parent")
        .annotate(
            broad_order=Coalesce("parent__sort_order", "sort_order"),
            broad=Coalesce("parent_id", "id"),
        )
        .order_by("broad_order", "broad", F("parent_id").asc(nulls_first=True), "sort_order"),
        grouped(_broad_group),
    ),
    "action_lines": (
        ActionLine.objects.select_related("region").order_by(
            F("region__sort_order").asc(nulls_first=True),
            F("region__label").asc(nulls_first=True),
            "sort_order",
            "label",
        ),
        grouped(_region_or_national),
    ),
    "choice_factors": (
        ChoiceFactor.objects.order_by("category", "sort_order"),
        grouped(_reason_category),
    ),
}


class RegionalForm(WagtailAdminModelForm):
    """Lets somebody put a record only under a lead region of theirs.

    The rights of the screen depend on the region that is stored, so a form that accepted any
    region could give a record away, or take a place in somebody else's.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        region = self.fields.get("region")
        roles = permissions.roles_of(self.for_user)
        if region is None or roles.everywhere:
            return
        allowed = [key for key in (*roles.regions, self._stored_region()) if key is not None]
        region.queryset = Region.objects.filter(pk__in=allowed)
        region.required = True
        if len(roles.regions) == 1 and self.instance.pk is None:
            self.initial.setdefault("region", *roles.regions)

    def clean_region(self) -> Region | None:
        region = self.cleaned_data.get("region")
        region_id = region.pk if region else None
        unchanged = self.instance.pk is not None and region_id == self._stored_region()
        if not unchanged and not permissions.may_lead_region(self.for_user, region_id):
            raise ValidationError(_("Choose a region whose programme you manage."))
        return region

    def _stored_region(self) -> int | None:
        if self.instance.pk is None:
            return None
        rows = type(self.instance)._base_manager.filter(pk=self.instance.pk)
        return rows.values_list("region_id", flat=True).first()


class PublicationForm(RegionalForm):
    """An item of the catalogue."""

    #: Fields that only somebody with rights everywhere may change.
    only_everywhere: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (terms, iterator) in _GROUPED.items():
            if name in self.fields:
                field = self.fields[name]
                field.queryset = terms.all()
                field.iterator = iterator
                field.widget.choices = field.choices
        if not permissions.roles_of(self.for_user).everywhere:
            for name in self.only_everywhere:
                if name in self.fields:
                    self.fields[name].disabled = True

    def save(self, commit: bool = True) -> Publication:
        if self.instance.pk is None and self.instance.created_by_id is None:
            self.instance.created_by = self.for_user
        return super().save(commit=commit)


class TermForm(WagtailAdminModelForm):
    """A word of the vocabulary. Its identifier stays what it was when the word was made."""

    synonyms = LinesField(
        label=_("Synonyms"),
        help_text=_("Other words people search with, one per line. Not shown to readers."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None and "ref" in self.fields:
            self.fields["ref"].disabled = True


class RegionalTermForm(TermForm, RegionalForm):
    """A line of a region's plan, or a national line."""
