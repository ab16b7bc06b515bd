"""The line about sources below an organisation on the page "My organisation"."""

from collections.abc import Iterable

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from harvest.models import Source
from organisations.mine.further_lines import FurtherLine


def lines_for(organisations: Iterable[int]) -> dict[int, FurtherLine]:
    """A line for each organisation: how many calendars flow in, and whether one asks for help."""
    wrong = Q(state=Source.State.BLOCKED) | Q(state=Source.State.ACTIVE, failures__gte=3)
    rows = (
        Source.objects.filter(organisation__in=organisations)
        .order_by()
        .values_list("organisation")
        .annotate(count=Count("pk"), troubled=Count("pk", filter=wrong))
    )
    counted = {pk: (count, troubled) for pk, count, troubled in rows}
    return {pk: _line(pk, *counted.get(pk, (0, 0))) for pk in organisations}


def _line(organisation: int, count: int, troubled: int) -> FurtherLine:
    label = _("Calendars that flow in")
    if troubled:
        label = ngettext(
            "%(count)d calendar asks for attention",
            "%(count)d calendars ask for attention",
            troubled,
        ) % {"count": troubled}
    elif count:
        label = ngettext("%(count)d calendar flows in", "%(count)d calendars flow in", count) % {
            "count": count
        }
    return FurtherLine(label, reverse("harvest:sources", args=[organisation]), bool(troubled))
