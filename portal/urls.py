"""Every address of the site. The page tree answers what nothing before it does."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from organisations.accounts import own_pages
from organisations.mine.views import my_organisations
from portal import closed_doors, machine_files
from portal.sitemaps import SITEMAPS
from portal.styleguide import styleguide

urlpatterns = [
    path("healthz", machine_files.health, name="health"),
    path("readyz", machine_files.ready, name="ready"),
    path("robots.txt", machine_files.robots, name="robots"),
    path(".well-known/security.txt", machine_files.security, name="security_txt"),
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS}, name="sitemap_index"),
    path(
        "sitemap-<section>.xml",
        sitemaps.sitemap,
        {"sitemaps": SITEMAPS},
        name="django.contrib.sitemaps.views.sitemap",
    ),
    path("beheer/", include(closed_doors.admin_urlpatterns)),
    path("beheer/", include(wagtailadmin_urls)),
    path("documenten/", include(closed_doors.document_urlpatterns)),
    path("documenten/", include(wagtaildocs_urls)),
]

if settings.SERVE_PICTURES:
    # Only the sizes made for pages: what people uploaded is handed out by nobody.
    pictures = {"document_root": settings.MEDIA_ROOT / "images"}
    urlpatterns += [path("media/images/<path:path>", serve, pictures, name="picture")]

urlpatterns += i18n_patterns(
    path("account/data/", own_pages.show, name="own_data"),
    path("account/data/download/", own_pages.download, name="own_data_download"),
    path("account/remove/", own_pages.remove, name="account_remove"),
    path("account/removed/", own_pages.removed, name="account_removed"),
    path("account/", include("allauth.urls")),
    path("", include("portal.catalogue_urls")),
    path("", include("monitor.urls")),
    path(_("contribute/"), include("organisations.contributing.urls")),
    path(_("still-right/"), include("publishing.confirmation.urls")),
    path(_("daily-mail/"), include("publishing.notices.urls")),
    path(_("looks-like-it/"), include("publishing.duplicates.urls")),
    path(_("my-organisation/upload/"), include("organisations.bulk_upload.urls")),
    path(_("my-organisation/"), my_organisations, name="my_organisations"),
    path(_("my-organisation/"), include("organisations.joining.urls")),
    path(_("my-organisation/"), include("organisations.mine.urls")),
    path(_("my-organisation/"), include("harvest.screens.urls")),
    path(_("style-guide/"), styleguide, name="styleguide"),
    path("", include(closed_doors.page_urlpatterns)),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
