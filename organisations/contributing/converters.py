from organisations.contributing.kinds import kinds
from taxonomy.localised import active_language


class KindConverter:
    """A kind of item in an address, by its name in the language of the page."""

    regex = "[a-z-]{1,30}"

    def to_python(self, value: str) -> str:
        for kind in kinds():
            if value in kind.words.values():
                return kind.name
        raise ValueError(value)

    def to_url(self, value: str) -> str:
        for kind in kinds():
            if kind.name == value:
                return kind.words[active_language()]
        raise ValueError(value)
