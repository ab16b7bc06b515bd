"""The shared words. Modules here import only from modules above them in this list."""

from taxonomy.models.term import Term

from taxonomy.models.geography import Province, Region, Scale  # isort: skip
from taxonomy.models.action_lines import Action, ActionLine, BudgetYear  # isort: skip
from taxonomy.models.people import (  # isort: skip
    ChoiceFactor,
    DevelopmentPath,
    Form,
    OrganisationType,
    TargetGroup,
)
from taxonomy.models.classified import Classified  # isort: skip

__all__ = [
    "Action",
    "ActionLine",
    "BudgetYear",
    "ChoiceFactor",
    "Classified",
    "DevelopmentPath",
    "Form",
    "OrganisationType",
    "Province",
    "Region",
    "Scale",
    "TargetGroup",
    "Term",
]
