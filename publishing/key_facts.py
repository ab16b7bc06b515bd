from dataclasses import dataclass


@dataclass(frozen=True)
class KeyFact:
    """One short fact about an item, for the list beside its text.

    `lang` is set when the value is in another language than the page; `url` when it leads somewhere.
    """

    label: str
    value: str
    lang: str = ""
    url: str = ""
