"""The facet values of the generated records, and how often each occurs.

They are like those of the launch content but stand by themselves, so that the records stay the same
when the curators change a term.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.bulk_content.spread import INHABITANTS
from portal.bulk_content.words import Pair


@dataclass(frozen=True)
class Values:
    """The values of one facet with their weights; `broader` says which stands under which."""

    labels: Mapping[str, Pair]
    weights: Sequence[int]
    broader: Mapping[str, str]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self.labels)

    def with_broader(self, keys: Sequence[str]) -> tuple[str, ...]:
        """The keys and those above them, each once, in one order."""
        found = set(keys)
        found.update(self.broader[key] for key in keys if key in self.broader)
        return tuple(sorted(found))


def _values(text: str) -> Values:
    """One value per line: weight, key, Dutch and English label; an indented one is narrower."""
    labels: dict[str, Pair] = {}
    weights: list[int] = []
    broader: dict[str, str] = {}
    above = ""
    for line in text.strip("\n").splitlines():
        weight, key, dutch, english = (part.strip() for part in line.split("|"))
        if line.startswith(" "):
            broader[key] = above
        else:
            above = key
        labels[key] = Pair(dutch, english)
        weights.append(int(weight))
    return Values(labels, weights, broader)


PROVINCES = Values(
    {
        code: Pair(*names)
        for code, names in {
            "NL-DR": ("Drenthe", "Drenthe"),
            "NL-FL": ("Flevoland", "Flevoland"),
            "NL-FR": ("Friesland", "Friesland"),
            "NL-GE": ("Gelderland", "Gelderland"),
            "NL-GR": ("Groningen", "Groningen"),
            "NL-LI": ("Limburg", "Limburg"),
            "NL-NB": ("Noord-Brabant", "North Brabant"),
            "NL-NH": ("Noord-Holland", "North Holland"),
            "NL-OV": ("Overijssel", "Overijssel"),
            "NL-UT": ("Utrecht", "Utrecht"),
            "NL-ZE": ("Zeeland", "Zeeland"),
            "NL-ZH": ("Zuid-Holland", "South Holland"),
        }.items()
    },
    [INHABITANTS[code] for code in sorted(INHABITANTS)],
    {},
)

TARGET_GROUPS = _values("""
6 | leerlingen | Leerlingen | Pupils
  3 | leerlingen-po | Leerlingen basisonderwijs | Primary school pupils
  3 | leerlingen-vmbo | Leerlingen vmbo | Pupils in prevocational education
  2 | leerlingen-vo | Leerlingen havo en vwo | Pupils in secondary education
7 | studenten | Studenten | Students
  6 | studenten-mbo | Studenten mbo | Students in vocational education
  4 | studenten-hbo | Studenten hbo | Students at universities of applied sciences
  2 | studenten-wo | Studenten universiteit | Students at universities
8 | werkenden | Werkenden | Employees
  7 | zij-instromers | Zij-instromers | Career switchers
  4 | ict-professionals | ICT'ers | ICT professionals
6 | werkzoekenden | Werkzoekenden | Jobseekers
  2 | statushouders | Statushouders | Refugees with a permit
  2 | jongeren-zonder-werk | Jongeren zonder werk | Young people without work
9 | werkgevers | Werkgevers | Employers
  7 | mkb | Midden- en kleinbedrijf | Small companies
  2 | zelfstandigen | Zelfstandigen | Self-employed people
6 | docenten | Docenten | Teachers
  3 | hybride-docenten | Hybride docenten | Hybrid teachers
3 | onderzoekers | Onderzoekers | Researchers
""")

ACTION_LINES = _values("""
8 | nl-a | ICT-onderwijs: instroom en uitstroom | ICT education
  3 | fl-1 | Meer docenten ICT | More teachers of ICT
  2 | nh-1 | Samen opleiden in de regio | Training together in the region
9 | nl-b | Om- en bijscholing tot ICT'er | Reskilling and upskilling
  4 | fl-2 | Zij-instroom versterken | Strengthening career switches
  3 | ov-1 | Leren op de werkplek | Learning at work
5 | nl-c | Digitale vaardigheden op het werk | Digital skills at work
  3 | zh-1 | Digitaal sterk mkb | Digitally strong small companies
  2 | nb-1 | Slimme industrie | Smart industry
4 | nl-d | Talent behouden | Keeping talent
  2 | ut-1 | Werkgevers leren van elkaar | Employers learn from each other
3 | nl-e | Inclusieve arbeidsmarkt | Inclusive labour market
  1 | gr-1 | Iedereen doet mee | Everybody takes part
2 | nl-f | Onderzoek en cijfers | Research and figures
""")

KINDS = _values("""
55 | offer | Aanbod | Offers
22 | initiative | Initiatieven | Initiatives
10 | practice | Praktijkvoorbeelden | Practices
8 | organisation | Organisaties | Organisations
5 | event | Evenementen | Events
""")

FORMS = _values("""
9 | cursus | Cursus | Course
6 | leerwerktraject | Leerwerktraject | Work-study programme
4 | lespakket | Lespakket | Teaching pack
5 | coaching | Coaching | Coaching
3 | voucher | Voucher | Voucher
4 | netwerk | Netwerk | Network
2 | fonds | Fonds | Fund
3 | stage | Stage | Placement
2 | gastles | Gastles | Guest lesson
2 | onderzoek | Onderzoek | Research
""")

PATHS = _values("""
5 | ster-a | Kiezen voor ICT | Choosing ICT
4 | ster-b | Leren voor ICT | Learning for ICT
6 | ster-c | Overstappen naar ICT | Switching to ICT
4 | ster-d | Groeien in ICT | Growing in ICT
3 | ster-e | Digitaal werken | Working digitally
2 | ster-f | Blijven in ICT | Staying in ICT
""")

FACETS: Mapping[str, Values] = {
    "province": PROVINCES,
    "target_group": TARGET_GROUPS,
    "action_line": ACTION_LINES,
    "kind": KINDS,
    "form": FORMS,
    "path": PATHS,
}
