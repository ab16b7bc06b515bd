"""Which pages are asked for, in proportions as visitors might; pure, so that a seed repeats it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random
from urllib.parse import urlencode

ENGLISH_SHARE = 0.25
PER_PAGE = 20
#: Nobody reads further, and it is far enough to see what depth costs.
DEEPEST_PAGE = 200

FREQUENT = ("omscholing", "ict", "cursus", "mkb", "docenten", "data", "cybersecurity", "digitaal")
PAIRS = (
    "omscholing almere", "cursus programmeren", "voucher mkb", "lespakket mediawijsheid",
    "coaching zij-instromers", "stage softwareontwikkelaar", "training python", "werkgevers zorg",
    "subsidie voor scholing", "leren en werken als tester", "gratis cursus digitale vaardigheden",
)  # fmt: skip
#: Searched by a part of them, or by a synonym.
COMPOUNDS = (
    "omscholingstraject", "leerwerkprogramma", "docentennetwerk", "loopbaanloket", "zijinstromer",
    "cybersecurityopleiding", "carrièreswitch", "werkgeversservicepunt", "datacursus",
)  # fmt: skip
TYPOS = (
    "omschooling",
    "cybersecurty",
    "progameren",
    "leerwerktrajekt",
    "sofware",
    "digitaale zorg",
)
RARE = ("quantumtechnologie", "glasvezelmonteur", "Kompaskring", "precisielandbouw Emmeloord")
UNKNOWN = ("zzyzx", "qwertyuiop fiets", "xylofoonles")
ENGLISH = ("reskilling", "cyber security", "data analysis course", "teachers", "small companies")
#: With more than one page of results in the launch content too.
BROAD = ("ict", "omscholing")
KIND_WEIGHTS = {"offer": 5, "initiative": 3, "practice": 1, "organisation": 2}
FILTERS = ("province", "target_group", "action_line", "form")
SORTS = ("updated", "title")


@dataclass(frozen=True)
class Request:
    """One address to ask for. `part` asks for what a changed filter changes, as the script does."""

    group: str
    scenario: str
    path: str
    part: bool = False


@dataclass(frozen=True)
class Material:
    """What the site has: its addresses per language, and values of filters."""

    home: Mapping[str, str]
    search: Mapping[str, str]
    #: Per kind: the address of its list in each language, and how many items it has.
    lists: Mapping[str, Mapping[str, str]]
    counts: Mapping[str, int]
    #: Per kind: addresses of some items, per language.
    items: Mapping[str, Sequence[Mapping[str, str]]]
    regions: Sequence[Mapping[str, str]]
    machines: Sequence[str]
    #: Per facet: its values, the most frequent ones first.
    values: Mapping[str, Sequence[str]]


#: A scenario: its name, its weight within the group, and how to make an address of it.
Scenario = tuple[str, int, Callable[["Chooser"], Request]]


class Chooser:
    """Draws addresses from the material."""

    def __init__(self, material: Material, random: Random) -> None:
        self.material = material
        self.random = random

    def language(self) -> str:
        return "en" if self.random.random() < ENGLISH_SHARE else "nl"

    def filters(self, *facets: str) -> list[tuple[str, str]]:
        """One value for each of these facets, more often a frequent one, as people choose what
        has something to show; a facet without values is left out."""
        known = self.material.values
        return [
            (name, known[name][int(len(known[name]) * self.random.random() ** 2)])
            for name in facets
            if known.get(name)
        ]

    def facets(self, count: int) -> tuple[str, ...]:
        return tuple(self.random.sample(FILTERS, count))

    def search(
        self, scenario: str, text: str = "", facets: int = 0, *, part: bool = False, page: int = 1
    ) -> Request:
        parameters = [("q", text)] if text else []
        parameters += self.filters(*self.facets(facets))
        if not text and self.random.random() < 0.3:
            parameters += self.filters("kind")
        if page > 1:
            parameters.append(("page", str(page)))
        language = "en" if text in ENGLISH else "nl" if text else self.language()
        path = _with(self.material.search[language], parameters)
        return Request("search", scenario, path, part)

    def words(
        self,
        scenario: str,
        words: Sequence[str],
        facets: int = 0,
        *,
        part: bool = False,
        page: int = 1,
    ) -> Request:
        return self.search(scenario, self.random.choice(words), facets, part=part, page=page)

    def listing(self, scenario: str, *, page: tuple[int, int] = (1, 1), facets: int = 0) -> Request:
        kind = self.random.choice(list(self.material.lists))
        parameters = self.filters(*self.facets(facets))
        last = max(1, min(self.material.counts.get(kind, 0) // PER_PAGE, DEEPEST_PAGE))
        number = self.random.randint(min(page[0], last), min(page[1], last))
        if scenario == "sorted":
            parameters.append(("sort", self.random.choice(SORTS)))
        if number > 1:
            parameters.append(("page", str(number)))
        return Request(
            "list", scenario, _with(self.material.lists[kind][self.language()], parameters)
        )

    def home(self) -> Request:
        return Request("home", "home", self.material.home[self.language()])

    def region(self) -> Request:
        pages = self.random.choice(self.material.regions)
        return Request("region", "region", pages[self.language()])

    def item(self, kind: str) -> Request:
        return Request("item", kind, self.random.choice(self.material.items[kind])[self.language()])


def scenarios(material: Material) -> dict[str, list[Scenario]]:
    """What is asked for in each group, and how often."""
    groups: dict[str, list[Scenario]] = {
        "home": [("home", 1, Chooser.home)],
        "list": [
            ("first page", 5, lambda c: c.listing("first page")),
            ("next pages", 3, lambda c: c.listing("next pages", page=(2, 6))),
            ("deep page", 1, lambda c: c.listing("deep page", page=(50, DEEPEST_PAGE))),
            ("sorted", 1, lambda c: c.listing("sorted")),
            ("one filter", 4, lambda c: c.listing("one filter", facets=1)),
            ("two filters", 2, lambda c: c.listing("two filters", facets=2)),
        ],
        "search": [
            ("everything", 1, lambda c: c.search("everything")),
            ("one word", 4, lambda c: c.words("one word", FREQUENT)),
            ("several words", 4, lambda c: c.words("several words", PAIRS)),
            ("compound", 2, lambda c: c.words("compound", COMPOUNDS)),
            ("rare word", 1, lambda c: c.words("rare word", RARE)),
            ("mistyped", 2, lambda c: c.words("mistyped", TYPOS)),
            ("nothing found", 1, lambda c: c.words("nothing found", UNKNOWN)),
            ("word and filter", 3, lambda c: c.words("word and filter", FREQUENT, facets=1)),
            ("words and filters", 3, lambda c: c.words("words and filters", PAIRS, facets=2)),
            ("filters only", 4, lambda c: c.search("filters only", facets=2)),
            ("next page", 1, lambda c: c.words("next page", BROAD, page=2)),
            ("English", 2, lambda c: c.words("English", ENGLISH)),
            ("changed filter", 3, lambda c: c.words("changed filter", FREQUENT, 2, part=True)),
        ],
        "item": [
            (kind, weight, partial(Chooser.item, kind=kind))
            for kind, weight in KIND_WEIGHTS.items()
            if material.items.get(kind)
        ],
    }  # fmt: skip
    if material.regions:
        groups["region"] = [("region", 1, Chooser.region)]
    return groups


def draw(material: Material, group: str, count: int, random: Random) -> list[Request]:
    """So many requests of a group, every scenario in proportion and none left out."""
    chooser = Chooser(material, random)
    known = scenarios(material)[group]
    # Every scenario comes at least once, so that a short run tells of each as well.
    chosen = [make for _name, _weight, make in known][:count]
    weights = [weight for _name, weight, _make in known]
    makers = [make for _name, _weight, make in known]
    chosen += random.choices(makers, weights, k=count - len(chosen))
    random.shuffle(chosen)
    return [make(chooser) for make in chosen]


def machine_requests(material: Material) -> list[Request]:
    """What search engines and programs read; few, because each is large."""
    return [Request("machines", path.split("?")[0], path) for path in material.machines]


def _with(path: str, parameters: Sequence[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(parameters)}" if parameters else path
