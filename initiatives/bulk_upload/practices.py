"""The sheet of practices."""

from functools import partial

from initiatives.bulk_upload.shared_columns import (
    CONTACT,
    SEVERAL,
    WHAT,
    WHERE_AND_FOR_WHOM,
    choice,
)
from initiatives.models import Phase, Practice
from organisations.bulk_upload.cells import Line, Lines, Terms
from organisations.bulk_upload.sheets import Column, Sheet
from taxonomy.models import Province

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
        Column("transferability", Lines),
        Column("transferability_en", Lines),
        Column("runs_in", Line),
        Column("runs_in_en", Line),
        Column("proposed_adoption", Lines),
        Column("proposed_adoption_en", Lines),
        Column("proposed_provinces", partial(Terms, terms=Province), explanation=SEVERAL),
        *WHERE_AND_FOR_WHOM,
        *CONTACT,
    ),
)
