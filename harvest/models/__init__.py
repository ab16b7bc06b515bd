from harvest.models.record import Record
from harvest.models.run import Run
from harvest.models.source import Source, SourceMapping, SourceRule

__all__ = ["Record", "Run", "Source", "SourceMapping", "SourceRule"]
