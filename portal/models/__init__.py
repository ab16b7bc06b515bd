"""The editorial pages: one tree, in two languages."""

from portal.models.editorial_page import EditorialPage
from portal.models.home import HomePage
from portal.models.regions import RegionIndexPage, RegionPage

from portal.models.articles import ArticleIndexPage, ArticlePage  # isort: skip
from portal.models.information import HelpIndexPage, HelpPage, StandardPage
from portal.models.launch import LaunchRecord

__all__ = [
    "ArticleIndexPage",
    "ArticlePage",
    "EditorialPage",
    "HelpIndexPage",
    "HelpPage",
    "HomePage",
    "LaunchRecord",
    "RegionIndexPage",
    "RegionPage",
    "StandardPage",
]
