from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taxonomy.models import Region


class RoleAssignment(models.Model):
    """Says that a person manages one region's programme, or coordinates nationally."""

    class Role(models.TextChoices):
        PROGRAMME_MANAGER = "programme_manager", _("programme manager of a region")
        NATIONAL_COORDINATOR = "national_coordinator", _("national coordinator")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        related_name="role_assignments",
        on_delete=models.CASCADE,
    )
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    region = models.ForeignKey(
        Region,
        verbose_name=_("region"),
        related_name="role_assignments",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        help_text=_("Only for a programme manager."),
    )

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            # A manager without a region would manage nothing, a coordinator with one would look limited to it.
            models.CheckConstraint(
                name="role_region_only_for_programme_manager",
                condition=Q(role="programme_manager", region__isnull=False)
                | Q(role="national_coordinator", region__isnull=True),
                violation_error_message=_(
                    "A programme manager needs a region; a national coordinator has none."
                ),
            ),
            # Two constraints and not one over all three fields: SQLite counts two empty regions as different.
            models.UniqueConstraint(
                name="role_manager_once_per_region",
                fields=["user", "region"],
                condition=Q(role="programme_manager"),
            ),
            models.UniqueConstraint(
                name="role_coordinator_once",
                fields=["user"],
                condition=Q(role="national_coordinator"),
            ),
        ]

    def __str__(self) -> str:
        label = self.get_role_display()
        return f"{self.user}: {label} ({self.region})" if self.region else f"{self.user}: {label}"
