"""What people search for and do not find: counted per week, never who asked."""

from monitor.demand.reading import DemandLine, RegionDemand, demand_of

__all__ = ["DemandLine", "RegionDemand", "demand_of"]
