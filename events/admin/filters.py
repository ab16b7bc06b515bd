"""The filters beside the list of events."""

import django_filters
from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Event
from events.querysets import EventQuerySet
from publishing.admin.filters import ClassifiedFilterSet

_CHECKBOXES = forms.CheckboxSelectMultiple


class When(models.TextChoices):
    COMING = "coming", _("coming")
    PAST = "past", _("past")


class EventFilterSet(ClassifiedFilterSet):
    """By when it is, what sort it is and whether it goes ahead, besides what every kind has."""

    when = django_filters.ChoiceFilter(
        label=_("When"),
        choices=When.choices,
        empty_label=_("All"),
        widget=forms.RadioSelect,
        method="filter_when",
    )
    status = django_filters.MultipleChoiceFilter(
        label=_("Does it go ahead?"), choices=Event.Status.choices, widget=_CHECKBOXES
    )
    event_type = django_filters.MultipleChoiceFilter(
        label=_("Sort of event"), choices=Event.Type.choices, widget=_CHECKBOXES
    )

    def filter_when(self, queryset: EventQuerySet, name: str, value: str) -> EventQuerySet:
        coming = Event.objects.takes_place_from(timezone.localdate())
        if value == When.COMING:
            return queryset.filter(pk__in=coming.values("pk"))
        return queryset.exclude(pk__in=coming.values("pk"))
