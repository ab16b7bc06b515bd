"""The sheet of practices."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from initiatives.bulk_upload.part_cells import EnglishPartCell, PartCell
from initiatives.bulk_upload.shared_columns import (
    CONTACT,
    SEVERAL,
    WHAT,
    WHERE_AND_FOR_WHOM,
    choice,
)
from initiatives.models import Licence, Phase, Practice, Strength
from organisations.bulk_upload.cells import Line, Lines, Number, Terms
from organisations.bulk_upload.sheets import Column, Sheet
from taxonomy.models import Province

_ENGLISH_LINES = _("In English, line by line what the lines in Dutch say.")
PARTS = (
    Column(
        "results",
        partial(PartCell, part="results"),
        label=_("results in figures"),
        example=_("participants with a job within a year: 96 of 120 (own count 2025)"),
        explanation=_(
            "One per line: what was counted, a colon, the figure, and the source between brackets."
        ),
        also=("resultaten", "results"),
    ),
    Column(
        "results_en",
        partial(EnglishPartCell, part="results"),
        label=_("results in figures (English)"),
        explanation=_(
            "In English, line by line what the lines in Dutch say: what was counted, the "
            "figure and the source, with a bar (|) between them."
        ),
    ),
    Column(
        "conditions",
        partial(PartCell, part="conditions"),
        label=_("conditions to repeat it"),
        example=_("Five employers take part | partner"),
        explanation=_(
            "One per line. After a bar (|) what it is about: partner, money, people, rules and "
            "law, scale. After another bar “helps” when one can do without it."
        ),
        also=("voorwaarden", "conditions"),
    ),
    Column(
        "conditions_en",
        partial(EnglishPartCell, part="conditions"),
        label=_("conditions to repeat it (English)"),
        explanation=_ENGLISH_LINES,
    ),
    Column(
        "materials",
        partial(PartCell, part="materials"),
        label=_("material"),
        example=_("Handbook for coaches https://www.example.org/handbook"),
        explanation=_("One per line: what it is, and its address."),
        also=("materiaal",),
    ),
    Column(
        "materials_en",
        partial(EnglishPartCell, part="materials"),
        label=_("material (English)"),
        explanation=_ENGLISH_LINES,
    ),
)
SHEET = Sheet(
    Practice,
    (
        *WHAT,
        Column("phase", choice(Phase, Phase.RUNNING)),
        Column("problem", Lines),
        Column("problem_en", Lines),
        Column("approach", Lines),
        Column("approach_en", Lines),
        Column("evidence", Lines),
        Column("evidence_en", Lines),
        Column("evidence_strength", choice(Strength)),
        Column("transferability", Lines),
        Column("transferability_en", Lines),
        Column("cost", Lines, also=("kosten",)),
        Column("cost_en", Lines),
        Column("cost_from", Number, example="1500"),
        Column("cost_to", Number, example="2500"),
        Column("cost_per", Line, example=_("participant")),
        Column("cost_per_en", Line),
        Column("people_needed", Lines),
        Column("people_needed_en", Lines),
        Column("partners_needed", Lines),
        Column("partners_needed_en", Lines),
        Column("pitfalls", Lines),
        Column("pitfalls_en", Lines),
        *PARTS,
        Column("licence", choice(Licence), also=("license",)),
        Column("licence_note", Line),
        Column("licence_note_en", Line),
        Column("runs_in", Line),
        Column("runs_in_en", Line),
        Column("proposed_adoption", Lines),
        Column("proposed_adoption_en", Lines),
        Column("proposed_provinces", partial(Terms, terms=Province), explanation=SEVERAL),
        *WHERE_AND_FOR_WHOM,
        *CONTACT,
        Column("questions_answered", Line),
        Column("questions_answered_en", Line),
    ),
)
