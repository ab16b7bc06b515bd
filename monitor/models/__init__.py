"""What the pictures of the whole field are counted from, and what managers said about them."""

from monitor.models.entry import Entry
from monitor.models.ledger_state import LedgerState
from monitor.models.mark import GapMark
from monitor.models.rules import CoverageRules
from monitor.models.search_demand import DemandKey, SearchDemand

__all__ = [
    "CoverageRules",
    "DemandKey",
    "Entry",
    "GapMark",
    "LedgerState",
    "SearchDemand",
]
