"""What can stand in the rows and columns of the coverage map."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Axis:
    """One vocabulary. ``name`` is the facet of search, its parameter, and the value of ``rows=``."""

    name: str
    label: Promise


AXES = (
    Axis("province", _("Province")),
    Axis("target_group", _("Target group")),
    Axis("action_line", _("Action line")),
    Axis("action", _("Action")),
    Axis("path", _("Development path")),
    Axis("form", _("Form")),
    Axis("factor", _("Reason to choose ICT or not")),
)
AXES_BY_NAME = {axis.name: axis for axis in AXES}
DEFAULT_ROWS = "target_group"
DEFAULT_COLS = "province"
#: What is counted unless the address chooses kinds: what people and companies can use or repeat.
COUNTED_KINDS = ("initiative", "offer", "practice")
