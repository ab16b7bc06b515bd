"""What organisations do together, what one can use of it, and what deserves to be repeated."""

from initiatives.models.phase import Phase

from initiatives.models.initiative import Initiative, InitiativeFact  # isort: skip
from initiatives.models.offer import Offer  # isort: skip
from initiatives.models.practice import Practice  # isort: skip

__all__ = ["Initiative", "InitiativeFact", "Offer", "Phase", "Practice"]
