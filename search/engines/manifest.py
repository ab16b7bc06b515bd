"""What built an index; one that this program would build otherwise is not used."""

from dataclasses import dataclass

from django.utils import timezone

from search.analysis import fingerprint
from search.fields import fingerprint_of_fields


@dataclass(frozen=True)
class Manifest:
    """Stands beside the index it describes."""

    fingerprint: str
    fields: str
    documents: int
    built: str

    @classmethod
    def now(cls, documents: int) -> "Manifest":
        return cls(*program(), documents, timezone.now().isoformat())

    @property
    def up_to_date(self) -> bool:
        return (self.fingerprint, self.fields) == program()


def program() -> tuple[str, str]:
    """The analysis and the fields of this program; differs when an index would."""
    return fingerprint(), fingerprint_of_fields()
