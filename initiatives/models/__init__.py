"""What organisations do together, what one can use of it, and what deserves to be repeated."""

from initiatives.models.licence import Licence
from initiatives.models.phase import Phase
from initiatives.models.strength import Strength

from initiatives.models.initiative import Initiative, InitiativeFact  # isort: skip
from initiatives.models.offer import Offer  # isort: skip
from initiatives.models.practice import Practice  # isort: skip
from initiatives.models.practice_parts import (  # isort: skip
    PracticeCondition,
    PracticeMaterial,
    PracticeResult,
)
from initiatives.models.fit_answer import FitAnswer  # isort: skip
from initiatives.models.adoption import (  # isort: skip
    Adoption,
    AdoptionFigure,
    AdoptionStep,
)
from initiatives.models.following import (  # isort: skip
    Following,
    FollowMail,
    PracticeNews,
)

__all__ = [
    "Adoption",
    "AdoptionFigure",
    "AdoptionStep",
    "FitAnswer",
    "FollowMail",
    "Following",
    "Initiative",
    "InitiativeFact",
    "Licence",
    "Offer",
    "Phase",
    "Practice",
    "PracticeCondition",
    "PracticeMaterial",
    "PracticeNews",
    "PracticeResult",
    "Strength",
]
