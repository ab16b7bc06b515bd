from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Revision,
    RevisionMixin,
    WorkflowMixin,
)

from publishing.blocks import BodyBlock
from publishing.freshness import Freshness, freshness_of
from publishing.models.own_page import OwnPage
from publishing.querysets import PublicationQuerySet
from taxonomy.localised import LocalisedFieldsMixin
from taxonomy.models import Classified, Region

SUMMARY_MAX = 300


class Publication(
    LocalisedFieldsMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    OwnPage,
    Classified,
):
    """Something the catalogue shows: draft, reviewed by its region, then live.

    Field `x` is Dutch and must be there, `x_en` is its English companion and may be empty.
    `region` is the lead region: its programme manager decides; an item without one belongs
    to the national coordinator. `verified_on` is the day somebody responsible last said
    that the content is right, `verified_by` as whom. `ref` is set for items that came from the launch content.
    """

    class Provenance(models.TextChoices):
        LAUNCH = "launch", _("launch content")
        CURATOR = "curator", _("curator")
        CONTRIBUTOR = "contributor", _("organisation")
        SOURCE = "source", _("partner's feed")

    #: Further relations that the page of an item reads; see `PublicationQuerySet.for_page`.
    page_relations: tuple[str, ...] = ()
    page_collections: tuple[str, ...] = ()
    #: Fields that only make sense together: a merge takes them from the same item.
    merged_together: tuple[tuple[str, ...], ...] = (("image", "image_alt", "image_alt_en"),)
    #: Fields of which a merge never takes the value of the other item.
    kept_when_merged: tuple[str, ...] = ()

    ref = models.SlugField(
        _("identifier"), max_length=120, null=True, blank=True, unique=True, editable=False
    )
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    slug = models.SlugField(_("slug"), max_length=220, blank=True, editable=False)
    summary = models.TextField(
        _("summary"),
        validators=[MaxLengthValidator(SUMMARY_MAX)],
        help_text=_("What it is and for whom, in at most 300 characters."),
    )
    summary_en = models.TextField(
        _("summary (English)"), blank=True, validators=[MaxLengthValidator(SUMMARY_MAX)]
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    body_en = StreamField(BodyBlock(), verbose_name=_("text (English)"), blank=True)
    region = models.ForeignKey(
        Region,
        verbose_name=_("lead region"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        help_text=_(
            "Its programme manager reviews this item. Empty: the national coordinator does."
        ),
    )
    image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_alt = models.CharField(
        _("image in words"),
        max_length=200,
        blank=True,
        help_text=_(
            "What somebody who cannot see the image must know. Empty if it only decorates."
        ),
    )
    image_alt_en = models.CharField(_("image in words (English)"), max_length=200, blank=True)
    website = models.URLField(_("website"), max_length=500, blank=True)
    contact_name = models.CharField(
        _("contact"),
        max_length=200,
        blank=True,
        help_text=_("A role or department, not a private person."),
    )
    contact_email = models.EmailField(_("e-mail address of the contact"), blank=True)
    contact_phone = models.CharField(
        _("telephone number of the contact"), max_length=30, blank=True
    )
    verified_on = models.DateField(
        _("last confirmed"),
        null=True,
        blank=True,
        help_text=_("The day somebody responsible last said that this is right."),
    )
    verified_by = models.CharField(
        _("confirmed by"),
        max_length=250,
        blank=True,
        editable=False,
        help_text=_("An organisation or a role, for readers; never a private person."),
    )
    verified_by_en = models.CharField(
        _("confirmed by (English)"), max_length=250, blank=True, editable=False
    )
    provenance = models.CharField(
        _("came from"),
        max_length=20,
        choices=Provenance.choices,
        default=Provenance.CURATOR,
        editable=False,
    )
    sources = models.JSONField(_("sources"), default=list, blank=True, editable=False)
    editor_note = models.TextField(
        _("note for editors"), blank=True, help_text=_("Not shown to readers.")
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("created by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True, db_index=True)

    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="%(class)s",
        for_concrete_model=False,
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="%(class)s",
        for_concrete_model=False,
    )

    objects = PublicationQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["title", "pk"]
        indexes = [models.Index(fields=["live", "title"], name="%(class)s_live_title")]

    def __str__(self) -> str:
        return self.text("title").text

    @property
    def revisions(self) -> models.Manager:
        return self._revisions

    def clean(self) -> None:
        super().clean()
        if self.pk is None:
            return
        # A title is required, so an English text without an English title would leave a heading in Dutch
        # above it; say so while the editor is here.
        if self.summary_en and not self.title_en:
            raise ValidationError(
                {"title_en": _("There is an English summary: add the English title.")}
            )

    def name_in_address(self) -> None:
        """Let the words in the address follow the title; saving and checking do so by themselves."""
        self.slug = slugify(self.title)[:220]

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.name_in_address()
        super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_in_address()
        update_fields = kwargs.get("update_fields")
        if update_fields is not None and "title" in update_fields:
            kwargs["update_fields"] = {*update_fields, "slug"}
        super().save(*args, **kwargs)

    def save_revision(self, user: Any = None, **kwargs: Any) -> Revision:
        """Keep a version; never over one that waits for review, which would go live unseen.

        Whoever may publish may write over it: the screen of the review tells when it changed.
        """
        overwritten = kwargs.get("overwrite_revision")
        if overwritten is not None and self._waits_for_others(overwritten, user):
            kwargs["overwrite_revision"] = None
        return super().save_revision(user=user, **kwargs)

    def _waits_for_others(self, revision: Revision, user: Any) -> bool:
        from publishing.permissions import Verb, may

        step = self.current_workflow_task_state
        under_review = step is not None and step.revision_id == revision.pk
        return under_review and not may(user, Verb.PUBLISH, self)

    @property
    def freshness(self) -> Freshness:
        """Whether it was confirmed recently enough to be trusted."""
        return freshness_of(self.verified_on)

    @property
    def is_stale(self) -> bool:
        """Confirmed once, but too long ago."""
        return self.freshness == Freshness.STALE

    @property
    def kind_label(self) -> str:
        return capfirst(str(self._meta.verbose_name))
