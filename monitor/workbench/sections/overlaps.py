"""Different items that do the same for the same people, for the region to judge."""

from django.utils.translation import gettext as _

from monitor.overlap.manager_lines import cases_of_pairs
from monitor.overlap.manager_page import address_of
from monitor.overlap.querysets import open_overlaps
from monitor.workbench.parts import SHOWN, Desk, Line, Part, together


def overlaps(desk: Desk) -> Part:
    """Pairs with an item of the region, the strongest first."""
    pairs = open_overlaps(desk.region.pk)
    address = address_of(desk.region.ref)
    return Part(
        title=_("Overlap to judge"),
        count=pairs.count(),
        lines=tuple(
            Line(titles, address_of(desk.region.ref, case.pk), case.why, lang)
            for case in cases_of_pairs(pairs.with_profiles()[:SHOWN], desk.user)
            for titles, lang in [together(*case.localised_titles)]
        ),
        url=address,
        all_label=_("All overlap of the region"),
        words=_("Different items for the same people, in the same form and place."),
    )
