"""What the keys in reasons and changes are called, in the active language."""

from collections.abc import Iterable
from functools import cached_property

from organisations.models import Organisation
from search.labels import Vocabulary, vocabulary
from taxonomy.localised import active_language


class Names:
    """Called with a vocabulary, as it is called in addresses, and a key of it.

    Organisations are known by their number; those that will be asked for are given beforehand.
    """

    def __init__(self, organisations: Iterable[int] = ()) -> None:
        self._wanted = sorted(set(organisations))
        self._language = active_language()

    def __call__(self, facet: str, key: str) -> str:
        if facet == "organisation":
            return self._organisations.get(key, key)
        label = self._words.of(facet).get(key)
        return label.text(self._language)[0] if label else key

    def many(self, facet: str, keys: Iterable[str]) -> str:
        """Several, in the order of the vocabulary, as one text."""
        order = {key: place for place, key in enumerate(self._words.of(facet))}
        known = sorted(keys, key=lambda key: (order.get(key, len(order)), key))
        return ", ".join(self(facet, key) for key in known)

    @cached_property
    def _words(self) -> Vocabulary:
        return vocabulary()

    @cached_property
    def _organisations(self) -> dict[str, str]:
        rows = Organisation.objects.only("title", "title_en").in_bulk(self._wanted)
        return {str(pk): row.text("title").text for pk, row in rows.items()}
