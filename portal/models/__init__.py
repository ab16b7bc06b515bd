"""The editorial pages: one tree, in two languages."""

from portal.models.editorial_page import EditorialPage
from portal.models.home import HomePage
from portal.models.regions import RegionIndexPage, RegionPage

from portal.models.articles import ArticleIndexPage, ArticlePage  # isort: skip
from portal.models.information import HelpIndexPage, HelpPage, StandardPage

__all__ = [
    "ArticleIndexPage",
    "ArticlePage",
    "EditorialPage",
    "HelpIndexPage",
    "HelpPage",
    "HomePage",
    "RegionIndexPage",
    "RegionPage",
    "StandardPage",
]
