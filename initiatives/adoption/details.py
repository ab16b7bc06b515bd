"""What is told of an adoption besides its steps."""

from dataclasses import dataclass

from initiatives.models import Adoption, AdoptionFigure, PracticeResult


@dataclass(frozen=True)
class Figure:
    """A result in a figure, in Dutch and, where it differs, in English."""

    label: str
    value: str
    label_en: str = ""
    value_en: str = ""

    @property
    def in_words(self) -> str:
        english = f"{self.label_en}: {self.value_en}" if self.label_en or self.value_en else ""
        return "; ".join(filter(None, (f"{self.label}: {self.value}", english)))


@dataclass(frozen=True)
class Details:
    """What the region changed, what came of it, and whom to ask."""

    adaptation: str = ""
    adaptation_en: str = ""
    results: str = ""
    results_en: str = ""
    contact_name: str = ""
    contact_email: str = ""
    figures: tuple[Figure, ...] = ()


def folded(label: str) -> str:
    """What was counted, without the capitals and spaces in which regions that mean the same differ."""
    return " ".join(label.casefold().split())


TEXTS = (
    "adaptation",
    "adaptation_en",
    "results",
    "results_en",
    "contact_name",
    "contact_email",
)


def details_of(adoption: Adoption) -> Details:
    """What is stored now."""
    figures = tuple(
        Figure(row.label, row.value, row.label_en, row.value_en) for row in adoption.figures.all()
    )
    return Details(**{name: getattr(adoption, name) for name in TEXTS}, figures=figures)


def store(adoption: Adoption, details: Details) -> None:
    """Put details on a row that is held by this transaction."""
    for name in TEXTS:
        setattr(adoption, name, getattr(details, name))
    adoption.save(update_fields=[*TEXTS, "confirmed_on", "updated_at"])
    adoption.figures.all().delete()
    AdoptionFigure.objects.bulk_create(
        AdoptionFigure(
            adoption=adoption,
            sort_order=number,
            label=figure.label,
            value=figure.value,
            label_en=figure.label_en,
            value_en=figure.value_en,
        )
        for number, figure in enumerate(details.figures)
    )


def labels_elsewhere(adoption: Adoption) -> list[tuple[str, str]]:
    """What is measured of this practice elsewhere: with the same words results stand side by side."""
    own = PracticeResult.objects.filter(practice=adoption.practice_id)
    others = AdoptionFigure.objects.filter(adoption__practice=adoption.practice_id)
    if adoption.pk:
        others = others.exclude(adoption=adoption.pk)
    known = [*own.values_list("label", "label_en"), *others.values_list("label", "label_en")]
    return list(dict.fromkeys(known))
