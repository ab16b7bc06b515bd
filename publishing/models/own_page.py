from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext_lazy as _
from wagtail.models import PreviewableMixin

from publishing.addresses import item_address
from publishing.key_facts import KeyFact
from publishing.sections import sections_of


class OwnPage(PreviewableMixin):
    """The page that readers see of an item: its address, what is on it, and its preview."""

    #: Names of the addresses are `<url_namespace>:<kind>_list` and `<url_namespace>:<kind>_detail`.
    kind: str
    url_namespace: str

    def localised_slug(self, language: str | None = None) -> str:
        """The words in the address, in the language of the page; the id before them is what counts."""
        return slugify(self.text("title", language).text) or self.slug or "item"

    def get_absolute_url(self) -> str:
        return self.path_in(None)

    def path_in(self, language: str | None) -> str:
        """The path of the page in `language`, or in the active one; none before it is saved."""
        if self.pk is None:
            return ""
        language = language or translation.get_language() or "nl"
        name = f"{self.url_namespace}:{self.kind}_detail"
        return item_address(name, self.pk, self.localised_slug(language), language)

    @property
    def full_url(self) -> str | None:
        """Where Wagtail's "view live" button goes; nowhere for the preview of a new item."""
        return self.get_absolute_url() or None

    def page_context(self) -> dict[str, Any]:
        """What the page of this item shows; the preview shows the same."""
        list_url = reverse(f"{self.url_namespace}:{self.kind}_list")
        return {
            "item": self,
            "key_facts": self.key_facts(),
            "classification": self.classification_groups(),
            "sections": sections_of(self),
            "structured_data": self.structured_data(),
            "breadcrumbs": [
                {"label": capfirst(self._meta.verbose_name_plural), "url": list_url},
                {"label": self.text("title").text, "url": ""},
            ],
        }

    def key_facts(self) -> list[KeyFact]:
        """The short facts beside the text, most useful first."""
        return []

    def structured_data(self) -> dict[str, Any]:
        """This item in terms of schema.org, for search engines."""
        title = self.text("title")
        data = {
            "@context": "https://schema.org",
            "name": title.text,
            "description": self.text("summary").text,
            "inLanguage": title.lang,
            "sameAs": self.website,
        }
        if self.pk:
            data["url"] = f"{settings.BASE_URL}{self.get_absolute_url()}"
        return {name: value for name, value in data.items() if value}

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [("", _("Dutch")), ("en", _("English"))]

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return f"pages/{self.kind}.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        return super().get_preview_context(request, mode_name) | self.page_context()

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        with translation.override(mode_name or "nl"):
            response = super().serve_preview(request, mode_name)
            return response.render() if hasattr(response, "render") else response
