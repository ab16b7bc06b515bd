"""The site's settings with the app of the stock candidate beside it."""

from portal.settings.dev import *  # noqa: F403
from portal.settings.dev import INSTALLED_APPS

INSTALLED_APPS = ["bench.engines.stock", *INSTALLED_APPS]
