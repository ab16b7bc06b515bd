"""Titles and sentences with gaps, in pairs of Dutch and English.

The gaps are filled by `wording`: {subject}, {job}, {sector}, {group}, {town}, {compound}, {party},
{place}, {month}, {number}, {small}. An English half uses only gaps that have an English filling.
"""

from portal.bulk_content.words import Pair

OFFER_TITLES = (
    Pair("Omscholing tot {job}", "Reskilling to become a {job}"),
    Pair("Omscholing tot {job} in {town}", "Reskilling to become a {job} in {town}"),
    Pair("Van {sector} naar ICT: word {job}", "From {sector} to ICT: become a {job}"),
    Pair("Basiscursus {subject}", "Introduction to {subject}"),
    Pair("Verdieping {subject}", "Advanced {subject}"),
    Pair("Training {subject} voor {group}", "Training in {subject} for {group}"),
    Pair("Leerwerktraject {job}", "Working and learning as a {job}"),
    Pair("Leerwerktraject {job} in {town}", "Working and learning as a {job} in {town}"),
    Pair("Bijscholing {subject} voor de {sector}", "Upskilling in {subject} for {sector}"),
    Pair("Voucher voor scholing in {subject}", "Voucher for training in {subject}"),
    Pair("Gastles {subject}", "Guest lesson on {subject}"),
    Pair("Lespakket {subject} voor {group}", "Teaching pack on {subject} for {group}"),
    Pair("Oriëntatiedag {subject} in {town}", "Taster day for {subject} in {town}"),
    Pair("Loopbaancoaching voor {group}", "Career coaching for {group}"),
    Pair("Traineeship {job}", "Traineeship for a {job}"),
    Pair("Zomerschool {subject}", "Summer school in {subject}"),
    Pair("Avondcursus {subject} in {town}", "Evening course on {subject} in {town}"),
    Pair("Deelcertificaat {subject}", "Certificate in {subject}"),
    Pair("Stageplek als {job} bij een mkb-bedrijf", "Placement as a {job} at a small company"),
    Pair("Advies over {subject} voor het mkb", "Advice on {subject} for small companies"),
    Pair("{Compound} {subject}", "Track in {subject}"),
    Pair("Spreekuur {subject} in {town}", "Walk-in hours on {subject} in {town}"),
)
INITIATIVE_TITLES = (
    Pair("{Compound} {town}", "Regional programme of {town}"),
    Pair("{Compound} {subject}", "Programme for {subject}"),
    Pair("{Compound} voor {group}", "Programme for {group}"),
    Pair("Netwerk {subject} {town}", "Network for {subject} in {town}"),
    Pair("{Compound} {sector} en ICT", "Programme for {sector} and ICT"),
    Pair("Samen sterk in {subject}", "Stronger together in {subject}"),
    Pair("{town} leert digitaal", "{town} learns digitally"),
    Pair("Meer {group} in de ICT", "More {group} in ICT"),
    Pair("Campus {town} voor {subject}", "Campus {town} for {subject}"),
    Pair("{Compound} {compound}", "Joint programme with schools and employers"),
    Pair("Fonds voor {subject} in de {sector}", "Fund for {subject} in {sector}"),
)
PRACTICE_TITLES = (
    Pair("Zo leidt {town} een {job} op", "How {town} trains a {job}"),
    Pair("{Compound} als voorbeeld", "A track that others can follow"),
    Pair("{Group} leren {subject} bij een werkgever", "{Group} learn {subject} with an employer"),
    Pair("Werkgevers in de {sector} delen {subject}", "Employers in {sector} share {subject}"),
    Pair("Eén loket voor {subject} in {town}", "One desk for {subject} in {town}"),
    Pair("Hybride docenten geven {subject}", "Hybrid teachers teach {subject}"),
)
EVENT_TITLES = (
    Pair("Informatieavond {job} worden in {town}", "Information evening: become a {job}"),
    Pair("Open dag {subject} in {town}", "Open day for {subject} in {town}"),
    Pair("Netwerkbijeenkomst {sector} en ICT", "Network meeting on {sector} and ICT"),
    Pair("Workshop {subject} voor {group}", "Workshop on {subject} for {group}"),
    Pair("Webinar {subject}", "Webinar on {subject}"),
    Pair("Banenmarkt ICT in {town}", "ICT job fair in {town}"),
    Pair("Gastcollege {subject}", "Guest lecture on {subject}"),
    Pair("Inloop voor {group} in {town}", "Walk-in hours for {group} in {town}"),
    Pair("Hackathon {subject} in {town}", "Hackathon on {subject} in {town}"),
    Pair("Conferentie {subject} in de {sector}", "Conference on {subject} in {sector}"),
    Pair("Kennismaken met het {compound}", "Get to know the track in {subject}"),
    Pair("Bijeenkomst docenten {subject}", "Meeting of teachers of {subject}"),
    Pair("Werkgevers in de {sector} ontmoeten {group}", "Employers in {sector} meet {group}"),
)
SUMMARIES = (
    Pair(
        "Leer in {small} maanden de basis van {subject}. Bedoeld voor {group} uit {town} en "
        "omgeving.",
        "Learn the basics of {subject} in {small} months. Meant for {group} in and around {town}.",
    ),
    Pair(
        "Voor {group} die willen werken als {job}. Je leert op de werkvloer en gaat één dag "
        "per week naar school.",
        "For {group} who want to work as a {job}. You learn on the job and go to school one "
        "day a week.",
    ),
    Pair(
        "Bedrijven in de {sector} krijgen hulp bij {subject}. Een adviseur denkt mee en wijst "
        "de weg naar subsidie.",
        "Companies in {sector} get help with {subject}. An adviser thinks along and points to "
        "funding.",
    ),
    Pair(
        "Samen met werkgevers in {town} maken we de stap naar {subject} kleiner. Een diploma "
        "vooraf is niet nodig.",
        "With employers in {town} we make the step to {subject} smaller. No diploma is needed "
        "beforehand.",
    ),
    Pair(
        "Dit {compound} brengt {group} en werkgevers bij elkaar rond {subject}. Jaarlijks "
        "doen {number} mensen mee.",
        "This programme brings {group} and employers together around {subject}. Each year "
        "{number} people take part.",
    ),
    Pair(
        "Docenten en {group} werken samen aan lessen over {subject}. Het materiaal is vrij te "
        "gebruiken.",
        "Teachers and {group} work together on lessons about {subject}. The material is free "
        "to use.",
    ),
    Pair(
        "Een netwerk van {number} bedrijven en scholen. Samen zorgen zij voor meer {job}s in "
        "de {sector}.",
        "A network of {number} companies and schools. Together they train more people as a "
        "{job} in {sector}.",
    ),
    Pair(
        "Wie overstapt naar de ICT, krijgt hier begeleiding en een baan als {job}. De start "
        "is in {month}.",
        "Whoever switches to ICT gets guidance here and a job as a {job}. It starts in {month}.",
    ),
)
#: What may be added to a summary to set it apart from others.
SUMMARY_ENDINGS = (
    Pair("{party} voert het uit.", "{party} runs it."),
    Pair("Vraag ernaar bij {party}.", "Ask {party} about it."),
    Pair("De lessen zijn in {town}.", "Lessons are in {town}."),
    Pair("Er is plaats voor {number} deelnemers.", "There is room for {number} participants."),
    Pair("Deelname kost niets.", "Taking part is free."),
)
HEADINGS = (
    Pair("Voor wie is het?", "Who is it for?"),
    Pair("Wat leer je?", "What will you learn?"),
    Pair("Hoe werkt het?", "How does it work?"),
    Pair("Wat vragen we van je?", "What do we ask of you?"),
    Pair("Resultaten tot nu toe", "Results so far"),
    Pair("Wie doen er mee?", "Who takes part?"),
)
SENTENCES = (
    Pair(
        "De deelnemers komen uit de {sector}, het onderwijs en de overheid.",
        "The participants come from {sector}, education and government.",
    ),
    Pair(
        "Je werkt vier dagen als {job} en leert er één.",
        "You work as a {job} for four days and learn for one.",
    ),
    Pair(
        "Een jobcoach helpt bij het vinden van een werkgever in {town}.",
        "A job coach helps to find an employer in {town}.",
    ),
    Pair(
        "Het {compound} is opgezet samen met scholen en het mkb.",
        "The track was set up with schools and small companies.",
    ),
    Pair(
        "Vooraf doe je een test die laat zien wat je al kunt.",
        "Beforehand you take a test that shows what you can do already.",
    ),
    Pair(
        "Wie zakt voor een onderdeel, mag het na {small} weken opnieuw doen.",
        "Whoever fails a part may try again after {small} weeks.",
    ),
    Pair(
        "In {month} begint een nieuwe groep van {number} deelnemers.",
        "A new group of {number} participants starts in {month}.",
    ),
    Pair(
        "Voor {group} is er extra begeleiding op maat.",
        "For {group} there is extra guidance to measure.",
    ),
    Pair(
        "De lessen over {subject} zijn praktisch: je oefent met opdrachten van echte bedrijven.",
        "The lessons on {subject} are practical: you work on assignments of real companies.",
    ),
    Pair(
        "Het regionale fonds betaalt een deel van de kosten; de werkgever betaalt de rest.",
        "The regional fund pays part of the cost; the employer pays the rest.",
    ),
    Pair(
        "Na afloop krijg je een certificaat dat de branche erkent.",
        "Afterwards you receive a certificate that the industry recognises.",
    ),
    Pair(
        "Van de deelnemers vond {number} procent binnen een half jaar werk.",
        "Of the participants {number} per cent found work within half a year.",
    ),
    Pair(
        "{party} zoekt nog bedrijven die een stageplek willen bieden.",
        "{party} is still looking for companies that want to offer a placement.",
    ),
    Pair(
        "De aanpak komt uit {town} en wordt nu ook elders gebruikt.",
        "The approach comes from {town} and is now used elsewhere too.",
    ),
    Pair(
        "Er is geen vooropleiding nodig, wel doorzettingsvermogen en plezier in puzzelen.",
        "No earlier training is needed, but perseverance and joy in solving puzzles are.",
    ),
    Pair(
        "Docenten uit het bedrijfsleven geven gastlessen over {subject}.",
        "Teachers from companies give guest lessons on {subject}.",
    ),
    Pair(
        "Het tekort aan mensen die {job} kunnen worden, is in de {sector} het grootst.",
        "The shortage of people who can become a {job} is largest in {sector}.",
    ),
    Pair(
        "Loop binnen in de {place} van {town} of maak een afspraak.",
        "Walk in at our place in {town} or make an appointment.",
    ),
    Pair(
        "Met {number} plekken per jaar is dit een van de grotere projecten in de regio.",
        "With {number} places a year this is one of the larger projects in the region.",
    ),
    Pair(
        "We kijken naar vaardigheden en niet naar diploma's.",
        "We look at skills and not at diplomas.",
    ),
    Pair(
        "Wie een uitkering heeft, overlegt eerst met de gemeente of het UWV.",
        "Whoever receives a benefit first talks to the municipality or the employment office.",
    ),
)
STEPS = (
    Pair("Lees voor wie het is.", "Read who it is for."),
    Pair("Meld je aan via de website.", "Apply on the website."),
    Pair("Maak kennis met de begeleider.", "Meet your guide."),
    Pair("Doe de intake in {town}.", "Do the intake in {town}."),
    Pair("Kies een werkgever in de {sector}.", "Choose an employer in {sector}."),
    Pair("Begin in {month}.", "Start in {month}."),
)
CONDITIONS = (
    Pair("Je woont of werkt in de regio {town}.", "You live or work in the {town} region."),
    Pair("Je bent 18 jaar of ouder en spreekt Nederlands.", "You are 18 or older and speak Dutch."),
    Pair(
        "Alleen voor bedrijven met minder dan {number} werknemers.",
        "Only for companies with fewer than {number} employees.",
    ),
    Pair("Je hebt werkervaring in de {sector}.", "You have worked in {sector}."),
)
HOW_TO_APPLY = (
    Pair(
        "Bel of mail het loket en vraag een intake aan.",
        "Call or mail the desk and ask for an intake.",
    ),
    Pair(
        "Vul het formulier op de website in; je hoort binnen {small} weken meer.",
        "Fill in the form on the website; you hear more within {small} weeks.",
    ),
    Pair(
        "Loop binnen bij het werkcentrum in {town}.",
        "Walk in at the employment centre in {town}.",
    ),
)
PAYERS = (
    Pair("de werkgever", "the employer"),
    Pair("het regionale fonds en de werkgever", "the regional fund and the employer"),
    Pair("de gemeente", "the municipality"),
    Pair("de deelnemer", "the participant"),
    Pair("het opleidingsfonds van de branche", "the training fund of the industry"),
)
PROBLEMS = (
    Pair(
        "In de {sector} blijven plekken voor een {job} lang open.",
        "In {sector} vacancies for a {job} stay open for long.",
    ),
    Pair("Te weinig {group} kiezen voor {subject}.", "Too few {group} choose {subject}."),
    Pair(
        "Kleine bedrijven in {town} hebben geen tijd voor {subject}.",
        "Small companies in {town} have no time for {subject}.",
    ),
)
FACTS = (
    Pair("Deelnemers per jaar", "Participants a year"),
    Pair("Deelnemende bedrijven", "Companies taking part"),
    Pair("Leerwerkplekken", "Places for working and learning"),
    Pair("Bijdrage in duizenden euro's", "Contribution in thousands of euros"),
)
