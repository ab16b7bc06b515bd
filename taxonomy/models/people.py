from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from taxonomy.models.action_lines import ActionLine
from taxonomy.models.term import Term
from taxonomy.querysets import TargetGroupQuerySet


class DevelopmentPath(Term):
    """One of the paths A to F towards an ICT job ("stars")."""

    parameter = "path"

    code = models.CharField(_("letter"), max_length=1)
    national_line = models.ForeignKey(
        ActionLine,
        verbose_name=_("national action line"),
        related_name="development_paths",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        limit_choices_to={"kind": ActionLine.Kind.NATIONAL},
    )

    class Meta(Term.Meta):
        verbose_name = _("development path")
        verbose_name_plural = _("development paths")


class TargetGroup(Term):
    """Whom something is for. Two levels; choosing a parent includes its children."""

    parameter = "target_group"

    parent = models.ForeignKey(
        "self",
        verbose_name=_("broader group"),
        related_name="children",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
    )

    objects = TargetGroupQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Term.Meta):
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")

    def clean(self) -> None:
        super().clean()
        if self.parent and (self.parent.parent_id or self.parent_id == self.pk):
            raise ValidationError(
                {"parent": _("Target groups have two levels: choose a group without a parent.")}
            )
        if self.parent and self.pk and self.children.exists():
            raise ValidationError(
                {"parent": _("This group has groups under it, so it cannot go under another.")}
            )


class ChoiceFactor(Term):
    """Why people choose ICT or not: knowing, wanting, being able, each with numbered reasons."""

    parameter = "factor"

    class Category(models.TextChoices):
        KNOWING = "weten", _("knowing")
        WANTING = "willen", _("wanting")
        ABLE = "kunnen", _("being able")

    category = models.CharField(_("category"), max_length=10, choices=Category.choices)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("category record"),
        related_name="children",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
    )

    class Meta(Term.Meta):
        verbose_name = _("reason to choose ICT or not")
        verbose_name_plural = _("reasons to choose ICT or not")


class Form(Term):
    """The form of an initiative or offer: course, reskilling, voucher, coaching, network, ..."""

    parameter = "form"

    is_course = models.BooleanField(
        _("people learn something"),
        default=False,
        help_text=_(
            "Offers of this form are described to search engines as a course, others as a service."
        ),
    )

    class Meta(Term.Meta):
        verbose_name = _("form")
        verbose_name_plural = _("forms")


class OrganisationType(Term):
    """What kind of party an organisation is: government, school, employer, ..."""

    parameter = "org_type"

    class Meta(Term.Meta):
        verbose_name = _("type of organisation")
        verbose_name_plural = _("types of organisation")
