"""How something becomes public, and who decides."""

from publishing.models.user import User

from publishing.models.roles import RoleAssignment  # isort: skip
from publishing.models.publication import Publication  # isort: skip
from publishing.models.review import RegionReviewTask  # isort: skip

__all__ = ["Publication", "RegionReviewTask", "RoleAssignment", "User"]
