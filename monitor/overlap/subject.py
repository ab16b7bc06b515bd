"""What a text is about, as stems: without what nearly every item of this field says."""

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache

from publishing.duplicates.words import EMPTY, is_generic, stem, words_of
from search.analysis.compounds import CompoundSplitter, launch_parts, launch_wholes
from search.places import rows

#: Half of the catalogue is about these, so they tell no subjects apart.
_FIELD = """
    it ict job informatica digitaal digitale digitalisering tech technologie talent talenten
    talentvol werk werken baan banen beroep beroepen functie loopbaan carriere toekomst mens
    mensen jong jongeren nieuwe meer samen sterk sterker aan slag leren leert ontdek ontdekken
    kennis kennismaken instromen instroom zij omscholing omscholen bijscholing bijscholen
    scholing school scholen onderwijs maand maanden week weken dag dagen uur uren jaar jaren mbo
    hbo wo niveau diploma certificaat certificaten erkend overstap overstappen overstappers stap
    begeleiding begeleiden begeleid coach coaching hulp helpt helpen geeft krijgt krijgen maakt
    maken doet doen gaat komt kan kunnen kun willen wil wilt worden wordt word vak sector
    sectoren regio provincie stad bedrijf bedrijven mkb werkgever werkgevers ondernemer
    ondernemers organisatie organisaties professional professionals medewerker medewerkers
    deelnemer deelnemers groep groepen student studenten leerling leerlingen docent leraar
    specialist expert basis basiscursus verdieping praktijk theorie thuis avond avonden online
    locatie zonder naast waar waarin na eigen twee drie vier vijf zes zeven acht negen tien elk
    elke alle veel snel goed goede beter best vacature vacatures start starten starters gratis
    betaald kosten plek plekken instromer instromers mkber mkbers plaats serie reeks day make
    leerwerk tot en met partij partijen partner partners samenwerking samenwerken vereniging
    stichting college academie academy hogeschool universiteit roc overheid gemeente gemeenten
    people work digital skills training learn noemt noemen genoemd voorbeeld voorbeelden kort
    korte hierop vraag vragen voorstel idee ideeen bewijs gebruiken gebruik miljoen duaal duale
    geven geef steunen steun actie acties lijn lijnen centrum stuk stukken deel delen sluit
    sluiten aanpak hierbij zoeken zoekt vinden vindt leer garantie baangarantie beginners
    beginner bijdrage duizend euro voucher vouchers nascholing teach co vrouwen vrouw meiden
    meisjes girls girl statushouders statushouder vluchtelingen ouders kinderen jeugd
    basisschool klas vmbo havo vwo po vo benut onbenut trainee trainees traineeship overdag
    baangericht omgeving manier mogelijkheid mogelijkheden verschillende
"""
#: Of words that mean the same in this field, the one that is compared.
_SAME = {
    "security": "cyber",
    "veiligheid": "cyber",
    "beveiliging": "cyber",
    "weerbaarheid": "cyber",
    "cyberveiligheid": "cyber",
    "cybersecurity": "cyber",
    "informatiebeveiliging": "cyber",
    "developer": "coderen",
    "developers": "coderen",
    "development": "coderen",
    "programmeur": "coderen",
    "programmeurs": "coderen",
    "ontwikkelaar": "coderen",
    "ontwikkelaars": "coderen",
    "programmeren": "coderen",
    "coding": "coderen",
    "code": "coderen",
    "test": "tester",
    "testen": "tester",
    "testing": "tester",
    "analist": "analyse",
    "analisten": "analyse",
    "analyst": "analyse",
    "analytics": "analyse",
    "engineering": "engineer",
    "ai": "kunstmatig",
    "kunstmatige": "kunstmatig",
    "intelligentie": "kunstmatig",
    "intelligence": "kunstmatig",
    "artificial": "kunstmatig",
    "robotica": "robot",
    "robots": "robot",
    "beheer": "beheerder",
    "beheerders": "beheerder",
    "center": "centrum",
    "designer": "design",
    "designers": "design",
    "technicus": "techniek",
    "technici": "techniek",
    "technisch": "techniek",
    "technische": "techniek",
    "monteur": "techniek",
}
#: With what belongs to a word inside it.
_WRITTEN = re.compile(r"[\w+#&.'’‘`]+")
#: More words of one text would not tell more.
MOST_WORDS = 12
_SHORTEST = 2
#: Of a word of which only the beginning is known.
_SHORTEST_PART, _SHORTEST_REST = 4, 5


def subject_words(text: str, noise: Collection[str] = frozenset()) -> dict[str, str]:
    """The telling stems of a text in their order, each with the word in which it was written.

    ``noise`` are stems that say nothing here, such as names of target groups and provinces: in
    those items are compared already. Compounds are taken apart: a cybersecuritycursus is about cyber.
    """
    found: dict[str, str] = {}
    for word, written in _as_written(text):
        for piece in _pieces(word):
            each = _stem(piece)
            if each not in noise and not _says_nothing(piece, each):
                found.setdefault(each, written)
        if len(found) >= MOST_WORDS:
            break
    return found


def _as_written(text: str) -> Iterator[tuple[str, str]]:
    """The words of a text as they are compared, each as a reader knows it."""
    for found in _WRITTEN.findall(text):
        written = found.strip(".'’‘")
        words = words_of(found)
        for word in words:
            # "Perron038" is two words. A capital may only say that a sentence begins.
            shown = written.lower() if written.istitle() else written
            yield word, shown if len(words) == 1 else word


def stems_of(text: str) -> Iterator[str]:
    """All stems of a text as `subject_words` makes them, to be used as noise."""
    for word in words_of(text):
        for piece in _pieces(word):
            yield _stem(piece)


@lru_cache(maxsize=50_000)
def _pieces(word: str) -> tuple[str, ...]:
    if word in _SAME or word in _field_words():
        return (word,)
    return _splitter().outer_parts(word) or _first_part(word)


def _first_part(word: str) -> tuple[str, ...]:
    """A word that begins with one we know, and goes on with one that we do not."""
    known = launch_parts()
    for end in range(len(word) - _SHORTEST_REST, _SHORTEST_PART - 1, -1):
        if word[:end] in known or word[:end] in _SAME:
            return (word[:end], *_pieces(word[end:]))
    return (word,)


@lru_cache(maxsize=50_000)
def _stem(piece: str) -> str:
    return stem(_SAME.get(piece, piece))


@lru_cache(maxsize=50_000)
def _says_nothing(piece: str, its_stem: str) -> bool:
    if len(piece) < _SHORTEST or piece.isdigit() or piece in EMPTY:
        return True
    return its_stem in _field_stems() or is_generic(stem(piece)) or piece in _place_names()


@cache
def _splitter() -> CompoundSplitter:
    return CompoundSplitter(launch_parts(), launch_wholes())


@cache
def _field_words() -> frozenset[str]:
    return frozenset(_FIELD.split())


@cache
def _field_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in _field_words())


@cache
def _place_names() -> frozenset[str]:
    """Towns and areas: where something is stands in its provinces."""
    named = (row for row in rows() if not row.place.is_word)
    return frozenset(word for row in named for name in row.names for word in words_of(name))
