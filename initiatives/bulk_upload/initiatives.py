"""The sheet of initiatives."""

from functools import partial

from initiatives.bulk_upload.shared_columns import (
    CONTACT,
    SEVERAL,
    WHAT,
    WHERE_AND_FOR_WHOM,
    choice,
)
from initiatives.models import Initiative, Phase
from organisations.bulk_upload.cells import Names, OneTerm
from organisations.bulk_upload.sheets import Column, Sheet
from taxonomy.models import Form

SHEET = Sheet(
    Initiative,
    (
        *WHAT,
        Column("form", partial(OneTerm, terms=Form), also=("soort", "type")),
        Column("phase", choice(Phase, Phase.UNKNOWN)),
        Column("aliases", Names, explanation=SEVERAL),
        *WHERE_AND_FOR_WHOM,
        *CONTACT,
    ),
)
