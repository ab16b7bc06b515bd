"""What a web page with schema.org/Event as JSON-LD, or a sitemap of such pages, means."""

from events.harvest.web_pages.gate import looks_like_web_page
from events.harvest.web_pages.reading import read

__all__ = ["looks_like_web_page", "read"]
