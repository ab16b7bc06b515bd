"""The columns that every kind of item has."""

from collections.abc import Callable
from functools import partial

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.bulk_upload.cells import (
    Address,
    Body,
    CellKind,
    Choice,
    Line,
    Lines,
    OneTerm,
    Scope,
    Terms,
)
from organisations.bulk_upload.sheets import Column
from taxonomy.models import (
    Action,
    ActionLine,
    ChoiceFactor,
    DevelopmentPath,
    Province,
    Scale,
    TargetGroup,
)

SEVERAL = _("Several with a semicolon between them.")

WHAT = (
    Column("title", Line, required=True, also=("naam", "name", "titel")),
    Column("title_en", Line),
    Column("summary", Lines, required=True, also=("beschrijving", "omschrijving", "description")),
    Column("summary_en", Lines),
    Column("body", Body, explanation=_("The whole text. An empty line begins a paragraph.")),
    Column("body_en", Body, explanation=_("The whole text. An empty line begins a paragraph.")),
)
WHERE_AND_FOR_WHOM = (
    Column(
        "provinces",
        partial(Terms, terms=Province),
        example="Flevoland; UT",
        explanation=_("By name or code. Several with a semicolon between them."),
        also=("provincie", "province"),
    ),
    Column("scale", partial(OneTerm, terms=Scale)),
    Column(
        "target_groups",
        partial(Terms, terms=TargetGroup),
        explanation=SEVERAL,
        also=("doelgroep", "target group"),
    ),
    Column(
        "action_lines",
        partial(Terms, terms=ActionLine),
        explanation=SEVERAL,
        also=("actielijn", "action line"),
    ),
    Column("actions", partial(Terms, terms=Action), explanation=SEVERAL),
    Column("development_paths", partial(Terms, terms=DevelopmentPath), explanation=SEVERAL),
    Column("choice_factors", partial(Terms, terms=ChoiceFactor), explanation=SEVERAL),
)
CONTACT = (
    Column("website", Address, example="https://www.example.org", also=("url", "site")),
    Column("contact_name", Line, also=("contactpersoon",)),
    Column("contact_email", Line, example="info@example.org", also=("e-mail", "email", "mail")),
    Column(
        "contact_phone",
        Line,
        example="0320 123456",
        also=("telefoon", "telefoonnummer", "phone", "telephone"),
    ),
)


def choice(choices: type[models.TextChoices], empty: str = "") -> Callable[[Scope], CellKind]:
    """A kind of cell for a field with choices; `empty` is its value when nobody says."""
    return partial(Choice, choices=choices, empty=empty)
