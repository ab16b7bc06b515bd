from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from harvest.kinds import kinds
from harvest.querysets import SourceQuerySet
from harvest.secret_addresses import SecretAddressField
from organisations.models import Organisation
from taxonomy.models import Classified, Region


class Source(Classified):
    """A partner's feed: where it is, whose it is, and what to do with what it tells.

    The classification is what its records get where nothing else says so. `region` is whose
    manager looks after it, as for every item. `etag`, `last_modified` and `content_hash` are what
    the last good answer had. A source is asked again from `next_run_at` on, by whoever holds the
    claim on it (`harvest.claiming`). `may_shrink`: a person said that what is gone is gone;
    `withdraws`: after it was switched off, its events are going offline.
    `proposed_address` is where the server says that the feed has moved to for good.
    """

    owner_field = "organisation_id"

    class Trust(models.TextChoices):
        REVIEW = "review", _("review everything")
        FIRST = "first", _("review the first time")
        PUBLISH = "publish", _("publish at once")

    class State(models.TextChoices):
        TRIAL = "trial", _("being tried")
        ACTIVE = "active", _("active")
        PAUSED = "paused", _("paused")
        BLOCKED = "blocked", _("waits for a decision")
        OFF = "off", _("switched off")

    class Interval(models.IntegerChoices):
        HOUR = 60, _("every hour")
        FOUR_HOURS = 240, _("every four hours")
        DAY = 1440, _("every day")
        WEEK = 10080, _("every week")

    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="harvested_sources",
    )
    region = models.ForeignKey(
        Region,
        verbose_name=_("lead region"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="harvested_sources",
    )
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20)
    address = SecretAddressField(_("address"), blank=True)
    language = models.CharField(_("language"), max_length=2, default="nl")
    time_zone = models.CharField(_("time zone"), max_length=64, default=settings.TIME_ZONE)
    trust = models.CharField(_("trust"), max_length=10, choices=Trust.choices, default=Trust.REVIEW)
    interval = models.PositiveIntegerField(
        _("how often"), choices=Interval.choices, default=Interval.FOUR_HOURS
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.TRIAL)
    etag = models.CharField(max_length=300, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    content_hash = models.CharField(max_length=64, blank=True, editable=False)
    next_run_at = models.DateTimeField(_("next time"), null=True, blank=True, db_index=True)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    last_good_at = models.DateTimeField(_("last good answer"), null=True, editable=False)
    failing_since = models.DateTimeField(_("failing since"), null=True, editable=False)
    has_stable_keys = models.BooleanField(default=True, editable=False)
    may_shrink = models.BooleanField(default=False, editable=False)
    withdraws = models.BooleanField(default=False, editable=False)
    proposed_address = SecretAddressField(_("new address"), blank=True, editable=False)
    claimed_by = models.CharField(max_length=100, blank=True, editable=False)
    claimed_until = models.DateTimeField(null=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("added by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_uploaded(self) -> bool:
        """Whether it has no address that could be asked again: somebody gives files."""
        return any(kind.is_uploaded for kind in kinds() if kind.slug == self.kind)


class SourceRule(models.Model):
    """Records with one of these words are left out, or only those come in.

    `words` are one per line; they are looked for as whole words, without regard for capitals and accents.
    """

    class Verb(models.TextChoices):
        INCLUDE = "include", _("only with")
        EXCLUDE = "exclude", _("not with")

    class Where(models.TextChoices):
        TITLE = "title", _("title")
        CATEGORY = "category", _("category")
        PLACE = "place", _("place")

    source = ParentalKey(Source, related_name="rules", on_delete=models.CASCADE)
    verb = models.CharField(_("what"), max_length=10, choices=Verb.choices)
    where = models.CharField(_("where"), max_length=10, choices=Where.choices)
    words = models.TextField(_("words"))

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} {self.get_where_display()}: {self.words}"


class SourceMapping(models.Model):
    """A category of the feed that stands for a term here: `relation` is the field of `Classified`
    (`target_groups`, `action_lines`, `provinces`, ...), `term` the id of the term in it."""

    source = ParentalKey(Source, related_name="mappings", on_delete=models.CASCADE)
    category = models.CharField(_("category"), max_length=200)
    relation = models.CharField(_("vocabulary"), max_length=30)
    term = models.CharField(_("term"), max_length=120)

    class Meta:
        verbose_name = _("mapping")
        verbose_name_plural = _("mappings")
        ordering = ["category", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "category", "relation", "term"], name="one_mapping_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category} = {self.term}"
