"""The sheet of offers."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from initiatives.bulk_upload.initiative_cells import BelongsTo
from initiatives.bulk_upload.shared_columns import CONTACT, WHAT, WHERE_AND_FOR_WHOM, choice
from initiatives.models import Offer, Phase
from organisations.bulk_upload.cells import (
    Address,
    Day,
    Line,
    Lines,
    Number,
    OneTerm,
    WholeNumber,
)
from organisations.bulk_upload.sheets import Column, Sheet
from taxonomy.models import Form

COST = (
    Column("cost", choice(Offer.Cost), also=("kosten",)),
    Column(
        "cost_amount",
        Number,
        example="249,50",
        explanation=_("In euros, only the number."),
        also=("prijs", "price", "bedrag", "amount"),
    ),
    Column("cost_note", Line),
    Column("cost_note_en", Line),
)
SHEET = Sheet(
    Offer,
    (
        *WHAT,
        Column(
            "initiative", BelongsTo, explanation=_("The title of the initiative it belongs to.")
        ),
        Column("form", partial(OneTerm, terms=Form), also=("soort", "type")),
        Column("phase", choice(Phase, Phase.RUNNING)),
        *WHERE_AND_FOR_WHOM,
        Column("conditions", Lines),
        Column("conditions_en", Lines),
        Column("mode", choice(Offer.Mode)),
        Column("place", Line, example="Stationsplein 1, Lelystad", also=("locatie", "location")),
        *COST,
        Column("paid_by", Line),
        Column("paid_by_en", Line),
        Column("level", WholeNumber, example="4", also=("niveau", "nlqf")),
        Column("level_note", Line),
        Column("level_note_en", Line),
        Column("duration_value", Number, example="12", also=("duur",)),
        Column("duration_unit", choice(Offer.DurationUnit), also=("eenheid", "unit")),
        Column("duration_note", Line),
        Column("duration_note_en", Line),
        Column("workload", choice(Offer.Workload)),
        Column("start", choice(Offer.Start)),
        Column("start_note", Line),
        Column("start_note_en", Line),
        Column("available_from", Day, example="1-9-2027", also=("van", "from")),
        Column("available_until", Day, example="31-12-2027", also=("tot", "until")),
        Column("how_to_apply", Lines),
        Column("how_to_apply_en", Lines),
        Column("apply_url", Address),
        *CONTACT,
    ),
    same_when=("title", "place"),
)
