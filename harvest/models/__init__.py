from harvest.models.host_claim import HostClaim
from harvest.models.record import Record
from harvest.models.run import Run
from harvest.models.source import Source, SourceMapping, SourceRule

__all__ = ["HostClaim", "Record", "Run", "Source", "SourceMapping", "SourceRule"]
