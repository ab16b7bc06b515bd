"""Blocks that only editorial pages use."""

from portal.blocks.ways_in import WayInBlock

__all__ = ["WayInBlock"]
