"""What the pictures of the whole field are counted from, and what managers said about them."""

from monitor.models.entry import Entry
from monitor.models.ledger_state import LedgerState
from monitor.models.mark import GapMark
from monitor.models.overlap import (
    Overlap,
    OverlapCluster,
    OverlapKey,
    OverlapProfile,
    OverlapVerdict,
)
from monitor.models.overlap_rules import OverlapRules
from monitor.models.overlap_run import OverlapRun
from monitor.models.rules import CoverageRules
from monitor.models.search_demand import DemandKey, SearchDemand

__all__ = [
    "CoverageRules",
    "DemandKey",
    "Entry",
    "GapMark",
    "LedgerState",
    "Overlap",
    "OverlapCluster",
    "OverlapKey",
    "OverlapProfile",
    "OverlapRules",
    "OverlapRun",
    "OverlapVerdict",
    "SearchDemand",
]
