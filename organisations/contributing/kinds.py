"""What can be contributed, and what is asked for it. Higher rooms register their kinds here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

if TYPE_CHECKING:
    from organisations.contributing.forms import ContributionForm

Words = str | Promise


@dataclass(frozen=True)
class Fold:
    """Questions that most people can leave folded away, and why one would unfold them."""

    title: Words
    explanation: Words
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """One page of the form."""

    title: Words
    fields: tuple[str, ...]
    folds: tuple[Fold, ...] = ()

    @property
    def names(self) -> list[str]:
        """Every field of the step, in the order in which it is asked."""
        return [*self.fields, *(name for fold in self.folds for name in fold.fields)]


@dataclass(frozen=True)
class Rule:
    """An answer that readers need, at the field where it is given.

    `weight` says how much it helps, `sentence` asks for it. Nothing is submitted without an answer
    that is `required`.
    """

    field: str
    weight: int
    sentence: Words
    is_met: Callable[[Any], bool]
    required: bool = False


@dataclass(frozen=True)
class Kind:
    """A kind of item with its three steps.

    `words` are its names in addresses, by language; `question` and `example` explain it to somebody
    who does not know the words of this site.
    """

    model: type[Any]
    form: "type[ContributionForm]"
    words: dict[str, str]
    label: Words
    question: Words
    example: Words
    steps: tuple[Step, ...]
    rules: tuple[Rule, ...]
    #: Where it stands among what is offered, whichever room starts first.
    order: int

    @property
    def name(self) -> str:
        name: str = self.model.kind
        return name

    def step_of(self, field: str) -> int:
        """The number of the step, from 1, on which a field is; the first when it is on none."""
        for number, step in enumerate(self.steps, start=1):
            if field in step.names:
                return number
        return 1

    def rules_of(self, step: Step) -> Iterator[Rule]:
        return (rule for rule in self.rules if rule.field in step.names)


_registry: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Let people contribute items of this kind."""
    _registry[kind.name] = kind


def kinds() -> list[Kind]:
    """Everything that can be contributed, what most people come for first."""
    return sorted(_registry.values(), key=lambda kind: kind.order)


def kind_called(name: str) -> Kind:
    """The kind by the name of its model's `kind`. Raises KeyError for what nobody contributes."""
    return _registry[name]


def kind_of(item: Any) -> Kind | None:
    """The kind of an item, if it is one that people contribute."""
    return _registry.get(getattr(item, "kind", ""))
