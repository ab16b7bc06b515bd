from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel

from taxonomy.models.action_lines import Action, ActionLine
from taxonomy.models.geography import Province, Scale
from taxonomy.models.people import ChoiceFactor, DevelopmentPath, TargetGroup


@dataclass(frozen=True)
class ClassificationGroup:
    """The terms of one vocabulary on an item, as links to more of the same."""

    label: str
    terms: list[Any]
    inherited: bool = False


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

    #: Terms read beforehand for many items at once (`taxonomy/reading.py`), per relation.
    held_terms: Mapping[str, list[Any]] = MappingProxyType({})

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if kwargs:
            super().__init__(*args, **kwargs)
        else:
            # A row of the database brings no child objects; looking for them would take
            # a quarter of the time of making it.
            super(ClusterableModel, self).__init__(*args)

    @property
    def is_national(self) -> bool:
        """Whether it is useful in every province, whatever provinces stand beside it."""
        return self.scale is not None and self.scale.ref == Scale.NATIONAL

    def classification(self, field: str) -> Any:
        """The effective value of a classification field: a list of terms, or one for `scale`."""
        if field == "scale":
            return self.scale
        if field in self.held_terms:
            return self.held_terms[field]
        return list(getattr(self, field).all())

    def inherits(self, field: str) -> bool:
        """Whether the value of a classification field comes from somewhere else."""
        return False

    def classification_groups(self) -> list[ClassificationGroup]:
        """Everything it is classified under, vocabulary by vocabulary; empty ones are left out."""
        groups = []
        for name in ("target_groups", "provinces", *self.SUBJECT_FIELDS[1:]):
            terms = self.classification(name)
            if terms:
                label = capfirst(str(self._meta.get_field(name).verbose_name))
                groups.append(ClassificationGroup(label, terms, self.inherits(name)))
        return groups
