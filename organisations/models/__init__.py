"""The parties, who works for them, who wants to, and what belongs to them."""

from organisations.models.organisation import Organisation

from organisations.models.membership import Membership  # isort: skip
from organisations.models.owned import Owned  # isort: skip
from organisations.models.invitation import Invitation  # isort: skip
from organisations.models.join_request import JoinRequest  # isort: skip
from organisations.models.mail_domain import MailDomain  # isort: skip
from organisations.models.bulk_upload import BulkUpload, BulkUploadRow  # isort: skip
from organisations.models.contribution_start import ContributionStart  # isort: skip
from organisations.models.draft_link import DraftLink  # isort: skip
from organisations.models.visitor_draft import VisitorDraft  # isort: skip

__all__ = [
    "BulkUpload",
    "BulkUploadRow",
    "ContributionStart",
    "DraftLink",
    "Invitation",
    "JoinRequest",
    "MailDomain",
    "Membership",
    "Organisation",
    "Owned",
    "VisitorDraft",
]
