"""How something becomes public, and who decides."""

from publishing.models.user import User

from publishing.models.duplicates import (  # isort: skip
    DuplicateKey,
    DuplicateProfile,
    DuplicateVerdict,
    SuspectedPair,
)
from publishing.models.freshness import FreshnessMail, FreshnessStep  # isort: skip
from publishing.models.notice import Notice, NoticeMail  # isort: skip
from publishing.models.stopped_mail import StoppedMail  # isort: skip
from publishing.models.submission import Submission  # isort: skip
from publishing.models.merge import Merge  # isort: skip
from publishing.models.roles import RoleAssignment  # isort: skip
from publishing.models.publication import Publication  # isort: skip
from publishing.models.review import RegionReviewTask  # isort: skip

__all__ = [
    "DuplicateKey",
    "DuplicateProfile",
    "DuplicateVerdict",
    "FreshnessMail",
    "FreshnessStep",
    "Merge",
    "Notice",
    "NoticeMail",
    "Publication",
    "RegionReviewTask",
    "RoleAssignment",
    "StoppedMail",
    "Submission",
    "SuspectedPair",
    "User",
]
