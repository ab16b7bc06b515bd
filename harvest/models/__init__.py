from harvest.models.host_claim import HostClaim
from harvest.models.record import Record
from harvest.models.run import Run
from harvest.models.source import Source, SourceMapping, SourceRule
from harvest.models.trial_draft import TrialDraft
from harvest.models.trouble import Trouble

__all__ = [
    "HostClaim",
    "Record",
    "Run",
    "Source",
    "SourceMapping",
    "SourceRule",
    "TrialDraft",
    "Trouble",
]
