from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchDemandQuerySet(models.QuerySet["SearchDemand"]):
    def told(self) -> Self:
        """Those asked often enough that their words were written down."""
        return self.exclude(words="")

    def not_asked_by(self, visitor: int) -> Self:
        """Those that this visitor (`monitor.demand.visitors`) does not count for already."""
        known = models.F("visitors").bitand(visitor)
        return self.annotate(known=known).filter(known=0)

    def since(self, week: date) -> Self:
        """Of the week that begins on this Monday and of those after it."""
        return self.filter(week__gte=week)


class SearchDemand(models.Model):
    """How often in one week the same was asked of which there was nothing, or little.

    Until the fifth time it holds no word of what was asked: only a digest under a key that
    is thrown away after the week, how often, and which few of many buckets of visitors asked,
    so that five are five different ones. With the fifth come the words, the place and the kinds,
    as that search had them, and the buckets go. Never anything of who asked.
    """

    #: From the searches of so many visitors in a week on the words are known.
    THRESHOLD = 5
    #: So many rows a week and no more: nobody fills the disk by searching.
    MOST_A_WEEK = 5_000

    #: The Monday; no finer time is kept anywhere.
    week = models.DateField(_("week"))
    digest = models.CharField(_("digest"), max_length=64)
    searches = models.PositiveIntegerField(_("searches"), default=0)
    without_result = models.PositiveIntegerField(_("without a result"), default=0)
    #: A bit for each bucket that asked (`monitor.demand.visitors`); 0 from the threshold on.
    visitors = models.BigIntegerField(_("buckets of visitors"), default=0)
    #: As the fifth search had them, without accents, capitals and words that say nothing.
    words = models.CharField(_("words"), max_length=200, blank=True)
    #: Values of the facets ``province`` and ``region``: "province=NL-FL region=flevoland".
    places = models.CharField(_("places"), max_length=200, blank=True)
    #: Kinds that were chosen, with a space between them; empty for all.
    kinds = models.CharField(_("kinds"), max_length=100, blank=True)

    objects = SearchDemandQuerySet.as_manager()

    class Meta:
        verbose_name = _("what was searched for in vain")
        verbose_name_plural = _("what was searched for in vain")
        constraints = [
            models.UniqueConstraint(
                fields=["week", "digest"], name="one_row_per_week_and_question"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.week} {self.words or '-'} {self.searches}"


class DemandKey(models.Model):
    """The key of one week's digests; without it nobody can try out which words they are of."""

    week = models.DateField(_("week"), primary_key=True)
    secret = models.CharField(_("secret"), max_length=64)

    class Meta:
        verbose_name = _("key of a week")
        verbose_name_plural = _("keys of weeks")

    def __str__(self) -> str:
        return str(self.week)
