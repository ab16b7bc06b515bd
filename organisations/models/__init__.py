"""The parties, who works for them, and what belongs to them."""

from organisations.models.organisation import Organisation

from organisations.models.membership import Membership  # isort: skip
from organisations.models.owned import Owned  # isort: skip

__all__ = ["Membership", "Organisation", "Owned"]
