"""How sources are doing, in words: what is wrong, what changed, what to do, and who must hear it."""

from harvest.health.judging import health_of, healths_of
from harvest.health.standing import Finding, Health, Standing

__all__ = ["Finding", "Health", "Standing", "health_of", "healths_of"]
