from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel

from taxonomy.models.action_lines import Action, ActionLine
from taxonomy.models.geography import Province, Scale
from taxonomy.models.people import ChoiceFactor, DevelopmentPath, TargetGroup


class Classified(ClusterableModel):
    """Gives a model the shared classification, stored with its revisions."""

    #: The relations that say what an item is about, as opposed to where it is.
    SUBJECT_FIELDS = (
        "target_groups",
        "action_lines",
        "actions",
        "development_paths",
        "choice_factors",
    )

    provinces = ParentalManyToManyField(
        Province,
        verbose_name=_("provinces"),
        blank=True,
        related_name="%(class)ss",
        help_text=_("Where it is active. Something national counts in every province."),
    )
    scale = models.ForeignKey(
        Scale,
        verbose_name=_("scale"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
    )
    target_groups = ParentalManyToManyField(
        TargetGroup, verbose_name=_("target groups"), blank=True, related_name="%(class)ss"
    )
    action_lines = ParentalManyToManyField(
        ActionLine, verbose_name=_("action lines"), blank=True, related_name="%(class)ss"
    )
    actions = ParentalManyToManyField(
        Action, verbose_name=_("actions"), blank=True, related_name="%(class)ss"
    )
    development_paths = ParentalManyToManyField(
        DevelopmentPath, verbose_name=_("development paths"), blank=True, related_name="%(class)ss"
    )
    choice_factors = ParentalManyToManyField(
        ChoiceFactor,
        verbose_name=_("knowing, wanting, being able"),
        blank=True,
        related_name="%(class)ss",
    )

    class Meta:
        abstract = True

    @property
    def is_national(self) -> bool:
        """Whether it is useful in every province, whatever provinces stand beside it."""
        return self.scale is not None and self.scale.ref == Scale.NATIONAL
