"""The embedded engine of the site."""

from bench.engines.candidates import Place
from bench.engines.candidates.contract import ContractCandidate


class EmbeddedCandidate(ContractCandidate):
    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place

    def size(self) -> int:
        files = (self._place.folder / "index").rglob("*")
        return sum(path.stat().st_size for path in files if path.is_file())


def make(place: Place) -> EmbeddedCandidate:
    return EmbeddedCandidate(place)
