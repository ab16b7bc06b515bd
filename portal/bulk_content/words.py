"""Words of the field, in pairs of Dutch and English where a text needs both."""

from typing import NamedTuple


class Pair(NamedTuple):
    """The same in two languages."""

    nl: str
    en: str


def _pairs(text: str) -> tuple[Pair, ...]:
    """One pair per line; the English part is left out when it is the same word."""
    lines = (line.split(" | ") for line in text.strip().splitlines())
    return tuple(Pair(parts[0].strip(), parts[-1].strip()) for parts in lines)


#: Towns per province. The first ones of a province are named most.
TOWNS: dict[str, tuple[str, ...]] = {
    "NL-GR": ("Groningen", "Hoogezand", "Veendam", "Stadskanaal", "Winschoten", "Delfzijl", "Leek"),
    "NL-FR": ("Leeuwarden", "Drachten", "Sneek", "Heerenveen", "Harlingen", "Joure", "Dokkum"),
    "NL-DR": ("Assen", "Emmen", "Hoogeveen", "Meppel", "Coevorden", "Roden", "Beilen"),
    "NL-OV": (
        "Zwolle", "Enschede", "Deventer", "Almelo", "Hengelo", "Kampen", "Hardenberg", "Raalte",
    ),
    "NL-FL": ("Almere", "Lelystad", "Dronten", "Emmeloord", "Zeewolde", "Urk", "Biddinghuizen"),
    "NL-GE": (
        "Arnhem", "Nijmegen", "Apeldoorn", "Ede", "Doetinchem", "Harderwijk", "Tiel", "Zutphen",
    ),
    "NL-UT": ("Utrecht", "Amersfoort", "Nieuwegein", "Veenendaal", "Zeist", "Houten", "Woerden"),
    "NL-NH": (
        "Amsterdam", "Haarlem", "Zaandam", "Alkmaar", "Hilversum", "Purmerend", "Hoofddorp",
        "Hoorn", "Den Helder", "Heerhugowaard", "Amstelveen", "Bussum",
    ),
    "NL-ZH": (
        "Rotterdam", "Den Haag", "Leiden", "Delft", "Dordrecht", "Zoetermeer", "Gouda",
        "Schiedam", "Alphen aan den Rijn", "Gorinchem", "Vlaardingen", "Spijkenisse", "Naaldwijk",
    ),
    "NL-ZE": ("Middelburg", "Vlissingen", "Goes", "Terneuzen", "Zierikzee", "Hulst", "Tholen"),
    "NL-NB": (
        "Eindhoven", "Tilburg", "Breda", "Den Bosch", "Helmond", "Oss", "Roosendaal", "Waalwijk",
        "Bergen op Zoom", "Veghel", "Uden", "Oosterhout",
    ),
    "NL-LI": (
        "Maastricht", "Venlo", "Heerlen", "Roermond", "Sittard", "Weert", "Kerkrade", "Venray",
    ),
}  # fmt: skip

SUBJECTS = _pairs("""
cybersecurity
data-analyse | data analysis
kunstmatige intelligentie | artificial intelligence
programmeren | programming
Python
Java
webontwikkeling | web development
cloudtechniek | cloud engineering
netwerkbeheer | network management
systeembeheer | system administration
softwaretesten | software testing
digitale vaardigheden | digital skills
robotica | robotics
internet der dingen | the internet of things
gamedesign | game design
appontwikkeling | app development
databases
machine learning
procesautomatisering | process automation
digitale toegankelijkheid | digital accessibility
informatiebeveiliging | information security
privacy en gegevensbescherming | privacy and data protection
agile werken | agile working
gebruikersonderzoek | user research
digitaal vakmanschap | digital craftsmanship
computationeel denken | computational thinking
mediawijsheid | media literacy
geo-informatie | geographic information
digitale zorg | digital care
slimme industrie | smart industry
precisielandbouw | precision farming
slimme logistiek | smart logistics
energietechniek en data | energy technology and data
glasvezeltechniek | fibre technology
datacentertechniek | data centre technology
open data
digitale marketing | digital marketing
e-commerce
boekhouden met software | accounting software
3D-printen | 3D printing
virtual reality
blockchain
quantumtechnologie | quantum technology
embedded software
DevOps
Linux
ethisch hacken | ethical hacking
digitale weerbaarheid | digital resilience
informatiemanagement | information management
requirements en analyse | requirements and analysis
low-code ontwikkeling | low-code development
digitale overheid | digital government
""")

