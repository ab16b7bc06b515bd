"""Lines about what waits for a look, as the start page of the admin names them too."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from monitor.workbench.parts import Line
from publishing.admin.open_reviews import Waiting
from publishing.admin.waiting_together import Several


def waiting_line(one: Waiting | Several) -> Line:
    """An item, or many that came together, with its kind and since when it waits."""
    since = _("since %(day)s") % {"day": date_format(one.since, "j F Y")}
    return Line(one.title, one.url, f"{one.kind}, {since}", one.lang)
