from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Value
from django.db.models.functions import Concat, Substr
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from publishing.blocks import BodyBlock
from taxonomy.localised import LocalisedFieldsMixin, active_language

INTRO_MAX = 300


def editing_tabs(
    *more: str, dutch: tuple[str, ...] = (), english: tuple[str, ...] = ()
) -> TabbedInterface:
    """The tabs of an editorial page in the order of work.

    `more` names the fields that only this kind of page has and that are the same in both
    languages; `dutch` and `english` name its fields that come after the introduction.
    """
    tabs = [
        ObjectList(
            [FieldPanel(name) for name in ("title", "intro", *dutch, "body")], heading=_("Dutch")
        ),
        ObjectList(
            [FieldPanel(name) for name in ("title_en", "slug_en", "intro_en", *english, "body_en")],
            heading=_("English"),
        ),
        ObjectList(Page.promote_panels + Page.settings_panels, heading=_("Settings")),
    ]
    if more:
        tabs.insert(2, ObjectList([FieldPanel(name) for name in more], heading=_("More")))
    return TabbedInterface(tabs)


class EditorialPage(LocalisedFieldsMixin, Page):
    """A page written by editors: one record, one place in the tree, in Dutch and English.

    Wagtail knows one slug and one path; `slug_en` and `url_path_en` are their English
    companions. Under `/en/` the page answers to, and is linked by, its English path.
    `url_path_en` is relative to the site root ("" for the home page) and is kept by `save`.
    """

    title_en = models.CharField(_("title (English)"), max_length=255, blank=True)
    slug_en = models.SlugField(
        _("slug (English)"),
        max_length=255,
        blank=True,
        help_text=_("The word in the English address. Empty: made from the English title."),
    )
    url_path_en = models.CharField(max_length=2000, blank=True, editable=False, db_index=True)
    intro = models.TextField(
        _("introduction"),
        blank=True,
        validators=[MaxLengthValidator(INTRO_MAX)],
        help_text=_("At most 300 characters; also shown in lists and by search engines."),
    )
    intro_en = models.TextField(
        _("introduction (English)"), blank=True, validators=[MaxLengthValidator(INTRO_MAX)]
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    body_en = StreamField(BodyBlock(), verbose_name=_("text (English)"), blank=True)

    edit_handler = editing_tabs()
    is_creatable = False
    parent_page_types: list[str] = []
    preview_modes = [("", _("Dutch")), ("en", _("English"))]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    # --- addresses ---------------------------------------------------------------------------

    @property
    def english_slug(self) -> str:
        return self.slug_en or slugify(self.title_en) or self.slug

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page below this one by the slug of the active language."""
        if not path_components or active_language() != "en":
            return super().route(request, path_components)
        child_path = f"{self.url_path_en}{path_components[0]}/"
        child = EditorialPage.objects.child_of(self).filter(url_path_en=child_path).first()
        if child is None:
            raise Http404
        return child.specific.route(request, path_components[1:])

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[Any, Any, Any] | None:
        parts = super().get_url_parts(request)
        if parts is None or parts[2] is None or active_language() != "en":
            return parts
        return parts[0], parts[1], reverse("wagtail_serve", args=(self.url_path_en,))

    def path_in(self, language: str) -> str:
        """The path of this page in "nl" or "en"; asks the database nothing."""
        # `url_path` starts with the slug of the home page, which is not part of any address.
        dutch = self.url_path.strip("/").partition("/")[2]
        path = self.url_path_en if language == "en" else f"{dutch}/" if dutch else ""
        with translation.override(language):
            return reverse("wagtail_serve", args=(path,))

    @property
    def path_here(self) -> str:
        """The path in the language of this request."""
        return self.path_in(active_language())

    def clean(self) -> None:
        super().clean()
        parent = self.get_parent() if self.path else None
        if parent is None:
            return
        path = self._english_path(parent)
        if (
            EditorialPage.objects.child_of(parent)
            .filter(url_path_en=path)
            .exclude(pk=self.pk)
            .exists()
        ):
            raise ValidationError(
                {"slug_en": _("Another page in this place already has this English address.")}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        # A page that is being added has no parent yet as far as the tree is concerned, but does have
        # its path, from which `get_parent` works.
        before = self.url_path_en
        if self.path and not self.slug:
            self.full_clean()
        parent = self.get_parent() if self.path else None
        self.url_path_en = self._english_path(parent) if parent else ""
        super().save(*args, **kwargs)
        if before and before != self.url_path_en:
            self._move_descendants(before)

    def _english_path(self, parent: Page) -> str:
        if parent.depth == 1:
            return ""
        above = (
            EditorialPage.objects.filter(pk=parent.pk).values_list("url_path_en", flat=True).first()
        )
        return f"{above or ''}{self.english_slug}/"

    def _move_descendants(self, before: str) -> None:
        EditorialPage.objects.descendant_of(self).filter(url_path_en__startswith=before).update(
            url_path_en=Concat(Value(self.url_path_en), Substr("url_path_en", len(before) + 1))
        )

    # --- reading -----------------------------------------------------------------------------

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["alternate_urls"] = [
            (language, self.path_in(language)) for language in ("nl", "en")
        ]
        context["canonical_path"] = self.path_here
        context["breadcrumbs"] = self.breadcrumbs()
        return context

    def breadcrumbs(self) -> list[dict[str, str]]:
        """The pages between the home page and this one, and this one without an address."""
        above = EditorialPage.objects.ancestor_of(self).filter(depth__gt=2).order_by("depth")
        return [
            *({"label": page.text("title").text, "url": page.path_here} for page in above),
            {"label": self.text("title").text, "url": ""},
        ]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> Any:
        with translation.override(mode_name or "nl"):
            response = super().serve_preview(request, mode_name)
            return response.render() if hasattr(response, "render") else response
