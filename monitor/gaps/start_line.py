"""What the start page of the admin says of marks whose day is past."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from monitor.coverage.question import CoverageQuestion
from monitor.gaps.spot import gap_url
from monitor.models import GapMark
from publishing.permissions import led_by
from publishing.start_lines import StartLine


def line_of_overdue_marks(user: Any) -> StartLine | None:
    """How many gaps were to be filled by now; it leads to the one that waits longest."""
    rows = led_by(user, GapMark.objects.filter(until__lt=timezone.localdate()))
    first = rows.order_by("until", "pk").first()
    if first is None:
        return None
    question = CoverageQuestion(rows=first.first_facet, cols=first.second_facet)
    url = gap_url(question, first.first_term, first.second_term)
    return StartLine(_("Gaps that were to be filled by now"), rows.count(), url)
