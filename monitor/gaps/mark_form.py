"""The form with which a manager says what a gap of the own region is."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from monitor.gaps.spot import Spot
from monitor.models import GapMark
from monitor.models.mark import MOST_TEXT
from publishing.day_fields import DayField
from publishing.permissions import may_lead_region, roles_of
from search.labels import Vocabulary
from taxonomy.models import Region


class MarkForm(forms.ModelForm):
    """`regions` are those for which this person may say something of the gap."""

    region = forms.ModelChoiceField(label=_("Region"), queryset=Region.objects.none())
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (GapMark.Kind.WANTED, _("Wanted: we would like to have something here")),
            (GapMark.Kind.IN_PREPARATION, _("In preparation: somebody is working on it")),
            (GapMark.Kind.ON_PURPOSE, _("On purpose: we leave it like this")),
        ],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Why, or what"),
        required=False,
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For “on purpose” say why. Colleagues in other regions can read this."),
    )
    by = forms.CharField(
        label=_("By whom"),
        required=False,
        max_length=200,
        help_text=_("For “in preparation”: an organisation or a role, not the name of a person."),
    )
    until = DayField(
        label=_("Until when"),
        required=False,
        help_text=_("For “in preparation”: after this day the gap counts again."),
    )

    class Meta:
        model = GapMark
        fields = ("region", "kind", "text", "by", "until")

    def __init__(self, *args: Any, regions: QuerySet[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["region"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type
        field.queryset = regions
        field.empty_label = None
        found = list(regions[:2])
        if len(found) == 1:
            # There is nothing to choose.
            field.widget = field.hidden_widget()
            self.initial["region"] = found[0].pk


def regions_to_mark(user: Any, spot: Spot, words: Vocabulary) -> QuerySet[Region]:
    """The regions of a gap for which this person may say something; of the whole country, all
    that this person manages."""
    regions = Region.objects.all()
    if spot.home:
        regions = regions.filter(ref__in=spot.regions(words))
    roles = roles_of(user)
    allowed = (
        [row.pk for row in regions if may_lead_region(user, row.pk)] if roles.is_curator else []
    )
    return Region.objects.filter(pk__in=allowed)
