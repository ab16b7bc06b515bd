"""What a visitor chooses: a place, a theme, with or without what is national."""

from typing import Any

from django.utils.translation import gettext as _

from monitor.network.question import NetworkQuery
from search.labels import Label, Vocabulary
from search.panels import chips, facet_name

#: Facets with a select of their own; of the others only a chip shows.
CHOICES = ("province", "region", "target_group", "action_line", "path")


def selects(query: NetworkQuery, words: Vocabulary) -> list[dict[str, Any]]:
    """The selects of the form: the context of ``components/select.html``.

    A facet with several values in the address has none: its chips say which they are.
    """
    found = [
        {
            "name": facet,
            "id": f"network-{facet}",
            "label": facet_name(facet),
            "options": _options(query, facet, words),
        }
        for facet in CHOICES
        if len(query.values(facet)) < 2
    ]
    reach = [("1", _("with what is national"), query.national)]
    reach.append(("0", _("without what is national"), not query.national))
    options = [{"value": value, "label": label, "selected": on} for value, label, on in reach]
    found.append(
        {"name": "national", "id": "network-national", "label": _("Reach"), "options": options}
    )
    return found


def hidden_fields(query: NetworkQuery) -> list[tuple[str, str]]:
    """What the form sends along because it has no control for it."""
    single = {facet for facet in CHOICES if len(query.values(facet)) < 2}
    own = {"national", "page", *single}
    return [pair for pair in query.parameters() if pair[0] not in own]


def chosen_chips(query: NetworkQuery, words: Vocabulary, path: str) -> list[dict[str, Any]]:
    """What is chosen, each with the address of the network without it."""
    found = chips(query, words, path)
    if query.text:
        url = query.without_text().url(path)
        found.insert(0, {"facet_label": _("Words"), "label": query.text, "remove_url": url})
    return found


def _options(query: NetworkQuery, facet: str, words: Vocabulary) -> list[dict[str, Any]]:
    labels = words.of(facet)
    top = [label for label in labels.values() if not label.broader]
    ordered: list[tuple[Label, str]] = []
    for label in top:
        ordered.append((label, ""))
        if facet == "target_group":
            narrower = (one for one in labels.values() if label.value in one.broader)
            ordered += [(one, "– ") for one in narrower]
    chosen = query.values(facet)
    # A narrower value that has no place of its own is shown when an address names it.
    known = {label.value for label, _mark in ordered}
    ordered += [(labels[value], "") for value in chosen if value in labels and value not in known]
    every = {"value": "", "label": _("all"), "selected": not chosen}
    return [
        every,
        *(
            {
                "value": label.value,
                "label": f"{mark}{text}",
                "lang": language if language != query.language else "",
                "selected": label.value in chosen,
            }
            for label, mark in ordered
            for text, language in (label.text(query.language),)
        ),
    ]
