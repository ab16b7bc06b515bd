"""Find the organisation one works for, by any of its names and with typing errors."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from organisations.joining.names import comparable
from organisations.models import Organisation

MOST_FOUND = 10
#: Longer is no name; it would only take time to compare.
LONGEST_QUESTION = 100
#: Of 100. Below this two names have nothing to do with each other.
_ALIKE = 78
#: A part of a name says something when it has so many letters.
_TELLING_PART = 4


@dataclass(frozen=True)
class _Named:
    pk: int
    title: str
    names: tuple[str, ...]


def find(question: str, *, limit: int = MOST_FOUND) -> list[Organisation]:
    """The live organisations that somebody may mean, the likeliest first.

    Every name is looked at, in memory: there are thousands of organisations at most, and no
    index of a database knows about typing errors.
    """
    wanted = comparable(question[:LONGEST_QUESTION])
    if not wanted:
        return []
    scored = ((max(_score(wanted, name) for name in named.names), named) for named in _all_named())
    good = [(score, named) for score, named in scored if score >= _ALIKE]
    good.sort(key=lambda found: (-found[0], found[1].title, found[1].pk))
    keys = [named.pk for _score, named in good[:limit]]
    rows = Organisation.objects.live().filter(pk__in=keys).select_related("region")
    organisations = rows.defer("body", "body_en").in_bulk()
    return [organisations[pk] for pk in keys if pk in organisations]


def _all_named() -> Iterator[_Named]:
    rows = Organisation.objects.live().values_list(
        "pk", "title", "title_en", "abbreviation", "aliases"
    )
    for pk, title, title_en, abbreviation, aliases in rows.order_by().iterator():
        names = {comparable(str(name)) for name in (title, title_en, abbreviation, *aliases)}
        yield _Named(pk, title, tuple(names - {""}) or ("",))


def _score(wanted: str, name: str) -> float:
    if wanted == name:
        return 100
    if name.startswith(wanted):
        return 97
    if all(any(word.startswith(part) for word in name.split()) for part in wanted.split()):
        return 94
    if len(wanted) < _TELLING_PART:
        return 0
    whole = max(fuzz.ratio(wanted, name), fuzz.token_sort_ratio(wanted, name))
    if len(name) < len(wanted):
        return whole
    # Part of a name that is typed with an error counts a little less than all of it.
    return max(whole, fuzz.partial_ratio(wanted, name) - 5)
