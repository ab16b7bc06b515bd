"""What the pictures of the whole field are counted from, and what managers said about them."""

from monitor.models.entry import Entry

__all__ = ["Entry"]