JOBS = _pairs("""
softwareontwikkelaar | software developer
tester | tester
data-analist | data analyst
data-engineer | data engineer
systeembeheerder | system administrator
netwerkbeheerder | network administrator
cloudengineer | cloud engineer
securityspecialist | security specialist
webontwikkelaar | web developer
appontwikkelaar | app developer
helpdeskmedewerker | help desk worker
applicatiebeheerder | application manager
functioneel beheerder | functional manager
informatieanalist | information analyst
scrummaster | scrum master
productowner | product owner
projectleider ICT | ICT project leader
datacentermonteur | data centre technician
glasvezelmonteur | fibre technician
robotprogrammeur | robot programmer
gamedeveloper | game developer
UX-ontwerper | UX designer
AI-specialist | AI specialist
docent informatica | computer science teacher
digicoach | digital coach
ICT-architect | ICT architect
DevOps-engineer | DevOps engineer
privacyfunctionaris | privacy officer
supportmedewerker | support worker
ERP-consultant | ERP consultant
""")

SECTORS = _pairs("""
zorg | health care
techniek | engineering
logistiek | logistics
landbouw | agriculture
bouw | construction
onderwijs | education
handel | trade
overheid | government
horeca | hospitality
energie | energy
industrie | manufacturing
financiën | finance
toerisme | tourism
cultuur | culture
havens | ports
maakindustrie | the manufacturing industry
detailhandel | retail
waterbeheer | water management
""")

#: First and last parts of compounds, which Dutch makes without end and search has to take apart.
#: The last parts are all words with "het", so that sentences can be made with them.
COMPOUND_HEADS = (
    "omscholings", "bijscholings", "opleidings", "leerwerk", "loopbaan", "stage", "talent",
    "vakkracht", "werkgevers", "docenten", "studenten", "jongeren", "digitaliserings",
    "innovatie", "kennis", "arbeidsmarkt", "techniek", "data", "cyber", "cloud", "software",
    "robotica", "taal", "praktijk", "instroom", "overstap", "vaardigheden", "bedrijfs", "regio",
    "mkb-", "ICT-", "onderwijs",
)  # fmt: skip
COMPOUND_TAILS = (
    "traject", "programma", "netwerk", "loket", "fonds", "lab", "akkoord", "platform", "centrum",
    "café", "pact", "project", "plan", "budget", "aanbod", "punt", "huis", "team", "atelier",
    "bureau", "collectief", "kompas",
)  # fmt: skip

#: Parts of names of companies and foundations; together some thousands of different names.
NAME_HEADS = (
    "Data", "Code", "Byte", "Cloud", "Net", "Digi", "Cyber", "Bit", "Soft", "Robo", "Slim",
    "Groei", "Brug", "Kennis", "Werk", "Vak", "Talent", "Tech", "Pixel", "Logica", "Inno",
    "Delta", "Polder", "Duin", "Veen", "Noorder", "Wester", "Zuider", "Ooster", "Kompas", "Anker",
    "Horizon", "Kracht", "Stroom", "Vonk", "Lente",
)  # fmt: skip
NAME_TAILS = (
    "werk", "huis", "brug", "punt", "lab", "plaats", "smid", "fabriek", "meesters", "makers",
    "bouwers", "stad", "land", "kring", "poort", "haven", "loods", "wijs", "sprong", "groep",
    "school", "hub", "hof", "lijn", "veld", "bron", "kamer", "vlucht", "pad", "weg",
)  # fmt: skip
#: How an organisation's name is made; {name} is made of the parts above.
PARTY_NAMES = (
    "{name}", "{name} {town}", "{name} ICT", "{name} Academie", "Stichting {name}",
    "{name} Opleidingen", "{name} Software", "Coöperatie {name}", "{name} Detachering",
    "Vereniging {name} {town}", "{name} College",
)  # fmt: skip

PLACES = (
    "bibliotheek", "campus", "werkcentrum", "mbo-college", "hogeschool", "gemeentehuis",
)  # fmt: skip
STREETS = (
    "Stationsstraat", "Marktplein", "Kanaalweg", "Schoolstraat", "Industrieweg", "Molenlaan",
)  # fmt: skip
MONTHS = _pairs("""
januari | January
februari | February
maart | March
april | April
mei | May
september | September
oktober | October
november | November
""")
CONTACTS = (
    "Inschrijfbureau", "Loket leren en werken", "Afdeling opleidingen", "Secretariaat",
    "Servicepunt",
)  # fmt: skip
