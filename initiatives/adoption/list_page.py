"""The page in the admin with everything that one's regions do with practices."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from initiatives.adoption.screen import adopt_address
from initiatives.models import Adoption, Initiative
from publishing.admin.curator_page import CuratorMenuItem, CuratorPage
from publishing.admin.region_choice import chosen_region, keys_of, options
from publishing.permissions import Verb, may_as_read, may_record_adoption, roles_of
from taxonomy.models import Region

URL_NAME = "adoptions"
MOST_LISTED = 200


class AdoptionsMenuItem(CuratorMenuItem):
    """Shown to every curator; the page shows what all regions do."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Practices in use"),
            reverse(URL_NAME),
            name="adoptions",
            icon_name="success",
            order=231,
        )


class AdoptionsView(CuratorPage):
    """What the own region does with practices, or what another one does."""

    template_name = "adoption/adoptions.html"
    page_title = gettext_lazy("Practices in use")
    header_icon = "success"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, asked = self.request.user, self.request.GET
        roles = roles_of(user)
        regions = list(Region.objects.all())
        region = chosen_region(asked.get("region", ""), regions, roles)
        only = keys_of(region, regions, roles)
        state = asked.get("state", "") if asked.get("state") in Adoption.State.values else ""
        rows = Adoption.objects.for_page().of_live().order_by("-updated_at", "-pk")
        if only is not None:
            rows = rows.filter(region__in=only)
        if state:
            rows = rows.filter(state=state)
        found = list(rows[: MOST_LISTED + 1])
        return super().get_context_data(
            region=region,
            region_options=options(region, regions),
            state=state,
            states=Adoption.State.choices,
            lines=[_line(row, user) for row in found[:MOST_LISTED]],
            is_cut=len(found) > MOST_LISTED,
            **kwargs,
        )


def _line(adoption: Adoption, user: Any) -> dict[str, Any]:
    steps, made = list(adoption.steps.all()), adoption.initiative
    may_change = may_record_adoption(user, adoption.region_id)
    return {
        "adoption": adoption,
        "since": steps[-1].day if steps else None,
        "initiative": made.text("title") if made and _may_know(user, made) else None,
        "url": adopt_address(adoption.practice, adoption.region) if may_change else "",
    }


def _may_know(user: Any, initiative: Initiative) -> bool:
    """Whether the title may be told: that of a draft is for who may see the draft."""
    return initiative.live or may_as_read(user, Verb.VIEW_DRAFT, initiative)
