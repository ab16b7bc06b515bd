"""The other engine of the site, with a real server."""

import json
import urllib.request
from urllib.parse import urlsplit

from django.conf import settings

from bench.engines.candidates import Place
from bench.engines.candidates.contract import ContractCandidate

SECONDS = 60.0


class ElasticsearchCandidate(ContractCandidate):
    def __init__(self, place: Place) -> None:
        super().__init__()
        self._server = place.address.rstrip("/")
        self._prefix = urlsplit(settings.SEARCH_URL).path.strip("/")

    def size(self) -> int:
        found = self._request("GET", f"{self._prefix}*/_stats/store")
        total: int = found["_all"]["primaries"]["store"]["size_in_bytes"]
        return total

    def drop(self) -> None:
        """Every index that begins with the prefix of this run, by name."""
        for row in self._request("GET", f"_cat/indices/{self._prefix}*?format=json"):
            self._request("DELETE", row["index"])

    def _request(self, method: str, path: str):  # type: ignore[no-untyped-def]
        request = urllib.request.Request(f"{self._server}/{path}", method=method)
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            return json.load(answer)


def make(place: Place) -> ElasticsearchCandidate:
    return ElasticsearchCandidate(place)
