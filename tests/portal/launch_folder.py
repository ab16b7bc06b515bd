"""A small folder of launch content, complete enough to hold one of everything."""

from pathlib import Path

SOURCE = "source: [{doc: plan, at: p. 1}]"

FILES = {
    "sources.yaml": f"""
- id: plan
  title: {{nl: Het plan, en: The plan}}
  {SOURCE}
""",
    "vocabularies.yaml": "".join(
        f"""
- id: {vocabulary}.{value}
  vocabulary: {vocabulary}
  value: {value}
  label: {{nl: {value} nl, en: {value} en}}
  {SOURCE}
"""
        for vocabulary, value in [
            ("scope", "national"),
            ("scope", "interregional"),
            ("scope", "regional"),
            ("initiative-kind", "omscholing"),
            ("offer-type", "omscholing"),
            ("offer-type", "financiering"),
            ("organisation-type", "onderwijs"),
        ]
    ),
    "regions.yaml": f"""
- id: flevoland
  name: {{nl: Flevoland, en: Flevoland}}
  provinces: [flevoland]
  title: {{nl: Meer mensen in de ICT, en: More people in ICT}}
  summary: {{nl: Het plan van Flevoland., en: The plan of Flevoland.}}
  ambitions: [{{nl: Meer & beter, en: More & better}}]
  {SOURCE}
- id: overijssel
  name: {{nl: Overijssel, en: Overijssel}}
  provinces: [overijssel]
  title: {{nl: Samen, en: Together}}
  summary: {{nl: Het plan van Overijssel., en: The plan of Overijssel.}}
  {SOURCE}
""",
    "provinces.yaml": f"""
- id: flevoland
  code: FL
  iso: NL-FL
  name: {{nl: Flevoland, en: Flevoland}}
  region: flevoland
  {SOURCE}
- id: overijssel
  code: OV
  iso: NL-OV
  name: {{nl: Overijssel, en: Overijssel}}
  region: overijssel
  {SOURCE}
""",
    "action_lines.yaml": f"""
- id: nl-a
  type: national
  code: A
  title: {{nl: Onderwijs, en: Education}}
  summary: {{nl: Meer jongeren., en: More young people.}}
  focus: [{{nl: Docenten, en: Teachers}}]
  vision_table: vt-a
  {SOURCE}
- id: vt-a
  type: vision
  code: A
  title: {{nl: Tafel A, en: Table A}}
  dream: {{nl: In 2030 leert iedereen., en: By 2030 everybody learns.}}
  summary: {{nl: Een tafel., en: A table.}}
  maps_to: [nl-a]
  {SOURCE}
- id: fl-01
  type: regional
  region: flevoland
  number: 1
  kind: urgent
  title: {{nl: Omscholen, en: Reskilling}}
  summary: {{nl: Mensen omscholen., en: Reskill people.}}
  steps: [{{nl: Eerst dit, en: This first}}, {{nl: Dan dat, en: Then that}}]
  expected_results: [{{nl: Veertig mensen, en: Forty people}}]
  maps_to: [nl-a]
  budget:
    unit: k EUR
    per_year: {{2025: 600, 2026: 475.5}}
    total: 1075.5
  {SOURCE}
""",
    "actions.yaml": f"""
- id: action-01
  number: 1
  title: {{nl: Scholing, en: Training}}
  summary: {{nl: Scholing die past., en: Training that fits.}}
  action_lines: [nl-a]
  {SOURCE}
""",
    "development_paths.yaml": f"""
- id: ster-a
  kind: star
  code: A
  title: {{nl: Op school, en: At school}}
  summary: {{nl: Leren op school., en: Learning at school.}}
  national_line: nl-a
  {SOURCE}
""",
    "target_groups.yaml": f"""
- id: leerlingen-vmbo
  parent: leerlingen
  level: 2
  label: {{nl: Leerlingen vmbo, en: Prevocational pupils}}
  synonyms: [vmbo]
  {SOURCE}
- id: leerlingen
  level: 1
  label: {{nl: Leerlingen, en: Pupils}}
  synonyms: [scholieren]
  {SOURCE}
""",
    "choice_factors.yaml": f"""
- {{id: weten, category: category, title: {{nl: Weten, en: Knowing}}, {SOURCE}}}
- {{id: weten-1, category: weten, number: 1, title: {{nl: Zicht, en: Sight}}, {SOURCE}}}
""",
    "organisations.yaml": f"""
- id: school
  name: {{nl: De School, en: The School}}
  abbreviation: DS
  type: onderwijs
  scope: regional
  provinces: [flevoland]
  role: {{nl: Geeft les., en: Teaches.}}
  website: https://www.example.org
  {SOURCE}
- id: bureau
  name: {{nl: Het Bureau, en: The Bureau}}
  type: onderwijs
  scope: national
  role: {{nl: Helpt scholen., en: Helps schools.}}
  {SOURCE}
""",
    "initiatives.yaml": f"""
- id: tribe
  title: {{nl: Tribe, en: Tribe}}
  kind: omscholing
  status: running
  depth: full
  scope: regional
  provinces: [flevoland]
  summary: {{nl: Helpt overstappers., en: Helps switchers.}}
  action_lines: [nl-a]
  regional_lines: [fl-01]
  target_groups: [leerlingen-vmbo]
  development_paths: [ster-a]
  choice_factors: [weten]
  organisations: [school, bureau]
  related_initiatives: [netwerk]
  facts:
    - {{label: {{nl: Mensen, en: People}}, value: 1500, qualifier: ongeveer}}
  checks: {{nl: Klopt dit nog?, en: Is this still right?}}
  {SOURCE}
- id: netwerk
  title: {{nl: Netwerk, en: Network}}
  kind: omscholing
  status: unknown
  depth: name-only
  scope: regional
  provinces: [flevoland, overijssel]
  summary: {{nl: Brengt mensen samen., en: Brings people together.}}
  {SOURCE}
""",
    "offers.yaml": f"""
- id: cursus
  title: {{nl: Cursus, en: Course}}
  type: omscholing
  providers: [school]
  provinces: [flevoland]
  nlqf_level: 4
  level: {{nl: mbo, en: vocational}}
  duration: {{value: 3, unit: jaar, at_least: true}}
  mode: op locatie, eens per twee weken
  workload: voltijd
  summary: {{nl: Word programmeur., en: Become a programmer.}}
  target_groups: [leerlingen]
  initiatives: [tribe, netwerk]
  status: running
  as_of: najaar 2023
  support: {{training_costs_share: 50-100%, people_per_year: 1200}}
  {SOURCE}
""",
    "practices.yaml": f"""
- id: samen
  title: {{nl: Samen leren, en: Learning together}}
  summary: {{nl: School en bedrijf leren samen., en: School and company learn together.}}
  problem: {{nl: Te weinig docenten., en: Too few teachers.}}
  approach: {{nl: Samen lesgeven., en: Teach together.}}
  evidence_strength: counted
  results:
    - {{label: {{nl: leerlingen, en: pupils}}, value: {{nl: vijftig, en: fifty}}}}
  conditions:
    - {{condition: {{nl: Een school doet mee, en: A school takes part}}, kind: partner}}
    - {{condition: {{nl: Er is geld, en: There is money}}, kind: money, required: false}}
  materials:
    - {{title: {{nl: Handboek, en: Handbook}}, url: "https://example.org/handboek"}}
  cost_from: 1500
  cost_per: {{nl: school, en: school}}
  licence: cc-by
  runs_in: {{nl: Flevoland, en: Flevoland}}
  runs_in_provinces: [flevoland]
  proposed_adoption: {{nl: Ook elders., en: Elsewhere too.}}
  proposed_provinces: [overijssel]
  status: running
  scope: national
  action_lines: [nl-a]
  target_groups: [leerlingen]
  initiatives: [tribe]
  {SOURCE}
""",
    "events.yaml": f"""
- id: aftrap
  title: {{nl: Aftrap van het plan, en: Start of the plan}}
  date: '2024-03-06'
  precision: day
  kind: bijeenkomst
  scope: regional
  region: flevoland
  provinces: [flevoland]
  location: {{nl: Stadhuis, en: City hall}}
  status: held
  summary: {{nl: Partijen spraken af wat zij doen., en: Partners agreed what to do.}}
  initiatives: [tribe, netwerk]
  organisations: [school]
  {SOURCE}
- id: plan-klaar
  title: {{nl: Het plan is klaar, en: The plan is ready}}
  date: 2024-09
  end_date: 2024-10
  precision: month
  kind: mijlpaal
  scope: national
  status: announced
  summary: {{nl: Het plan zou klaar zijn., en: The plan was to be ready.}}
  {SOURCE}
""",
    "events_examples.yaml": """
- id: example-reeks
  title: {nl: 'Voorbeeld: reeks', en: 'Example: series'}
  summary: {nl: Dit is een voorbeeld., en: This is an example.}
  kind: training
  scope: regional
  provinces: [flevoland]
  starts: {week: 1, day: tuesday, at: '09:00'}
  ends: {at: '11:00'}
  repeats: FREQ=WEEKLY;COUNT=3
  register_days_before: 4
  changes:
    - {date: 2, cancelled: true, note: {nl: Vakantie., en: Holiday.}}
- id: example-congres
  title: {nl: 'Voorbeeld: congres', en: 'Example: conference'}
  summary: {nl: Dit is een voorbeeld., en: This is an example.}
  kind: conferentie
  scope: national
  starts: {nth: 2, day: wednesday, at: '09:00'}
  ends: {days: 1, at: '17:00'}
- id: example-deel
  part_of: example-congres
  title: {nl: 'Voorbeeld: deel', en: 'Example: part'}
  summary: {nl: Dit is een voorbeeld., en: This is an example.}
  kind: training
  scope: national
  starts: {nth: 2, day: wednesday, at: '13:00'}
  ends: {at: '14:00'}
""",
    "pages.yaml": """
- id: home
  type: home
  slug: {nl: home, en: home}
  title: {nl: Vlechtwerk, en: Vlechtwerk}
  promise: {nl: Alles op een plek, en: Everything in one place}
  ways_in:
    - label: {nl: Ik leer, en: I learn}
      text: {nl: Kijk hier., en: Look here.}
      link: "search:?target_group=leerlingen"
- id: regions
  type: region_index
  parent: home
  order: 10
  slug: {nl: regios, en: regions}
  title: {nl: Regio's, en: Regions}
- id: help
  type: help_index
  parent: home
  order: 20
  slug: {nl: hulp, en: help}
  title: {nl: Hulp, en: Help}
- id: help-search
  type: help
  parent: help
  order: 10
  slug: {nl: zoeken, en: searching}
  title: {nl: Hoe zoekt u?, en: How do you search?}
  intro: {nl: Zo zoekt u., en: This is how.}
  body:
    - heading: {nl: Stap voor stap, en: Step by step}
    - steps: [{nl: Typ een woord., en: Type a word.}]
    - paragraph:
        nl: >-
          <p>Zie <a href="page:help">hulp</a> of
          <a href="search:?action_line=nl-a">lijn A</a>.</p>
        en: >-
          <p>See <a href="page:help">help</a> or
          <a href="search:?action_line=nl-a">line A</a>.</p>
    - call_to_action:
        label: {nl: Naar de hulp, en: To the help pages}
        link: page:help
""",
}


class LaunchFolder:
    """The small folder on disk, with one way to change a file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for name, text in FILES.items():
            (path / name).write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        file = self.path / name
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
